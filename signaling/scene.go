package signaling

import (
	"time"

	"coupdemain/signaling/protocol"
)

// tell sends each page its scene, if it is not the one it has.
func (r *room) tell(now time.Time) {
	for role, s := range r.seats {
		err := s.Tell(now, func(at int64) protocol.ServerMessage {
			return protocol.State{Scene: r.scene(role, time.UnixMilli(at))}
		})
		if err != nil {
			r.log.Error("scene not encoded", "err", err)
		}
	}
}

// scene is what that role may see of the help.
func (r *room) scene(role protocol.Role, now time.Time) protocol.Scene {
	common := r.common(role, now)
	if r.guest(role) != nil && !r.isIn(role) {
		return protocol.Arriving{Common: common}
	}
	switch r.help.Phase {
	case protocol.PhaseInviting:
		s := protocol.Inviting{Common: common, Code: string(r.code)}
		if r.code != "" {
			s.Link = r.link()
		}
		return s
	case protocol.PhaseKnocking:
		return protocol.Knocking{Common: common, Pictogram: r.help.Pictogram, Caller: r.caller()}
	case protocol.PhaseTurnedAway:
		return protocol.TurnedAway{Common: common, Pictogram: r.help.Pictogram, Caller: r.caller()}
	case protocol.PhaseLive:
		return protocol.Live{
			Common: common, Caller: r.caller(), Watched: r.watched(), Board: r.tools.board,
			Marks: append([]protocol.Mark{}, r.tools.marks...), Request: r.tools.request,
		}
	case protocol.PhaseClosing:
		by := protocol.Person
		if r.help.EndReason == protocol.EndedByMediator {
			by = protocol.Mediator
		}
		return protocol.Closing{
			Common: common, By: by, Until: r.help.Ended.Add(undoLasts).UnixMilli(), Summary: r.whatHappened(),
		}
	default:
		return protocol.Ended{Common: common, Reason: r.help.EndReason, Summary: r.whatHappened()}
	}
}

func (r *room) common(role protocol.Role, now time.Time) protocol.Common {
	m, s := r.help.Mediator, r.seats[protocol.Mediator]
	c := protocol.Common{
		You: role, Now: now.UnixMilli(), Deadline: r.help.Deadline.UnixMilli(), Reference: r.help.Reference,
		Helper: protocol.Helper{
			Seat: string(protocol.Mediator), FirstName: m.FirstName, Organization: m.Organization,
			Phone: m.Phone, Town: m.Town,
			Present: s.Present, Camera: s.camera, Screen: s.screen, Voice: s.voice, Link: s.link,
		},
		Guests: []protocol.Guest{}, Invitations: r.invitationsFor(role),
	}
	if r.takesPart(role) {
		c.Guests = r.guests()
	}
	if r.helps(role) {
		c.Desk = &protocol.Desk{Mirror: r.mirror(), Callback: r.help.Callback, Others: r.help.Others, Note: r.help.Note}
	}
	return c
}

// isIn tells whether a guest is past the threshold.
func (r *room) isIn(role protocol.Role) bool {
	switch r.help.Phase {
	case protocol.PhaseLive, protocol.PhaseClosing, protocol.PhaseEnded:
		return r.takesPart(role)
	}
	return false
}

func (r *room) caller() protocol.Caller {
	s := r.seats[protocol.Person]
	return protocol.Caller{
		Seat: string(protocol.Person), Page: s.page, Doubt: r.help.Doubt, Present: s.Present, Device: s.device,
		Screen: s.screen, Camera: s.camera, Voice: s.voice, Link: s.link,
	}
}

// mirror is what the person sees at this moment, in one word.
func (r *room) mirror() protocol.Mirror {
	s := r.seats[protocol.Person]
	switch r.help.Phase {
	case protocol.PhaseInviting:
		return r.door
	case protocol.PhaseClosing, protocol.PhaseEnded:
		return protocol.MirrorLeft
	}
	switch {
	case !s.Present:
		return protocol.MirrorLost
	case r.help.Phase != protocol.PhaseLive:
		return protocol.MirrorWaiting
	case s.screen.State == protocol.ScreenPaused:
		return protocol.MirrorPaused
	case s.shows() && s.screen.Hidden:
		return protocol.MirrorHidden
	case s.shows():
		return protocol.MirrorShowing
	case s.view == protocol.ViewWaiting:
		return protocol.MirrorReading // let in, its page is about to say so
	}
	return protocol.Mirror(s.view)
}

func (r *room) whatHappened() protocol.Summary {
	s := protocol.Summary{
		Ended: r.help.Ended.UnixMilli(), Shown: r.help.Shown.Milliseconds(), Filmed: r.help.Filmed.Milliseconds(),
		Photographs: r.help.Photographs, SeenBy: r.seenBy(),
	}
	if !r.help.Admitted.IsZero() {
		s.Admitted = r.help.Admitted.UnixMilli()
	}
	return s
}

// link is the address that has the code filled in.
func (r *room) link() string { return r.hub.baseURL + "/c/" + string(r.code) }

// summary is the help as the desk lists it.
func (r *room) summary() protocol.HelpSummary {
	return protocol.HelpSummary{
		ID: r.help.ID, Reference: r.help.Reference, Phase: r.help.Phase, Mirror: r.mirror(),
		Code: string(r.code), Pictogram: r.help.Pictogram, Callback: r.help.Callback,
		Since: r.help.Opened.UnixMilli(), Deadline: r.help.Deadline.UnixMilli(),
	}
}
