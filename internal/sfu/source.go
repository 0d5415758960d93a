package sfu

import (
	"sync"
	"time"

	"github.com/pion/rtcp"
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
	newest  time.Duration // when the last packet came
	resumed time.Duration // when the first did after a silence
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
	if p.arrived-s.newest >= besideWithin {
		s.resumed = p.arrived
	}
	s.newest = p.arrived
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
