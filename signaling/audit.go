package signaling

import (
	"coupdemain/signaling/protocol"
)

// Happening is what has to be answered for afterwards.
type Happening string

// The happenings.
const (
	Admitted   Happening = "admitted"    // the mediator let the person in
	TurnedAway Happening = "turned-away" // the mediator did not
	Over       Happening = "over"        // a help in which somebody was let in: Shown and EndReason say the rest
)

// Audit writes happenings down, without any content. It is called from any goroutine, once for each, after the help
// itself is on disk.
type Audit interface {
	HelpHappened(what Happening, help Help)
}

// noAudit is for a Hub that was given none.
type noAudit struct{}

// HelpHappened implements Audit.
func (noAudit) HelpHappened(Happening, Help) {}

// witness tells what happened between two versions of the help on disk.
func (r *room) witness(before Help) {
	now := r.help
	if before.Admitted.IsZero() && !now.Admitted.IsZero() {
		r.hub.audit.HelpHappened(Admitted, now)
	}
	if before.Phase == now.Phase {
		return
	}
	switch {
	case now.Phase == protocol.PhaseTurnedAway:
		r.hub.audit.HelpHappened(TurnedAway, now)
	case now.Phase == protocol.PhaseEnded && !now.Admitted.IsZero():
		r.hub.audit.HelpHappened(Over, now)
	}
}
