package sfu

import "time"

// How a publisher is asked for what was lost.
const (
	maxHoles    = 128                    // sequence numbers asked for at once
	reorderWait = 10 * time.Millisecond  // before the first time
	nackRepeat  = 60 * time.Millisecond  // between times
	nackGiveUp  = 900 * time.Millisecond // after that a keyframe is the mend
)

// hole is one sequence number that has not arrived.
type hole struct {
	ext   uint64
	since time.Duration
	asked time.Duration // 0: not yet
}

// holes are the gaps of a stream, oldest first. Retransmissions are known by
// the number they repair, which the stock interceptor cannot see.
type holes struct {
	list []hole
	due  []uint16
}

func (h *holes) clear() { h.list = h.list[:0] }

func (h *holes) empty() bool { return len(h.list) == 0 }

// note records the arrival of ext after highest at now: either it leaves
// holes before it, or it fills one.
func (h *holes) note(highest, ext uint64, now time.Duration) {
	if ext < highest {
		for i := range h.list {
			if h.list[i].ext == ext {
				h.list = append(h.list[:i], h.list[i+1:]...)
				return
			}
		}
		return
	}
	if ext-highest > maxHoles {
		h.clear()
		return
	}
	for missing := highest + 1; missing < ext; missing++ {
		if len(h.list) == maxHoles {
			h.list = append(h.list[:0], h.list[1:]...)
		}
		h.list = append(h.list, hole{ext: missing, since: now})
	}
}

// take returns the sequence numbers to ask for at now; valid until the next call.
func (h *holes) take(now time.Duration) []uint16 {
	h.due = h.due[:0]
	kept := h.list[:0]
	for _, m := range h.list {
		if now-m.since > nackGiveUp {
			continue
		}
		first := m.asked == 0 && now-m.since >= reorderWait
		again := m.asked != 0 && now-m.asked >= nackRepeat
		if first || again {
			m.asked = now
			h.due = append(h.due, uint16(m.ext))
		}
		kept = append(kept, m)
	}
	h.list = kept
	return h.due
}
