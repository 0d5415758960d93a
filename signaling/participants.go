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

// MediatorParticipant is the name of a help's mediator.
func MediatorParticipant(help string) string { return participant(help, Hash{}) }

// PersonParticipant is the name of whoever holds that ticket to a help.
func PersonParticipant(help, ticket string) string { return participant(help, hashTicket(ticket)) }

func participant(help string, ticket Hash) string {
	sum := sha256.Sum256(append([]byte(help), ticket[:]...))
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
		now[MediatorParticipant(r.help.ID)] = true
		if r.help.Ticket != (Hash{}) {
			now[participant(r.help.ID, r.help.Ticket)] = true
		}
	}
	if !maps.Equal(now, r.enrolled) {
		r.hub.participants.replace(r.enrolled, now)
		r.enrolled = now
	}
}
