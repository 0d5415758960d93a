package family

import (
	"context"
	"net/http"
	"sync"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// slotLimits is what an offer may ask to receive.
var slotLimits = sfu.Limits{AudioSlots: maxVoices, ScreenSlots: 1, CameraSlots: maxFaces}

const answerWithin = 10 * time.Second // an offer

// sitting is a member's page. The room's goroutine owns it.
type sitting struct {
	session *page.Session
	page.Stage
	present bool // heard from within silenceMeans
	heard   time.Time
	sent    []byte // the last scene sent, without its clock

	camera bool
	voice  protocol.Voice
}

// close ends the page's session and its media.
func (t *sitting) close(code int) {
	if t.session != nil {
		t.session.Close(code)
		t.session = nil
	}
	t.Shut()
	t.present = false
}

// send tells the page something, if it is there.
func (t *sitting) send(m protocol.ServerMessage) {
	if t.session != nil {
		t.session.Send(m)
	}
}

// Serve is the WebSocket of a member, whose card was checked. It returns when the socket is closed.
func (h *Hub) Serve(w http.ResponseWriter, req *http.Request, family, member string) {
	s := page.Open(w, req, h.log, &h.drops)
	if s == nil {
		return
	}
	var writing sync.WaitGroup
	writing.Go(s.Write)
	defer writing.Wait()
	r, err := h.room(req.Context(), family)
	if err != nil {
		s.Close(protocol.CloseEnded)
		return
	}
	v := &visit{hub: h, room: r, member: member, session: s}
	defer v.end()
	s.Read(v.handle)
}

// visit is one joining, from its socket's opening to its end. It lives on the handler's goroutine; page belongs to the
// room's.
type visit struct {
	hub     *Hub
	room    *room
	member  string
	session *page.Session
	joined  bool

	page *sitting // nil before Join was carried out
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
			if from := v.hear(now); from != nil {
				if reason := v.room.handle(from, m, now); reason != "" {
					v.session.Send(protocol.Declined{Message: name, Reason: reason})
				}
			}
		})
	}
}

// hear notes that the page is there, and tells whose it is; nil once a later joining has its place. On the room's
// goroutine.
func (v *visit) hear(now time.Time) *relative {
	m := v.room.of(v.member)
	if m == nil || v.page == nil || m.page != v.page {
		return nil
	}
	v.page.present, v.page.heard = true, now
	return m
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
		r.dial(from, now)
	case protocol.PickUp:
		return r.pickUp(from, m.Call, now)
	case protocol.NotNow:
		return r.notNow(from, m.Call, now)
	case protocol.HangUp:
		r.exit(from, now)
	case protocol.Leave:
		r.leave(from, protocol.CloseEnded, now)
	default:
		r.hub.drops.Count("not-yours")
		return protocol.ReasonNotYours
	}
	return ""
}

// join answers the offer here, off the room's goroutine, and takes the member's place from whatever page had it.
func (v *visit) join(j protocol.Join) {
	peer, answer := v.answer(j.Offer)
	took := false
	v.room.Ask(func(now time.Time) {
		m := v.room.of(v.member)
		if m == nil {
			return
		}
		took = true
		if m.page != nil {
			m.page.close(protocol.CloseReplaced)
		}
		v.page = &sitting{session: v.session, present: true, heard: now, camera: j.Camera, voice: j.Voice}
		v.page.Set(peer)
		m.page = v.page
		v.session.Send(protocol.Joined{Epoch: now.UnixMilli(), Answer: answer, Lines: []protocol.Line{}})
		if j.Offer != "" && peer == nil {
			v.session.Send(protocol.Declined{Message: "join", Reason: protocol.ReasonMedia})
		}
	})
	if took {
		return
	}
	code := protocol.CloseEnded
	select {
	case <-v.room.Done(): // A room that ended at this very moment is made anew.
		code = protocol.CloseRestart
	default:
	}
	v.session.Close(code)
	if peer != nil {
		peer.Close()
	}
}

func (v *visit) answer(offer string) (*sfu.Peer, string) {
	if offer == "" {
		return nil, ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	peer, answer, err := v.hub.media.Accept(ctx, offer, slotLimits, sfu.Events{Withheld: v.hearWithheld})
	if err != nil {
		v.hub.drops.Count("offer-refused")
		v.room.log.Warn("offer refused", "err", err)
		return nil, ""
	}
	return peer, answer
}

// hearWithheld hears that the link to the page does not carry a picture, or does again. On a goroutine of the engine: the
// room is not waited for.
func (v *visit) hearWithheld(mid string, withheld bool) {
	go v.room.Post(func(time.Time) {
		if v.page != nil && v.page.session == v.session && v.page.Withhold(mid, withheld) {
			v.session.Send(v.page.Slots())
		}
	})
}

// end empties the place, unless a later joining has it. Whoever was in the call may still come back to it, and their media
// outlive the socket; any other page that closes is gone.
func (v *visit) end() {
	v.session.Close(protocol.CloseEnded)
	v.room.Post(func(now time.Time) {
		m := v.room.of(v.member)
		if m == nil || v.page == nil || m.page != v.page {
			return
		}
		v.page.session, v.page.present = nil, false
		if !v.room.isIn(m.seat) {
			v.room.leave(m, protocol.CloseEnded, now)
		}
	})
}
