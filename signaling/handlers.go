package signaling

import (
	"time"

	"coupdemain/signaling/protocol"
)

// handle carries out one message from the page in that seat, on the room's
// goroutine. It returns why it was declined, "" if it was not.
func (r *room) handle(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.Show:
		from.screen = m.Screen
	case protocol.Film:
		from.camera = m.Camera
	case protocol.Speak:
		from.voice = m.Voice
	case protocol.Report:
		from.link = m.Link
	case protocol.Leave:
		if r.guest(from.role) != nil {
			r.free(from.role) // a guest leaves alone
			return ""
		}
		return tooLateUnless(r.leave(from.role, now))
	default:
		return r.handleTakingPart(from, m, now)
	}
	return ""
}

// handleTakingPart carries out what takes the person's word before.
func (r *room) handleTakingPart(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	if !r.takesPart(from.role) {
		return protocol.ReasonTooLate
	}
	switch m := m.(type) {
	case protocol.Look:
		return r.look(from, m)
	case protocol.Write:
		return r.write(from, m, now)
	case protocol.Draft:
		return r.draft(from, m)
	case protocol.Answer:
		return r.answer(from, m)
	case protocol.Expect:
		return r.expect(from, m)
	case protocol.Extend:
		return tooLateUnless(r.extend(now))
	case protocol.ComeBack:
		return tooLateUnless(r.comeBack(from.role, now))
	case protocol.Draw, protocol.Wipe, protocol.Erase, protocol.Watch, protocol.Lay, protocol.Ask,
		protocol.PauseForPerson, protocol.SendLink, protocol.SendText:
		if !r.helps(from.role) {
			return r.notYours()
		}
		return r.handleTool(from, m, now)
	case protocol.Invite, protocol.Agree, protocol.Dismiss, protocol.HandOver:
		return r.handleGuest(from, m, now)
	default:
		return r.handleMediator(from, m, now)
	}
}

// handleMediator carries out what only the mediator may do.
func (r *room) handleMediator(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	if from.role != protocol.Mediator {
		return r.notYours()
	}
	switch m := m.(type) {
	case protocol.Admit:
		if r.help.Doubt {
			return protocol.ReasonDoubt
		}
		return tooLateUnless(r.admit(now))
	case protocol.Refuse:
		return tooLateUnless(r.turnAway(now))
	case protocol.KnockAgain:
		return tooLateUnless(r.knockAgain(now))
	case protocol.Renew:
		return tooLateUnless(r.renew(now))
	case protocol.Note:
		return r.note(m)
	}
	return r.notYours()
}

func (r *room) notYours() protocol.Reason {
	r.hub.drops.Count("not-yours")
	return protocol.ReasonNotYours
}

func (r *room) look(from *seat, m protocol.Look) protocol.Reason {
	if from.role != protocol.Person {
		return protocol.ReasonNotYours
	}
	from.view = m.View
	return ""
}

func (r *room) note(m protocol.Note) protocol.Reason {
	if r.help.Phase == protocol.PhaseEnded {
		return protocol.ReasonTooLate
	}
	r.help.Callback = m.Callback
	return ""
}

func tooLateUnless(done bool) protocol.Reason {
	if done {
		return ""
	}
	return protocol.ReasonTooLate
}
