// Package pagetest is a live page as far as a server can tell: what a test says and hears over a real WebSocket. Rooms of
// every kind are tested with it.
package pagetest

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"coupdemain/signaling/protocol"
)

// patience is how long a page lives at the most, so that a test that fails ends.
const patience = 20 * time.Second

// Page is a live page. What goes otherwise than awaited ends its test, so its methods are for the test's own goroutine.
type Page struct {
	T    testing.TB
	Conn *websocket.Conn
}

// Dial opens the WebSocket at a path of a server, whose address begins with http, as a page of that server does. It is
// closed with the test.
func Dial(t testing.TB, server, path string) *Page {
	t.Helper()
	conn, err := Try(server, path, server)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	return &Page{T: t, Conn: conn}
}

// Try opens the WebSocket as a page of any origin, which may be refused.
func Try(server, path, origin string) (*websocket.Conn, error) {
	d := websocket.Dialer{Subprotocols: []string{protocol.Version}}
	conn, answer, err := d.Dial("ws"+strings.TrimPrefix(server, "http")+path, http.Header{"Origin": {origin}})
	if answer != nil {
		_ = answer.Body.Close()
	}
	return conn, err
}

// Send sends a message under the name that it has in the protocol.
func (p *Page) Send(m protocol.ClientMessage) {
	p.T.Helper()
	for name, known := range protocol.ClientMessages {
		if reflect.TypeOf(known) != reflect.TypeOf(m) {
			continue
		}
		body, err := json.Marshal(m)
		if err != nil {
			p.T.Fatal(err)
		}
		fields := map[string]any{}
		p.decode(body, &fields)
		fields["type"] = name
		if err := p.Conn.WriteJSON(fields); err != nil {
			p.T.Fatal(err)
		}
	}
}

// Read is the next message, with its type.
func (p *Page) Read() (name string, frame []byte) {
	p.T.Helper()
	_, frame, err := p.Conn.ReadMessage()
	if err != nil {
		p.T.Fatal(err)
	}
	var head struct{ Type string }
	p.decode(frame, &head)
	return head.Type, frame
}

// AwaitMessage reads until a message of that type, which ok accepts; nil accepts any.
func (p *Page) AwaitMessage(name string, ok func(frame []byte) bool) []byte {
	p.T.Helper()
	for {
		if got, frame := p.Read(); got == name && (ok == nil || ok(frame)) {
			return frame
		}
	}
}

// AwaitScene reads until a message of that type whose scene is in that phase, "" for a scene without phases, and which ok
// accepts; nil accepts any.
func AwaitScene[S any](p *Page, name, phase string, ok func(S) bool) (scene S) {
	p.T.Helper()
	p.AwaitMessage(name, func(frame []byte) bool {
		var head struct{ Scene struct{ Phase string } }
		if p.decode(frame, &head); head.Scene.Phase != phase {
			return false
		}
		var body struct{ Scene S }
		p.decode(frame, &body)
		scene = body.Scene
		return ok == nil || ok(scene)
	})
	return scene
}

// Declined is why the server did not do what was asked.
func (p *Page) Declined() protocol.Reason {
	p.T.Helper()
	var d protocol.Declined
	p.decode(p.AwaitMessage("declined", nil), &d)
	return d.Reason
}

// Closed reads until the server closes, and gives its code.
func (p *Page) Closed() int {
	p.T.Helper()
	for {
		if _, _, err := p.Conn.ReadMessage(); err != nil {
			if e := (*websocket.CloseError)(nil); errors.As(err, &e) {
				return e.Code
			}
			p.T.Fatalf("closed without a code: %v", err)
		}
	}
}

func (p *Page) decode(frame []byte, into any) {
	p.T.Helper()
	if err := json.Unmarshal(frame, into); err != nil {
		p.T.Fatal(err)
	}
}
