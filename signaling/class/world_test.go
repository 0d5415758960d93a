package class_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/sfu"
	"coupdemain/internal/store"
	"coupdemain/signaling/class"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const session = "session"

// register is the planned class, and what was kept of it.
type register struct {
	mu       sync.Mutex
	class    class.Class
	attended []class.Attended
	changed  chan struct{}
}

func (r *register) Class(_ context.Context, id string) (class.Class, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id != r.class.ID {
		return class.Class{}, fmt.Errorf("%w: %s", class.ErrUnknown, id)
	}
	return r.class, nil
}

func (r *register) Attended(_ context.Context, _ string, all []class.Attended) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.attended = slices.Clone(all)
	close(r.changed)
	r.changed = make(chan struct{})
	return nil
}

// await waits until what was kept of attendance is that.
func (r *register) await(t *testing.T, want ...class.Attended) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		r.mu.Lock()
		got, changed := r.attended, r.changed
		r.mu.Unlock()
		if slices.Equal(got, want) {
			return
		}
		select {
		case <-changed:
		case <-limit:
			t.Fatalf("attendance is %+v, not %+v", got, want)
		}
	}
}

// world is a server with its disk, and pages that join it.
type world struct {
	t        *testing.T
	dir      string
	register *register
	hub      *class.Hub
	server   *httptest.Server
	stop     func()
}

func newWorld(t *testing.T) *world {
	now := time.Now()
	w := &world{t: t, dir: t.TempDir(), register: &register{changed: make(chan struct{})}}
	w.register.class = class.Class{
		ID: session, Title: "Ma boîte mail", Phone: "01 99 00 00 01", Steps: 3,
		Opens: now.Add(-time.Hour), Starts: now.Add(-time.Minute), Ends: now.Add(time.Hour), Closes: now.Add(2 * time.Hour),
		People: []class.Person{
			{ID: "anne", Name: "Anne"}, {ID: "luce", Name: "Luce", Companion: "Jean"}, {ID: "remi", Name: "Rémi", OnSite: true},
			{ID: "noor", Name: "Noor"},
		},
	}
	w.start()
	t.Cleanup(func() { w.stop() })
	return w
}

func (w *world) start() {
	w.t.Helper()
	db, err := store.Open(context.Background(), w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	loopback := netip.MustParseAddr("127.0.0.1")
	media, err := sfu.New(sfu.Config{Listen: loopback, Announce: []netip.Addr{loopback}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.hub = class.NewHub(class.Config{BaseURL: "https://aide.example.org", Store: db.Classes(), Media: media, Register: w.register})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.hub.Run(ctx) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/{role}/{who}/{device}", func(rw http.ResponseWriter, r *http.Request) {
		w.hub.Serve(rw, r, session, holder(r.PathValue("role"), r.PathValue("who"), r.PathValue("device")))
	})
	w.door(mux)
	w.server = httptest.NewServer(mux)
	w.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
		w.server.Close()
		if err := errors.Join(media.Close(), db.Close()); err != nil {
			w.t.Error(err)
		}
	}
}

func holder(role, who, device string) class.Holder {
	h := class.Holder{Role: protocol.ClassRole(role)}
	switch h.Role {
	case protocol.ClassMediator:
		h.Mediator = class.Mediator{ID: who, FirstName: strings.ToUpper(who[:1]) + who[1:]}
	case protocol.ClassParticipant:
		h.Person, h.Device = who, device
	case protocol.ClassHall:
		h.Secret = who
	}
	return h
}

// restart ends the server and starts another on the same disk.
func (w *world) restart() {
	w.stop()
	w.start()
}

func (w *world) dial(path string) *pagetest.Page {
	w.t.Helper()
	return pagetest.Dial(w.t, w.server.URL, path)
}

func (w *world) joined(path string) *pagetest.Page {
	w.t.Helper()
	p := w.dial(path)
	p.Send(join)
	p.AwaitMessage("joined", nil)
	return p
}

var join = protocol.Join{
	Device: protocol.Device{Kind: protocol.Computer, System: "Linux", Browser: "Firefox", CanShow: true},
	View:   protocol.ViewWaiting, Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoicePhone},
}

func (w *world) teacher(who string) *pagetest.Page { return w.joined("/mediator/" + who + "/-") }

// pupil comes to the door.
func (w *world) pupil(who string) *pagetest.Page { return w.joined("/participant/" + who + "/own") }

// present comes in, let in by that mediator.
func (w *world) present(m *pagetest.Page, who string) *pagetest.Page {
	w.t.Helper()
	p := w.pupil(who)
	scene := await(m, func(s protocol.Teaching) bool { return row(s, who).Standing == protocol.StandingLobby })
	m.Send(protocol.LetIn{Seat: row(scene, who).Seat})
	await[protocol.Class](p, nil)
	return p
}

// row is one person of the roster; their names are their IDs, but for the letters.
func row(s protocol.Teaching, who string) protocol.Attendee {
	for _, a := range s.Roster {
		if strings.EqualFold(strings.ReplaceAll(a.Name, "é", "e"), who) {
			return a
		}
	}
	return protocol.Attendee{}
}

// await reads until a scene of that kind, which ok accepts.
func await[S protocol.ClassScene](p *pagetest.Page, ok func(S) bool) S {
	p.T.Helper()
	var kind S
	return pagetest.AwaitScene(p, "class", string(kind.ClassPhase()), ok)
}
