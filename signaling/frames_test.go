package signaling_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

// Whoever sends what no page sends is closed; whoever else is in the help goes on.
func TestHugeFrames(t *testing.T) {
	w := newWorld(t)
	help, _, m, p := w.live()
	frame := []byte(`{"type":"write","text":"` + strings.Repeat("a", 10<<20) + `"}`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 5 {
		// The server stops reading early: writing may fail by then, or not.
		if err := p.Conn.WriteMessage(websocket.TextMessage, frame); err == nil {
			expectClosed(t, p, websocket.CloseMessageTooBig)
		}
		_ = p.Conn.Close()
		p = w.mediator(help) // Takes the seat from m, and is the next to misbehave.
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.TotalAlloc - before.TotalAlloc); grown > 50<<20 {
		t.Errorf("five frames of 10 MB took %d bytes of memory", grown)
	}
	if code := m.Closed(); code != protocol.CloseReplaced {
		t.Errorf("the mediator's page was closed with %d", code)
	}
	await[protocol.Live](w.mediator(help), nil)
}

func TestTooManyMessages(t *testing.T) {
	w := newWorld(t)
	help, ticket, m, p := w.live()
	for range 10_000 {
		if p.Conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping"}`)) != nil {
			break // Closed meanwhile.
		}
	}
	expectClosed(t, p, protocol.CloseTooMany)
	if w.hub.Drops()["too-many-messages"] == 0 {
		t.Errorf("drops %v", w.hub.Drops())
	}
	await(m, func(s protocol.Live) bool { return !s.Caller.Present })
	w.person(help, ticket)
	await(m, func(s protocol.Live) bool { return s.Caller.Present })
}

// expectClosed waits for the end. Bytes that the server did not read may cost the code on its way.
func expectClosed(t *testing.T, p *pagetest.Page, code int) {
	t.Helper()
	for {
		_, _, err := p.Conn.ReadMessage()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if errors.As(err, &closed) && closed.Code != code && closed.Code != websocket.CloseAbnormalClosure {
			t.Errorf("closed with %d, want %d", closed.Code, code)
		}
		return
	}
}
