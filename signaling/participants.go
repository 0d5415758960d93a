package signaling

import (
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"strings"
	"sync"

	"coupdemain/signaling/protocol"
)

// participants are the names of all who take part in a live help at the moment, as they are known outside of it: a
// name tells neither the help nor the ticket. The zero value is ready. Any goroutine.
type participants struct {
	mu    sync.RWMutex
	names map[string]bool
}

// replace changes what a room has contributed.
func (p *participants) replace(before, after map[string]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.names == nil {
		p.names = map[string]bool{}
	}
	for name := range before {
		delete(p.names, name)
	}
	maps.Copy(p.names, after)
}

// Participant is the name of whoever holds that in a help.
func Participant(help string, who Holder) string {
	secret := who.Ticket
	if secret == "" {
		secret = who.Account
	}
	return participant(help, hashTicket(secret))
}

func participant(help string, secret Hash) string {
	sum := sha256.Sum256(append([]byte(help), secret[:]...))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}

// Participates tells whether somebody of that name takes part in a live help; never waits for a room.
func (h *Hub) Participates(name string) bool {
	h.participants.mu.RLock()
	defer h.participants.mu.RUnlock()
	return h.participants.names[name]
}

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
				now[participant(r.help.ID, ticket)] = true
			}
		}
	}
	if !maps.Equal(now, r.enrolled) {
		r.hub.participants.replace(r.enrolled, now)
		r.enrolled = now
	}
}
