package class

import (
	"time"

	"coupdemain/signaling/protocol"
)

// handleOrder carries out what a mediator decides.
func (r *room) handleOrder(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.LetIn:
		return r.onLetIn(m, now)
	case protocol.SendOut:
		return r.withParticipant(m.Seat, func(who *member) { r.sendOut(who, now) })
	case protocol.Door:
		r.Closed = m.Closed
	case protocol.Step:
		return r.onStep(m)
	case protocol.Minute:
		r.minute = now.Add(minuteLasts)
	case protocol.Silence:
		return r.onSilence(m)
	case protocol.Forward:
		return r.onForward(m)
	case protocol.Signs:
		return r.with(m.Seat, func(who *member) { who.Signs = m.On })
	case protocol.Came:
		return r.withParticipant(m.Seat, func(who *member) { who.came(m.How, now) })
	case protocol.Count:
		r.Counts[m.Step] = m.Done
	case protocol.Lead:
		return r.onLead(m)
	case protocol.Finish:
		return r.finish(m, now)
	case protocol.Caption:
		return r.caption(from, m, now)
	default:
		return r.handleShowing(from, m, now)
	}
	return ""
}

// handleShowing carries out what decides on what is seen, and by whom.
func (r *room) handleShowing(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.AskScreen:
		return r.withParticipant(m.Seat, func(who *member) { r.askScreen(who, m.To) })
	case protocol.Present:
		return r.onPresent(m)
	case protocol.Aside:
		return r.onAside(from.member, m)
	case protocol.Draw:
		return r.draw(from, m, now)
	case protocol.Wipe:
		delete(r.marks, r.shownTo(from.member))
	case protocol.Erase:
		if shown := r.shownTo(from.member); shown != "" {
			r.marks[shown] = protocol.WithoutMarks(r.marks[shown], m.Marks)
		}
	default:
		return r.notYours()
	}
	return ""
}

// with does something to whoever has that seat.
func (r *room) with(seat string, do func(*member)) protocol.Reason {
	who := r.member(seat)
	if who == nil {
		return protocol.ReasonTooLate
	}
	do(who)
	return ""
}

// withParticipant is with, for participants alone.
func (r *room) withParticipant(seat string, do func(*member)) protocol.Reason {
	if who := r.member(seat); who == nil || who.Role != protocol.ClassParticipant {
		return protocol.ReasonTooLate
	}
	return r.with(seat, do)
}

func (r *room) onLetIn(m protocol.LetIn, now time.Time) protocol.Reason {
	if m.Seat != "" {
		return r.withParticipant(m.Seat, func(who *member) { r.letIn(who, now) })
	}
	for _, who := range r.Members {
		// A second device, and who was sent out, are let in one at a time.
		if who.door != nil && !who.In && !who.Out {
			r.letIn(who, now)
		}
	}
	return ""
}

func (r *room) onStep(m protocol.Step) protocol.Reason {
	if m.Step >= r.Class.Steps {
		return protocol.ReasonTooLate
	}
	if r.Step != m.Step {
		r.Step, r.minute = m.Step, time.Time{}
	}
	return ""
}

func (r *room) onSilence(m protocol.Silence) protocol.Reason {
	if m.Seat != "" {
		return r.with(m.Seat, func(who *member) {
			if who.Role != protocol.ClassMediator {
				who.Silenced = m.Silent
			}
		})
	}
	r.Quiet = m.Silent
	for _, who := range r.Members {
		if who.Role != protocol.ClassMediator {
			who.Silenced = m.Silent
		}
	}
	return ""
}

func (r *room) onForward(m protocol.Forward) protocol.Reason {
	if m.Seat == "" {
		r.Forward = ""
		return ""
	}
	return r.with(m.Seat, func(who *member) {
		r.Forward, who.Silenced, who.Hand = who.Seat, false, time.Time{}
	})
}

func (r *room) onLead(m protocol.Lead) protocol.Reason {
	who := r.member(m.Seat)
	if who == nil || who.Role != protocol.ClassMediator {
		return protocol.ReasonTooLate
	}
	r.Leader = who.Seat
	return ""
}

// came ticks somebody who has no page of their own, or takes the tick back.
func (m *member) came(how protocol.How, now time.Time) {
	m.How, m.Since = how, now
	switch {
	case how != protocol.HowAbsent || m.in == nil:
	case m.Pocket:
		m.How = protocol.HowOnSite
	default:
		m.How = protocol.HowRemote
	}
}

func (r *room) askScreen(who *member, to protocol.ShowTo) {
	who.Asked = to
	if width[who.Consent] > width[to] {
		who.Consent = to
	}
	if to != protocol.ShowAll {
		r.unstage(who.Seat)
	}
	for _, other := range r.Members { // one at a time: there is one place for it
		if other != who && to != protocol.ShowNobody && other.Role == protocol.ClassParticipant {
			other.Asked, other.Consent = protocol.ShowNobody, protocol.ShowNobody
			r.unstage(other.Seat)
		}
	}
}

func (r *room) onPresent(m protocol.Present) protocol.Reason {
	if m.Kind == protocol.StageScreen {
		if who := r.member(m.Seat); who == nil || !r.mayStage(who) {
			return protocol.ReasonTooLate
		}
	}
	r.Stage = stage{m.Kind, m.Seat}
	return ""
}

func (r *room) finish(m protocol.Finish, now time.Time) protocol.Reason {
	switch {
	case !m.On:
		r.Ended = time.Time{}
	case r.Ended.IsZero():
		r.Ended = now
		for _, who := range r.Members {
			r.endAside(who.Seat)
			r.conceal(who)
		}
		r.Stage, r.Forward = stage{Kind: protocol.StageStep}, ""
	}
	return ""
}
