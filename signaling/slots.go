package signaling

import (
	"errors"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// gate holds back at its source whatever nobody may have: what its owner has
// paused or muted, all that a person who was not let in might send, or who
// doubts this call, and all of a guest to whom nobody has agreed. The
// mediator's camera flows into the server from the knock on, so that its last
// keyframe is there when the person is let in.
func (r *room) gate() {
	for role, s := range r.seats {
		if s.Peer == nil {
			continue
		}
		in := r.gives(role)
		for kind, offered := range s.offers() {
			s.Peer.Source(kind).Prefer(r.rank(role, kind))
			if in && offered {
				s.Peer.Source(kind).Release()
			} else {
				s.Peer.Source(kind).Hold()
			}
		}
	}
}

// rank is how firmly a picture keeps its place on a link that does not carry
// all: hands that sign first, then screens, then whoever helps.
func (r *room) rank(role protocol.Role, kind sfu.Kind) int {
	signs := role == protocol.Interpreter || role == protocol.Person && r.seats[protocol.Interpreter].camera
	switch {
	case kind == sfu.Camera && signs:
		return sfu.First
	case kind == sfu.Screen:
		return sfu.First + 1
	case role == protocol.Mediator:
		return sfu.First + 2
	}
	return sfu.First + 3
}

// gives tells whether what that role sends may go anywhere.
func (r *room) gives(role protocol.Role) bool {
	switch role {
	case protocol.Mediator:
		return true
	case protocol.Person, protocol.Lens:
		return r.help.Phase == protocol.PhaseLive && !r.help.Doubt && r.takesPart(role)
	}
	return r.help.Phase == protocol.PhaseLive && r.takesPart(role)
}

// place puts in each seat's slots what that seat is to see and hear. Only a
// live help has anything in any slot: that is the gate of admission.
func (r *room) place() {
	for _, viewer := range r.seats {
		if viewer.Peer == nil {
			continue
		}
		if r.arrange(viewer, r.wanted(viewer)) {
			viewer.Send(viewer.Slots())
		}
	}
}

// wanted lists what viewer is to have, each with whose it is.
func (r *room) wanted(viewer *seat) page.Wanted {
	wanted := page.Wanted{}
	if r.help.Phase != protocol.PhaseLive {
		return wanted
	}
	for role, other := range r.seats {
		if other == viewer || other.Peer == nil || !r.gives(role) {
			continue
		}
		for kind, offered := range other.offers() {
			if offered && r.sees(viewer.role, role, kind) {
				wanted[other.Peer.Source(kind)] = page.Part{Seat: string(role), Kind: page.TrackOf(kind)}
			}
		}
	}
	return wanted
}

// sees tells whether viewer is to have that track of other. A page has one
// slot for a screen: those who help and the interpreter get the picture
// watched, the person what those who help show.
func (r *room) sees(viewer, other protocol.Role, kind sfu.Kind) bool {
	if viewer == protocol.Lens || !r.takesPart(viewer) || other == protocol.Lens && kind != sfu.Screen {
		return false
	}
	if kind != sfu.Screen {
		return true
	}
	if viewer != protocol.Person {
		return other == r.watched()
	}
	return other == protocol.Mediator || other == protocol.Colleague && !r.seats[protocol.Mediator].shows()
}

// arrange changes only the slots that must change: what is well placed stays.
func (r *room) arrange(viewer *seat, wanted page.Wanted) (changed bool) {
	cleared, failed := viewer.Clear(wanted)
	filled, left, err := viewer.Fill(wanted)
	if err = errors.Join(failed, err); err != nil {
		r.log.Warn("slot not filled", "seat", viewer.role, "err", err)
		r.hub.drops.Count("slot-not-filled")
	}
	for range left {
		r.hub.drops.Count("no-slot-free")
	}
	return cleared || filled
}
