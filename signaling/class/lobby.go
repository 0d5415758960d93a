package class

import (
	"bytes"
	"crypto/subtle"
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
	r.endAsideWith(m)
	r.conceal(m)
	if r.Forward == m.Seat {
		r.Forward = ""
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
		if r.mayTakePocket(m) {
			names = append(names, r.planned(m))
		}
	}
	return names
}

// mayTakePocket tells whether somebody is on site, and takes part by no page yet.
func (r *room) mayTakePocket(m *member) bool {
	onSite := m.How == protocol.HowOnSite || r.planned(m).OnSite
	return m.Role == protocol.ClassParticipant && onSite && !m.Out && !m.here() && r.Ended.IsZero()
}

// opensPocket tells whether a secret is the one that the big screen shows to telephones.
func (r *room) opensPocket(secret string) bool {
	return subtle.ConstantTimeCompare([]byte(secret), []byte(r.PocketSecret)) == 1
}

// takePocket lets somebody who is on site in by a telephone of theirs.
func (r *room) takePocket(person, device string, now time.Time) bool {
	m := r.person(person)
	if m == nil || device == "" || !r.mayTakePocket(m) {
		return false
	}
	m.leave(protocol.CloseReplaced)
	r.endAsideWith(m)
	if !m.In {
		m.Silenced = r.Quiet
	}
	m.In, m.Pocket, m.How, m.Since = true, true, protocol.HowOnSite, now
	m.Device = deviceHash(Holder{Device: device})
	r.dirty = true
	return true
}
