package class

import (
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// visit is one joining of a seat, from its socket's opening to its end. It
// implements page.Visitor; seat belongs to the room's goroutine.
type visit struct {
	hub     *Hub
	room    *room
	who     Holder
	session *page.Session

	seat *seat // nil before Join was carried out
}

// seated tells whether no later joining has the seat. On the room's goroutine.
func (v *visit) seated() bool { return v.seat != nil && v.seat.Of(v.session) }

// Hear notes that the page is there.
func (v *visit) Hear(now time.Time) bool {
	if !v.seated() {
		return false
	}
	if v.seat.Hear(now) {
		v.room.dirty = true
	}
	return true
}

// Handle carries out a message.
func (v *visit) Handle(m protocol.ClientMessage, now time.Time) protocol.Reason {
	v.room.dirty = true
	return v.room.handle(v.seat, m, now)
}

// Join answers the offer here, off the room's goroutine, and takes the seat.
func (v *visit) Join(j protocol.Join) {
	may := false
	v.room.Ask(func(now time.Time) { may = v.room.mayJoin(v.who, now) })
	if !may {
		v.session.Refuse("too-many-joinings", protocol.CloseTooMany)
		return
	}
	peer, answer := v.answer(j.Offer)
	v.session.Seat(&v.room.Loop, j, peer, func(now time.Time) (protocol.Joined, bool) {
		if v.seat = v.room.join(v.who, v.session, peer, j, now); v.seat == nil {
			return protocol.Joined{}, false // let go between the socket's opening and now
		}
		return protocol.Joined{Epoch: now.UnixMilli(), Answer: answer, Lines: v.room.linesFor(v.seat)}, true
	})
}

func (v *visit) answer(offer string) (*sfu.Peer, string) {
	return v.session.Answer(offer, v.hub.media, slotLimits, sfu.Events{
		Data: v.session.Fast(&v.room.Loop, v.passOn), Withheld: v.session.Withheld(&v.room.Loop, v.stage),
	}, v.room.log)
}

// stage is what the page sees and hears; nil once a later joining has its seat.
func (v *visit) stage() *page.Stage {
	if !v.seated() {
		return nil
	}
	return &v.seat.Stage
}

// passOn takes a message of the data channel.
func (v *visit) passOn(m protocol.ClientMessage) {
	if v.seated() {
		v.room.passOn(v.seat, m)
	}
}

// Left empties the seat, unless a later joining has it.
func (v *visit) Left(time.Time) {
	if v.seated() {
		v.seat.Leave()
		v.room.dirty = true
	}
}
