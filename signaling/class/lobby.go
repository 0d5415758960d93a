package class

import (
	"bytes"
	"time"

	"coupdemain/signaling/protocol"
)

// letIn makes the page at the door the member's own.
func (r *room) letIn(m *member, now time.Time) {
	m.Out = false
	if m.door != nil {
		if m.in != nil {
			m.in.Close(protocol.CloseReplaced)
		}
		m.in, m.door = m.door, nil
		m.Device = bytes.Clone(m.in.device)
		m.Pocket = false
		m.How = protocol.HowRemote
		m.in.Send(protocol.Joined{Epoch: now.UnixMilli(), Lines: r.linesFor(m.in)})
	}
	if m.in == nil && m.How == protocol.HowAbsent {
		return // was refused before they came in, and may come again
	}
	if !m.In {
		m.In, m.Silenced = true, r.Quiet
	}
	m.Since = now
	if r.Began.IsZero() {
		r.Began = now
	}
}

// sendOut refuses who waits, or sends out who is in: their page goes to the
// door, and says so kindly. A second device alone is refused alone.
func (r *room) sendOut(m *member, now time.Time) {
	if m.door != nil && m.In && !m.Out {
		m.door.Close(protocol.CloseEnded)
		m.door = nil
		return
	}
	m.Out, m.Since, m.Hand = true, now, time.Time{}
	for mediator, with := range r.Asides {
		if with == m.Seat {
			delete(r.Asides, mediator)
		}
	}
	if m.in != nil {
		if m.door != nil {
			m.door.Close(protocol.CloseReplaced)
		}
		m.door, m.in = m.in, nil
	}
}

// pocketNames are those who may come in from a telephone in the hall.
func (r *room) pocketNames() (names []Person) {
	for _, m := range r.Members {
		if m.Role == protocol.ClassParticipant && !m.Out && !m.here() && (m.How == protocol.HowOnSite || r.planned(m).OnSite) {
			names = append(names, r.planned(m))
		}
	}
	return names
}

// takePocket lets somebody who is on site in by a telephone of theirs.
func (r *room) takePocket(person, device string, now time.Time) bool {
	m := r.person(person)
	if m == nil || m.Out || m.here() || device == "" {
		return false
	}
	m.leave(protocol.CloseReplaced)
	m.In, m.Pocket, m.How, m.Since = true, true, protocol.HowOnSite, now
	m.Device = deviceHash(Holder{Device: device})
	r.dirty = true
	return true
}
