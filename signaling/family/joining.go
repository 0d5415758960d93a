package family

import (
	"net/http"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// slotLimits is what an offer may ask to receive.
var slotLimits = sfu.Limits{AudioSlots: maxVoices, ScreenSlots: 1, CameraSlots: maxFaces}

// sitting is a member's page. The room's goroutine owns it.
type sitting struct {
	page.Seat
	camera bool
	voice  protocol.Voice
}

// A page may be loaded anew more often than anybody does it, but not without end.
const (
	loadEvery = time.Second
	loadBurst = 40
)

// Serve is the WebSocket of a member, whose card was checked; by the time their page joins it may have been replaced. It
// returns when the socket is closed.
func (h *Hub) Serve(w http.ResponseWriter, req *http.Request, family, member string, card int) {
	page.Serve(w, req, h.log, &h.drops, func(s *page.Session) {
		r, err := h.room(req.Context(), family)
		if err != nil {
			s.Close(protocol.CloseEnded)
			return
		}
		s.Visit(&r.Loop, &visit{hub: h, room: r, member: member, card: card, session: s})
	})
}

// visit is one joining, from its socket's opening to its end. It implements page.Visitor; page belongs to the room's
// goroutine.
type visit struct {
	hub     *Hub
	room    *room
	member  string
	card    int
	session *page.Session

	page *sitting // nil before Join was carried out
}

// of is whose page it is; nil once a later joining has their place. On the room's goroutine.
func (v *visit) of() *relative {
	if m := v.room.of(v.member); m != nil && v.page != nil && m.page == v.page {
		return m
	}
	return nil
}

// Hear notes that the page is there.
func (v *visit) Hear(now time.Time) bool {
	if v.of() == nil {
		return false
	}
	v.page.Hear(now)
	return true
}

// Handle carries out a message.
func (v *visit) Handle(m protocol.ClientMessage, now time.Time) protocol.Reason {
	return v.room.handle(v.of(), m, now)
}

// handle carries out one message, on the room's goroutine. It returns why it was declined, "" if it was not.
func (r *room) handle(from *relative, m protocol.ClientMessage, now time.Time) protocol.Reason {
	switch m := m.(type) {
	case protocol.Film:
		from.page.camera = m.Camera
	case protocol.Speak:
		from.page.voice = m.Voice
	case protocol.Show, protocol.Report: // Nobody is told of a screen here, nor of a link.
	case protocol.Dial:
		return r.dial(from, now)
	case protocol.PickUp:
		return r.pickUp(from, m.Call, now)
	case protocol.NotNow:
		return r.notNow(from, m.Call)
	case protocol.HangUp:
		r.exit(from)
	case protocol.Leave:
		r.leave(from, protocol.CloseEnded)
	default:
		r.hub.drops.Count("not-yours")
		return protocol.ReasonNotYours
	}
	return ""
}

// Join answers the offer here, off the room's goroutine, and takes the member's place from whatever page had it.
func (v *visit) Join(j protocol.Join) {
	busy := false
	v.room.Ask(func(now time.Time) {
		m := v.room.of(v.member)
		busy = m != nil && !m.loads.AllowN(now, 1)
	})
	if busy {
		v.session.Refuse("too-many-joinings", protocol.CloseTooMany)
		return
	}
	peer, answer := v.answer(j.Offer)
	v.session.Seat(&v.room.Loop, j, peer, func(now time.Time) (protocol.Joined, bool) {
		m := v.room.of(v.member)
		if m == nil || m.Card != v.card {
			return protocol.Joined{}, false
		}
		m.shut(protocol.CloseReplaced)
		v.page = &sitting{camera: j.Camera, voice: j.Voice}
		v.page.Sit(v.session, peer, now)
		m.page = v.page
		return protocol.Joined{Epoch: now.UnixMilli(), Answer: answer, Lines: []protocol.Line{}}, true
	})
}

func (v *visit) answer(offer string) (*sfu.Peer, string) {
	events := sfu.Events{Withheld: v.session.Withheld(&v.room.Loop, v.stage)}
	return v.session.Answer(offer, v.hub.media, slotLimits, events, v.room.log)
}

// stage is what the page sees and hears; nil once a later joining has its place.
func (v *visit) stage() *page.Stage {
	if v.page == nil || !v.page.Of(v.session) {
		return nil
	}
	return &v.page.Stage
}

// Left empties the place, unless a later joining has it. Whoever was in the call may still come back to it; any other page
// that closes is gone.
func (v *visit) Left(time.Time) {
	m := v.of()
	if m == nil {
		return
	}
	v.page.Leave()
	if !v.room.isIn(m.seat) {
		v.room.leave(m, protocol.CloseEnded)
	}
}
