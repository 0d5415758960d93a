package loudest_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/loudest"
)

type voice = loudest.Voice[string]

var start = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

// levels gives voices a, b, c … their levels; one with a level under 0 is closed.
func levels(all ...int) (voices []voice) {
	for i, level := range all {
		if level >= 0 {
			voices = append(voices, voice{Key: string(rune('a' + i)), Level: level})
		}
	}
	return voices
}

func pin(key string, voices []voice) []voice {
	voices = slices.Clone(voices)
	for i := range voices {
		voices[i].Pinned = voices[i].Pinned || voices[i].Key == key
	}
	return voices
}

func TestChoose(t *testing.T) {
	type step struct {
		at     int // ms
		voices []voice
		want   string // in order
	}
	four := levels(80, 80, 80, 0)
	for name, steps := range map[string][]step{
		"nobody":             {{0, nil, ""}},
		"a lone voice":       {{0, levels(0, 0, 0, 0, 40), "eab"}},
		"the loudest":        {{0, levels(60, 70, 80, 90, 50), "dcb"}},
		"the first of equal": {{0, levels(60, 60, 60, 60), "abc"}},
		"fewer than places":  {{0, levels(0, 30), "ba"}},
		"a free place is given at once, and silence keeps its own": {
			{0, four, "abc"}, {100, levels(80, 80, -1, 0), "abd"}, {200, levels(0, 0, -1, 0), "abd"}, {9000, levels(0, 0, -1, 0), "abd"},
		},
		"a little louder is not enough": {{0, four, "abc"}, {100, levels(80, 80, 80, 85), "abc"}, {9000, levels(80, 80, 80, 85), "abc"}},
		"clearly louder for long": {
			{0, four, "abc"}, {100, levels(80, 75, 80, 90), "abc"}, {300, levels(80, 75, 80, 90), "abc"}, {400, levels(80, 75, 80, 90), "acd"},
		},
		"clearly louder for a moment": {
			{0, four, "abc"}, {100, levels(80, 75, 80, 90), "abc"}, {300, levels(80, 80, 80, 80), "abc"}, {400, levels(80, 75, 80, 90), "abc"},
		},
		"one change a call": {
			{0, levels(50, 50, 50, 0, 0), "abc"}, {100, levels(50, 50, 50, 90, 80), "abc"},
			{400, levels(50, 50, 50, 90, 80), "bcd"}, {500, levels(50, 50, 50, 90, 80), "cde"},
		},
		"silent for two seconds": {
			{0, four, "abc"}, {1000, levels(80, 0, 80, 0), "abc"}, {1900, levels(80, 0, 80, 50), "abc"},
			{2000, levels(80, 0, 80, 50), "acd"},
		},
		"a gap between words is no end": {
			{0, four, "abc"}, {100, levels(80, 0, 80, 80), "abc"}, {300, levels(80, 80, 80, 80), "abc"},
		},
		"a lone voice among pauses": {{0, four, "abc"}, {100, levels(80, 0, 0, 0), "abc"}, {200, levels(0, 0, 0, 50), "acd"}},
		"pinned":                    {{0, four, "abc"}, {100, pin("d", levels(80, 70, 80, 0)), "acd"}, {9000, pin("d", levels(80, 80, 80, 0)), "acd"}},
		"pinned no more":            {{0, pin("d", four), "dab"}, {9000, levels(80, 80, 80, 0), "abc"}},
		"more pinned than places":   {{0, pin("d", pin("c", pin("b", pin("a", levels(0, 0, 0, 90))))), "abc"}},
	} {
		t.Run(name, func(t *testing.T) {
			var c loudest.Chooser[string]
			for _, s := range steps {
				got := ""
				for _, key := range c.Choose(3, s.voices, start.Add(time.Duration(s.at)*time.Millisecond)) {
					got += key
				}
				if got != s.want {
					t.Errorf("at %d ms: %q, want %q", s.at, got, s.want)
				}
			}
		})
	}
}

// Whatever people do: never more than there are places, nobody twice, nobody
// whose microphone is closed; the pinned are heard, and so is whoever speaks alone.
func TestWhateverPeopleDo(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var c, again loudest.Chooser[int]
	now := start
	for range 20_000 {
		now = now.Add(time.Duration(random.IntN(2500)) * time.Millisecond)
		places, talkative := random.IntN(5), random.IntN(4)
		var voices []loudest.Voice[int]
		for key := range 8 {
			v := loudest.Voice[int]{Key: key, Pinned: random.IntN(8) == 0}
			if random.IntN(4) < talkative || talkative == 0 && key == random.IntN(8) {
				v.Level = 1 + random.IntN(100)
			}
			if random.IntN(6) > 0 { // else closed
				voices = append(voices, v)
			}
		}
		got := c.Choose(places, voices, now)
		check(t, places, voices, got)
		if other := again.Choose(places, voices, now); !slices.Equal(got, other) {
			t.Fatalf("%v, then %v", got, other)
		}
	}
}

func check(t *testing.T, places int, voices []loudest.Voice[int], got []int) {
	t.Helper()
	pinned, speaking, loud := 0, 0, 0
	for _, v := range voices {
		if v.Pinned {
			pinned++
		} else if v.Level > 0 {
			speaking, loud = speaking+1, v.Key
		}
	}
	if len(got) != min(places, len(voices)) {
		t.Fatalf("%d heard of %d, %d places", len(got), len(voices), places)
	}
	heardPinned := 0
	for i, key := range got {
		at := slices.IndexFunc(voices, func(v loudest.Voice[int]) bool { return v.Key == key })
		if at < 0 || slices.Contains(got[:i], key) {
			t.Fatalf("%d is closed or heard twice: %v", key, got)
		}
		if voices[at].Pinned {
			heardPinned++
		}
	}
	if heardPinned != min(pinned, places) {
		t.Fatalf("%d pinned heard of %d, %d places", heardPinned, pinned, places)
	}
	if speaking == 1 && pinned < places && !slices.Contains(got, loud) {
		t.Fatalf("%d speaks alone, heard are %v", loud, got)
	}
}

func TestNothingButTheResultIsAllocated(t *testing.T) {
	var c loudest.Chooser[int]
	voices := make([]loudest.Voice[int], 50)
	now := start
	turn := 0
	allocations := testing.AllocsPerRun(1000, func() {
		for i := range voices {
			voices[i] = loudest.Voice[int]{Key: i, Level: (i*37 + turn*13) % 100}
		}
		turn++
		now = now.Add(100 * time.Millisecond)
		c.Choose(3, voices, now)
	})
	if allocations > 1 {
		t.Errorf("%v allocations", allocations)
	}
}
