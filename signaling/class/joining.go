package class

import (
	"crypto/subtle"
	"net/http"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// slotLimits is what an offer may ask to receive: the loudest three, one
// screen, and a page of faces. Voices are sparing, so that a narrow link
// carries them.
var slotLimits = sfu.Limits{AudioSlots: maxVoices, ScreenSlots: 1, CameraSlots: maxFaces, Voice: 28_000}

// Who waits to be let in may make the server work so often only; who is in, more often than anybody reloads a page.
const (
	knockEvery = 2 * time.Second
	knockBurst = 10
	loadEvery  = time.Second
	loadBurst  = 40
)

// admits tells whether the holder has a seat here.
func (r *room) admits(who Holder) bool {
	switch who.Role {
	case protocol.ClassMediator:
		return who.Mediator.ID != ""
	case protocol.ClassParticipant:
		m := r.person(who.Person)
		pocket := m != nil && m.Pocket && m.sameDevice(deviceHash(who)) && r.opensPocket(who.Secret)
		return m != nil && who.Device != "" && (who.Secret == "" || pocket)
	case protocol.ClassHall:
		return subtle.ConstantTimeCompare([]byte(who.Secret), []byte(r.Secret)) == 1
	}
	return false
}

// Serve is the WebSocket of the holder's seat, which is checked here. It
// returns when the socket is closed.
func (h *Hub) Serve(w http.ResponseWriter, req *http.Request, id string, who Holder) {
	page.Serve(w, req, h.log, &h.drops, func(s *page.Session) {
		r, err := h.room(req.Context(), id)
		admits := false
		if err == nil {
			r.Ask(func(time.Time) { admits = r.admits(who) })
		}
		if !admits {
			s.Close(protocol.CloseEnded)
			return
		}
		s.Visit(&r.Loop, &visit{hub: h, room: r, who: who, session: s})
	})
}

// mayJoin tells whether somebody may come to their seat, or to the door, again so soon.
func (r *room) mayJoin(who Holder, now time.Time) bool {
	m := r.known(who)
	switch {
	case m == nil:
		return who.Role != protocol.ClassParticipant
	case m.Role != protocol.ClassParticipant, m.In && !m.Out && m.sameDevice(deviceHash(who)):
		return m.loads.AllowN(now, 1)
	}
	return m.knocks.AllowN(now, 1)
}

// join puts a page in its seat, or at the door, in place of the one before at a stroke; nil for whoever has no place any
// more.
func (r *room) join(who Holder, s *page.Session, peer *sfu.Peer, j protocol.Join, now time.Time) *seat {
	m := r.enter(who)
	if m == nil {
		return nil
	}
	t := newSeat(m, who, s, peer, j, now)
	t.name = Participant(r.id, who)
	r.dirty = true
	if m.Role != protocol.ClassParticipant || m.In && !m.Out && m.sameDevice(t.device) {
		if m.in != nil {
			m.in.Close(protocol.CloseReplaced)
		}
		m.in = t
		if m.How == protocol.HowAbsent && m.Role == protocol.ClassParticipant {
			m.came(m.How, now) // Ticked as absent, and back.
		}
		if m.Role != protocol.ClassParticipant && !m.In {
			m.In, m.Since = true, now
		}
		return t
	}
	if m.door != nil {
		m.door.Close(protocol.CloseReplaced)
	}
	if m.door == nil && !m.In && !m.Out {
		m.Since = now
		m.Late = !r.Began.IsZero() && now.Sub(r.Began) > lateAfter && now.Sub(r.Class.Starts) > lateAfter
	}
	m.door = t
	return t
}

// known is the member that the holder is, nil if they have not come yet or have no place.
func (r *room) known(who Holder) *member {
	switch who.Role {
	case protocol.ClassParticipant:
		return r.person(who.Person)
	case protocol.ClassMediator:
		return r.of(protocol.ClassMediator, who.Mediator.ID)
	}
	return r.of(protocol.ClassHall, "")
}

// enter is known, made for mediators and the hall as they come.
func (r *room) enter(who Holder) *member {
	m := r.known(who)
	switch {
	case who.Role == protocol.ClassParticipant:
		return m
	case who.Role == protocol.ClassHall && m == nil:
		return r.add(protocol.ClassHall, "", "")
	case who.Role == protocol.ClassHall:
		return m
	case m == nil:
		m = r.add(protocol.ClassMediator, who.Mediator.ID, who.Mediator.FirstName)
	}
	if r.Leader == "" {
		r.Leader = m.Seat
	}
	return m
}
