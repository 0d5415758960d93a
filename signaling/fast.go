package signaling

import (
	"time"

	"golang.org/x/time/rate"

	"coupdemain/signaling/protocol"
)

// Messages of the data channel come at the rate of a screen, and only the
// freshest counts: whatever cannot be handled at once is lost, with a name.
const (
	fastEvery = 8 * time.Millisecond
	fastBurst = 60
)

func newFastLimit() *rate.Limiter { return rate.NewLimiter(rate.Every(fastEvery), fastBurst) }

// hearFast takes a message of the data channel. On a goroutine of the engine: never waits.
func (v *visit) hearFast(payload []byte) {
	if !v.fast.Allow() {
		v.hub.drops.Count("fast-too-many")
		return
	}
	_, m, err := protocol.DecodeFast(payload)
	if err != nil {
		v.hub.drops.Count("fast-invalid")
		return
	}
	passed := v.room.Try(func(time.Time) {
		if from := v.room.seats[v.role]; from.session == v.session {
			v.room.passOn(from, m)
		}
	})
	if !passed {
		v.hub.drops.Count("fast-room-busy")
	}
}

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
