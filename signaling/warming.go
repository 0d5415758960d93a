package signaling

import (
	"time"

	"golang.org/x/time/rate"

	"coupdemain/signaling/protocol"
)

// A person's connection is made while they wait to be let in, so whoever holds a ticket makes the server work before
// anybody has looked at them: that has bounds.
const (
	maxWarm        = 500             // connections of people who wait, in all helps
	warmAgainEvery = 2 * time.Second // joinings of one who waits
	warmAgainBurst = 10
)

func newWarmLimit() *rate.Limiter { return rate.NewLimiter(rate.Every(warmAgainEvery), warmAgainBurst) }

// waits tells whether whoever has that role is not let in yet.
func (r *room) waits(role protocol.Role) bool {
	return role == protocol.Person && r.help.Phase != protocol.PhaseLive && r.help.Phase != protocol.PhaseClosing
}

// mayJoin tells whether the seat may be joined again so soon, and with media.
func (r *room) mayJoin(role protocol.Role, now time.Time) (join, media bool) {
	if !r.waits(role) {
		return true, true
	}
	return r.warmAgain.AllowN(now, 1), r.warm || r.hub.warm.Load() < maxWarm
}

// countWarm keeps the hub's count of connections of people who wait.
func (r *room) countWarm() {
	warm := r.waits(protocol.Person) && r.seats[protocol.Person].Peer != nil
	if warm == r.warm {
		return
	}
	r.warm = warm
	if warm {
		r.hub.warm.Add(1)
	} else {
		r.hub.warm.Add(-1)
	}
}
