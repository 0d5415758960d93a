package signaling_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"testing"

	"go.uber.org/goleak"

	"coupdemain/internal/sfu"
	"coupdemain/internal/spokencode"
	"coupdemain/internal/store"
	"coupdemain/signaling"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	home      = netip.MustParseAddr("192.0.2.1")
	elsewhere = netip.MustParseAddr("198.51.100.7")
	mediator  = signaling.Mediator{
		ID: "account-1", FirstName: "Prénom", Organization: "Organisme", Phone: "01 99 00 00 01", Town: "Ville",
	}
)

// world is a server with its disk, and pages that join it.
type world struct {
	t      *testing.T
	dir    string
	hub    *signaling.Hub
	server *httptest.Server
	stop   func()
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, dir: t.TempDir()}
	w.startServer()
	t.Cleanup(func() { w.stop() })
	return w
}

func (w *world) startServer() {
	w.t.Helper()
	db, err := store.Open(context.Background(), w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	media, err := sfu.New(sfu.Config{Listen: netip.MustParseAddr("127.0.0.1"), Announce: []netip.Addr{netip.MustParseAddr("127.0.0.1")}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.hub = signaling.NewHub(signaling.Config{
		BaseURL: "https://aide.example.org", Key: spokencode.Key{1, 2, 3}, Store: db.Helps(), Media: media,
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.hub.Run(ctx) }()
	<-w.hub.Running()

	mux := http.NewServeMux()
	mux.HandleFunc("/person/{help}/{ticket}", func(rw http.ResponseWriter, r *http.Request) {
		w.hub.Serve(rw, r, r.PathValue("help"), signaling.Holder{Ticket: r.PathValue("ticket")})
	})
	mux.HandleFunc("/mediator/{help}/{id}", func(rw http.ResponseWriter, r *http.Request) {
		w.hub.Serve(rw, r, r.PathValue("help"), signaling.Holder{Account: r.PathValue("id")})
	})
	mux.HandleFunc("/desk/{id}", func(rw http.ResponseWriter, r *http.Request) {
		w.hub.ServeDesk(rw, r, r.PathValue("id"))
	})
	w.server = httptest.NewServer(mux)
	w.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
		w.server.Close()
		if err := media.Close(); err != nil {
			w.t.Error(err)
		}
		if err := db.Close(); err != nil {
			w.t.Error(err)
		}
	}
}

// restart ends the server and starts another on the same disk.
func (w *world) restart() {
	w.stop()
	w.startServer()
}

// open begins a help and gives its mediator's page, and the code.
func (w *world) open() (help string, m *pagetest.Page, code string) {
	w.t.Helper()
	help, err := w.hub.Open(context.Background(), mediator)
	if err != nil {
		w.t.Fatal(err)
	}
	m = w.mediator(help)
	return help, m, await[protocol.Inviting](m, nil).Code
}

func (w *world) knock(code string) (help, ticket string) {
	w.t.Helper()
	help, ticket, err := w.hub.Knock(context.Background(), code, home, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return help, ticket
}

func (w *world) mediator(help string) *pagetest.Page {
	return w.joined("/mediator/" + help + "/" + mediator.ID)
}

func (w *world) person(help, ticket string) *pagetest.Page {
	return w.joined("/person/" + help + "/" + ticket)
}

func (w *world) joined(path string) *pagetest.Page {
	w.t.Helper()
	p := w.dial(path)
	p.Send(plainJoin())
	p.AwaitMessage("joined", nil)
	return p
}

func plainJoin() protocol.Join {
	return protocol.Join{
		Device: protocol.Device{Kind: protocol.Computer, System: "Linux", Browser: "Firefox", CanShow: true},
		View:   protocol.ViewWaiting, Screen: protocol.Screen{State: protocol.ScreenOff},
		Voice: protocol.Voice{Mode: protocol.VoicePhone},
	}
}

func (w *world) dial(path string) *pagetest.Page {
	w.t.Helper()
	return pagetest.Dial(w.t, w.server.URL, path)
}

// await reads until a scene of that kind, which ok accepts.
func await[S protocol.Scene](p *pagetest.Page, ok func(S) bool) S {
	p.T.Helper()
	var kind S
	return pagetest.AwaitScene(p, "state", string(kind.Phase()), ok)
}

// live is a help with the person let in.
func (w *world) live() (help, ticket string, m, p *pagetest.Page) {
	w.t.Helper()
	_, m, code := w.open()
	help, ticket = w.knock(code)
	p = w.person(help, ticket)
	await[protocol.Knocking](m, nil)
	m.Send(protocol.Admit{})
	await[protocol.Live](m, nil)
	await[protocol.Live](p, nil)
	return help, ticket, m, p
}

// rounds is how often something is done again: a few times at each test, and all of them in make soak.
func rounds(few, all int) int {
	if os.Getenv("SOAK") != "" {
		return all
	}
	return few
}
