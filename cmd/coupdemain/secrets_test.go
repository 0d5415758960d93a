package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"coupdemain/internal/audit"
	"coupdemain/internal/store"
)

// heard is what a process says, while it says it.
type heard struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{}
}

// Write implements io.Writer.
func (h *heard) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	select {
	case h.news <- struct{}{}:
	default:
	}
	return h.text.Write(b)
}

func (h *heard) all() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

// await waits until something was said, and gives what its first group matched.
func (h *heard) await(t testing.TB, pattern string) string {
	t.Helper()
	for {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(h.all()); found != nil {
			return found[1]
		}
		select {
		case <-h.news:
		case <-time.After(time.Minute):
			t.Fatalf("never said %s: %s", pattern, h.all())
		}
	}
}

// The road of a whole day, with everything that must stay secret on it: none of it is in the log at its most talkative,
// nor in the audit log.
func TestNoSecretIsWrittenDown(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	said, log := &heard{news: make(chan struct{}, 1)}, &heard{news: make(chan struct{}, 1)}
	command := start(t, "", "serve", "--data", data, "--listen", "127.0.0.1:0", "--media-port", "0", "--turn-port", "0", "--log-level", "debug")
	command.Stdout, command.Stderr = said, log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	link := said.await(t, `(http://\S+)\n`)
	log.await(t, `(msg=serving)`)
	secrets := walk(t, link)
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Error(err)
	}
	secrets["first-run link"] = link[strings.LastIndex(link, "/")+1:]
	written := log.all() + auditOf(t, data)
	for name, secret := range secrets {
		if secret == "" || strings.Contains(written, secret) {
			t.Errorf("%s %q is written down", name, secret)
		}
	}
	if !strings.Contains(written, string(audit.SignedIn)) || !strings.Contains(written, string(audit.SignInRefused)) {
		t.Errorf("what happened is not written down: %s", written)
	}
}

// auditOf is the audit log of a folder, as text.
func auditOf(t *testing.T, data string) string {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // At the test's end too.
	db, err := store.Open(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	lines, err := db.Audit().Lines(ctx, "", audit.Cursor{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%+v", lines)
}

// walk goes the road, and gives the secrets met on it.
func walk(t *testing.T, link string) map[string]string {
	t.Helper()
	site, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + site.Host
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	post := func(path string, pairs ...string) string {
		t.Helper()
		form := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		answer, err := client.PostForm(base+path, form)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	const wrong = "une autre phrase, fausse"
	post(site.Path, "name", "Philippe Martin", "email", "p@example.org", "password", password, "organization", "Mairie",
		"phone", "05 57 00 00 00", "town", "Pessac")
	post("/espace/connexion", "email", "p@example.org", "password", wrong)
	post("/espace/connexion", "email", "nobody@example.org", "password", wrong)
	choose := regexp.MustCompile(`/mot-de-passe/([\w-]+)`).FindStringSubmatch(
		post("/espace/comptes", "name", "Zoé", "email", "zoe@example.org", "role", "mediator", "organization", "Mairie"))
	if choose == nil {
		t.Fatal("no link to choose a password")
	}
	var opened struct{ ID string }
	if err := json.Unmarshal([]byte(post("/espace/aides")), &opened); err != nil {
		t.Fatal(err)
	}
	code := codeOf(t, base, jar)
	post("/", "code", code)
	post("/", "code", "000000")
	secrets := map[string]string{"password": password, "wrong password": wrong, "link": choose[1], "code": code}
	for _, cookie := range jar.Cookies(&url.URL{Scheme: "http", Host: site.Host}) {
		_, secret, found := strings.Cut(cookie.Value, ".")
		if !found {
			secret = cookie.Value
		}
		secrets[cookie.Name] = secret
	}
	if secrets["session"] == "" || secrets["ticket"] == "" {
		t.Fatalf("the road was not gone to its end: %v", secrets)
	}
	return secrets
}

// codeOf reads the code of the help just opened from the desk's WebSocket.
func codeOf(t *testing.T, base string, jar http.CookieJar) string {
	t.Helper()
	dialer := websocket.Dialer{Jar: jar, Subprotocols: []string{"coupdemain.1"}}
	desk, answer, err := dialer.Dial("ws"+strings.TrimPrefix(base, "http")+"/espace/ws", http.Header{"Origin": {base}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	defer desk.Close()
	var list struct{ Helps []struct{ Code string } }
	if err := desk.ReadJSON(&list); err != nil || len(list.Helps) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	return list.Helps[0].Code
}
