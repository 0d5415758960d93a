package signaling

import (
	"context"
	"log/slog"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/spokencode"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// How long things last. None ends under somebody's hands: each can be extended
// from both sides, or undone (WCAG 2.2.1).
const (
	codeLasts  = 15 * time.Minute // the code, and the wait of whoever knocked
	helpLasts  = 2 * time.Hour    // a live help, from the last « Prolonger »
	undoLasts  = 30 * time.Second // leaving can be undone
	endedLasts = 15 * time.Minute // the summary can be seen again
	countEvery = 15 * time.Second // the time a screen was seen is saved
)

// maxLines bounds the conversation that a page which comes back is given.
const maxLines = 200

// room is one help. Every field belongs to the goroutine of Run; other
// goroutines post functions to it. It implements page.Owner.
type room struct {
	page.Loop
	hub *Hub
	log *slog.Logger

	help  Help // what is on disk once saved
	saved Help

	enrolled map[string]bool // the names of who takes part, as the hub has them

	warm      bool // the person waits, with a connection, and the hub has counted it
	warmAgain *rate.Limiter

	code  spokencode.Code // the live code in clear, "" once used or expired
	door  protocol.Mirror // what happens at the door before the knock
	seats map[protocol.Role]*seat
	lines []protocol.Line
	tools tools

	sending     int                      // parcels on their way
	parcels     map[string]*parcel       // of these, announced and not fetched yet, by ID
	invitations map[protocol.Role]string // the secrets of links to third seats, while this process lasts
	doubted     bool                     // the person has said once that they did not expect the call
	watching    time.Time                // since when the person's picture is seen; zero if it is not
	filming     bool                     // it is a camera's
}

func newRoom(h *Hub, help Help, code spokencode.Code) *room {
	r := &room{
		Loop:  page.NewLoop(),
		hub:   h,
		log:   h.log.With("help", help.Reference),
		help:  help,
		code:  code,
		door:  protocol.MirrorAbsent,
		tools: newTools(),

		parcels:     map[string]*parcel{},
		invitations: map[protocol.Role]string{},

		warmAgain: newWarmLimit(),
	}
	r.seats = map[protocol.Role]*seat{}
	for _, role := range append([]protocol.Role{protocol.Mediator, protocol.Person}, thirdSeats...) {
		r.seats[role] = newSeat(role)
	}
	return r
}

// Over tells whether the help was over long enough for everybody to have seen it.
func (r *room) Over(now time.Time) bool {
	return r.help.Phase == protocol.PhaseEnded && now.Sub(r.help.Ended) > endedLasts
}

// Next is when something falls due.
func (r *room) Next(now time.Time) time.Time {
	next := r.due()
	for _, s := range r.seats {
		if at, ok := s.Due(); ok {
			next = earlier(next, at)
		}
	}
	if !r.watching.IsZero() {
		next = earlier(next, r.watching.Add(countEvery))
	}
	return next
}

// due is when the phase ends by itself.
func (r *room) due() time.Time {
	switch r.help.Phase {
	case protocol.PhaseClosing:
		return r.help.Ended.Add(undoLasts)
	case protocol.PhaseEnded:
		return r.help.Ended.Add(endedLasts)
	default:
		return r.help.Deadline
	}
}

// Tick does what has fallen due.
func (r *room) Tick(now time.Time) {
	for _, s := range r.seats {
		s.Fade(now)
	}
	if !r.watching.IsZero() && now.Sub(r.watching) >= countEvery {
		r.count(now)
	}
	if now.Before(r.due()) {
		return
	}
	switch r.help.Phase {
	case protocol.PhaseInviting:
		r.expire(now)
	case protocol.PhaseKnocking, protocol.PhaseTurnedAway, protocol.PhaseLive:
		r.end(protocol.EndedByTime, now)
	case protocol.PhaseClosing:
		r.over()
	}
}

// Settle makes everything agree with the state: disk, media, pages, in that order.
func (r *room) Settle(now time.Time) {
	r.wipeStale()
	r.gate()
	r.countIfChanged(now)
	r.save()
	r.enrol()
	r.countWarm()
	r.place()
	r.tell(now)
	r.hub.publish(r.summary(), r.help.Mediator.ID)
}

// save writes the help if it has changed. A disk that fails is told to the
// operator; the help goes on, since the people in it need it more.
func (r *room) save() {
	if r.help == r.saved {
		return
	}
	if err := r.hub.store.SaveHelp(context.Background(), r.help); err != nil {
		r.log.Error("help not saved", "err", err)
		r.hub.drops.Count("help-not-saved")
		return
	}
	before := r.saved
	r.saved = r.help
	r.witness(before)
}

// Stop saves and tells the pages to come back by themselves.
func (r *room) Stop(now time.Time) {
	r.count(now)
	r.save()
	for _, s := range r.seats {
		s.Close(protocol.CloseRestart)
	}
}

// Empty lets go of everyone and everything when the room's goroutine ends.
func (r *room) Empty() {
	for _, s := range r.seats {
		s.Close(protocol.CloseEnded)
	}
	r.hub.codes.forget(r.help.ID)
	r.hub.participants.Replace(r.enrolled, nil)
	r.countWarm()
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
