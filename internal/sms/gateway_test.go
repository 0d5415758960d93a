package sms

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const token = "a-token-of-the-gateway"

// posted is what a gateway was sent.
type posted struct {
	mu      sync.Mutex
	headers []http.Header
	bodies  []string
}

func (p *posted) note(header http.Header, body string) (number int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.headers, p.bodies = append(p.headers, header), append(p.bodies, body)
	return len(p.bodies)
}

func (p *posted) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.bodies)
}

// opened is a gateway over loopback that answers as it is told, and what it was sent.
func opened(t *testing.T, answer func(w http.ResponseWriter, n int)) (*Gateway, *posted) {
	t.Helper()
	sent := &posted{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		answer(w, sent.note(r.Header, string(body)))
	}))
	own := &http.Client{Transport: &http.Transport{}, CheckRedirect: client.CheckRedirect}
	t.Cleanup(func() { server.Close(); own.CloseIdleConnections() })
	return &Gateway{URL: server.URL + "/send", Body: DefaultBody, Sender: "Ateliers", Token: token, Client: own}, sent
}

func status(code int) func(http.ResponseWriter, int) {
	return func(w http.ResponseWriter, _ int) { w.WriteHeader(code) }
}

var reminder = Text{ID: "notice-1", To: "06 12 34 56 78", Body: "Atelier demain à 10 h. Votre code : 4829 1375. \"Appelez\" le 05 57 00 00 00 & dites {to}"}

func TestWhatIsPosted(t *testing.T) {
	for body, read := range map[string]func(string) (to, text, sender, id string){
		`{"messages":[{"to":"{to}","text":"{text}","from":"{sender}","ref":"{id}"}]}`: func(body string) (string, string, string, string) {
			var posted struct {
				Messages []struct{ To, Text, From, Ref string }
			}
			if err := json.Unmarshal([]byte(body), &posted); err != nil || len(posted.Messages) != 1 {
				t.Fatalf("%v: %s", err, body)
			}
			m := posted.Messages[0]
			return m.To, m.Text, m.From, m.Ref
		},
		`to={to}&message={text}&sender={sender}&ref={id}&key=a`: func(body string) (string, string, string, string) {
			form, err := url.ParseQuery(body)
			if err != nil {
				t.Fatal(err)
			}
			return form.Get("to"), form.Get("message"), form.Get("sender"), form.Get("ref")
		},
	} {
		gateway, sent := opened(t, status(http.StatusAccepted))
		gateway.Body = body
		if err := gateway.Send(t.Context(), reminder); err != nil {
			t.Fatal(err)
		}
		to, text, sender, id := read(sent.bodies[0])
		if to != "+33612345678" || text != reminder.Body || sender != "Ateliers" || id != "notice-1" {
			t.Errorf("posted to %q, %q, from %q, %q", to, text, sender, id)
		}
		if header := sent.headers[0]; header.Get("Authorization") != "Bearer "+token || header.Get("Idempotency-Key") != "notice-1" {
			t.Errorf("%v", header)
		}
	}
}

func TestItFailsAndComesBack(t *testing.T) {
	gateway, sent := opened(t, func(w http.ResponseWriter, n int) {
		if n < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	for n := 1; n <= 3; n++ {
		var failed *Error
		err := gateway.Send(t.Context(), reminder)
		if n < 3 && (!errors.As(err, &failed) || failed.Permanent() || failed.Doubtful()) || n == 3 && err != nil {
			t.Errorf("attempt %d: %v", n, err)
		}
	}
	if sent.count() != 3 {
		t.Errorf("%d requests", sent.count())
	}
}

func TestAnswers(t *testing.T) {
	cut := func(w http.ResponseWriter, _ int) { panic(http.ErrAbortHandler) }
	endless := func(w http.ResponseWriter, _ int) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, strings.Repeat("number not known\n", answerLength/8))
	}
	for name, tt := range map[string]struct {
		answer              func(http.ResponseWriter, int)
		permanent, doubtful bool
	}{
		"refused":            {status(http.StatusUnprocessableEntity), true, false},
		"refused at length":  {endless, true, false},
		"wrong token":        {status(http.StatusUnauthorized), false, false},
		"too many":           {status(http.StatusTooManyRequests), false, false},
		"broken":             {status(http.StatusInternalServerError), false, false},
		"nobody behind":      {status(http.StatusBadGateway), false, true},
		"cut before it said": {cut, false, true},
		"elsewhere, not gone": {func(w http.ResponseWriter, _ int) {
			w.Header().Set("Location", "/other")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			gateway, sent := opened(t, tt.answer)
			var failed *Error
			err := gateway.Send(t.Context(), reminder)
			if !errors.As(err, &failed) || failed.Permanent() != tt.permanent || failed.Doubtful() != tt.doubtful || sent.count() != 1 {
				t.Errorf("%v after %d requests", err, sent.count())
			}
			if len(err.Error()) > 2*quotedLength || strings.Contains(err.Error(), token) {
				t.Errorf("%d bytes: %v", len(err.Error()), err)
			}
		})
	}
	gateway := &Gateway{URL: "http://127.0.0.1:1/", Body: DefaultBody}
	var failed *Error
	if err := gateway.Send(t.Context(), reminder); !errors.As(err, &failed) || failed.Permanent() || failed.Doubtful() {
		t.Errorf("nobody there: %v", err)
	}
}

func TestWhatIsNotSent(t *testing.T) {
	gateway, sent := opened(t, status(http.StatusOK))
	for name, tt := range map[string]struct {
		text Text
		want error
	}{
		"an address":       {Text{To: "0612345678", Body: "Ouvrez https://aide.example.org/c/48291375"}, ErrLink},
		"a bare address":   {Text{To: "0612345678", Body: "Tapez aide.example.org puis le code"}, ErrLink},
		"one without www":  {Text{To: "0612345678", Body: "Voyez WWW.mairie"}, ErrLink},
		"a landline":       {Text{To: "05 57 00 00 00", Body: "Bonjour"}, ErrNumber},
		"no number":        {Text{Body: "Bonjour"}, ErrNumber},
		"far too long":     {Text{To: "0612345678", Body: strings.Repeat("a", 153*MostParts+1)}, ErrLong},
		"at its very most": {Text{To: "0612345678", Body: strings.Repeat("a", 153*MostParts)}, nil},
		"a sentence.Then":  {Text{To: "0612345678", Body: "10 h. Le code : 4829 1375."}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var failed *Error
			err := gateway.Send(t.Context(), tt.text)
			if !errors.Is(err, tt.want) || tt.want != nil && (!errors.As(err, &failed) || !failed.Permanent()) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
	if sent.count() != 2 {
		t.Errorf("%d requests", sent.count())
	}
}

func TestValid(t *testing.T) {
	for name, want := range map[string]bool{"Ateliers": true, "FrServices1": true, "Mairie Ste ": true, "Mairie de Foy": false, "Été": false, "36000": false, "ab": false} {
		if ValidSender(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
	for body, want := range map[string]bool{
		DefaultBody: true, "to={to}&m={text}": true, `{"to": {to}, "text": "{text}"}`: false, `{"to": "{to}"}`: false, "": false,
	} {
		if (ValidBody(body) == nil) != want {
			t.Errorf("%q: %v", body, ValidBody(body))
		}
	}
}
