package sfu

import (
	"maps"
	"slices"
	"time"

	"github.com/pion/rtcp"
)

// bound sets how much t's link can take of the source, in bit/s, 0 for
// anything, and tells the publisher the least of all, as long as there is one
// (draft-alvestrand-rmcat-remb: browsers obey it beside their own estimate).
// Called again and again, since the network may lose what is told.
func (s *Source) bound(t *slot, bits int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, before := s.bounds[t]; bits == 0 && !before || s.closed {
		return
	}
	if s.bounds == nil {
		s.bounds = map[*slot]int{}
	}
	if bits == 0 {
		delete(s.bounds, t)
	} else {
		s.bounds[t] = bits
	}
	least := screenMost
	if len(s.bounds) > 0 {
		least = slices.Min(slices.Collect(maps.Values(s.bounds)))
	}
	remb := rtcp.ReceiverEstimatedMaximumBitrate{Bitrate: float32(least)}
	for _, st := range s.streams {
		remb.SSRCs = append(remb.SSRCs, st.ssrc)
	}
	s.send(&remb)
}

// layered reports whether the source comes in more than one layer, be one of
// them silent for a while.
func (s *Source) layered() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	heard := 0
	for _, st := range s.streams {
		if st.highest != 0 {
			heard++
		}
	}
	return heard > 1
}

// rate is what the source sends at now, in bit/s.
func (s *Source) rate(now time.Duration) (rate int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.streams {
		if now-st.heardAt < flowingWithin {
			rate += st.meter.rate
		}
	}
	return rate
}
