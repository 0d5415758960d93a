package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/internal/audit"
	"coupdemain/internal/concerns"
	"coupdemain/internal/family"
	"coupdemain/internal/spokencode"
	"coupdemain/internal/store"
	"coupdemain/signaling"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// What lives in the world of these tests.
const (
	liveHelp  = "helpone"
	otherHelp = "helptwo"
	password  = "une phrase assez longue"
)

// world is the site over real accounts and pretended helps, behind a real server.
type world struct {
	t         testing.TB
	url       string
	helps     *helps
	classes   *classes
	planned   workshops.Store
	accounts  *accounts.Service
	entries   audit.Store
	kept      signaling.Store
	workshops *workshops.Service
	reports   *activity.Service
	firstRun  string
	families  *family.Service
	rooms     *familyRooms
}

func newWorld(t testing.TB, change ...func(*Options)) *world {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w := &world{t: t, helps: &helps{code: code(t, "57264"), seats: map[string]string{}, guests: map[string]protocol.Role{}}}
	w.entries, w.kept, w.planned = db.Audit(), db.Helps(), db.Workshops()
	w.classes = &classes{mirrors: map[string]class.Mirror{}}
	w.accounts = accounts.New(db.Accounts(), accounts.Options{Audit: acts{db.Audit()}})
	if w.firstRun, _, err = w.accounts.FirstRunToken(t.Context()); err != nil {
		t.Fatal(err)
	}
	log, err := audit.New(db.Audit(), nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if w.workshops, err = workshops.New(db.Workshops(), []byte("a secret")); err != nil {
		t.Fatal(err)
	}
	if err := w.workshops.Ship(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.reports = activity.New(db.Activity(), slog.New(slog.DiscardHandler))
	if w.families, err = family.New(db.Families(), []byte("a secret"), relatives{log}, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	w.rooms = &familyRooms{}
	o := Options{Families: w.families, FamilyRooms: w.rooms, Accounts: w.accounts, Audit: log, Helps: w.helps, Classes: w.classes, Reports: w.reports, Concerns: concerns.New(db.Concerns(), wrongs{log}, slog.New(slog.DiscardHandler)), Workshops: w.workshops, Assets: built(), Log: slog.New(slog.DiscardHandler)}
	for _, c := range change {
		c(&o)
	}
	handler, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// built is what Vite would have made.
func built() fs.FS {
	manifest := `{
		"client/style/base.css": {"file": "base-12345678.css"},
		"client/copy.ts": {"file": "copy-12345678.js"},
		"client/style/workshops.css": {"file": "workshops-12345678.css"},
		"client/rehearsal.ts": {"file": "rehearsal-12345678.js"},
		"client/print.ts": {"file": "print-12345678.js"},
		"client/fresh.ts": {"file": "fresh-12345678.js"},
		"client/class.tsx": {"file": "class-12345678.js", "imports": ["_live.js"]},
		"client/teach.tsx": {"file": "teach-12345678.js", "imports": ["_live.js"]},
		"client/door.ts": {"file": "door-12345678.js"},
		"client/password.ts": {"file": "password-12345678.js"},
		"client/family.tsx": {"file": "family-12345678.js"},
		"_live.js": {"file": "live-12345678.js", "css": ["live-12345678.css"]},
		"client/room.tsx": {"file": "room-12345678.js", "imports": ["_live.js"]},
		"client/desk.tsx": {"file": "desk-12345678.js", "imports": ["_live.js"], "css": ["desk-12345678.css"]}
	}`
	return fstest.MapFS{
		".vite/manifest.json": {Data: []byte(manifest)},
		"base-12345678.css":   {Data: []byte(strings.Repeat("a{b:c}", 100))},
		"door-12345678.js":    {Data: []byte("1")},
		"favicon.svg":         {Data: []byte("<svg/>")},
	}
}

// code is a good code that begins with these five digits.
func code(t testing.TB, body string) string {
	t.Helper()
	last, err := spokencode.CheckDigit(body)
	if err != nil {
		t.Fatal(err)
	}
	return body + string(last)
}

// helps pretends one code that is good once.
type helps struct {
	mu     sync.Mutex
	code   string
	used   bool
	many   *signaling.TooManyError
	seats  map[string]string // ticket by help
	atDoor []string
	slips  []string
	from   netip.Addr
	owner  string // the mediator's account
	opened signaling.Mediator
	links  map[string]protocol.Role // to third seats
	guests map[string]protocol.Role // by ticket
	guest  signaling.Mediator       // who took the last

	parcel     signaling.Parcel
	parcelBody []byte

	dismissed []string // mediator and whether their helps end
}

func (h *helps) Open(_ context.Context, m signaling.Mediator) (string, error) {
	h.opened, h.owner = m, m.ID
	return liveHelp, nil
}

func (h *helps) Knock(_ context.Context, typed string, from netip.Addr, ticket string) (string, string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.from = from
	if h.many != nil {
		return "", "", h.many
	}
	c, err := spokencode.Parse(typed)
	if err != nil {
		return "", "", err
	}
	if string(c) != h.code || h.used && h.seats[liveHelp] != ticket {
		return "", "", signaling.ErrCode
	}
	h.used = true
	h.seats[liveHelp] = "secret"
	return liveHelp, "secret", nil
}

func (h *helps) Allowed(netip.Addr) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.many != nil {
		return h.many
	}
	return nil
}

func (h *helps) AtDoor(typed string, _ netip.Addr) { h.atDoor = append(h.atDoor, typed) }
func (h *helps) Slip(typed string, _ netip.Addr) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := spokencode.Parse(typed)
	h.slips = append(h.slips, typed)
	return h.many == nil && errors.Is(err, spokencode.ErrCheck)
}

func (h *helps) Seat(help string, who signaling.Holder) protocol.Role {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case who.Ticket != "" && h.seats[help] == who.Ticket:
		return protocol.Person
	case who.Ticket != "" && help == liveHelp && h.guests[who.Ticket] != "":
		return h.guests[who.Ticket]
	case help == liveHelp && who.Account != "" && who.Account == h.owner:
		return protocol.Mediator
	}
	return ""
}

func (h *helps) Link(help, mediator string) (string, bool) {
	if h.Seat(help, signaling.Holder{Account: mediator}) == "" {
		return "", false
	}
	return "https://aide.example.org/c/" + h.code, true
}

func (h *helps) Serve(w http.ResponseWriter, _ *http.Request, help string, who signaling.Holder) {
	_, _ = fmt.Fprintf(w, "serves %q in %s", h.Seat(help, who), help)
}

func (h *helps) Invited(link string) (protocol.Role, signaling.Mediator, bool) {
	role, ok := h.links[link]
	return role, h.opened, ok
}

func (h *helps) TakeSeat(link string, who signaling.Mediator) (help, ticket string, ok bool) {
	role, ok := h.links[link]
	delete(h.links, link)
	h.guest = who
	if role == protocol.Colleague {
		return liveHelp, "", ok
	}
	h.guests[string(role)] = role
	return liveHelp, string(role), ok
}

func (h *helps) GuestLink(help string, who signaling.Holder, role protocol.Role) string {
	if h.Seat(help, who) != protocol.Mediator {
		return ""
	}
	return "https://aide.example.org/i/" + string(role)
}

func (h *helps) ServeDesk(w http.ResponseWriter, _ *http.Request, mediator string) {
	_, _ = fmt.Fprintf(w, "desk %t", mediator == h.owner)
}

func (h *helps) SendParcel(_ context.Context, help string, who signaling.Holder, p signaling.Parcel, open func() (io.Reader, error)) error {
	if h.Seat(help, who) == "" {
		return signaling.ErrNotYours
	}
	body, err := open()
	if err != nil {
		return err
	}
	text, err := io.ReadAll(body)
	if int64(len(text)) != p.Size {
		err = io.ErrUnexpectedEOF
	}
	h.parcel = p
	h.parcelBody = text
	return err
}

func (h *helps) FetchParcel(help string, who signaling.Holder, id string, take func(signaling.Parcel, io.Reader) error) error {
	if h.Seat(help, who) == "" || id != "parcel" {
		return signaling.ErrNotYours
	}
	return take(h.parcel, bytes.NewReader(h.parcelBody))
}

func (h *helps) Dismiss(mediator string, end bool) {
	h.dismissed = append(h.dismissed, fmt.Sprint(mediator, " ", end))
}

// acts writes down what accounts tells, as the program does.
type acts struct{ store audit.Store }

// Record implements accounts.Audit.
func (a acts) Record(ctx context.Context, e accounts.Event) {
	_ = a.store.Append(ctx, audit.Entry{
		ID: rand.Text(), At: time.Now(), What: audit.What(e.Act), By: e.By, About: e.About, Organization: e.Organization,
		Detail: string(e.Role),
	})
}

// wrongs writes down what concerns tells, as the program does.
type wrongs struct{ log *audit.Log }

// Record implements concerns.Audit.
func (a wrongs) Record(ctx context.Context, e concerns.Event) {
	a.log.Record(ctx, audit.Entry{What: audit.What(e.Act), By: e.By, Organization: e.Organization, Help: e.Help})
}

// browser keeps cookies and follows nothing by itself.
type browser struct {
	*http.Client
	w *world
}

func (w *world) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{&http.Client{Jar: jar, CheckRedirect: stay}, w}
}

