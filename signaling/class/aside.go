package class

import (
	"time"

	"coupdemain/signaling/protocol"
)

// onAside goes to one person, or comes back. Nobody is taken from somebody else.
func (r *room) onAside(by *member, m protocol.Aside) protocol.Reason {
	if m.Seat == "" {
		r.endAside(by.Seat)
		return ""
	}
	who := r.member(m.Seat)
	if who == nil || who.Role != protocol.ClassParticipant || !who.In || who.Pocket || who.in == nil {
		return protocol.ReasonTooLate
	}
	if with := r.aside(who.Seat); with != "" && with != by.Seat {
		return protocol.ReasonTooLate
	}
	if r.Asides[by.Seat] != who.Seat {
		r.endAside(by.Seat)
		r.Asides[by.Seat] = who.Seat
	}
	who.Hand = time.Time{}
	return ""
}

// endAside brings a mediator and whoever they speak with back to the class, however it ends. The screen, the marks on it
// and the captions were for the two of them: nobody else comes to see them.
func (r *room) endAside(mediator string) {
	with, ok := r.Asides[mediator]
	if !ok {
		return
	}
	delete(r.Asides, mediator)
	delete(r.captions, mediator)
	delete(r.marks, mediator)
	if who := r.member(with); who != nil {
		r.conceal(who)
	}
	r.dirty = true
}

// endAsideWith is endAside for whoever somebody speaks with.
func (r *room) endAsideWith(m *member) {
	if circle := r.circleOf(m.Seat); circle != "" {
		r.endAside(circle)
	}
}

// conceal has somebody be asked again before their screen comes before anybody.
func (r *room) conceal(m *member) {
	m.Asked, m.Consent = protocol.ShowNobody, protocol.ShowNobody
	r.unstage(m.Seat)
	delete(r.marks, m.Seat)
}

// forsaken lists the mediators who were aside when the server stopped, and have not come back since.
func (r *room) forsaken(yield func(mediator string) bool) {
	for seat := range r.Asides {
		if m := r.member(seat); (m == nil || m.in == nil) && !yield(seat) {
			return
		}
	}
}

// aside is the seat with which that one speaks alone, "" for none.
func (s *state) aside(seat string) string {
	if with, ok := s.Asides[seat]; ok {
		return with
	}
	for mediator, with := range s.Asides {
		if with == seat {
			return mediator
		}
	}
	return ""
}

// circleOf is where that seat is: "" in the class, else the mediator who is aside with somebody.
func (s *state) circleOf(seat string) string {
	if _, ok := s.Asides[seat]; ok {
		return seat
	}
	return s.aside(seat)
}
