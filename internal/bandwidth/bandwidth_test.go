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
		"everybody before anybody more": {500, []bandwidth.Wish{leading, other, other}, []int{0, 0, 0}},
		"exactly enough":                {1200, []bandwidth.Wish{leading}, []int{2}},
	} {
		if got := bandwidth.Allocate(c.budget, c.wishes); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
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
