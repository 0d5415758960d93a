package signaling

import (
	"maps"

	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// Participant is the name of whoever holds that in a help.
func Participant(help string, who Holder) string {
	secret := who.Ticket
	if secret == "" {
		secret = who.Account
	}
	return page.Name(help, hashTicket(secret))
}

// Participates tells whether somebody of that name takes part in a live help; never waits for a room.
func (h *Hub) Participates(name string) bool { return h.participants.Has(name) }

// enrol keeps the names of the room's participants as they stand.
func (r *room) enrol() {
	now := map[string]bool{}
	if r.help.Phase != protocol.PhaseEnded {
		for _, account := range []string{r.help.Mediator.ID, r.help.Colleague.Who.ID} {
			if account != "" {
				now[Participant(r.help.ID, Holder{Account: account})] = true
			}
		}
		for _, ticket := range []Hash{r.help.Ticket, r.help.Interpreter.Ticket, r.help.Lens.Ticket} {
			if ticket != (Hash{}) {
				now[page.Name(r.help.ID, ticket)] = true
			}
		}
	}
	if !maps.Equal(now, r.enrolled) {
		r.hub.participants.Replace(r.enrolled, now)
		r.enrolled = now
	}
}
