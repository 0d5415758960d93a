package signaling

import (
	"coupdemain/signaling/protocol"
)

// Happening is what has to be answered for afterwards.
type Happening string

// The happenings.
const (
	Admitted    Happening = "admitted"    // the mediator let the person in
	TurnedAway  Happening = "turned-away" // the mediator did not
	Doubted     Happening = "doubted"     // the person did not expect the call
	Joined      Happening = "joined"      // the person agreed to a colleague, who is About
	HandedOver  Happening = "handed-over" // the colleague is the mediator now; About was
	Interpreted Happening = "interpreted" // the person agreed to an interpreter
	Over        Happening = "over"        // a help in which somebody was let in: Shown and EndReason say the rest
)

// Audit writes happenings down, without any content. It is called from any goroutine, once for each, after the help
// itself is on disk. about is another account concerned, or "".
type Audit interface {
	HelpHappened(what Happening, help Help, about string)
}

// noAudit is for a Hub that was given none.
type noAudit struct{}

// HelpHappened implements Audit.
func (noAudit) HelpHappened(Happening, Help, string) {}

// witness tells what happened between two versions of the help on disk.
func (r *room) witness(before Help) {
	now := r.help
	tell := func(happened bool, what Happening, about string) {
		if happened {
			r.hub.audit.HelpHappened(what, now, about)
		}
	}
	tell(before.Admitted.IsZero() && !now.Admitted.IsZero(), Admitted, "")
	tell(!before.Doubt && now.Doubt && !r.doubted, Doubted, "")
	r.doubted = r.doubted || now.Doubt
	tell(!before.Interpreter.Agreed && now.Interpreter.Agreed, Interpreted, "")
	tell(!before.Colleague.Agreed && now.Colleague.Agreed, Joined, now.Colleague.Who.ID)
	tell(before.ID != "" && before.Mediator.ID != now.Mediator.ID, HandedOver, before.Mediator.ID)
	if before.Phase == now.Phase {
		return
	}
	tell(now.Phase == protocol.PhaseTurnedAway, TurnedAway, "")
	tell(now.Phase == protocol.PhaseEnded && !now.Admitted.IsZero(), Over, "")
}
