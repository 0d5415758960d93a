package spokencode

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
)

// seeded is a stream of random bytes that is the same on every run.
func seeded() io.Reader { return rand.NewChaCha8([32]byte{1}) }

func TestDrawUntilCrowded(t *testing.T) {
	random := seeded()
	var live []Code
	for {
		code, err := Draw(random, 6, nil, live)
		if errors.Is(err, ErrCrowded) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if parsed, err := Parse(string(code)); err != nil || parsed != code {
			t.Fatalf("drew %q, read as %q: %v", code, parsed, err)
		}
		live = append(live, code)
	}
	if len(live) < 735 {
		// 99,999 others, of which each live code rules out 136 at most, leave room for as many as this.
		t.Errorf("crowded after only %d codes", len(live))
	}
	for i, a := range live {
		for _, b := range live[:i] {
			if d := Distance(a, b); d < 3 {
				t.Fatalf("%s and %s are %d apart", a, b, d)
			}
		}
	}
	longer, err := Draw(random, 7, nil, live)
	if err != nil || len(longer) != 7 {
		t.Errorf("one digit longer: %q, %v", longer, err)
	}
}

func TestDrawHeedsTaken(t *testing.T) {
	first, err := Draw(seeded(), 6, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Draw(seeded(), 6, func(c Code) bool { return c == first }, nil)
	if err != nil || second == first {
		t.Errorf("drew %q again, %v", second, err)
	}
	_, err = Draw(seeded(), 6, func(Code) bool { return true }, nil)
	if !errors.Is(err, ErrCrowded) {
		t.Errorf("all taken: %v, want ErrCrowded", err)
	}
}

func TestDrawIsEven(t *testing.T) {
	random := seeded()
	var counts [10]int
	const draws = 20_000
	for range draws {
		code, err := Draw(random, 6, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		counts[code[0]-'0']++
	}
	for digit, n := range counts {
		if n < draws/10*9/10 || n > draws/10*11/10 {
			t.Errorf("first digit %d came %d times in %d", digit, n, draws)
		}
	}
}

func TestDrawRefuses(t *testing.T) {
	for _, length := range []int{0, MinLength - 1, MaxLength + 1} {
		if _, err := Draw(seeded(), length, nil, nil); !errors.Is(err, ErrLength) {
			t.Errorf("length %d: %v, want ErrLength", length, err)
		}
	}
	if _, err := Draw(bytes.NewReader([]byte{1, 2}), 6, nil, nil); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a source that dries up: %v", err)
	}
}

func TestNear(t *testing.T) {
	live := []Code{"005724", "111107", "0000000"}
	tests := []struct {
		name  string
		guess Code
		want  Code
	}{
		{"one wrong digit", "005734", "005724"},
		{"two neighbours exchanged", "007524", "005724"},
		{"the last two exchanged", "005742", "005724"},
		{"two wrong digits", "115724", ""},
		{"exchanged, not neighbours", "072504", ""},
		{"the code itself is no slip", "005724", ""},
		{"one digit missing", "00572", ""},
		{"another length", "0000001", "0000000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Near(tt.guess, live)
			if got != tt.want || ok != (tt.want != "") {
				t.Errorf("Near(%s) = %q, %v; want %q", tt.guess, got, ok, tt.want)
			}
		})
	}
	if got, ok := Near("012345", []Code{"912345", "102345"}); ok {
		t.Errorf("two codes explain it, yet %s was named", got)
	}
}

func TestKeyHash(t *testing.T) {
	a, b := Key{1}, Key{2}
	if first := a.Hash("005724"); first != (Key{1}).Hash("005724") {
		t.Error("the same code hashes to two values")
	}
	if a.Hash("005724") == b.Hash("005724") {
		t.Error("the key does not matter")
	}
	seen := make(map[[32]byte]Code)
	for code := range Valid(4) {
		if other, dup := seen[a.Hash(code)]; dup {
			t.Fatalf("%s and %s hash alike", code, other)
		}
		seen[a.Hash(code)] = code
	}
}
