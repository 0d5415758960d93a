package bandwidth

import "time"

// When a picture may grow.
const (
	growAfter    = 1500 * time.Millisecond // of a larger one being granted
	growAtMost   = 20 * time.Second        // after some that did not last
	shrunkWithin = 10 * time.Second        // of growing, it was too much
)

// Steady keeps a picture's size while what it and those beside it take goes up
// and down: smaller at once, larger once that was granted for a while, and each
// growth that does not last makes the next wait twice as long. For a picture
// that changes its size begins with a keyframe, which everybody else who sees
// it is sent too. The zero value is ready.
type Steady struct {
	begun bool
	size  int64
	least int64         // of those granted since
	since time.Duration // larger ones are granted without a break; 0: none is
	grown time.Duration // when last; 0: in vain
	wait  time.Duration
}

// Follow takes the size that is granted at now, which never goes back, and
// returns the one in force: the first at once. 0 is no picture.
func (s *Steady) Follow(granted int64, now time.Duration) int64 {
	switch {
	case !s.begun:
		*s = Steady{begun: true, size: granted, wait: growAfter}
	case granted <= s.size:
		if granted < s.size && s.grown != 0 && now-s.grown < shrunkWithin {
			s.wait, s.grown = min(2*s.wait, growAtMost), 0
		}
		s.size, s.since = granted, 0
	case s.since == 0:
		s.since, s.least = now, granted
	default:
		s.least = min(s.least, granted)
		if now-s.since >= s.wait {
			s.grow(now)
		}
	}
	return s.size
}

func (s *Steady) grow(now time.Duration) {
	if s.grown != 0 && now-s.grown >= shrunkWithin {
		s.wait = growAfter
	}
	s.size, s.grown, s.since = s.least, now, 0
}
