package family

import (
	"testing"
	"time"

	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// atRest is a room with three pages that nobody looks at.
func atRest(now time.Time) (*room, []*relative) {
	r := newRoom(NewHub(Config{}), "room")
	r.plan(Family{ID: "room", ValidUntil: now.Add(24 * time.Hour), Members: []Member{{"a", "A"}, {"b", "B"}, {"c", "C"}}})
	for _, m := range r.relatives {
		m.page = &sitting{}
		m.page.Hear(now)
	}
	r.Settle(now)
	return r, r.relatives
}

// hears has all pages heard at a moment, and lets what is due by then happen.
func (r *room) hears(now time.Time, but ...*relative) {
	for _, m := range r.relatives {
		if m.page != nil && (len(but) == 0 || m != but[0]) {
			m.page.Hear(now)
		}
	}
	r.Tick(now)
	r.Settle(now)
}

func TestRingingEndsByItself(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	r.dial(all[0], now)
	if next := r.Next(now); next.After(now.Add(ringsFor)) {
		t.Errorf("nothing is due before %s", next.Sub(now))
	}
	r.hears(now.Add(ringsFor - time.Second))
	if r.state(all[1]) != protocol.RelativeRung {
		t.Error("it stopped early")
	}
	r.hears(now.Add(ringsFor))
	if r.call != nil || r.missed == nil || r.missed.By != all[0].seat || r.missed.Busy {
		t.Errorf("after a minute: call %+v, missed %+v", r.call, r.missed)
	}
}

func TestWhoeverCallsAndIsGoneRingsNoMore(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	r.dial(all[0], now)
	all[0].page.Leave() // their tab was closed
	r.Settle(now)
	r.hears(now.Add(goneLasts-time.Second), all[0])
	if r.state(all[1]) != protocol.RelativeRung {
		t.Error("it stopped early")
	}
	all[0].page.Hear(now) // it was loaded anew
	r.Settle(now)
	r.hears(now.Add(goneLasts))
	if r.state(all[1]) != protocol.RelativeRung {
		t.Error("it stopped although whoever calls is back")
	}
	all[0].page.Leave()
	later := now.Add(2 * goneLasts)
	r.Settle(later)
	r.hears(later.Add(goneLasts), all[0])
	if r.call != nil || r.missed == nil || r.missed.By != all[0].seat || r.missed.At != now.UnixMilli() {
		t.Errorf("call %+v, missed %+v", r.call, r.missed)
	}
}

func TestACallOfOneEnds(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	n := now.Add(-time.Hour).UnixMilli()
	if reason := r.pickUp(all[0], n, now); reason != "" {
		t.Fatal(reason)
	}
	r.Settle(now)
	r.hears(now.Add(aloneLasts))
	if r.call != nil || r.missed != nil {
		t.Errorf("call %+v, missed %+v", r.call, r.missed)
	}
	if reason := r.pickUp(all[1], n, now.Add(aloneLasts)); reason != protocol.ReasonTooLate {
		t.Errorf("it began again: %q", reason)
	}
}

func TestWhoIsLostForLongIsOut(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	r.dial(all[0], now)
	r.enter(all[1])
	r.Settle(now)
	r.hears(now.Add(page.SilenceMeans), all[1])
	if r.state(all[1]) != protocol.RelativeLost {
		t.Errorf("%s", r.state(all[1]))
	}
	r.hears(now.Add(page.MediaOutlive), all[1])
	if r.call != nil || all[1].page != nil {
		t.Error("a call goes on with who is gone")
	}
}

func TestARoomEnds(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	if r.Over(now) || !r.Over(now.Add(24*time.Hour)) {
		t.Error("a room ends with its year")
	}
	for _, m := range all {
		r.leave(m, protocol.CloseEnded)
	}
	r.Settle(now)
	if r.Over(now) || !r.Over(now.Add(emptyLasts)) {
		t.Error("a room in which nobody is ends a minute later")
	}
}
