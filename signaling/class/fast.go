package class

import (
	"time"

	"coupdemain/signaling/protocol"
)

// passOn gives a fast message to those it is for, by the same way it came.
func (r *room) passOn(from *seat, m protocol.ClientMessage) {
	if !r.Ended.IsZero() {
		return
	}
	switch m := m.(type) {
	case protocol.Point:
		shown := r.shownTo(from.member)
		if from.member.Role != protocol.ClassMediator || shown == "" {
			r.hub.drops.Count("fast-not-yours")
			return
		}
		for _, viewer := range r.Members {
			if viewer != from.member && (viewer.Seat == shown || r.shownTo(viewer) == shown) {
				r.sendFast(viewer.in, protocol.Pointed{Seat: from.member.Seat, N: m.N, On: m.On, Spot: m.Spot})
			}
		}
	case protocol.Draft:
		if l, why := r.from(from, m.To); why == "" {
			for reader := range r.readers(l) {
				r.sendFast(reader, drafted(from, m))
			}
		}
	}
}

func (r *room) sendFast(to *seat, m protocol.ServerMessage) {
	if to == nil || to.Peer == nil {
		return
	}
	frame, err := protocol.Encode(m)
	if err != nil {
		r.log.Error("fast message not encoded", "err", err)
		return
	}
	_ = to.Peer.SendData(frame) // counted there if it is lost
}

// draw puts a mark on the screen that the mediator sees.
func (r *room) draw(from *seat, m protocol.Draw, now time.Time) protocol.Reason {
	shown := r.shownTo(from.member)
	if shown == "" {
		return protocol.ReasonTooLate
	}
	if !from.drawing.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	r.marks[shown] = protocol.WithMark(r.marks[shown], m.Mark)
	return ""
}

// wipeStale takes the marks away from screens that are not shown any more.
func (r *room) wipeStale() {
	for seat := range r.marks {
		if m := r.member(seat); m == nil || m.in == nil || m.in.screen.State == protocol.ScreenOff {
			delete(r.marks, seat)
		}
	}
}
