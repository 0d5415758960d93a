package sfu

import (
	"time"

	"github.com/pion/rtcp"
)

// How often a publisher is asked for a keyframe.
const (
	askEvery     = 550 * time.Millisecond // two in any second, and some play for their delivery
	askPatiently = 2 * time.Second        // after impatience times in vain
	impatience   = 10

	keyframeTakes = 2 * time.Second // on its way over a narrow link, at most
)

// ask requests a keyframe of st: now, or as soon as the last request is old
// enough, and again until one comes. The caller holds mu.
func (s *Source) ask(st *stream) {
	if s.kind == Microphone || s.held || s.closed || st == nil {
		return
	}
	if !st.wanted {
		st.wanted, st.repeats = true, 0
	}
	s.askDue()
}

// askDue sends every request that is due and arms the timer for the next. The
// caller holds mu.
func (s *Source) askDue() {
	now, next := s.now(), time.Duration(0)
	for _, st := range s.streams {
		if !st.wanted {
			continue
		}
		wait := askEvery
		if st.repeats >= impatience {
			wait = askPatiently
		}
		if now-st.asked >= wait {
			st.asked = now
			st.repeats++
			s.send(&rtcp.PictureLossIndication{MediaSSRC: st.ssrc})
		}
		if left := st.asked + wait - now; next == 0 || left < next {
			next = left
		}
	}
	if next > 0 && s.timer == nil {
		s.timer = time.AfterFunc(next, s.askAgain)
	}
}

// askAgain runs on the timer: requests nobody waits for any more are dropped.
func (s *Source) askAgain() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timer = nil
	if s.held || s.closed {
		return
	}
	if len(s.slots) == 0 {
		for _, st := range s.streams {
			st.wanted = false
		}
	}
	s.askDue()
}

func (s *Source) stopTimer() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

// refresh answers a subscriber that lost the picture of st.
func (s *Source) refresh(t *slot, st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.shows(t) {
		return
	}
	if st == nil {
		st = s.best(t, s.now())
	}
	if st != nil && s.kind == Screen {
		// Another would only come behind the one that is on its way.
		st.asked = max(st.asked, st.keyAt+keyframeTakes-askEvery)
	}
	s.ask(st)
}

// askLost asks the publisher again for what st misses at now and reports
// whether anything is still missing. It runs on the stream's reading goroutine.
func (s *Source) askLost(st *stream, now time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held {
		return false
	}
	if due := st.holes.take(now); len(due) > 0 {
		s.send(&rtcp.TransportLayerNack{MediaSSRC: st.ssrc, Nacks: rtcp.NackPairsFromSequenceNumbers(due)})
	}
	return !st.holes.empty()
}

// keyRate is the least that a link must carry for a keyframe of st to come in
// time, in bit/s: whoever is shown st waits for one.
func (st *stream) keyRate() int {
	bytes := 0
	for i := range st.keyframe {
		bytes += len(st.keyframe[i].payload)
	}
	return int(8 * float64(bytes) / keyframeTakes.Seconds())
}

// send gives the publisher one RTCP packet; a connection that is not up or
// gone loses it, as the network may.
func (s *Source) send(p rtcp.Packet) {
	if err := s.rtcp([]rtcp.Packet{p}); err != nil {
		s.drops.add(DropWrite)
	}
}
