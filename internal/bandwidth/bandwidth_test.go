package bandwidth_test

import (
	"slices"
	"testing"
	"time"

	"coupdemain/internal/bandwidth"
)

func TestAllocate(t *testing.T) {
	camera := []int{120, 400, 1200}
	signing := bandwidth.Wish{Rank: 0, Rates: camera}
	screen := bandwidth.Wish{Rank: 1, Rates: []int{800}, Always: true}
	hands := bandwidth.Wish{Rank: 0, Rates: camera, Always: true, Clear: true}
	leading := bandwidth.Wish{Rank: 2, Rates: camera}
	other := bandwidth.Wish{Rank: 3, Rates: camera}
	const none = bandwidth.None
	for name, c := range map[string]struct {
		budget int
		wishes []bandwidth.Wish
		want   []int
	}{
		"nothing to share":              {1000, nil, []int{}},
		"nothing flows":                 {1000, []bandwidth.Wish{{}}, []int{none}},
		"room for all":                  {9000, []bandwidth.Wish{other, leading, screen, signing}, []int{2, 2, 0, 2}},
		"others give way first":         {1400, []bandwidth.Wish{other, leading, screen}, []int{0, 1, 0}},
		"then whoever leads":            {950, []bandwidth.Wish{other, leading, screen}, []int{none, 0, 0}},
		"never the screen":              {100, []bandwidth.Wish{other, leading, screen}, []int{none, none, 0}},
		"nor hands that sign":           {930, []bandwidth.Wish{leading, screen, signing}, []int{none, 0, 0}},
		"hands that sign, whatever":     {-80, []bandwidth.Wish{leading, hands}, []int{none, 0}},
		"and larger before any other":   {530, []bandwidth.Wish{leading, other, hands}, []int{0, none, 1}},
		"but not at others' whole cost": {1500, []bandwidth.Wish{leading, screen, hands}, []int{0, 0, 1}},
		"everybody before anybody more": {500, []bandwidth.Wish{leading, other, other}, []int{0, 0, 0}},
		"nobody before who leads":       {100, []bandwidth.Wish{{Rank: 3, Rates: []int{10}}, leading}, []int{none, none}},
		"exactly enough":                {1200, []bandwidth.Wish{leading}, []int{2}},
	} {
		if got := bandwidth.Allocate(c.budget, c.wishes); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestUnserved(t *testing.T) {
	face := bandwidth.Wish{Rank: 2, Rates: []int{120, 400}}
	signing := bandwidth.Wish{Rank: 0, Rates: []int{150}}
	none := bandwidth.None
	for name, c := range map[string]struct {
		wishes       []bandwidth.Wish
		granted      []int
		first, needs int
	}{
		"nothing is wished for": {nil, nil, 0, 0},
		"nothing flows":         {[]bandwidth.Wish{{}}, []int{none}, 0, 0},
		"one goes":              {[]bandwidth.Wish{face, signing}, []int{none, 0}, 0, 0},
		"none goes":             {[]bandwidth.Wish{{}, face, signing}, []int{none, none, none}, 2, 150},
	} {
		if first, needs := bandwidth.Unserved(c.wishes, c.granted); first != c.first || needs != c.needs {
			t.Errorf("%s: %d needs %d, want %d needs %d", name, first, needs, c.first, c.needs)
		}
	}
}

func TestDamperFallsAtOnceAndRisesWithPatience(t *testing.T) {
	var d bandwidth.Damper
	at := func(second int, estimate, want int) {
		t.Helper()
		if got := d.Follow(estimate, time.Hour+time.Duration(second)*time.Second); got != want {
			t.Errorf("at %d s: %d, want %d", second, got, want)
		}
	}
	at(0, 600, 600)
	at(1, 640, 600) // not worth it
	at(2, 700, 700)
	at(3, 300, 300) // at once
	at(4, 900, 300) // the raise at 2 s failed: 4 s to wait now
	at(7, 900, 900)
	at(8, 300, 300) // failed again: 8 s
	at(15, 900, 300)
	at(16, 900, 900)
	at(30, 2000, 2000) // held for more than 10 s: patience is back to what it was
	at(50, 300, 300)
	at(52, 900, 900)
}

// However the estimate moves, the budget is never above it when it falls, and never grows without it.
func FuzzDamper(f *testing.F) {
	f.Add([]byte{10, 20, 5, 200, 1})
	f.Fuzz(func(t *testing.T, estimates []byte) {
		var d bandwidth.Damper
		before, now := 0, time.Hour
		for _, e := range estimates {
			estimate := 1 + int(e)
			got := d.Follow(estimate, now)
			if got > estimate || before != 0 && got > before && got != estimate {
				t.Fatalf("budget %d after %d, estimate %d", got, before, estimate)
			}
			before, now = got, now+time.Second
		}
	})
}

func TestBrakeActsOnCongestionAloneAndEases(t *testing.T) {
	var b bandwidth.Brake
	const most = 1_000_000
	at := func(second int, congested bool, carries, sent, want int) {
		t.Helper()
		if got := b.Follow(congested, carries, sent, most, time.Hour+time.Duration(second)*time.Second); got != want {
			t.Errorf("at %d s: %d, want %d", second, got, want)
		}
	}
	at(0, false, 50_000, 900_000, 0) // hardly used until now: the estimate says nothing
	at(1, true, 50_000, 60_000, 0)   // a hiccup
	at(2, true, 250_000, 900_000, 250_000)
	at(3, true, 20_000, 900_000, 80_000) // never to a standstill
	at(4, true, 500_000, 900_000, 500_000)
	at(5, false, 500_000, 400_000, 500_000)
	at(7, false, 500_000, 400_000, 500_000)
	at(8, false, 500_000, 400_000, 650_000)
	at(9, false, 500_000, 400_000, 650_000)
	at(10, false, 500_000, 400_000, 845_000)
	at(12, false, 500_000, 400_000, 0)
}

func TestTrialLetsAWithheldPictureThroughNowAndThen(t *testing.T) {
	var trial bandwidth.Trial
	at := func(second, needs, carries int, want bool) {
		t.Helper()
		if got := trial.Follow(needs, carries, time.Hour+time.Duration(second)*time.Second); got != want {
			t.Errorf("at %d s: %t", second, got)
		}
	}
	at(0, 90, 60, false)
	at(1, 90, 60, false)
	at(2, 90, 60, true)
	at(5, 90, 60, true)
	at(6, 90, 60, false) // in vain: 4 s to wait now
	at(9, 90, 60, false)
	at(10, 90, 60, true)
	at(14, 90, 70, true) // it grows
	at(18, 90, 100, true)
	at(30, 90, 100, true) // it fits, by the latest estimate
	at(40, 0, 100, false) // and by the budget: nothing to try
	at(50, 90, 60, false) // it did not last: 8 s to wait
	at(57, 90, 60, false)
	at(58, 90, 60, true)
	at(60, 0, 300, false)
	at(90, 90, 60, false) // it lasted: patience is back to what it was
	at(92, 90, 60, true)
}

func TestTrialsComeOnceAMinuteInTheEnd(t *testing.T) {
	var trial bandwidth.Trial
	begun, before := 0, false
	for second := range 3600 {
		now := trial.Follow(90, 60, time.Hour+time.Duration(second)*time.Second)
		if now && !before {
			begun++
		}
		before = now
	}
	if begun < 50 || begun > 62 {
		t.Errorf("%d trials in an hour", begun)
	}
}

func TestASteadyPictureShrinksAtOnceAndGrowsWithPatience(t *testing.T) {
	var s bandwidth.Steady
	at := func(half int, granted, want int64) {
		t.Helper()
		if got := s.Follow(granted, time.Hour+time.Duration(half)*time.Second/2); got != want {
			t.Errorf("at %d.%d s: %d, want %d", half/2, 5*(half%2), got, want)
		}
	}
	at(0, 400, 400) // the first at once
	at(1, 100, 100)
	at(2, 400, 100)
	at(3, 100, 100) // to and fro
	at(4, 400, 100)
	at(5, 900, 100)
	at(6, 900, 100)
	at(7, 900, 400) // the least of what was granted meanwhile
	at(8, 0, 0)     // it did not last: 3 s to wait
	at(9, 400, 0)
	at(14, 400, 0)
	at(15, 400, 400)
	at(40, 900, 400) // it lasted
	at(46, 900, 900)
	at(80, 100, 100) // a while after
	at(81, 900, 100)
	at(87, 900, 900)
	at(120, 400, 400)
	at(121, 900, 400)
	at(124, 900, 900) // patience is back to what it was
}
