package class

import (
	"crypto/subtle"
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// slotLimits is what an offer may ask to receive: the loudest three, one
// screen, and a page of faces. Voices are sparing, so that a narrow link
// carries them.
var slotLimits = sfu.Limits{AudioSlots: maxVoices, ScreenSlots: 1, CameraSlots: maxFaces, Voice: 28_000}

// Who waits to be let in may make the server work so often only.
const (
	knockEvery = 2 * time.Second
	knockBurst = 10
)

// admits tells whether the holder has a seat here.
func (r *room) admits(who Holder) bool {
	switch who.Role {
	case protocol.ClassMediator:
		return who.Mediator.ID != ""
	case protocol.ClassParticipant:
		return who.Device != "" && r.person(who.Person) != nil
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

// mayJoin tells whether whoever waits may be let to the door again so soon.
func (r *room) mayJoin(who Holder, now time.Time) bool {
	if who.Role != protocol.ClassParticipant {
		return true
	}
	m := r.person(who.Person)
	if m == nil {
		return false
	}
	if m.In && !m.Out && m.sameDevice(deviceHash(who)) {
		return true
	}
	if m.knocks == nil {
		m.knocks = rate.NewLimiter(rate.Every(knockEvery), knockBurst)
	}
	return m.knocks.AllowN(now, 1)
}

// join puts a page in its seat, or at the door, in place of the one before at a stroke.
func (r *room) join(who Holder, s *page.Session, peer *sfu.Peer, j protocol.Join, now time.Time) *seat {
	m := r.enter(who)
	t := newSeat(m, who, s, peer, j, now)
	t.name = Participant(r.id, who)
	r.dirty = true
	if m.Role != protocol.ClassParticipant || m.In && !m.Out && m.sameDevice(t.device) {
		if m.in != nil {
			m.in.Close(protocol.CloseReplaced)
		}
		m.in = t
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

// enter is the member that the holder is, made for mediators and the hall as they come.
func (r *room) enter(who Holder) *member {
	switch who.Role {
	case protocol.ClassParticipant:
		return r.person(who.Person)
	case protocol.ClassHall:
		if m := r.of(protocol.ClassHall, ""); m != nil {
			return m
		}
		return r.add(protocol.ClassHall, "", "")
	}
	m := r.of(protocol.ClassMediator, who.Mediator.ID)
	if m == nil {
		m = r.add(protocol.ClassMediator, who.Mediator.ID, who.Mediator.FirstName)
	}
	if r.Leader == "" {
		r.Leader = m.Seat
	}
	return m
}
