package bandwidth

import "time"

// How a budget is let grow again.
const (
	raiseAfter   = 2 * time.Second  // of a budget that would carry more
	raiseAtMost  = 20 * time.Second // after raises that failed
	failedWithin = 10 * time.Second // of a raise, a fall says that it was too much
	worthwhile   = 1.15             // times the budget in force
)

// Damper follows an estimate down at once and up with patience: each raise is
// a try, and one that fails makes the next wait twice as long. Without it a
// picture that does not fit would come and go. The zero value is ready.
type Damper struct {
	budget int
	raised time.Duration // when last
	next   time.Duration // no raise before
	wait   time.Duration
}

// Follow takes the estimate at now, which never goes back, and returns the
// budget in force, both in bit/s.
func (d *Damper) Follow(estimate int, now time.Duration) int {
	switch {
	case d.budget == 0:
		d.budget, d.wait = estimate, raiseAfter
	case estimate < d.budget:
		if d.raised != 0 && now-d.raised < failedWithin {
			d.wait = min(2*d.wait, raiseAtMost)
			d.raised = 0
		}
		d.budget, d.next = estimate, now+d.wait
	case float64(estimate) >= worthwhile*float64(d.budget) && now >= d.next:
		if d.raised != 0 && now-d.raised >= failedWithin {
			d.wait = raiseAfter
		}
		d.budget, d.raised, d.next = estimate, now, now+raiseAfter
	}
	return d.budget
}
