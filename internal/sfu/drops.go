package sfu

import "sync/atomic"

// DropReason names why something was not passed on.
type DropReason uint8

// The reasons; String gives the name used as a metric label.
const (
	DropMalformed      DropReason = iota // not RTP, or a payload descriptor that does not parse
	DropDuplicate                        // arrived twice
	DropTooOld                           // older than the history reaches, or than what was forgotten
	DropJump                             // sequence far from the last, not confirmed by a second packet
	DropLayer                            // one simulcast layer more than there may be
	DropHeld                             // its source is held
	DropBeforeSwitch                     // late packet of what a slot showed before
	DropKeyframeTooBig                   // a keyframe too large to be kept for Show
	DropNotInHistory                     // asked for again, no longer kept
	DropSuperseded                       // asked for again, but a keyframe that came after it is on its way
	DropAskedTooOften                    // asked for again too soon or too many times
	DropWrite                            // the connection did not take it
	DropTCPFull                          // the TCP write buffer was full
	DropDataClosed                       // data channel not open
	DropDataFull                         // data channel's queue full
	dropReasons
)

var dropNames = [dropReasons]string{
	"malformed", "duplicate", "too_old", "jump", "layer", "held", "before_switch",
	"keyframe_too_big", "not_in_history", "superseded", "asked_too_often", "write",
	"tcp_full", "data_closed", "data_full",
}

// String returns the metric label of r.
func (r DropReason) String() string {
	if r < dropReasons {
		return dropNames[r]
	}
	return "unknown"
}

// drops counts by reason; any goroutine.
type drops [dropReasons]atomic.Uint64

func (d *drops) add(r DropReason) { d[r].Add(1) }

// Drops returns how many times each reason has occurred since New, by its
// name. Any goroutine.
func (e *Engine) Drops() map[string]uint64 {
	counts := make(map[string]uint64, dropReasons)
	for r := range dropReasons {
		counts[r.String()] = e.drops[r].Load()
	}
	return counts
}
