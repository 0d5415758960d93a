package class

import (
	"time"

	"coupdemain/signaling/protocol"
)

// handle carries out one message from a page, on the room's goroutine. It
// returns why it was declined, "" if it was not.
func (r *room) handle(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.Show:
		r.showed(from, m.Screen)
	case protocol.Film:
		from.camera = m.Camera
	case protocol.Speak:
		from.voice = m.Voice
	case protocol.Report:
		from.link = m.Link
	case protocol.Look: // also at the door: it may be why they are not in yet
		if from.member.Role != protocol.ClassParticipant {
			return r.notYours()
		}
		from.view, from.of = m.View, m.Of
	case protocol.Faces: // also at the door: how the page stands when it is let in
		from.faces, from.page = m.Shown, m.Page
	case protocol.See:
		from.blind = !m.Screen
	case protocol.Leave:
		r.goHome(from)
	case protocol.Write: // also at the door, as the next
		return r.write(from, m, now)
	case protocol.Draft:
		return r.draft(from, m)
	case protocol.Feel:
		if r.Ended.IsZero() || from.member.Role != protocol.ClassParticipant || from.member.in != from {
			return protocol.ReasonTooLate
		}
		from.member.Mood = string(m.Mood)
	default:
		return r.handleInside(from, m, now)
	}
	return ""
}

// goHome ends a page's part; whoever goes may come back by joining again.
func (r *room) goHome(t *seat) {
	t.Close(protocol.CloseEnded)
	switch m := t.member; t {
	case m.door:
		m.door = nil
	case m.in:
		m.in, m.Hand = nil, time.Time{}
		r.endAside(m.Seat)
		r.conceal(m)
	}
}

// handleInside carries out what takes having been let in.
func (r *room) handleInside(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	if from.member.in != from {
		return protocol.ReasonNotYours
	}
	if _, finish := m.(protocol.Finish); !finish && !r.Ended.IsZero() {
		return protocol.ReasonTooLate
	}
	switch m := m.(type) {
	case protocol.Do:
		return r.do(from.member, m, now)
	case protocol.Hand:
		return r.hand(from.member, m, now)
	case protocol.Consent:
		return r.consent(from.member, m)
	default:
		if from.member.Role != protocol.ClassMediator {
			return r.notYours()
		}
		return r.handleOrder(from, m, now)
	}
}

func (r *room) notYours() protocol.Reason {
	r.hub.drops.Count("not-yours")
	return protocol.ReasonNotYours
}

// do says how far somebody is: oneself, or for a mediator another.
func (r *room) do(by *member, m protocol.Do, now time.Time) protocol.Reason {
	who := r.meant(by, m.Seat)
	if who == nil || who.Role != protocol.ClassParticipant {
		return r.notYours()
	}
	if m.Step >= r.Class.Steps {
		return protocol.ReasonTooLate
	}
	if m.Progress == protocol.ProgressNone {
		delete(who.Said, m.Step)
	} else {
		who.Said[m.Step] = said{m.Progress, now}
	}
	return ""
}

// meant is who a message is about: the sender, or for a mediator anybody.
func (r *room) meant(by *member, seat string) *member {
	if seat == "" || seat == by.Seat {
		return by
	}
	if by.Role != protocol.ClassMediator {
		return nil
	}
	return r.member(seat)
}

func (r *room) hand(by *member, m protocol.Hand, now time.Time) protocol.Reason {
	who := r.meant(by, m.Seat)
	switch {
	case who == nil, m.Up && who != by, who.Role == protocol.ClassMediator:
		return r.notYours()
	case !m.Up:
		who.Hand = time.Time{}
	case who.Hand.IsZero():
		who.Hand = now
	}
	return ""
}

// consent says before whom somebody's screen may come: never more than was asked.
func (r *room) consent(by *member, m protocol.Consent) protocol.Reason {
	if width[m.To] > width[by.Asked] {
		return protocol.ReasonTooLate
	}
	by.Consent = m.To
	if m.To == protocol.ShowNobody {
		by.Asked = m.To // it was answered: to be asked again, not to be asked for ever
	}
	if m.To != protocol.ShowAll {
		r.unstage(by.Seat)
	} else if by.in.shows() {
		r.Stage = stage{protocol.StageScreen, by.Seat}
	}
	return ""
}

// width orders the audiences of a screen.
var width = map[protocol.ShowTo]int{protocol.ShowNobody: 0, protocol.ShowMediators: 1, protocol.ShowAll: 2}

// showed notes how a page's screen stands. A screen that begins comes before
// all at once if it may; one that ends leaves the step in its place.
func (r *room) showed(from *seat, screen protocol.Screen) {
	before, m := from.shows(), from.member
	from.screen = screen
	if m.in != from {
		return
	}
	switch {
	case screen.State == protocol.ScreenOff:
		r.unstage(m.Seat)
	case from.shows() && !before && r.Stage.Seat != m.Seat && r.mayStage(m):
		r.Stage = stage{protocol.StageScreen, m.Seat}
	}
}

// mayStage tells whether that member's screen may come before all.
func (r *room) mayStage(m *member) bool {
	return m.Role == protocol.ClassMediator && r.Asides[m.Seat] == "" || m.Role == protocol.ClassParticipant && m.Consent == protocol.ShowAll
}

func (r *room) unstage(seat string) {
	if r.Stage.Seat == seat {
		r.Stage = stage{Kind: protocol.StageStep}
	}
}
