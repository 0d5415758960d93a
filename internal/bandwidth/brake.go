package bandwidth

import "time"

// How a picture of one layer is slowed down and let go again.
const (
	brakeBeyond = 1.5             // times what the link carries: less may be a mere hiccup of a link that is hardly used
	brakeLeast  = 80_000          // bit/s; text stays legible, it only comes later
	easeAfter   = 3 * time.Second // without congestion
	easeEvery   = 2 * time.Second
	easeBy      = 1.3
)

// Brake bounds what a publisher sends where it has one layer only, so that it
// can be made slower but not smaller. It acts on congestion alone: an estimate
// of a link that is hardly used says little of what it could carry. The zero
// value is ready.
type Brake struct {
	bound int
	calm  time.Duration // since when there is no congestion; 0: there is
	eased time.Duration
}

// Follow takes at now whether the link is congested, what it is taken to carry
// and what is sent, and returns the bound in force, all in bit/s: 0 for none.
// A bound that reaches most is lifted.
func (b *Brake) Follow(congested bool, carries, sent, most int, now time.Duration) int {
	switch {
	case congested && float64(sent) > brakeBeyond*float64(carries):
		b.bound, b.calm = max(carries, brakeLeast), 0
	case congested:
		b.calm = 0
	case b.calm == 0:
		b.calm, b.eased = now, now
	case b.bound != 0 && now-b.calm >= easeAfter && now-b.eased >= easeEvery:
		b.bound, b.eased = int(easeBy*float64(b.bound)), now
		if b.bound >= most {
			b.bound = 0
		}
	}
	return b.bound
}
