package signaling

import (
	"strings"
	"time"

	"coupdemain/signaling/protocol"
)

// Holder is what a browser holds that may open a seat: the ticket of a help,
// or the account of whoever is signed in. Either may be "".
type Holder struct {
	Ticket  string
	Account string
}

// seatOf is the role whose seat the holder has in this help, "" for none. A
// ticket comes before an account: somebody who tries the service alone has both.
func (r *room) seatOf(who Holder) protocol.Role {
	if who.Ticket != "" {
		switch hashTicket(who.Ticket) {
		case r.help.Ticket:
			return protocol.Person
		case r.help.Interpreter.Ticket:
			return protocol.Interpreter
		case r.help.Lens.Ticket:
			return protocol.Lens
		}
	}
	switch who.Account {
	case "":
	case r.help.Mediator.ID:
		return protocol.Mediator
	case r.help.Colleague.Who.ID:
		return protocol.Colleague
	}
	return ""
}

// Seat is the role whose seat the holder has in that help, "" for none.
func (h *Hub) Seat(help string, who Holder) (role protocol.Role) {
	if r := h.room(help); r != nil {
		r.Ask(func(time.Time) { role = r.seatOf(who) })
	}
	return role
}

// Invited tells what a link to a third seat is for, and who helps there; ok is
// false if it was used, or never was.
func (h *Hub) Invited(link string) (role protocol.Role, helper Mediator, ok bool) {
	r, secret := h.linked(link)
	if r != nil {
		r.Ask(func(time.Time) { role, helper = r.invited(secret), r.help.Mediator })
	}
	return role, helper, role != ""
}

// TakeSeat exchanges a link for its seat, once: for a ticket, or for a
// colleague by their account. who has an ID for a colleague only.
func (h *Hub) TakeSeat(link string, who Mediator) (help, ticket string, ok bool) {
	r, secret := h.linked(link)
	if r == nil {
		return "", "", false
	}
	r.Ask(func(time.Time) {
		if role := r.invited(secret); role != "" && (role == protocol.Colleague) == (who.ID != "") {
			ticket, ok = r.claim(role, secret, who)
		}
	})
	return r.help.ID, ticket, ok
}

// GuestLink is the link to a third seat that the holder may pass on, "" for none.
func (h *Hub) GuestLink(help string, who Holder, role protocol.Role) (link string) {
	r := h.room(help)
	if r == nil {
		return ""
	}
	r.Ask(func(time.Time) {
		for _, i := range r.invitationsFor(r.seatOf(who)) {
			if i.Role == role {
				link = i.Link
			}
		}
	})
	return link
}

// linked is the room that a link names, and the link's secret.
func (h *Hub) linked(link string) (r *room, secret string) {
	help, secret, ok := strings.Cut(link, ".")
	if !ok || secret == "" {
		return nil, ""
	}
	return h.room(help), secret
}
