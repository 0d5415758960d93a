package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/mail/mailtest"
	"coupdemain/internal/store"
	"coupdemain/workshops"
)

// The real server, a real mail server and a gateway: whoever is enrolled is told, each by their own way, what no machine
// can tell goes to the office's list, and nothing of it is in the log.
func TestPeopleAreTold(t *testing.T) {
	const token = "the-token-of-the-gateway"
	data := filepath.Join(t.TempDir(), "data")
	office := mailtest.Open(t, nil, mailtest.Options{})
	texts := make(chan string, 10)
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Header.Get("Authorization") != "Bearer "+token {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		texts <- string(body)
	}))
	t.Cleanup(gateway.Close)
	said, log := &heard{news: make(chan struct{}, 1)}, &heard{news: make(chan struct{}, 1)}
	command := start(t, "", "serve", "--data", data, "--listen", "127.0.0.1:0", "--media-port", "0", "--turn-port", "0", "--log-level", "debug",
		"--base-url", "https://aide.example.org", "--mail-server", fmt.Sprint("127.0.0.1:", office.Port), "--mail-security", "none",
		"--mail-from", "Ateliers <ateliers@example.org>", "--sms-url", gateway.URL, "--sms-sender", "Ateliers")
	command.Env = append(os.Environ(), "COUPDEMAIN_SMS_TOKEN="+token)
	command.Stdout, command.Stderr = said, log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	log.await(t, `(msg=serving)`)

	beside := enrolling(t, data)
	odette := beside.enrol(t, "Odette Lafon", "odette@example.org", "")
	jeanne := beside.enrol(t, "Jeanne Roy", "", "06 12 34 56 78")
	office.WaitFor(t, 2)
	text := <-texts
	for _, mail := range office.Taken() {
		if mail.To != "odette@example.org" || !strings.Contains(mail.Mail, odette) {
			t.Errorf("to %s, without her code:\n%s", mail.To, mail.Mail)
		}
	}
	if !strings.Contains(text, jeanne) || !strings.Contains(text, "+33612345678") || strings.Contains(text, "http") {
		t.Errorf("text message: %s", text)
	}
	beside.expectTask(t, "Jeanne Roy", workshops.Sheet)

	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Error(err)
	}
	for _, secret := range []string{token, odette, strings.ReplaceAll(odette, " ", ""), jeanne, "odette@", "Odette", "Jeanne", "0612345678", "06 12 34 56 78", "612345678"} {
		if strings.Contains(log.all(), secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
}

// besideServer is the domain over the database of a server that runs.
type besideServer struct {
	*workshops.Service
	db     *store.DB
	by     accounts.Person
	series workshops.Series
}

// beside opens the database of a server that runs.
func beside(t testing.TB, data string) besideServer {
	t.Helper()
	db, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	key, err := store.SecretKey(data)
	if err != nil {
		t.Fatal(err)
	}
	b := besideServer{db: db}
	if b.Service, err = workshops.New(db.Workshops(), key[:]); err != nil {
		t.Fatal(err)
	}
	return b
}

// enrolling makes an office and a series whose first session is in three days.
func enrolling(t *testing.T, data string) besideServer {
	t.Helper()
	b := beside(t, data)
	by, err := b.db.Accounts().CreatePerson(t.Context(), accounts.Person{
		ID: "p", Email: "philippe@example.org", Name: "Philippe", Role: accounts.Mediator, CreatedAt: time.Now(),
		Organization: accounts.Organization{ID: "o", Name: "France Services", Phone: "05 57 00 00 00", Town: "Sainte-Foy-la-Grande"},
	}, "hash")
	if err != nil {
		t.Fatal(err)
	}
	b.plan(t, by, 8)
	return b
}

// plan makes a series with that many places for people who come from afar, by that mediator.
func (b *besideServer) plan(t testing.TB, by accounts.Person, remote int) {
	t.Helper()
	b.by = by
	path, err := b.SavePath(t.Context(), b.by, workshops.Path{Title: "Premiers pas", Modules: []string{"boite-mail"}})
	if err != nil {
		t.Fatal(err)
	}
	first := time.Now().AddDate(0, 0, 3)
	b.series, err = b.CreateSeries(t.Context(), b.by, workshops.Series{
		PathID: path.ID, Title: "Ma boîte mail", Phone: "05 57 00 00 00", OnSite: 6, Remote: remote,
		Venue: workshops.Venue{Name: "France Services", Address: "2 place de la Mairie", Postcode: "33220", Town: "Sainte-Foy-la-Grande", INSEE: "33402"},
		Plan: workshops.Plan{
			Zone: "Europe/Paris", Rule: workshops.Weekly([]time.Weekday{first.Weekday()}, workshops.DayOf(first.AddDate(0, 1, 0))),
			First: workshops.DayOf(first), Start: "10:00", End: "11:00",
		},
		Mediators: []workshops.Mediator{{ID: b.by.ID, Name: "Philippe"}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// enrol enrols somebody remotely and gives their code, in fours.
func (b besideServer) enrol(t testing.TB, name, email, phone string) (code string) {
	t.Helper()
	e, err := b.Enrol(t.Context(), b.by, b.series.ID, workshops.NewEnrolment{
		Key: "the request of " + name, Agreed: true,
		Details: workshops.Details{Name: name, Email: email, Phone: phone, Mode: workshops.Remote, Device: workshops.Computer},
	})
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := b.Code(t.Context(), b.by, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	return drawn.Spaced()
}

// expectTask waits for a task of the office.
func (b besideServer) expectTask(t *testing.T, name string, kind workshops.NoticeKind) {
	t.Helper()
	deadline := time.After(time.Minute)
	for {
		tasks, err := b.Tasks(t.Context(), b.by)
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range tasks {
			if task.Enrolment.Name == name && task.Kind == kind {
				return
			}
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-deadline:
			t.Fatalf("no task to tell %s of: %+v", name, tasks)
		}
	}
}
