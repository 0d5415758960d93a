package class

import (
	"context"
	"crypto/subtle"
	"net/http"
	"sync"
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

const answerWithin = 10 * time.Second // an offer

// Messages of the data channel come at the rate of a screen.
const (
	fastEvery = 8 * time.Millisecond
	fastBurst = 60
)

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
	s := page.Open(w, req, h.log, &h.drops)
	if s == nil {
		return
	}
	var writing sync.WaitGroup
	writing.Go(s.Write)
	defer writing.Wait()
	r, err := h.room(req.Context(), id)
	admits := false
	if err == nil {
		r.Ask(func(time.Time) { admits = r.admits(who) })
	}
	if !admits {
		s.Close(protocol.CloseEnded)
		return
	}
	v := &visit{hub: h, room: r, who: who, session: s, fast: rate.NewLimiter(rate.Every(fastEvery), fastBurst)}
	defer v.end()
	s.Read(v.handle)
}

// visit is one joining of a seat, from its socket's opening to its end. It
// lives on the handler's goroutine; seat belongs to the room's.
type visit struct {
	hub     *Hub
	room    *room
	who     Holder
	session *page.Session
	joined  bool
	fast    *rate.Limiter

	seat *seat // nil before Join was carried out
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
			if !v.hear(now) {
				return
			}
			v.room.dirty = true
			if reason := v.room.handle(v.seat, m, now); reason != "" {
				v.session.Send(protocol.Declined{Message: name, Reason: reason})
			}
		})
	}
}

// hear notes that the page is there; false once a later joining has its seat.
// On the room's goroutine.
func (v *visit) hear(now time.Time) bool {
	if v.seat == nil || v.seat.session != v.session {
		return false
	}
	if !v.seat.present {
		v.seat.present, v.room.dirty = true, true
	}
	v.seat.heard = now
	return true
}

// join answers the offer here, off the room's goroutine, and takes the seat.
func (v *visit) join(j protocol.Join) {
	may := false
	v.room.Ask(func(now time.Time) { may = v.room.mayJoin(v.who, now) })
	if !may {
		v.session.Refuse("too-many-joinings", protocol.CloseTooMany)
		return
	}
	peer, answer := v.answer(j.Offer)
	took := v.room.Ask(func(now time.Time) {
		v.seat = v.room.join(v.who, v.session, peer, j, now)
		joined := protocol.Joined{Epoch: now.UnixMilli(), Answer: answer, Lines: []protocol.Line{}}
		if v.seat.member.in == v.seat {
			joined.Lines = v.room.linesFor(v.seat.member)
		}
		v.session.Send(joined)
		if j.Offer != "" && peer == nil {
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
		v.room.log.Warn("offer refused", "err", err)
		return nil, ""
	}
	return peer, answer
}

// hearWithheld hears that the link to the page does not carry a picture, or
// does again. On a goroutine of the engine: the room is not waited for.
func (v *visit) hearWithheld(mid string, withheld bool) {
	go v.room.Post(func(time.Time) {
		if v.seat != nil && v.seat.session == v.session && v.seat.Withhold(mid, withheld) {
			v.session.Send(v.seat.Slots())
		}
	})
}

// end empties the seat, unless a later joining has it. The media stay: they may
// outlive a socket, and the next joining replaces them.
func (v *visit) end() {
	v.session.Close(protocol.CloseEnded)
	v.room.Post(func(time.Time) {
		if v.seat != nil && v.seat.session == v.session {
			v.seat.session, v.seat.present, v.room.dirty = nil, false, true
		}
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
			m.in.close(protocol.CloseReplaced)
		}
		m.in = t
		if m.Role != protocol.ClassParticipant && !m.In {
			m.In, m.Since = true, now
		}
		return t
	}
	if m.door != nil {
		m.door.close(protocol.CloseReplaced)
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
