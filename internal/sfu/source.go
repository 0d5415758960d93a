package sfu

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/pion/rtcp"

	"coupdemain/internal/bandwidth"
)

// maxStreams bounds the simulcast layers of one source.
const maxStreams = 3

// replayLimit is how many packets since the last keyframe Show sends at once
// to join a stream where it is, rather than wait for its next keyframe.
const replayLimit = 64

// Source is one thing a Peer publishes. It is empty until packets arrive.
type Source struct {
	kind    Kind
	drops   *drops
	now     func() time.Duration
	rtcp    func([]rtcp.Packet) error // to the publisher
	started func()                    // nil: nobody asks
	origin  time.Time                 // when now was 0

	mu      sync.Mutex
	held    bool
	closed  bool
	heard   bool // a packet has come since the start or since Release
	streams []*stream
	slots   []*slot
	voice   voice         // of a microphone
	rank    int           // see Prefer
	bounds  map[*slot]int // bit/s that the link of a slot can take, of those that are congested
	timer   *time.Timer   // armed while a wanted keyframe has not come
}

func newSource(kind Kind, d *drops, now func() time.Duration, send func([]rtcp.Packet) error) *Source {
	return &Source{kind: kind, drops: d, now: now, rtcp: send, rank: First + 1}
}

// Kind returns what the source carries. Any goroutine.
func (s *Source) Kind() Kind { return s.kind }

// Hold stops the source: once it has returned, nothing of it is written to any
// slot, and its history and kept keyframes are gone. Slots keep pointing to
// it. Idempotent; any goroutine.
func (s *Source) Hold() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = true
	s.stop()
}

// Release undoes Hold: a microphone is forwarded at once, video from its next
// keyframe on, which is asked for. Idempotent; any goroutine.
func (s *Source) Release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.held || s.closed {
		return
	}
	s.held, s.heard = false, false
	for _, st := range s.streams {
		s.ask(st)
	}
}

// Forget drops what is kept of the source: once it has returned, nothing that
// had arrived before, nor what comes late of that time, is written to any slot,
// be it shown anew or asked for again. So what two said aside stays between them
// when they are shown to others again. Whoever sees the source goes on seeing
// it; whoever is shown it next starts with the next keyframe, which Show asks
// for. Idempotent; any goroutine.
func (s *Source) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.streams {
		st.clear()
	}
}

// stop drops all content and makes every slot wait. The caller holds mu.
func (s *Source) stop() {
	for _, st := range s.streams {
		st.clear()
		st.wanted = false
	}
	for _, t := range s.slots {
		t.unfollow()
	}
	s.voice.hush()
	s.stopTimer()
}

// close detaches everything for good.
func (s *Source) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed, s.held = true, true
	s.stop()
	s.slots, s.streams = nil, nil
}

// attach shows the source in t; a closed source shows nothing.
func (s *Source) attach(t *slot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.slots = append(s.slots, t)
		s.start(t)
	}
}

// start sends t what is kept, as soon as t's connection can take it, and asks
// for what it needs. The caller holds mu.
func (s *Source) start(t *slot) {
	if s.held || s.kind == Microphone || !t.isLive() {
		return
	}
	now := s.now()
	st := s.best(t, now)
	if st == nil {
		return
	}
	if st.keyOpen && st.unbroken(st.keyFirst, maxKeyframe) {
		t.join(st, st.keyFirst, now)
		return
	}
	if len(st.keyframe) > 0 && now-st.heardAt < showWithin {
		if st.unbroken(st.keyframe[0].ext, replayLimit+len(st.keyframe)) {
			t.join(st, st.keyframe[0].ext, now)
			return
		}
		t.still(st, now)
	}
	s.ask(st)
}

// detach stops showing the source in t; once it has returned nothing of it is
// written to t.
func (s *Source) detach(t *slot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.slots {
		if s.slots[i] == t {
			s.slots = append(s.slots[:i], s.slots[i+1:]...)
			break
		}
	}
	t.unfollow()
}

// shows reports whether t is attached. The caller holds mu.
func (s *Source) shows(t *slot) bool {
	for _, u := range s.slots {
		if u == t {
			return true
		}
	}
	return false
}

// stream returns the stream of ssrc, created if new: a new SSRC with a known
// rid replaces the one before. nil when there are too many or s is closed.
func (s *Source) stream(ssrc uint32, rid string) *stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	for _, st := range s.streams {
		if st.ssrc == ssrc {
			return st
		}
	}
	st := newStream(ssrc, rid, s.kind.history())
	for i, old := range s.streams {
		if old.rid == rid {
			s.streams[i] = st
			return st
		}
	}
	if len(s.streams) == maxStreams {
		return nil
	}
	s.streams = append(s.streams, st)
	return st
}

// receive takes one packet of st and writes it to every slot that shows it.
// p is read only during the call. It runs on the stream's reading goroutine.
func (s *Source) receive(st *stream, p *packet, seq uint16) {
	if s.forward(st, p, seq) && s.started != nil {
		s.started()
	}
}

// forward does the work of receive and reports whether p is the source's first.
func (s *Source) forward(st *stream, p *packet, seq uint16) (first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held {
		s.drops.add(DropHeld)
		return false
	}
	kept, reason := st.insert(p, seq)
	if kept == nil {
		s.drops.add(reason)
		return false
	}
	if s.kind == Microphone {
		s.voice.hear(kept)
	} else {
		if _, tooBig := st.watchKeyframe(kept); tooBig {
			s.drops.add(DropKeyframeTooBig)
		}
	}
	for _, t := range s.slots {
		best := s.best(t, p.arrived)
		if best == nil {
			t.unfollow()
		} else if t.feed(st, kept, best, p.arrived) {
			s.ask(best)
		}
	}
	first = !s.heard && len(p.payload) > 0
	s.heard = s.heard || first
	return first
}

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
		if best == nil || better(st, best, now) {
			best = st
		}
	}
	return best
}

// smaller reports whether a stream with a smaller picture than st's flows.
func (s *Source) smaller(st *stream, now time.Duration) bool {
	for _, other := range s.streams {
		if other.highest != 0 && other.area < st.area && now-other.heardAt < flowingWithin {
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
		if st.highest != 0 && st.area > 0 && now-st.heardAt < flowingWithin {
			flowing = append(flowing, st)
		}
	}
	slices.SortFunc(flowing, func(a, b *stream) int { return cmp.Compare(a.area, b.area) })
	for i, st := range flowing {
		rate := st.meter.rate
		if i == 0 {
			rate = int(borne * float64(rate))
		}
		o.wish.Rates, o.areas = append(o.wish.Rates, rate), append(o.areas, st.area)
	}
	return o
}

func better(a, b *stream, now time.Duration) bool {
	aFlows, bFlows := now-a.heardAt < flowingWithin, now-b.heardAt < flowingWithin
	switch {
	case aFlows != bFlows:
		return aFlows
	case !aFlows:
		return a.heardAt > b.heardAt
	}
	return a.area > b.area
}
