package signaling

import "coupdemain/signaling/protocol"

// passOn gives a fast message to the others, by the same way it came.
func (r *room) passOn(from *seat, m protocol.ClientMessage) {
	var told protocol.ServerMessage
	switch m := m.(type) {
	case protocol.Point:
		if !r.helps(from.role) || r.help.Phase != protocol.PhaseLive {
			r.hub.drops.Count("fast-not-yours")
			return
		}
		told = protocol.Pointed{Seat: string(from.role), N: m.N, On: m.On, Spot: m.Spot}
	case protocol.Draft:
		if !r.takesPart(from.role) || !r.converses(from) {
			r.hub.drops.Count("fast-not-yours")
			return
		}
		told = drafted(from, m)
	}
	frame, err := protocol.Encode(told)
	if err != nil {
		r.log.Error("fast message not encoded", "err", err)
		return
	}
	for role, s := range r.seats {
		if s != from && s.Peer != nil && r.takesPart(role) {
			_ = s.Peer.SendData(frame) // counted there if it is lost
		}
	}
}
