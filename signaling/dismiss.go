package signaling

import (
	"time"

	"coupdemain/signaling/protocol"
)

// Dismiss closes every page of a mediator who is signed out everywhere: each tries to come back by itself, and finds that
// it must sign in. With end their helps end as well, for whoever was being helped must not wait for somebody who may not
// come back.
func (h *Hub) Dismiss(mediatorID string, end bool) {
	for _, r := range h.rooms.All() {
		r.Post(func(now time.Time) {
			if r.help.Colleague.Who.ID == mediatorID {
				r.free(protocol.Colleague)
			}
			if r.help.Mediator.ID != mediatorID {
				return
			}
			if end && r.help.Phase != protocol.PhaseEnded {
				r.end(protocol.EndedByMediator, now)
			}
			r.seats[protocol.Mediator].Close(protocol.CloseRestart)
		})
	}
	h.desks.dismiss(mediatorID)
}

// dismiss closes the desks of one mediator.
func (d *desks) dismiss(mediatorID string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for s := range d.open[mediatorID] {
		s.Close(protocol.CloseRestart)
	}
}
