package signaling_test

import (
	"testing"

	"coupdemain/signaling/protocol"
)

func TestDismissedMediatorsLeaveNothingOpen(t *testing.T) {
	w := newWorld(t)
	_, _, m, p := w.live()
	desk := w.dial("/desk/" + mediator.ID)
	desk.AwaitMessage("helps", nil)
	w.hub.Dismiss("somebody else", true)
	w.hub.Dismiss(mediator.ID, false)
	if got := m.Closed(); got != protocol.CloseRestart {
		t.Errorf("the room's page was closed with %d", got)
	}
	if got := desk.Closed(); got != protocol.CloseRestart {
		t.Errorf("the desk was closed with %d", got)
	}
	await(p, func(s protocol.Live) bool { return !s.Helper.Present })
	w.hub.Dismiss(mediator.ID, true)
	await[protocol.Ended](p, nil)
}
