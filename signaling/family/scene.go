package family

import (
	"slices"
	"time"

	"coupdemain/signaling/protocol"
)

// tell sends each page its scene, if it is not the one it has.
func (r *room) tell(now time.Time) {
	for _, m := range r.relatives {
		if m.page == nil {
			continue
		}
		err := m.page.Tell(now, func(at int64) protocol.ServerMessage { return protocol.FamilyState{Scene: r.scene(m, at)} })
		if err != nil {
			r.log.Error("scene not encoded", "err", err)
		}
	}
}

// scene is the room as a member sees it.
func (r *room) scene(viewer *relative, now int64) protocol.FamilyScene {
	f := r.family
	s := protocol.FamilyScene{
		You: viewer.seat, Title: f.Name, Hour: f.Hour, Phone: f.Phone, Ends: f.ValidUntil.UnixMilli(), Now: now,
		Members: []protocol.Relative{}, Missed: r.missed,
	}
	for _, m := range r.relatives {
		told := protocol.Relative{Seat: m.seat, Name: m.Name, State: r.state(m)}
		if m.page != nil && r.isIn(m.seat) {
			told.Camera, told.Voice = m.page.camera, speaks(m.page)
		}
		s.Members = append(s.Members, told)
	}
	if r.call != nil {
		s.Call = &protocol.FamilyCall{N: r.call.n, By: r.call.by}
		if r.call.ringing() {
			s.Call.Until = r.call.until.UnixMilli()
		}
	}
	return s
}

func (r *room) state(m *relative) protocol.RelativeState {
	switch {
	case r.isIn(m.seat) && m.here():
		return protocol.RelativeIn
	case r.isIn(m.seat):
		return protocol.RelativeLost
	case !m.here():
		return protocol.RelativeAway
	case r.rings(m):
		return protocol.RelativeRung
	case r.call != nil && slices.Contains(r.call.busy, m.seat):
		return protocol.RelativeBusy
	}
	return protocol.RelativeHere
}
