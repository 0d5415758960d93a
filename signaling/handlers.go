package signaling

import (
	"slices"
	"time"

	"coupdemain/signaling/protocol"
)

// handle carries out one message from the page in that seat, on the room's
// goroutine. It returns why it was declined, "" if it was not.
func (r *room) handle(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.Look:
		return r.look(from, m)
	case protocol.Show:
		from.screen = m.Screen
	case protocol.Film:
		from.camera = m.Camera
	case protocol.Speak:
		from.voice = m.Voice
	case protocol.Report:
		from.link = m.Link
	case protocol.Write:
		return r.write(from, m, now)
	case protocol.Extend:
		return tooLateUnless(r.extend(now))
	case protocol.Leave:
		return tooLateUnless(r.leave(from.role, now))
	case protocol.ComeBack:
		return tooLateUnless(r.comeBack(from.role, now))
	default:
		return r.handleMediator(from, m, now)
	}
	return ""
}

// handleMediator carries out what only the mediator may do.
func (r *room) handleMediator(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	if from.role != protocol.Mediator {
		r.hub.drops.count("not-yours")
		return protocol.ReasonNotYours
	}
	switch m := m.(type) {
	case protocol.Admit:
		return tooLateUnless(r.admit(now))
	case protocol.Refuse:
		return tooLateUnless(r.turnAway(now))
	case protocol.KnockAgain:
		return tooLateUnless(r.knockAgain(now))
	case protocol.Renew:
		return tooLateUnless(r.renew(now))
	case protocol.Note:
		return r.note(m)
	case protocol.PauseForPerson:
		return r.pauseForPerson()
	}
	return protocol.ReasonNotYours
}

func (r *room) look(from *seat, m protocol.Look) protocol.Reason {
	if from.role != protocol.Person {
		return protocol.ReasonNotYours
	}
	from.view = m.View
	return ""
}

func (r *room) write(from *seat, m protocol.Write, now time.Time) protocol.Reason {
	turnedAway := r.help.Phase == protocol.PhaseTurnedAway && from.role == protocol.Person
	if turnedAway || r.help.Phase == protocol.PhaseEnded {
		return protocol.ReasonTooLate
	}
	if !from.writing.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	line := protocol.Line{Kind: protocol.LineWords, N: m.N, Seat: string(from.role), Text: m.Text, At: now.UnixMilli()}
	if from.role == protocol.Mediator {
		line.Name = r.help.Mediator.FirstName
	}
	if len(r.lines) == maxLines {
		r.lines = slices.Delete(r.lines, 0, 1)
	}
	r.lines = append(r.lines, line)
	for _, s := range r.seats {
		if s.session != nil {
			s.session.send(protocol.Written{Line: line})
		}
	}
	return ""
}

func (r *room) note(m protocol.Note) protocol.Reason {
	if r.help.Phase == protocol.PhaseEnded {
		return protocol.ReasonTooLate
	}
	r.help.Callback = m.Callback
	return ""
}

// pauseForPerson cuts the picture here at once and has the person's page cut it
// at its source; only they resume.
func (r *room) pauseForPerson() protocol.Reason {
	person := r.seats[protocol.Person]
	if !person.shows() {
		return protocol.ReasonTooLate
	}
	person.screen.State = protocol.ScreenPaused
	if person.session != nil {
		person.session.send(protocol.Pause{})
	}
	return ""
}

func tooLateUnless(done bool) protocol.Reason {
	if done {
		return ""
	}
	return protocol.ReasonTooLate
}
