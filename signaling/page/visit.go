package page

import (
	"context"
	"log/slog"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/protocol"
)

// answerWithin bounds the answering of an offer.
const answerWithin = 10 * time.Second

// Messages of the data channel come at the rate of a screen, and only the
// freshest counts: whatever cannot be handled at once is lost, with a name.
const (
	fastEvery = 8 * time.Millisecond
	fastBurst = 60
)

// Visitor is one joining of a seat in a room. Join is called on the goroutine
// of the socket, all else on the room's.
type Visitor interface {
	Join(j protocol.Join)                                           // takes the seat
	Hear(now time.Time) bool                                        // notes that the page is there; false if it does not have the seat
	Handle(m protocol.ClientMessage, now time.Time) protocol.Reason // carries out a message of who was heard; "" unless declined
	Left(now time.Time)                                             // empties the seat, unless a later joining has it
}

// Visit gives the room what the page sends, until the socket ends. Join must
// come first, and once. The media stay: they may outlive a socket, and the next
// joining replaces them.
func (s *Session) Visit(room *Loop, who Visitor) {
	defer func() {
		s.Close(protocol.CloseEnded)
		room.Post(who.Left)
	}()
	joined := false
	s.Read(func(name string, m protocol.ClientMessage) {
		if _, ok := m.(protocol.Ping); ok {
			s.Send(protocol.Pong{})
			room.Post(func(now time.Time) { who.Hear(now) })
			return
		}
		join, isJoin := m.(protocol.Join)
		switch {
		case isJoin == joined:
			s.Refuse("invalid-message", protocol.CloseInvalid)
		case isJoin:
			joined = true
			who.Join(join)
		default:
			room.Post(func(now time.Time) {
				if !who.Hear(now) {
					return
				}
				if reason := who.Handle(m, now); reason != "" {
					s.Send(protocol.Declined{Message: name, Reason: reason})
				}
			})
		}
	})
}

// Seat puts the page in its seat, on the room's goroutine: take does, and gives what the page is told, or false if there is
// no seat for it any more. peer is what Answer gave, and is let go with the page.
func (s *Session) Seat(room *Loop, j protocol.Join, peer *sfu.Peer, take func(now time.Time) (joined protocol.Joined, took bool)) {
	took := false
	room.Ask(func(now time.Time) {
		var joined protocol.Joined
		if joined, took = take(now); !took {
			return
		}
		s.Send(joined)
		if j.Offer != "" && peer == nil {
			s.Send(protocol.Declined{Message: "join", Reason: protocol.ReasonMedia})
		}
	})
	if took {
		return
	}
	code := protocol.CloseEnded
	select {
	case <-room.Done(): // A room that ended at this very moment may be made anew.
		code = protocol.CloseRestart
	default:
	}
	s.Close(code)
	if peer != nil {
		peer.Close()
	}
}

// Answer answers the page's offer, off the room's goroutine; nil if there is
// none, or if it is refused.
func (s *Session) Answer(offer string, media *sfu.Engine, limits sfu.Limits, events sfu.Events, log *slog.Logger) (*sfu.Peer, string) {
	if offer == "" {
		return nil, ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	peer, answer, err := media.Accept(ctx, offer, limits, events)
	if err != nil {
		s.drops.Count("offer-refused")
		log.Warn("offer refused", "err", err)
		return nil, ""
	}
	return peer, answer
}

// Fast hears messages of the data channel, and gives them to pass on the room's
// goroutine. On a goroutine of the engine: never waits.
func (s *Session) Fast(room *Loop, pass func(m protocol.ClientMessage)) func(payload []byte) {
	limit := rate.NewLimiter(rate.Every(fastEvery), fastBurst)
	return func(payload []byte) {
		if !limit.Allow() {
			s.drops.Count("fast-too-many")
			return
		}
		_, m, err := protocol.DecodeFast(payload)
		if err != nil {
			s.drops.Count("fast-invalid")
			return
		}
		if !room.Try(func(time.Time) { pass(m) }) {
			s.drops.Count("fast-room-busy")
		}
	}
}

// Withheld hears that the link to the page does not carry a picture, or does
// again. stage is the page's, nil once a later joining has its seat; it is
// called on the room's goroutine. On one of the engine: the room is not waited for.
func (s *Session) Withheld(room *Loop, stage func() *Stage) func(mid string, source *sfu.Source, withheld bool) {
	return func(mid string, source *sfu.Source, withheld bool) {
		go room.Post(func(time.Time) {
			if stage := stage(); stage != nil && stage.Withhold(mid, source, withheld) {
				s.Send(stage.Slots())
			}
		})
	}
}
