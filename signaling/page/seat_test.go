package page

import (
	"testing"
	"time"
)

func TestAPageThatIsSilentIsLostAndThenGone(t *testing.T) {
	var s Seat
	now := time.Now()
	fades := func(after time.Duration, lost, gone bool) {
		t.Helper()
		if l, g := s.Fade(now.Add(after)); l != lost || g != gone {
			t.Errorf("after %s: lost %v, gone %v; want %v, %v", after, l, g, lost, gone)
		}
	}
	due := func(after time.Duration) {
		t.Helper()
		if at, ok := s.Due(); !ok || !at.Equal(now.Add(after)) {
			t.Errorf("due %v, %s after it was heard; want %s", ok, at.Sub(now), after)
		}
	}
	never := func() {
		t.Helper()
		if at, ok := s.Due(); ok {
			t.Errorf("due at %s", at)
		}
	}
	never()
	fades(time.Hour, false, false)
	if !s.Hear(now) || s.Hear(now) {
		t.Error("that a page is there is news once")
	}
	due(SilenceMeans)
	fades(SilenceMeans-1, false, false)
	fades(SilenceMeans, true, false)
	due(MediaOutlive)
	fades(MediaOutlive-1, false, false)
	fades(MediaOutlive, false, true)
	fades(MediaOutlive, false, false)
	never()
	s.Hear(now)
	fades(MediaOutlive, true, true)
	s.Hear(now)
	s.Leave() // its socket closed
	due(MediaOutlive)
}
