package signaling

import (
	"context"
	"log/slog"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/spokencode"
	"coupdemain/signaling/protocol"
)

// How long things last. None ends under somebody's hands: each can be extended
// from both sides, or undone (WCAG 2.2.1).
const (
	codeLasts    = 15 * time.Minute // the code, and the wait of whoever knocked
	helpLasts    = 2 * time.Hour    // a live help, from the last « Prolonger »
	undoLasts    = 30 * time.Second // leaving can be undone
	endedLasts   = 15 * time.Minute // the summary can be seen again
	silenceMeans = 5 * time.Second  // of a page that pings each second: its link is lost
	countEvery   = 15 * time.Second // the time a screen was seen is saved
	mediaOutlive = time.Minute      // their page, until it comes back
)

// maxLines bounds the conversation that a page which comes back is given.
const maxLines = 200

// event is something that happens to a room.
type event struct {
	do      func(now time.Time)
	passing bool            // changes nothing that has to settle
	settled chan<- struct{} // closed once all agrees with it; may be nil
}

// room is one help. Every field belongs to the goroutine of run; other
// goroutines post functions to it.
type room struct {
	hub   *Hub
	log   *slog.Logger
	inbox chan event
	done  chan struct{} // closed when run returned

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

	parcels     map[string]*parcel       // announced and not fetched yet, by ID
	invitations map[protocol.Role]string // the secrets of links to third seats, while this process lasts
	doubted     bool                     // the person has said once that they did not expect the call
	watching    time.Time                // since when the person's picture is seen; zero if it is not
	filming     bool                     // it is a camera's
}

func newRoom(h *Hub, help Help, code spokencode.Code) *room {
	r := &room{
		hub:   h,
		log:   h.log.With("help", help.Reference),
		inbox: make(chan event, 64),
		done:  make(chan struct{}),
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

// post has do run on the room's goroutine; false if the room is over. It may
// wait for the room, never for the network. Any goroutine but the room's.
func (r *room) post(do func(now time.Time)) bool { return r.send(event{do: do}) }

// ask is post, and waits until do has run and the room has settled.
func (r *room) ask(do func(now time.Time)) bool {
	settled := make(chan struct{})
	if !r.send(event{do: do, settled: settled}) {
		return false
	}
	select {
	case <-settled:
		return true
	case <-r.done:
		return false
	}
}

// try has do run on the room's goroutine, without settling; false if the room
// is over or busy. Never waits. Any goroutine.
func (r *room) try(do func(now time.Time)) bool {
	select {
	case r.inbox <- event{do: do, passing: true}:
		return true
	default:
		return false
	}
}

func (r *room) send(e event) bool {
	select {
	case r.inbox <- e:
		return true
	case <-r.done:
		return false
	}
}

// run owns the room until the help is over and seen to be, or ctx ends.
func (r *room) run(ctx context.Context) {
	defer close(r.done)
	defer r.empty()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			r.settleBeforeRestart(time.Now())
			return
		case e := <-r.inbox:
			now := time.Now()
			e.do(now)
			if !e.passing {
				r.settle(now)
			}
			if e.settled != nil {
				close(e.settled)
			}
		case now := <-timer.C:
			r.tick(now)
			r.settle(now)
		}
		if r.help.Phase == protocol.PhaseEnded && time.Since(r.help.Ended) > endedLasts {
			return
		}
		timer.Reset(time.Until(r.next(time.Now())))
	}
}

// next is when something falls due.
func (r *room) next(now time.Time) time.Time {
	next := r.due()
	for _, s := range r.seats {
		if s.present {
			next = earlier(next, s.heard.Add(silenceMeans))
		} else if s.Peer != nil {
			next = earlier(next, s.heard.Add(mediaOutlive))
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

// tick does what has fallen due.
func (r *room) tick(now time.Time) {
	for _, s := range r.seats {
		if s.present && now.Sub(s.heard) >= silenceMeans {
			s.present = false
		}
		if !s.present && now.Sub(s.heard) >= mediaOutlive {
			s.Shut()
		}
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

// settle makes everything agree with the state: disk, media, pages, in that order.
func (r *room) settle(now time.Time) {
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

// settleBeforeRestart saves and tells the pages to come back by themselves.
func (r *room) settleBeforeRestart(now time.Time) {
	r.count(now)
	r.save()
	for _, s := range r.seats {
		s.closeSession(protocol.CloseRestart)
	}
}

// empty lets go of everyone and everything when the room's goroutine ends.
func (r *room) empty() {
	for _, s := range r.seats {
		s.closeSession(protocol.CloseEnded)
		s.Shut()
	}
	r.hub.codes.forget(r.help.ID)
	r.hub.participants.replace(r.enrolled, nil)
	r.countWarm()
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
