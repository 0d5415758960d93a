package spokencode

import (
	"encoding/hex"
	"errors"
	"slices"
	"testing"
)

const testSecret = "a secret of this test alone"

func printedBy(t *testing.T, kind string) Printed {
	t.Helper()
	p, err := NewPrinted([]byte(testSecret), kind)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A sheet that hangs on a wall goes on opening its door: neither codes nor hashes ever change.
func TestPrintedCodesStayAsTheyWere(t *testing.T) {
	tests := []struct {
		kind, owner string
		drawing     int
		code        Code
		hash        string
	}{
		{"families", "abc", 1, "24227112", "87ce9f712471b4a99af2146991f78a897239cc1b496fbdb6911f4f58828fac24"},
		{"families", "abc", 2, "63637096", "d82621ff5627f5f731b4671c5fd694b63816c097ef5b83a2665aa59d1fa288f6"},
		{"families", "member", 12, "87780287", "0be1d6dbc096824b03d408402c3f80505e91bf906a04a2f366706da04c73c962"},
		{"workshops", "abc", 1, "55884944", "45371eb0b7e7b5d870622d232a56fc96aa04882c5e6502c40804e52777fd5906"},
		{"workshops", "abc", 2, "37761960", "7097be5180547faeface732fd579f27eb73e1c667f1cd63a1a787264914d09c5"},
		{"workshops", "enrolment", 1, "01131050", "954fcee529b4b3a0fe8d3c1601a36106acddf964c259580b330c7b2e766cde78"},
	}
	for _, tt := range tests {
		p := printedBy(t, tt.kind)
		code, err := p.Derive(tt.owner, tt.drawing)
		if err != nil || code != tt.code {
			t.Errorf("%s, %s, drawing %d: %s, %v; want %s", tt.kind, tt.owner, tt.drawing, code, err, tt.code)
		}
		if hash := p.Hash(code); hex.EncodeToString(hash[:]) != tt.hash {
			t.Errorf("%s, %s, drawing %d: hash %x; want %s", tt.kind, tt.owner, tt.drawing, hash, tt.hash)
		}
		if read, err := Parse(code.Spaced()); err != nil || read != code {
			t.Errorf("%s is read as %s, %v", code.Spaced(), read, err)
		}
	}
}

// So do the addresses of calendars, and what tells a request that was sent twice.
func TestSumsStayAsTheyWere(t *testing.T) {
	tests := []struct {
		use   string
		texts []string
		want  string
	}{
		{"workshops request", []string{"a", "b"}, "d2fbb06a1fb36db579e803d6c6960a523243b37fc7ca254eb771618f7347d82b"},
		{"workshops feed", []string{"serie", "x"}, "b3e303507d24402cd85f677eedcd08070bce4f46efb7789182739782e926de42"},
	}
	for _, tt := range tests {
		key, err := DeriveKey([]byte(testSecret), tt.use)
		if err != nil {
			t.Fatal(err)
		}
		if sum := key.Sum(tt.texts...); hex.EncodeToString(sum[:]) != tt.want {
			t.Errorf("%s of %q: %x; want %s", tt.use, tt.texts, sum, tt.want)
		}
		if key.Sum("ab", "c") == key.Sum("a", "bc") {
			t.Error("two lists of texts run into one")
		}
	}
}

func TestNextPrintedCodeIsTheFirstThatIsFree(t *testing.T) {
	p := printedBy(t, "workshops")
	var asked []int
	code, err := p.Next("abc", 4, func(hash [32]byte, drawing int) (bool, error) {
		asked = append(asked, drawing)
		if code, err := p.Derive("abc", drawing); err != nil || p.Hash(code) != hash {
			t.Errorf("drawing %d has another hash (%v)", drawing, err)
		}
		return drawing == 7, nil
	})
	if want, _ := p.Derive("abc", 7); err != nil || code != want || !slices.Equal(asked, []int{5, 6, 7}) {
		t.Errorf("%s after drawings %v, %v; want %s", code, asked, err, want)
	}
	failed := errors.New("the disk is full")
	if _, err := p.Next("abc", 0, func([32]byte, int) (bool, error) { return false, failed }); !errors.Is(err, failed) {
		t.Errorf("a disk that fails: %v", err)
	}
	if code, err := p.Next("abc", 0, func([32]byte, int) (bool, error) { return false, nil }); err == nil {
		t.Errorf("%s was free when none is", code)
	}
}
