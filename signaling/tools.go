package signaling

import (
	"time"

	"coupdemain/signaling/protocol"
)

// tools is what those who help have put before the person's eyes in a live
// help. It is not on disk: after a restart the hands are simply off.
type tools struct {
	watched protocol.Role // as chosen: see room.watched
	board   protocol.Board
	marks   []protocol.Mark
	request protocol.Request
}

func newTools() tools {
	return tools{watched: protocol.Person, request: protocol.Request{Outcome: protocol.OutcomeOpen}}
}

// watched is whose picture those who help look at: the one they chose, unless
// only the other shows anything.
func (r *room) watched() protocol.Role {
	chosen, other := r.tools.watched, protocol.Lens
	if chosen == protocol.Lens {
		other = protocol.Person
	}
	if !r.seats[chosen].shows() && r.seats[other].shows() {
		return other
	}
	return chosen
}

// handleTool carries out what those who help do with their tools.
func (r *room) handleTool(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	if r.help.Phase != protocol.PhaseLive {
		return protocol.ReasonTooLate
	}
	switch m := m.(type) {
	case protocol.Draw:
		return r.draw(from, m, now)
	case protocol.Wipe:
		r.tools.marks = nil
	case protocol.Erase:
		r.tools.marks = protocol.WithoutMarks(r.tools.marks, m.Marks)
	case protocol.Watch:
		if r.tools.watched != m.Role {
			r.tools.watched, r.tools.marks = m.Role, nil
		}
	case protocol.Lay:
		if r.tools.board != m.Board {
			r.tools.board, r.tools.marks = m.Board, nil
		}
	case protocol.Ask:
		r.tools.request = protocol.Request{For: m.For, Outcome: protocol.OutcomeOpen}
	case protocol.PauseForPerson:
		return r.pauseForPerson()
	case protocol.SendLink:
		return r.sendLink(from, m, now)
	case protocol.SendText:
		return r.sendText(from, m, now)
	}
	return ""
}

// draw adds a mark.
func (r *room) draw(from *seat, m protocol.Draw, now time.Time) protocol.Reason {
	if !from.drawing.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	r.tools.marks = protocol.WithMark(r.tools.marks, m.Mark)
	return ""
}

// wipeStale takes the marks away once what they were drawn on is gone.
func (r *room) wipeStale() {
	if len(r.tools.marks) == 0 || r.tools.board != protocol.BoardNone {
		return
	}
	if r.help.Phase != protocol.PhaseLive || r.seats[r.watched()].screen.State == protocol.ScreenOff {
		r.tools.marks = nil
	}
}

// answer is how far the person is with what they were asked for.
func (r *room) answer(from *seat, m protocol.Answer) protocol.Reason {
	if from.role != protocol.Person {
		return protocol.ReasonNotYours
	}
	if r.tools.request.For == protocol.AskNothing {
		return protocol.ReasonTooLate
	}
	r.tools.request.Outcome = m.Outcome
	return ""
}

// expect is the person's word on whether they expected this call. While it is
// no they are not let in, and gate holds back all that is theirs.
func (r *room) expect(from *seat, m protocol.Expect) protocol.Reason {
	if from.role != protocol.Person {
		return protocol.ReasonNotYours
	}
	switch r.help.Phase {
	case protocol.PhaseKnocking, protocol.PhaseLive:
		r.help.Doubt = !m.Expected
		return ""
	}
	return protocol.ReasonTooLate
}

// pauseForPerson cuts the picture here at once and has the person's page cut it
// at its source; only they resume.
func (r *room) pauseForPerson() protocol.Reason {
	person := r.seats[r.watched()]
	if !person.shows() {
		return protocol.ReasonTooLate
	}
	person.screen.State = protocol.ScreenPaused
	person.Send(protocol.Pause{})
	return ""
}
