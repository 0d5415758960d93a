package signaling

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// answerWithin bounds the answering of an offer.
const answerWithin = 10 * time.Second

// slotLimits is what an offer to a one-to-one help may ask to receive: one
// screen, and room for a colleague, an interpreter and a phone as a lens.
var slotLimits = sfu.Limits{AudioSlots: 3, ScreenSlots: 1, CameraSlots: 4}

// Serve is the WebSocket of the seat that the holder has in that help, which is
// checked here. It returns when the socket is closed.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, help string, who Holder) {
	s := page.Open(w, r, h.log, &h.drops)
	if s == nil {
		return
	}
	var writing sync.WaitGroup
	writing.Go(s.Write)
	defer writing.Wait()
	room, role := h.room(help), h.Seat(help, who)
	if role == "" {
		s.Close(protocol.CloseEnded)
		return
	}
	v := &visit{hub: h, room: room, role: role, who: who, session: s, fast: newFastLimit()}
	defer v.end()
	s.Read(v.handle)
}

// visit is one joining of a seat, from its socket's opening to its end. It
// lives on the handler's goroutine.
type visit struct {
	hub     *Hub
	room    *room
	role    protocol.Role
	who     Holder
	session *page.Session
	joined  bool
	fast    *rate.Limiter
}

// handle gives a message to the room. Join must come first, and once.
func (v *visit) handle(name string, m protocol.ClientMessage) {
	if _, ok := m.(protocol.Ping); ok {
		v.session.Send(protocol.Pong{})
		v.room.Post(func(now time.Time) { v.hear(now) })
		return
	}
	join, isJoin := m.(protocol.Join)
	switch {
	case isJoin == v.joined:
		v.session.Refuse("invalid-message", protocol.CloseInvalid)
	case isJoin:
		v.joined = true
		v.join(join)
	default:
		v.room.Post(func(now time.Time) {
			if seat := v.hear(now); seat != nil {
				if reason := v.room.handle(seat, m, now); reason != "" {
					v.session.Send(protocol.Declined{Message: name, Reason: reason})
				}
			}
		})
	}
}

// hear notes that the page is there, and gives its seat; nil once a later
// joining has taken it. On the room's goroutine.
func (v *visit) hear(now time.Time) *seat {
	seat := v.room.seats[v.role]
	if seat.session != v.session {
		return nil
	}
	seat.present, seat.heard = true, now
	return seat
}

// join answers the offer here, off the room's goroutine, and takes the seat.
func (v *visit) join(m protocol.Join) {
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
	took := false
	v.room.Ask(func(now time.Time) {
		if v.room.seatOf(v.who) != v.role {
			return // let go between the socket's opening and now
		}
		took = true
		seat := v.room.seats[v.role]
		seat.join(v.session, peer, m, now)
		if v.room.help.Phase == protocol.PhaseEnded {
			seat.Shut()
		}
		joined := protocol.Joined{Epoch: seat.epoch, Answer: answer, Lines: []protocol.Line{}}
		if v.room.takesPart(v.role) {
			joined.Lines = append(joined.Lines, v.room.lines...)
		}
		v.session.Send(joined)
		if m.Offer != "" && peer == nil {
			v.session.Send(protocol.Declined{Message: "join", Reason: protocol.ReasonMedia})
		}
	})
	if !took {
		v.session.Close(protocol.CloseEnded)
		if peer != nil {
			peer.Close()
		}
	}
}

func (v *visit) answer(offer string) (*sfu.Peer, string) {
	if offer == "" {
		return nil, ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	peer, answer, err := v.hub.media.Accept(ctx, offer, slotLimits, sfu.Events{Data: v.hearFast, Withheld: v.hearWithheld})
	if err != nil {
		v.hub.drops.Count("offer-refused")
		v.room.log.Warn("offer refused", "seat", v.role, "err", err)
		return nil, ""
	}
	return peer, answer
}

// hearWithheld hears that the link to the page does not carry a picture, or
// does again. On a goroutine of the engine: the room is not waited for.
func (v *visit) hearWithheld(mid string, withheld bool) {
	go v.room.Post(func(time.Time) {
		if seat := v.room.seats[v.role]; seat.session == v.session {
			v.room.withhold(seat, mid, withheld)
		}
	})
}

// end empties the seat, unless a later joining has it. The media stay: they may
// outlive a socket, and the next joining replaces them.
func (v *visit) end() {
	v.session.Close(protocol.CloseEnded)
	v.room.Post(func(time.Time) {
		if seat := v.room.seats[v.role]; seat.session == v.session {
			seat.left()
		}
	})
}
