package signaling_test

import (
	"testing"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

func TestParticipants(t *testing.T) {
	w := newWorld(t)
	help, m, code := w.open()
	mediator := signaling.Participant(help, signaling.Holder{Account: "account-1"})
	if len(mediator) != 24 || !w.hub.Participates(mediator) || w.hub.Participates("") || w.hub.Participates(help) {
		t.Errorf("whoever opened a help takes part by the name %q, and nobody else", mediator)
	}
	_, ticket := w.knock(code)
	person := signaling.Participant(help, signaling.Holder{Ticket: ticket})
	if person == mediator || !w.hub.Participates(person) || w.hub.Participates(signaling.Participant(help, signaling.Holder{Ticket: "another"})) {
		t.Errorf("whoever knocked takes part by the name %q, and nobody else", person)
	}
	m.Send(protocol.Renew{})
	await[protocol.Inviting](m, nil)
	if w.hub.Participates(person) || !w.hub.Participates(mediator) {
		t.Error("a new code lets whoever had the old one go")
	}
	w.restart()
	if m = w.mediator(help); !w.hub.Participates(mediator) {
		t.Error("after a restart the help goes on")
	}
	m.Send(protocol.Leave{})
	await[protocol.Ended](m, nil)
	if w.hub.Participates(mediator) {
		t.Error("nobody takes part in a help that is over")
	}
}
