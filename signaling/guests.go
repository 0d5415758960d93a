package signaling

import (
	"crypto/rand"
	"crypto/subtle"
	"strings"
	"time"

	"coupdemain/internal/plaintext"
	"coupdemain/signaling/protocol"
)

// thirdSeats are the roles of guests, in the order they are listed.
var thirdSeats = []protocol.Role{protocol.Colleague, protocol.Interpreter, protocol.Lens}

// Guest is who has a third seat, or may take it by a link. The zero value is a
// seat that nobody has.
type Guest struct {
	Who        Mediator // of an interpreter the first name only; of the lens nothing
	Invitation Hash     // of the link's secret; zero once used
	Ticket     Hash     // theirs, but for a colleague, who is signed in
	Agreed     bool     // the person has agreed to them
}

func (g Guest) seated() bool { return g.Who.ID != "" || g.Ticket != (Hash{}) }

// guest is the third seat of that role, nil for another.
func (r *room) guest(role protocol.Role) *Guest {
	switch role {
	case protocol.Colleague:
		return &r.help.Colleague
	case protocol.Interpreter:
		return &r.help.Interpreter
	case protocol.Lens:
		return &r.help.Lens
	}
	return nil
}

// takesPart tells whether whoever has that role may see, hear and write.
func (r *room) takesPart(role protocol.Role) bool {
	if g := r.guest(role); g != nil {
		return g.seated() && g.Agreed
	}
	return true
}

// helps tells whether that role helps.
func (r *room) helps(role protocol.Role) bool {
	return role == protocol.Mediator || role == protocol.Colleague && r.takesPart(role)
}

// handleGuest carries out what is said of the third seats.
func (r *room) handleGuest(from *seat, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.Invite:
		return r.invite(from, m)
	case protocol.Agree:
		return r.agree(from, m)
	case protocol.Dismiss:
		return r.dismiss(from, m)
	case protocol.HandOver:
		return r.handOver(from, m, now)
	}
	return r.notYours()
}

// invite makes a link to a third seat; its secret is in the page's memory and
// this room's only.
func (r *room) invite(from *seat, m protocol.Invite) protocol.Reason {
	if !r.mayInvite(from.role, m.Role) {
		return r.notYours()
	}
	g := r.guest(m.Role)
	if r.help.Phase == protocol.PhaseEnded || r.help.Phase == protocol.PhaseClosing || g.seated() {
		return protocol.ReasonTooLate
	}
	secret := strings.ToLower(rand.Text())
	g.Invitation = hashTicket(secret)
	r.invitations[m.Role] = secret
	return ""
}

func (r *room) mayInvite(by, role protocol.Role) bool {
	return by == protocol.Mediator || by == protocol.Person && role == protocol.Lens
}

func (r *room) agree(from *seat, m protocol.Agree) protocol.Reason {
	if from.role != protocol.Person {
		return r.notYours()
	}
	g := r.guest(m.Role)
	if !g.seated() {
		return protocol.ReasonTooLate
	}
	if !m.Agreed {
		r.free(m.Role)
		return ""
	}
	g.Agreed = true
	s := r.seats[m.Role]
	s.Send(protocol.Joined{Epoch: s.epoch, Lines: append([]protocol.Line{}, r.lines...)})
	return ""
}

func (r *room) dismiss(from *seat, m protocol.Dismiss) protocol.Reason {
	if from.role != protocol.Mediator && from.role != protocol.Person {
		return r.notYours()
	}
	r.free(m.Role)
	return ""
}

// free empties a third seat, and makes its link void.
func (r *room) free(role protocol.Role) {
	*r.guest(role) = Guest{}
	delete(r.invitations, role)
	r.seats[role].Close(protocol.CloseEnded)
	r.seats[role] = newSeat(role)
}

// handOver swaps mediator and colleague. Both pages load anew, into the other seat.
func (r *room) handOver(from *seat, m protocol.HandOver, now time.Time) protocol.Reason {
	colleague := &r.help.Colleague
	if from.role != protocol.Mediator {
		return r.notYours()
	}
	if r.help.Phase != protocol.PhaseLive || !r.takesPart(protocol.Colleague) {
		return protocol.ReasonTooLate
	}
	r.count(now)
	r.hub.publish(protocol.HelpSummary{ID: r.help.ID, Phase: protocol.PhaseEnded}, r.help.Mediator.ID)
	r.help.Mediator, colleague.Who = colleague.Who, r.help.Mediator
	r.help.Note = plaintext.Typed(m.Note)
	for _, role := range []protocol.Role{protocol.Mediator, protocol.Colleague} {
		r.seats[role].Close(protocol.CloseMoved)
		r.seats[role] = newSeat(role)
	}
	return ""
}

// claim exchanges the secret of a link for the seat; the ticket is "" for a
// colleague, whose sign-in is theirs. The lens is the person's own: the link
// was on their own screen, so there is nobody to agree to.
func (r *room) claim(role protocol.Role, secret string, who Mediator) (ticket string, ok bool) {
	g := r.guest(role)
	if g.Invitation != hashTicket(secret) || who.ID != "" && who.ID == r.help.Mediator.ID {
		return "", false
	}
	*g = Guest{Who: who}
	delete(r.invitations, role)
	if role != protocol.Colleague {
		ticket = strings.ToLower(rand.Text())
		g.Ticket = hashTicket(ticket)
	}
	g.Agreed = role == protocol.Lens
	return ticket, true
}

// invited is the third seat that the secret of a link opens, "" for none.
func (r *room) invited(secret string) protocol.Role {
	sum := hashTicket(secret)
	for _, role := range thirdSeats {
		g := r.guest(role)
		if g.Invitation != (Hash{}) && subtle.ConstantTimeCompare(sum[:], g.Invitation[:]) == 1 {
			return role
		}
	}
	return ""
}

// guests is what both sides are told of the third seats.
func (r *room) guests() []protocol.Guest {
	guests := []protocol.Guest{}
	for _, role := range thirdSeats {
		g, s := r.guest(role), r.seats[role]
		if g.seated() {
			guests = append(guests, protocol.Guest{
				Seat: string(role), FirstName: g.Who.FirstName, Organization: g.Who.Organization, Agreed: g.Agreed,
				Present: s.Present, Camera: s.camera, Screen: s.screen, Voice: s.voice, Link: s.link,
			})
		}
	}
	return guests
}

// invitationsFor are the links that this role may pass on.
func (r *room) invitationsFor(role protocol.Role) []protocol.Invitation {
	links := []protocol.Invitation{}
	for _, third := range thirdSeats {
		if secret := r.invitations[third]; secret != "" && r.mayInvite(role, third) {
			links = append(links, protocol.Invitation{Role: third, Link: r.hub.baseURL + "/i/" + r.help.ID + "." + secret})
		}
	}
	return links
}
