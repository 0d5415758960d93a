package signaling

import (
	"net/http"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// slotLimits is what an offer to a one-to-one help may ask to receive: one
// screen, and room for a colleague, an interpreter and a phone as a lens.
var slotLimits = sfu.Limits{AudioSlots: 3, ScreenSlots: 1, CameraSlots: 4}

// Serve is the WebSocket of the seat that the holder has in that help, which is
// checked here. It returns when the socket is closed.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, help string, who Holder) {
	page.Serve(w, r, h.log, &h.drops, func(s *page.Session) {
		room, role := h.room(help), h.Seat(help, who)
		if role == "" {
			s.Close(protocol.CloseEnded)
			return
		}
		s.Visit(&room.Loop, &visit{hub: h, room: room, role: role, who: who, session: s})
	})
}

// visit is one joining of a seat, from its socket's opening to its end. It
// implements page.Visitor.
type visit struct {
	hub     *Hub
	room    *room
	role    protocol.Role
	who     Holder
	session *page.Session
}

// seat is the visit's seat; nil once a later joining has taken it. On the
// room's goroutine.
func (v *visit) seat() *seat {
	seat := v.room.seats[v.role]
	if !seat.Of(v.session) {
		return nil
	}
	return seat
}

// Hear notes that the page is there.
func (v *visit) Hear(now time.Time) bool {
	seat := v.seat()
	if seat != nil {
		seat.Hear(now)
	}
	return seat != nil
}

// Handle carries out a message.
func (v *visit) Handle(m protocol.ClientMessage, now time.Time) protocol.Reason {
	return v.room.handle(v.seat(), m, now)
}

// Join answers the offer here, off the room's goroutine, and takes the seat.
func (v *visit) Join(m protocol.Join) {
	join, media := false, false
	v.room.Ask(func(now time.Time) { join, media = v.room.mayJoin(v.role, now) })
	if !join {
		v.session.Refuse("too-many-joinings", protocol.CloseTooMany)
		return
	}
	var peer *sfu.Peer
	var answer string
	if media {
		peer, answer = v.answer(m.Offer)
	} else {
		v.hub.drops.Count("too-many-wait")
	}
	v.session.Seat(&v.room.Loop, m, peer, func(now time.Time) (protocol.Joined, bool) {
		if v.room.seatOf(v.who) != v.role {
			return protocol.Joined{}, false // let go between the socket's opening and now
		}
		seat := v.room.seats[v.role]
		seat.join(v.session, peer, m, now)
		if v.room.help.Phase == protocol.PhaseEnded {
			seat.Shut()
		}
		joined := protocol.Joined{Epoch: seat.epoch, Answer: answer, Lines: []protocol.Line{}}
		if v.room.takesPart(v.role) {
			joined.Lines = append(joined.Lines, v.room.lines...)
		}
		return joined, true
	})
}

func (v *visit) answer(offer string) (*sfu.Peer, string) {
	return v.session.Answer(offer, v.hub.media, slotLimits, sfu.Events{
		Data: v.session.Fast(&v.room.Loop, v.passOn), Withheld: v.session.Withheld(&v.room.Loop, v.stage),
	}, v.room.log.With("seat", v.role))
}

// stage is what the page sees and hears; nil once a later joining has its seat.
func (v *visit) stage() *page.Stage {
	if seat := v.seat(); seat != nil {
		return &seat.Stage
	}
	return nil
}

// passOn takes a message of the data channel.
func (v *visit) passOn(m protocol.ClientMessage) {
	if from := v.seat(); from != nil {
		v.room.passOn(from, m)
	}
}

// Left empties the seat, unless a later joining has it.
func (v *visit) Left(time.Time) {
	if seat := v.seat(); seat != nil {
		seat.Leave()
	}
}
