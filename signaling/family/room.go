package family

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/loudest"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

const (
	listenEvery = 100 * time.Millisecond
	emptyLasts  = time.Minute // a room in which nobody is
)

// room is one family's. Every field belongs to the goroutine of Run; other goroutines post functions to it. It implements
// page.Owner.
type room struct {
	page.Loop
	hub *Hub
	log *slog.Logger
	id  string

	family    Family
	relatives []*relative
	numbered  int // seats that were given
	closed    bool
	emptied   time.Time // since when no page is open
	names     map[string]bool

	call   *call
	last   int64 // the number of the last call
	missed *protocol.MissedCall

	chooser  loudest.Chooser[string]
	chosen   map[string]bool // who is heard
	listened time.Time
}

// relative is one of the family.
type relative struct {
	Member
	seat string
	page *sitting // nil without one

	dials, loads *rate.Limiter
}

// here tells whether their page is open and heard.
func (m *relative) here() bool { return m.page != nil && m.page.Present }

func newRoom(h *Hub, id string) *room {
	return &room{Loop: page.NewLoop(), hub: h, log: h.log.With("family", id), id: id, emptied: time.Now()}
}

// Empty lets go of everyone when the room's goroutine ends.
func (r *room) Empty() {
	for _, m := range r.relatives {
		m.shut(protocol.CloseEnded)
	}
	r.hub.names.Replace(r.names, nil)
}

// shut ends somebody's page.
func (m *relative) shut(code int) {
	if m.page != nil {
		m.page.Close(code)
		m.page = nil
	}
}

// plan takes over what is written of the family, as it is now.
func (r *room) plan(f Family) {
	r.family, r.closed = f, false
	kept := make([]*relative, 0, len(f.Members))
	for _, planned := range f.Members {
		m := r.of(planned.ID)
		if m == nil {
			r.numbered++
			m = &relative{
				seat:  fmt.Sprintf("f%d", r.numbered),
				dials: rate.NewLimiter(rate.Every(dialEvery), dialBurst), loads: rate.NewLimiter(rate.Every(loadEvery), loadBurst),
			}
		} else if m.Card != planned.Card {
			r.leave(m, protocol.CloseEnded) // The card that opened it opens nothing any more.
		}
		m.Member = planned
		kept = append(kept, m)
	}
	for _, m := range r.relatives {
		if !slices.Contains(kept, m) {
			r.leave(m, protocol.CloseEnded)
		}
	}
	r.relatives = kept
}

// of is the member of that ID, nil for nobody.
func (r *room) of(id string) *relative {
	for _, m := range r.relatives {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// at is who has that seat, nil for nobody.
func (r *room) at(seat string) *relative {
	for _, m := range r.relatives {
		if m.seat == seat {
			return m
		}
	}
	return nil
}

// leave ends somebody's page, and their part in the call.
func (r *room) leave(m *relative, code int) {
	r.exit(m)
	m.shut(code)
}

// Over tells whether nobody needs the room any more.
func (r *room) Over(now time.Time) bool {
	return r.closed || r.family.ID != "" && !now.Before(r.family.ValidUntil) ||
		!r.emptied.IsZero() && now.Sub(r.emptied) >= emptyLasts
}

// Stop tells the pages to come back by themselves.
func (r *room) Stop(time.Time) {
	for _, m := range r.relatives {
		m.shut(protocol.CloseRestart)
	}
}

// Next is when something falls due.
func (r *room) Next(now time.Time) time.Time {
	next := now.Add(time.Hour)
	soonest := func(at time.Time) {
		if at.Before(next) {
			next = at
		}
	}
	if !r.emptied.IsZero() {
		soonest(r.emptied.Add(emptyLasts))
	}
	if r.family.ID != "" {
		soonest(r.family.ValidUntil)
	}
	for _, m := range r.relatives {
		if m.page == nil {
			continue
		}
		if at, ok := m.page.Due(); ok {
			soonest(at)
		}
	}
	if r.call != nil {
		soonest(r.call.ends())
	}
	if r.crowded() {
		soonest(r.listened.Add(listenEvery))
	}
	return next
}

// Tick does what has fallen due.
func (r *room) Tick(now time.Time) {
	for _, m := range r.relatives {
		if m.page == nil {
			continue
		}
		if _, gone := m.page.Fade(now); gone {
			r.leave(m, protocol.CloseEnded)
		}
	}
	if r.call != nil && !now.Before(r.call.ends()) {
		r.end()
	}
}

// Settle makes everything agree with the state.
func (r *room) Settle(now time.Time) {
	if r.call != nil {
		r.call.settle(slices.ContainsFunc(r.relatives, func(m *relative) bool { return m.here() && r.isIn(m.seat) }), now)
	}
	open := slices.ContainsFunc(r.relatives, func(m *relative) bool { return m.page != nil })
	switch {
	case open:
		r.emptied = time.Time{}
	case r.emptied.IsZero():
		r.emptied = now
	}
	r.placeAll(now)
	r.enrol()
	r.tell(now)
}

// enrol keeps the names under which the relay knows who is here.
func (r *room) enrol() {
	names := map[string]bool{}
	for _, m := range r.relatives {
		if m.page != nil {
			names[Participant(r.id, m.ID)] = true
		}
	}
	if !maps.Equal(names, r.names) {
		r.hub.names.Replace(r.names, names)
		r.names = names
	}
}
