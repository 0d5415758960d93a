package signaling_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"coupdemain/internal/sfu"
	"coupdemain/internal/spokencode"
	"coupdemain/internal/store"
	"coupdemain/signaling"
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
func (w *world) open() (help string, m *page, code string) {
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

func (w *world) mediator(help string) *page { return w.joined("/mediator/" + help + "/" + mediator.ID) }
func (w *world) person(help, ticket string) *page {
	return w.joined("/person/" + help + "/" + ticket)
}

func (w *world) joined(path string) *page {
	w.t.Helper()
	p := w.dial(path)
	p.send(plainJoin())
	p.awaitMessage("joined", nil)
	return p
}

func plainJoin() protocol.Join {
	return protocol.Join{
		Device: protocol.Device{Kind: protocol.Computer, System: "Linux", Browser: "Firefox", CanShow: true},
		View:   protocol.ViewWaiting, Screen: protocol.Screen{State: protocol.ScreenOff},
		Voice: protocol.Voice{Mode: protocol.VoicePhone},
	}
}

// page is a live page, as far as the server can tell.
type page struct {
	t    *testing.T
	conn *websocket.Conn
}

func (w *world) dial(path string) *page {
	w.t.Helper()
	conn, answer, err := w.try(path, w.server.URL, protocol.Version)
	if err != nil {
		w.t.Fatal(err)
	}
	_ = answer.Body.Close()
	w.t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second)) // a test that fails ends
	return &page{t: w.t, conn: conn}
}

func (w *world) try(path, origin, version string) (*websocket.Conn, *http.Response, error) {
	d := websocket.Dialer{Subprotocols: []string{version}}
	return d.Dial("ws"+strings.TrimPrefix(w.server.URL, "http")+path, http.Header{"Origin": {origin}})
}

func (p *page) send(m protocol.ClientMessage) {
	p.t.Helper()
	for name, known := range protocol.ClientMessages {
		if reflect.TypeOf(known) != reflect.TypeOf(m) {
			continue
		}
		body, err := json.Marshal(m)
		if err != nil {
			p.t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(body, &fields); err != nil {
			p.t.Fatal(err)
		}
		fields["type"] = name
		if err := p.conn.WriteJSON(fields); err != nil {
			p.t.Fatal(err)
		}
	}
}

// awaitMessage reads until a message of that type, which ok accepts.
func (p *page) awaitMessage(name string, ok func(frame []byte) bool) []byte {
	p.t.Helper()
	for {
		_, frame, err := p.conn.ReadMessage()
		if err != nil {
			p.t.Fatalf("awaiting %s: %v", name, err)
		}
		var head struct{ Type string }
		if err := json.Unmarshal(frame, &head); err != nil {
			p.t.Fatal(err)
		}
		if head.Type == name && (ok == nil || ok(frame)) {
			return frame
		}
	}
}

// await reads until a scene of that kind, which ok accepts.
func await[S protocol.Scene](p *page, ok func(S) bool) S {
	p.t.Helper()
	var scene S
	p.awaitMessage("state", func(frame []byte) bool {
		var head struct {
			Scene struct{ Phase protocol.Phase }
		}
		if err := json.Unmarshal(frame, &head); err != nil {
			p.t.Fatal(err)
		}
		if head.Scene.Phase != scene.Phase() {
			return false
		}
		var body struct{ Scene S }
		if err := json.Unmarshal(frame, &body); err != nil {
			p.t.Fatal(err)
		}
		scene = body.Scene
		return ok == nil || ok(scene)
	})
	return scene
}

// closed reads until the server closes, and gives its code.
func (p *page) closed() int {
	p.t.Helper()
	for {
		if _, _, err := p.conn.ReadMessage(); err != nil {
			if e := (*websocket.CloseError)(nil); errors.As(err, &e) {
				return e.Code
			}
			p.t.Fatal(fmt.Errorf("closed without a code: %w", err))
		}
	}
}

// live is a help with the person let in.
func (w *world) live() (help, ticket string, m, p *page) {
	w.t.Helper()
	_, m, code := w.open()
	help, ticket = w.knock(code)
	p = w.person(help, ticket)
	await[protocol.Knocking](m, nil)
	m.send(protocol.Admit{})
	await[protocol.Live](m, nil)
	await[protocol.Live](p, nil)
	return help, ticket, m, p
}
