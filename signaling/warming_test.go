package signaling_test

import (
	"testing"

	"github.com/gorilla/websocket"

	"coupdemain/signaling/protocol"
)

func TestWhoWaitsDoesNotJoinOverAndOver(t *testing.T) {
	w := newWorld(t)
	_, m, code := w.open()
	help, ticket := w.knock(code)
	joined := 0
	for range 40 {
		p := w.dial("/person/" + help + "/" + ticket)
		p.Send(plainJoin())
		if _, _, err := p.Conn.ReadMessage(); err != nil {
			if !websocket.IsCloseError(err, protocol.CloseTooMany) {
				t.Errorf("closed otherwise: %v", err)
			}
			break
		}
		joined++
	}
	if joined < 10 || joined == 40 {
		t.Errorf("joined %d times", joined)
	}
	if w.hub.Drops()["too-many-joinings"] == 0 {
		t.Errorf("drops %v", w.hub.Drops())
	}
	await[protocol.Knocking](m, nil)
	m.Send(protocol.Admit{})
	await[protocol.Live](m, nil)
	await[protocol.Live](w.person(help, ticket), nil) // Let in, nothing holds them back.
}
