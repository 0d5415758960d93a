package sfu

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/pion/rtcp"
)

// TestKeyframeRequests: many subscribers, at most two requests a second, until
// a keyframe comes.
func TestKeyframeRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Camera)
		start := time.Now()
		var asked []time.Duration
		w.source.now = func() time.Duration { return time.Hour + time.Since(start) }
		w.source.rtcp = func([]rtcp.Packet) error {
			asked = append(asked, time.Since(start))
			return nil
		}
		v := &video{tag: 'a', width: 640}
		w.receive(w.source, 1, "", v.frame(false, 1)...)
		var slots []*slot
		for range 5 {
			s, _ := w.newSlot(Camera)
			s.show(w.source, w.source.now())
			slots = append(slots, s)
		}
		for range 30 {
			time.Sleep(100 * time.Millisecond)
			for _, s := range slots {
				s.feedback(&rtcp.PictureLossIndication{})
			}
		}
		synctest.Wait()
		if len(asked) < 6 || len(asked) > 7 {
			t.Errorf("asked at %v, want every half second for three", asked)
		}
		w.clock = w.source.now()
		w.receive(w.source, 1, "", v.frame(true, 1)...)
		before := len(asked)
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(asked) != before {
			t.Errorf("asked %d times after the keyframe came", len(asked)-before)
		}
	})
}

// TestAClassJoins: each of 47 is shown the kept keyframe at once, the publisher
// is asked for one fresh keyframe for all, and whoever watched already misses nothing.
func TestAClassJoins(t *testing.T) {
	w := newWorld(t, Camera)
	v := &video{tag: 'a', width: 640}
	first, tap := w.newSlot(Camera)
	first.show(w.source, w.clock)
	w.receive(w.source, 1, "", v2(v, 40)...)
	sent := tap.take()
	w.asked = nil
	var taps []*wireTap
	for range 47 {
		s, joined := w.newSlot(Camera)
		s.show(w.source, w.clock)
		if n := len(joined.packets); n != 3 {
			t.Fatalf("%d packets at once, want the keyframe's 3", n)
		}
		taps = append(taps, joined)
		w.receive(w.source, 1, "", v.frame(false, 2)...)
	}
	if len(w.asked) != 1 {
		t.Errorf("asked %d times", len(w.asked))
	}
	w.receive(w.source, 1, "", v2(v, 1)...)
	sent = append(sent, tap.take()...)
	checkContinuous(t, sent)
	if want := 3 + 40*2 + 47*2 + 5; len(sent) != want {
		t.Errorf("who watched got %d packets, want %d", len(sent), want)
	}
	for _, joined := range taps {
		checkContinuous(t, joined.take())
	}
}

// TestAScreenIsAwaited: a keyframe of a screen takes seconds over a narrow link, and whoever waits for it asks in vain.
func TestAScreenIsAwaited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Screen)
		start := time.Now()
		now := func() time.Duration { return time.Hour + time.Since(start) }
		w.source.now = now
		v := &video{tag: 'a', width: 640}
		s, _ := w.newSlot(Screen)
		s.show(w.source, now())
		w.clock = now()
		w.receive(w.source, 1, "", v.frame(true, 2)...)
		for _, step := range []struct {
			wait  time.Duration
			asked int
		}{{time.Second, 0}, {900 * time.Millisecond, 0}, {200 * time.Millisecond, 1}} {
			s.feedback(&rtcp.PictureLossIndication{})
			time.Sleep(step.wait)
			synctest.Wait()
			if len(w.asked) != step.asked {
				t.Fatalf("after %v asked %d times, want %d", time.Since(start), len(w.asked), step.asked)
			}
		}
	})
}

// TestUnwatchedIsNotAsked: requests end when nobody is shown the source.
func TestUnwatchedIsNotAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Camera)
		start := time.Now()
		w.source.now = func() time.Duration { return time.Hour + time.Since(start) }
		v := &video{tag: 'a', width: 640}
		w.receive(w.source, 1, "", v.frame(false, 1)...)
		s, _ := w.newSlot(Camera)
		s.show(w.source, w.source.now())
		s.show(nil, w.source.now())
		before := len(w.asked)
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(w.asked) != before {
			t.Errorf("asked %d times for nobody", len(w.asked)-before)
		}
	})
}
