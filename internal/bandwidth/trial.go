package bandwidth

import "time"

// When a picture is tried that is not taken to fit.
const (
	trialAfter  = 2 * time.Second  // of none
	trialFor    = 4 * time.Second  // before it is judged
	trialGrows  = 1.1              // times the estimate it began with: it is worth going on
	trialAtMost = time.Minute      // between two, after some in vain
	trialForget = 30 * time.Second // of a picture that came through
)

// Trial lets a picture through now and then that a link is not taken to carry,
// where no other goes. What nothing goes over is not measured: the estimate
// would stay as low as it fell, and the picture be withheld for ever. Each
// trial in vain makes the next come later. The zero value is ready.
type Trial struct {
	withheld bool
	since    time.Duration // when pictures went again, of those not withheld
	wait     time.Duration
	next     time.Duration // no trial before
	began    time.Duration // 0: none is under way
	from     int           // the estimate then
}

// Follow takes at now, which never goes back, what the smallest picture needs
// where none fits (0: one does, or there is none) and what the link is taken
// to carry, both in bit/s. It reports whether that picture is to go out all
// the same.
func (t *Trial) Follow(needs, carries int, now time.Duration) bool {
	if needs == 0 {
		if t.withheld {
			t.withheld, t.since, t.began = false, now, 0
		}
		return false
	}
	if !t.withheld {
		if now-t.since >= trialForget {
			t.wait = 0
		}
		t.withheld = true
		t.put(now)
	}
	switch {
	case t.began == 0 && now >= t.next:
		t.began, t.from = now, carries
	case t.began == 0, now-t.began < trialFor, carries >= needs:
	case float64(carries) >= trialGrows*float64(t.from):
		t.began, t.from = now, carries
	default:
		t.began = 0
		t.put(now)
	}
	return t.began != 0
}

// put puts the next trial off, twice as long as the one before.
func (t *Trial) put(now time.Duration) {
	t.wait = min(max(2*t.wait, trialAfter), trialAtMost)
	t.next = now + t.wait
}
