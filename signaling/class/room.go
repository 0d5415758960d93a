package class

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"time"

	"coupdemain/internal/loudest"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

const (
	tellEvery   = 80 * time.Millisecond  // at most: nobody reads faster
	listenEvery = 100 * time.Millisecond // to who speaks
	minuteLasts = time.Minute
	lateAfter   = 2 * time.Minute // the beginning
)

// room is one live class. Every field belongs to the goroutine of Run; other
// goroutines post functions to it. It implements page.Owner.
type room struct {
	page.Loop
	hub *Hub
	log *slog.Logger
	id  string // of the session

	*state
	saved    []byte
	attended []Attended // as the register has it
	names    map[string]bool

	dirty bool      // pages are not told yet
	told  time.Time // when they were told last

	marks    map[string][]protocol.Mark // by the seat whose screen they are on
	lines    []line
	captions []string
	minute   time.Time
	chooser  loudest.Chooser[string]
	chosen   map[string]bool // who is heard in the class
	listened time.Time
}

func newRoom(h *Hub, s *state) *room {
	return &room{
		Loop: page.NewLoop(), hub: h, log: h.log.With("class", s.Class.ID), id: s.Class.ID, state: s,
		marks: map[string][]protocol.Mark{},
	}
}

// Empty lets go of everyone when the room's goroutine ends.
func (r *room) Empty() {
	for _, m := range r.Members {
		m.leave(protocol.CloseEnded)
	}
	r.hub.names.Replace(r.names, nil)
}

// leave ends both pages of a member.
func (m *member) leave(code int) {
	for _, t := range []*seat{m.in, m.door} {
		if t != nil {
			t.Close(code)
		}
	}
	m.in, m.door = nil, nil
}

// Over tells whether the place has closed.
func (r *room) Over(now time.Time) bool { return !now.Before(r.Class.Closes) }

// Stop saves, and tells the pages to come back by themselves.
func (r *room) Stop(time.Time) {
	r.save()
	for _, m := range r.Members {
		m.leave(protocol.CloseRestart)
	}
}

// Next is when something falls due.
func (r *room) Next(now time.Time) time.Time {
	next := r.Class.Closes
	soonest := func(at time.Time) {
		if at.Before(next) {
			next = at
		}
	}
	for t := range r.pages() {
		if at, ok := t.Due(); ok {
			soonest(at)
		}
	}
	if r.dirty {
		soonest(r.told.Add(tellEvery))
	}
	if r.anyVoice() {
		soonest(r.listened.Add(listenEvery))
	}
	if !r.minute.IsZero() {
		soonest(r.minute)
	}
	return next
}

// Tick does what has fallen due.
func (r *room) Tick(now time.Time) {
	for t := range r.pages() {
		lost, gone := t.Fade(now)
		r.dirty = r.dirty || lost
		if gone {
			r.forgetDoor(t)
			r.endAsideOf(t)
		}
	}
	if !r.minute.IsZero() && !now.Before(r.minute) {
		r.minute, r.dirty = time.Time{}, true
	}
	r.listen(now)
}

// forgetDoor frees the door of a page that has been silent for long.
func (r *room) forgetDoor(t *seat) {
	if t.member.door == t {
		t.Close(protocol.CloseEnded)
		t.member.door = nil
	}
}

// endAsideOf brings the other back to the class, once a mediator has been away for long.
func (r *room) endAsideOf(t *seat) {
	if t.member.in == t {
		delete(r.Asides, t.member.Seat)
		r.dirty = true
	}
}

// pages are all pages, those at the door too.
func (r *room) pages() func(yield func(*seat) bool) {
	return func(yield func(*seat) bool) {
		for _, m := range r.Members {
			for _, t := range []*seat{m.in, m.door} {
				if t != nil && !yield(t) {
					return
				}
			}
		}
	}
}

// Settle makes everything agree with the state: media at once, then disk and
// pages, not more often than anyone reads.
func (r *room) Settle(now time.Time) {
	if !r.dirty {
		return
	}
	r.wipeStale()
	r.placeAll(now)
	if now.Sub(r.told) < tellEvery {
		return // Next comes back to it.
	}
	r.dirty, r.told = false, now
	r.save()
	r.enrol()
	r.record()
	r.tell(now)
}

// save writes the class if it has changed. A disk that fails is told to the
// operator; the class goes on, since the people in it need it more.
func (r *room) save() {
	state, err := json.Marshal(r.state)
	if err != nil {
		r.log.Error("class not written", "err", err)
		return
	}
	if bytes.Equal(state, r.saved) {
		return
	}
	if err := r.hub.store.SaveClass(context.Background(), r.id, r.Class.Closes, state); err != nil {
		r.log.Error("class not saved", "err", err)
		r.hub.drops.Count("class-not-saved")
		return
	}
	r.saved = state
}

// enrol keeps the names under which the relay knows who takes part.
func (r *room) enrol() {
	names := map[string]bool{}
	for t := range r.pages() {
		if t.name != "" {
			names[t.name] = true
		}
	}
	if !maps.Equal(names, r.names) {
		r.hub.names.Replace(r.names, names)
		r.names = names
	}
}

// record has the register keep who came.
func (r *room) record() {
	var all []Attended
	for _, m := range r.Members {
		if m.Role != protocol.ClassParticipant || m.How == protocol.HowAbsent {
			continue
		}
		all = append(all, Attended{
			Person: m.ID, How: m.How, Companion: r.planned(m).Companion != "", Steps: m.done(), Mood: protocol.Mood(m.Mood), Late: m.Late,
		})
	}
	if slices.Equal(all, r.attended) {
		return
	}
	if err := r.hub.register.Attended(context.Background(), r.id, all); err != nil {
		r.log.Error("attendance not kept", "err", err)
		r.hub.drops.Count("attendance-not-kept")
		return
	}
	r.attended = all
}
