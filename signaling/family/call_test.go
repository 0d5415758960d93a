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
	r.plan(Family{ID: "room", ValidUntil: now.Add(24 * time.Hour), Members: []Member{{"a", "A", 1}, {"b", "B", 1}, {"c", "C", 1}}})
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

// Nobody has the others' pages ring, and ring again, without end.
func TestRingingIsBounded(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	rang := 0
	for range 100 {
		if r.handle(all[0], protocol.Dial{}, now) == "" {
			rang++
		}
		r.handle(all[0], protocol.HangUp{}, now)
	}
	if rang != dialBurst {
		t.Errorf("rang %d times at once", rang)
	}
	if r.handle(all[1], protocol.Dial{}, now) != "" {
		t.Error("the others may not ring")
	}
	if r.handle(all[0], protocol.Dial{}, now) != "" {
		t.Error("who rang too often may not come into a call")
	}
}

// What is open by a card that was replaced is closed, also if nobody but the family was changed.
func TestAnotherCardClosesThePage(t *testing.T) {
	now := time.Now()
	r, all := atRest(now)
	r.dial(all[0], now)
	r.enter(all[1])
	f := r.family
	f.Members = []Member{{"a", "A", 1}, {"b", "B", 2}, {"c", "C", 1}}
	r.plan(f)
	r.Settle(now)
	if all[1].page != nil || r.isIn(all[1].seat) || all[0].page == nil || all[1].Card != 2 {
		t.Errorf("%+v", all[1])
	}
}
