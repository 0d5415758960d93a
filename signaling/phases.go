package signaling

import (
	"crypto/rand"
	"crypto/sha256"
	"math/big"
	"strings"
	"time"

	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// The moves from phase to phase. Each runs on the room's goroutine and only
// changes state; settle does the rest.

// knock seats whoever typed the code, and returns their ticket; "" if another
// was faster.
func (r *room) knock(now time.Time) (ticket string) {
	if r.help.Phase != protocol.PhaseInviting {
		return ""
	}
	ticket = strings.ToLower(rand.Text())
	r.help.Ticket = hashTicket(ticket)
	r.help.Pictogram = Pictograms[draw(len(Pictograms))]
	r.help.Code, r.code = Hash{}, ""
	r.help.Phase = protocol.PhaseKnocking
	r.help.Deadline = now.Add(codeLasts)
	// Their page is loading; it has as long as any page to make itself heard.
	person := r.seats[protocol.Person]
	person.Hear(now.Add(page.SilenceMeans))
	return ticket
}

func (r *room) admit(now time.Time) bool {
	if r.help.Phase != protocol.PhaseKnocking {
		return false
	}
	r.help.Phase = protocol.PhaseLive
	r.help.Admitted = now
	r.help.Deadline = now.Add(helpLasts)
	r.help.Device = r.seats[protocol.Person].device.Kind
	if s := r.seats[protocol.Person]; s.view == protocol.ViewWaiting {
		s.view = protocol.ViewReading
	}
	return true
}

func (r *room) turnAway(now time.Time) bool {
	if r.help.Phase != protocol.PhaseKnocking {
		return false
	}
	r.help.Phase = protocol.PhaseTurnedAway
	r.help.Deadline = now.Add(codeLasts)
	return true
}

func (r *room) knockAgain(now time.Time) bool {
	if r.help.Phase != protocol.PhaseTurnedAway {
		return false
	}
	r.help.Phase = protocol.PhaseKnocking
	r.help.Deadline = now.Add(codeLasts)
	return true
}

// renew lets whoever was not admitted go, and draws another code.
func (r *room) renew(now time.Time) bool {
	switch r.help.Phase {
	case protocol.PhaseInviting, protocol.PhaseKnocking, protocol.PhaseTurnedAway:
	default:
		return false
	}
	code, hash, err := r.hub.codes.draw(r.help.ID, r.hub.guesses.digits(now), now)
	if err != nil {
		r.log.Error("no new code", "err", err)
		return false
	}
	if r.help.Code != (Hash{}) {
		r.hub.codes.retire(r.help.Code)
	}
	r.letGo(now)
	r.lines = nil
	r.code, r.help.Code, r.help.CodeLength = code, hash, len(code)
	r.help.Phase = protocol.PhaseInviting
	r.help.Deadline = now.Add(codeLasts)
	r.help.Pictogram, r.help.Others, r.help.Doubt = "", 0, false
	r.door = protocol.MirrorAbsent
	return true
}

// letGo tells the person that this code is no longer theirs and frees the seat.
func (r *room) letGo(now time.Time) {
	person := r.seats[protocol.Person]
	common := r.common(protocol.Person, now)
	common.Deadline = 0
	person.Send(protocol.State{Scene: protocol.Ended{Common: common, Reason: protocol.EndedRenewed}})
	person.Close(protocol.CloseEnded)
	r.seats[protocol.Person] = newSeat(protocol.Person)
	r.help.Ticket = Hash{}
}

// expire ends a code that nobody used; the help stays a while, for a new one.
func (r *room) expire(now time.Time) {
	if r.help.Code == (Hash{}) {
		r.end(protocol.EndedByTime, now)
		return
	}
	r.hub.codes.retire(r.help.Code)
	r.help.Code, r.code = Hash{}, ""
	r.help.Deadline = now.Add(codeLasts)
}

// extend puts off the end of the phase by its whole length.
func (r *room) extend(now time.Time) bool {
	switch r.help.Phase {
	case protocol.PhaseInviting, protocol.PhaseKnocking, protocol.PhaseTurnedAway:
		r.help.Deadline = now.Add(codeLasts)
	case protocol.PhaseLive:
		r.help.Deadline = now.Add(helpLasts)
	default:
		return false
	}
	return true
}

// leave ends the help for both, and can be undone by the one who left.
func (r *room) leave(by protocol.Role, now time.Time) bool {
	switch r.help.Phase {
	case protocol.PhaseLive:
		r.count(now)
		r.help.Phase = protocol.PhaseClosing
		r.help.Ended = now
		r.help.EndReason = reasonOf(by)
		for _, s := range r.seats {
			s.screen = protocol.Screen{State: protocol.ScreenOff}
		}
	case protocol.PhaseInviting, protocol.PhaseKnocking, protocol.PhaseTurnedAway:
		r.end(reasonOf(by), now)
	default:
		return false
	}
	return true
}

func (r *room) comeBack(by protocol.Role, now time.Time) bool {
	if r.guest(by) != nil || r.help.Phase != protocol.PhaseClosing || r.help.EndReason != reasonOf(by) {
		return false
	}
	r.help.Phase = protocol.PhaseLive
	r.help.Ended, r.help.EndReason = time.Time{}, ""
	if r.help.Deadline.Before(now.Add(codeLasts)) {
		r.help.Deadline = now.Add(codeLasts)
	}
	return true
}

func (r *room) end(reason protocol.EndReason, now time.Time) {
	r.count(now)
	r.help.Ended, r.help.EndReason = now, reason
	r.over()
}

// over forgets what a help needs only while it lasts.
func (r *room) over() {
	if r.help.Code != (Hash{}) {
		r.hub.codes.retire(r.help.Code)
	}
	r.help.Phase = protocol.PhaseEnded
	r.help.Code, r.code = Hash{}, ""
	r.help.Callback, r.help.Note = "", ""
	r.lines = nil
	for _, s := range r.seats {
		s.Shut()
	}
}

func reasonOf(by protocol.Role) protocol.EndReason {
	if by == protocol.Mediator {
		return protocol.EndedByMediator
	}
	return protocol.EndedByPerson
}

// newReference is for the telephone: letters and digits that sound apart.
func newReference() string {
	const alphabet = "CDFHJKLRTX3479" // no vowel, so no word
	var b strings.Builder
	for i := range 8 {
		if i == 4 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabet[draw(len(alphabet))])
	}
	return b.String()
}

// draw is a fair number below n.
func draw(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // crypto/rand never fails since Go 1.24
	}
	return int(i.Int64())
}

func hashTicket(ticket string) Hash { return sha256.Sum256([]byte(ticket)) }