// seen is an answer with its body read.
type seen struct {
	*http.Response
	body string
}

func (b *browser) do(method, path string, form url.Values, header ...string) seen {
	b.w.t.Helper()
	if form != nil {
		header = append(header, "Content-Type", "application/x-www-form-urlencoded")
	}
	return b.send(method, path, strings.NewReader(form.Encode()), header...)
}

func (b *browser) send(method, path string, sent io.Reader, header ...string) seen {
	b.w.t.Helper()
	r, err := http.NewRequestWithContext(b.w.t.Context(), method, b.w.url+path, sent)
	if err != nil {
		b.w.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := b.Do(r)
	if err != nil {
		b.w.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	return seen{answer, string(body)}
}

func (b *browser) get(path string) seen { b.w.t.Helper(); return b.do("GET", path, nil) }

func (b *browser) post(path string, pairs ...string) seen {
	b.w.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, form)
}

// signedIn is a browser in which Philippe has just made his account.
func (w *world) signedIn() *browser {
	w.t.Helper()
	b := w.browser()
	got := b.post("/premier-acces/"+w.firstRun, "name", "Philippe Durand", "email", "philippe@example.org", "password",
		password, "organization", "France Services", "phone", "05 57 00 00 00", "town", "Libourne")
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/espace" {
		w.t.Fatalf("first access: %d %s", got.StatusCode, got.body)
	}
	return b
}

// expect checks an answer's status and that its page holds each of the texts.
func (s seen) expect(t testing.TB, status int, texts ...string) {
	t.Helper()
	if s.StatusCode != status {
		t.Errorf("%s %s: status %d, want %d", s.Request.Method, s.Request.URL.Path, s.StatusCode, status)
	}
	for _, text := range texts {
		if !strings.Contains(s.body, text) {
			t.Errorf("%s %s: no %q in %s", s.Request.Method, s.Request.URL.Path, text, s.body)
		}
	}
}
