package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"coupdemain/internal/sms"
)

// telephones pretend a gateway.
type telephones struct {
	got []sms.Text
	err error
}

func (t *telephones) Send(_ context.Context, text sms.Text) error {
	t.got = append(t.got, text)
	return t.err
}

func TestSMS(t *testing.T) {
	phones := &telephones{}
	var log bytes.Buffer
	w := newWorld(t, func(o *Options) {
		o.Texts, o.Log = phones, slog.New(slog.NewTextHandler(&log, nil))
	})
	philippe := w.signedIn()
	philippe.post("/espace/aides")
	send := func(help, number string) int {
		return philippe.post("/espace/aides/"+help+"/sms", "number", number).StatusCode
	}

	if got := send(liveHelp, "06 12 34 56 78"); got != http.StatusNoContent {
		t.Fatalf("status %d", got)
	}
	code := w.helps.code
	sent := phones.got[0]
	if want := code[:3] + " " + code[3:]; sent.To != "+33612345678" || !strings.Contains(sent.Body, want) || sent.ID == "" {
		t.Errorf("sent %+v, want the code as %q", sent, want)
	}
	if fitted := sms.Fit(sent.Body); fitted.Parts != 1 || strings.Contains(sent.Body, "http") {
		t.Errorf("%q is %d parts", sent.Body, fitted.Parts)
	}
	for name, tt := range map[string]struct {
		help, number string
		want         int
	}{
		"a landline":           {liveHelp, "05 53 00 00 00", http.StatusUnprocessableEntity},
		"nothing":              {liveHelp, "", http.StatusUnprocessableEntity},
		"somebody else's help": {otherHelp, "06 12 34 56 78", http.StatusConflict},
	} {
		if got := send(tt.help, tt.number); got != tt.want {
			t.Errorf("%s: status %d, want %d", name, got, tt.want)
		}
	}
	if len(phones.got) != 1 {
		t.Errorf("%d messages were sent", len(phones.got))
	}

	phones.err = errors.New("+33612345678 said no")
	if got := send(liveHelp, "0612345678"); got != http.StatusBadGateway {
		t.Errorf("refused: status %d", got)
	}
	send(liveHelp, "0612345678")
	if got := send(liveHelp, "+33 6 12 34 56 78"); got != http.StatusTooManyRequests {
		t.Errorf("a fourth to one number: status %d", got)
	}
	for _, secret := range []string{"612345678", code} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %q: %s", secret, log.String())
		}
	}
}

func TestSMSWithoutAGateway(t *testing.T) {
	w := newWorld(t)
	philippe := w.signedIn()
	philippe.post("/espace/aides")
	if strings.Contains(philippe.get("/espace").body, "data-sms") {
		t.Error("the desk offers text messages")
	}
	answer := philippe.post("/espace/aides/"+liveHelp+"/sms", "number", "0612345678")
	answer.expect(t, http.StatusNotFound)
}
