package sfu

import (
	"cmp"
	"slices"
	"time"

	"coupdemain/internal/bandwidth"
)

// best is the stream t should show: of those that flow the one with the largest
// picture that t's link carries, else the one heard last; nil where it carries
// none. The caller holds mu.
func (s *Source) best(t *slot, now time.Duration) *stream {
	most := t.most.Load()
	if most == 0 {
		return nil
	}
	var best *stream
	for _, st := range s.streams {
		if st.highest == 0 || int64(st.area) > most && s.smaller(st, now) {
			continue
		}
		if best == nil || s.better(st, best, now) {
			best = st
		}
	}
	return best
}

// smaller reports whether a stream with a smaller picture than st's flows.
func (s *Source) smaller(st *stream, now time.Duration) bool {
	for _, other := range s.streams {
		if other.area < st.area && s.flows(other, now) {
			return true
		}
	}
	return false
}

// First is the rank of hands that sign: a picture that is never withheld, and
// of which a larger one goes out before the smallest of any after it.
const First = 0

// Prefer sets how firmly the source keeps its place where a link does not
// carry everything: lower ranks give way last, First never. Until then it is
// the rank after First. Any goroutine.
func (s *Source) Prefer(rank int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rank = rank
}

// borne is the part of its lowest layer's rate for which a picture is still
// sent: a face that stutters is better than none.
const borne = 0.6

// offer is what the source has at now: the layers that flow, smallest first.
func (s *Source) offer(now time.Duration) (o offer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o.wish = bandwidth.Wish{Rank: s.rank, Always: s.kind == Screen || s.rank == First, Clear: s.kind == Screen || s.rank == First}
	if s.held {
		return o
	}
	flowing := make([]*stream, 0, maxStreams)
	for _, st := range s.streams {
		if st.area > 0 && s.flows(st, now) {
			flowing = append(flowing, st)
		}
	}
	slices.SortFunc(flowing, func(a, b *stream) int { return cmp.Compare(a.area, b.area) })
	for i, st := range flowing {
		rate := max(st.meter.rate, st.keyRate())
		if i == 0 {
			rate = int(borne * float64(rate))
		}
		o.wish.Rates, o.areas = append(o.wish.Rates, rate), append(o.areas, st.area)
	}
	return o
}

// flows reports whether st is one of those that its publisher sends at now.
// Of a screen that stands still nothing comes in either size; the larger, if
// it was given up, is silent while the other is heard. The smaller is never
// given up first, however seldom it comes. The caller holds mu.
func (s *Source) flows(st *stream, now time.Duration) bool {
	if st.highest == 0 || s.kind != Screen || len(s.streams) == 1 {
		return st.highest != 0 && now-st.heardAt < flowingWithin
	}
	smallest := !slices.ContainsFunc(s.streams, func(other *stream) bool { return other.highest != 0 && other.area < st.area })
	return smallest || s.newest-max(st.heardAt, s.resumed) < besideWithin
}

// better reports whether a is to be shown rather than b. The caller holds mu.
func (s *Source) better(a, b *stream, now time.Duration) bool {
	aFlows, bFlows := s.flows(a, now), s.flows(b, now)
	switch {
	case aFlows != bFlows:
		return aFlows
	case !aFlows:
		return a.heardAt > b.heardAt
	}
	return a.area > b.area
}
