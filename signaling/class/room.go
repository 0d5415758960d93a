package class

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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
	againAfter  = 5 * time.Second        // a disk that failed
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
	restored time.Time  // when the server was back that has stopped meanwhile; zero: it has not
	again    time.Time  // when what could not be kept is kept again; zero: all was
	attended []Attended // as the register has it
	names    map[string]bool

	dirty bool      // pages are not told yet
	told  time.Time // when they were told last

	marks    map[string][]protocol.Mark // by the seat whose screen they are on
	lines    []line
	captions map[string][]string // by circle, see circleOf
	minute   time.Time
	chooser  loudest.Chooser[string]
	chosen   map[string]bool // who is heard in the class
	listened time.Time
}

func newRoom(h *Hub, s *state) *room {
	return &room{
		Loop: page.NewLoop(), hub: h, log: h.log.With("class", s.Class.ID), id: s.Class.ID, state: s,
		marks: map[string][]protocol.Mark{}, captions: map[string][]string{},
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
	for _, at := range []time.Time{r.minute, r.again} {
		if !at.IsZero() {
			soonest(at)
		}
	}
	for range r.forsaken {
		soonest(r.restored.Add(page.MediaOutlive))
	}
	return next
}

// Tick does what has fallen due.
func (r *room) Tick(now time.Time) {
	for t := range r.pages() {
		lost, gone := t.Fade(now)
		r.dirty = r.dirty || lost || gone
		if gone {
			r.giveUp(t)
		}
	}
	if now.Sub(r.restored) >= page.MediaOutlive {
		for mediator := range r.forsaken {
			r.endAside(mediator)
		}
	}
	if !r.again.IsZero() && !now.Before(r.again) {
		r.again, r.dirty = time.Time{}, true
	}
	if !r.minute.IsZero() && !now.Before(r.minute) {
		r.minute, r.dirty = time.Time{}, true
	}
	r.listen(now)
}

// giveUp lets go of a page that has been silent for long: its place at the door, and whoever its mediator was aside with.
func (r *room) giveUp(t *seat) {
	m := t.member
	if m.door == t {
		t.Close(protocol.CloseEnded)
		m.door = nil
		return
	}
	r.endAside(m.Seat)
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
	r.dirty, r.told, r.again = false, now, time.Time{}
	if saved, recorded := r.save(), r.record(); !saved || !recorded {
		r.again = now.Add(againAfter)
	}
	r.enrol()
	r.tell(now)
}

// save writes the class if it has changed. A disk that fails is told to the
// operator; the class goes on, since the people in it need it more. False: it is to be tried again.
func (r *room) save() bool {
	state, err := json.Marshal(r.state)
	if err != nil {
		r.log.Error("class not written", "err", err)
		return true
	}
	if bytes.Equal(state, r.saved) {
		return true
	}
	if err := r.hub.store.SaveClass(context.Background(), r.id, r.Class.Closes, state); err != nil {
		r.log.Error("class not saved", "err", err)
		r.hub.drops.Count("class-not-saved")
		return false
	}
	r.saved = state
	return true
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

// record has the register keep who came. False: it is to be tried again.
func (r *room) record() bool {
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
		return true
	}
	if err := r.hub.register.Attended(context.Background(), r.id, all); err != nil {
		r.log.Error("attendance not kept", "err", err)
		r.hub.drops.Count("attendance-not-kept")
		return errors.Is(err, ErrUnknown)
	}
	r.attended = all
	return true
}
