package family

import (
	"slices"
	"time"

	"coupdemain/signaling/protocol"
)

const (
	ringsFor   = time.Minute
	aloneLasts = 30 * time.Second // a call in which one person is left, or the first to come back
	dialEvery  = 15 * time.Second // by one person, so that nobody has the others' pages ring without end
	dialBurst  = 5
	goneLasts  = 5 * time.Second // a call that rings while nobody in it is heard: the page may be loading anew
)

// call is one that rings, or is on.
type call struct {
	n     int64
	by    string // seat
	until time.Time
	in    []string // seats, in the order in which they came in
	busy  []string // seats whose page does not ring for it
	alone time.Time
	gone  time.Time // since when nobody who is in is heard
}

// ringing tells whether nobody has come in yet.
func (c *call) ringing() bool { return !c.until.IsZero() }

// ends is when it ends by itself.
func (c *call) ends() time.Time {
	switch {
	case c.ringing() && !c.gone.IsZero() && c.gone.Add(goneLasts).Before(c.until):
		return c.gone.Add(goneLasts)
	case c.ringing():
		return c.until
	case !c.alone.IsZero():
		return c.alone.Add(aloneLasts)
	}
	return time.Now().Add(time.Hour) // not by itself
}

// settle stops the ringing once two are in, and notes since when one is alone, and since when not even they are heard.
func (c *call) settle(heard bool, now time.Time) {
	switch {
	case len(c.in) > 1:
		c.until, c.alone = time.Time{}, time.Time{}
	case !c.ringing() && c.alone.IsZero():
		c.alone = now
	}
	if heard {
		c.gone = time.Time{}
	} else if c.gone.IsZero() {
		c.gone = now
	}
}

// isIn tells whether a seat is in the call.
func (r *room) isIn(seat string) bool { return r.call != nil && slices.Contains(r.call.in, seat) }

// rings tells whether somebody's page is to ring.
func (r *room) rings(m *relative) bool {
	return r.call != nil && r.call.ringing() && m.here() && !slices.Contains(r.call.in, m.seat) && !slices.Contains(r.call.busy, m.seat)
}

// dial rings the others. Whoever dials while a call rings or is on comes into that one: two who think of each other at the
// same moment meet.
func (r *room) dial(m *relative, now time.Time) protocol.Reason {
	if r.call != nil {
		r.enter(m)
		return ""
	}
	if !m.dials.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	r.begin(max(now.UnixMilli(), r.last+1))
	r.call.by, r.call.until = m.seat, now.Add(ringsFor)
	r.enter(m)
	return ""
}

func (r *room) begin(n int64) {
	r.call, r.last, r.missed = &call{n: n}, n, nil
}

func (r *room) enter(m *relative) {
	if !r.isIn(m.seat) {
		r.call.in = append(r.call.in, m.seat)
	}
}

// pickUp brings somebody into the call of that number. If the room knows of no call as late, it is one from before the
// server was away, and goes on.
func (r *room) pickUp(m *relative, n int64, now time.Time) protocol.Reason {
	switch {
	case r.call != nil && r.call.n != n, r.call == nil && (n <= r.last || n > now.UnixMilli()):
		return protocol.ReasonTooLate
	case r.call == nil:
		r.begin(n)
	}
	r.enter(m)
	return ""
}

// notNow has somebody's page ring no more. When nobody is left whose page rings, the caller need not wait.
func (r *room) notNow(m *relative, n int64) protocol.Reason {
	if r.call == nil || r.call.n != n || !r.rings(m) {
		return protocol.ReasonTooLate
	}
	r.call.busy = append(r.call.busy, m.seat)
	if !slices.ContainsFunc(r.relatives, r.rings) {
		r.end()
	}
	return ""
}

// exit takes somebody out of the call; a call of one is none.
func (r *room) exit(m *relative) {
	if !r.isIn(m.seat) {
		return
	}
	r.call.in = slices.DeleteFunc(r.call.in, func(seat string) bool { return seat == m.seat })
	if len(r.call.in) == 0 || len(r.call.in) == 1 && !r.call.ringing() {
		r.end()
	}
}

// end ends the call. One that nobody answered is told to those who come later.
func (r *room) end() {
	if r.call.ringing() && len(r.call.in) < 2 && r.call.by != "" {
		r.missed = &protocol.MissedCall{By: r.call.by, At: r.call.until.Add(-ringsFor).UnixMilli(), Busy: len(r.call.busy) > 0}
	}
	r.call = nil
}
