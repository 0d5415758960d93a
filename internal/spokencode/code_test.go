package spokencode

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestParse(t *testing.T) {
	// 572 is the worked example of Damm's thesis, check digit 4.
	tests := []struct {
		name, in string
		want     Code
		err      error
	}{
		{"plain", "005724", "005724", nil},
		{"spaces", "  005 724\n", "005724", nil},
		{"no-break space", "005\u00a0724", "005724", nil},
		{"narrow no-break space", "005\u202f724", "005724", nil},
		{"dashes", "00-57\u201324", "005724", nil},
		{"dots", "0.0.5.7.2.4.", "005724", nil},
		{"full-width digits", "\uff10\uff10\uff15\uff17\uff12\uff14", "005724", nil},
		{"Arabic-Indic digits", "\u0660\u0660\u0665\u0667\u0662\u0664", "005724", nil},
		{"mathematical bold digits", "\U0001d7ce\U0001d7ce\U0001d7d3\U0001d7d5\U0001d7d0\U0001d7d2", "005724", nil},
		{"mark of direction", "\u200e005724", "005724", nil},
		{"eight digits", "0000 5724", "00005724", nil},
		{"nothing", "", "", ErrLength},
		{"only spaces", "   ", "", ErrLength},
		{"too few", "05724", "", ErrLength},
		{"too many", "0000005724", "", ErrLength},
		{"far too many", strings.Repeat("1", 60), "", ErrLength},
		{"too long", strings.Repeat(" ", 59) + "005724", "", ErrLength},
		{"a letter", "00572O", "", ErrNotDigits},
		{"a letter after too many", "00000057240x", "", ErrNotDigits},
		{"superscript is no digit", "00572⁴", "", ErrNotDigits},
		{"broken UTF-8", "005724\xff", "", ErrNotDigits},
		{"a slip", "005734", "005734", ErrCheck},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in)
			if got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("Parse(%q) = %q, %v; want %q, %v", tt.in, got, err, tt.want, tt.err)
			}
		})
	}
}

func TestUnicodeDigitsComeInWholeRuns(t *testing.T) {
	for _, span := range unicode.Nd.R16 {
		if span.Stride != 1 || (span.Hi-span.Lo+1)%10 != 0 {
			t.Errorf("%U to %U is not whole runs of ten", span.Lo, span.Hi)
		}
	}
	for _, span := range unicode.Nd.R32 {
		if span.Stride != 1 || (span.Hi-span.Lo+1)%10 != 0 {
			t.Errorf("%U to %U is not whole runs of ten", span.Lo, span.Hi)
		}
	}
}

func TestEverySlipInSixDigitsIsCaught(t *testing.T) {
	n := 0
	for code := range Valid(6) {
		n++
		digits := []byte(code)
		for i := range digits {
			right := digits[i]
			for d := byte('0'); d <= '9'; d++ {
				digits[i] = d
				if d != right && damm(string(digits)) == 0 {
					t.Fatalf("%s for %s is not caught", digits, code)
				}
			}
			digits[i] = right
			if i == 0 || digits[i-1] == right {
				continue
			}
			digits[i-1], digits[i] = right, digits[i-1]
			if damm(string(digits)) == 0 {
				t.Fatalf("%s for %s is not caught", digits, code)
			}
			digits[i-1], digits[i] = digits[i], right
		}
	}
	if n != 100_000 {
		t.Errorf("%d codes of six digits, want 100,000", n)
	}
}

func TestValidIsInOrderAndStops(t *testing.T) {
	var all []Code
	for code := range Valid(3) {
		all = append(all, code)
	}
	if len(all) != 100 || !slices.IsSorted(all) || len(slices.Compact(all)) != 100 {
		t.Errorf("%d codes of three digits, sorted %v", len(all), slices.IsSorted(all))
	}
	for range Valid(MaxLength) {
		break
	}
	for _, length := range []int{-1, 0, 1, MaxLength + 1} {
		for code := range Valid(length) {
			t.Errorf("Valid(%d) gave %s", length, code)
		}
	}
}

func TestCheckDigit(t *testing.T) {
	tests := []struct {
		in   string
		want byte
		err  error
	}{
		{"572", '4', nil},
		{"0", '0', nil},
		{"", 0, ErrLength},
		{"123456789", 0, ErrLength},
		{"57a", 0, ErrNotDigits},
	}
	for _, tt := range tests {
		got, err := CheckDigit(tt.in)
		if got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("CheckDigit(%q) = %q, %v; want %q, %v", tt.in, got, err, tt.want, tt.err)
		}
	}
}

func TestSpaced(t *testing.T) {
	for code, want := range map[Code]string{
		"482913": "482 913", "4829137": "482 9137", "48291375": "4829 1375", "482913750": "4829 13750",
	} {
		if got := code.Spaced(); got != want {
			t.Errorf("%s is shown %q, want %q", code, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b Code
		want int
	}{
		{"005724", "005724", 0},
		{"005724", "005734", 1},
		{"005724", "500742", 4},
		{"005724", "0005724", math.MaxInt},
	}
	for _, tt := range tests {
		if got := Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("Distance(%s, %s) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"005724", "005\u202f724", "", "00572O", "\uff10\uff10\uff15\uff17\uff12\uff14", "005734", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, err := Parse(s)
		switch {
		case err == nil:
			if len(code) < MinLength || len(code) > MaxLength {
				t.Fatalf("Parse(%q) gave %d digits", s, len(code))
			}
			if check, err := CheckDigit(string(code[:len(code)-1])); err != nil || check != code[len(code)-1] {
				t.Fatalf("Parse(%q) = %q whose check digit is %q, %v", s, code, check, err)
			}
			if again, err := Parse(code.Spaced()); err != nil || again != code {
				t.Fatalf("Parse(%q) = %q, read back as %q, %v", s, code, again, err)
			}
		case errors.Is(err, ErrCheck):
			if len(code) < MinLength || len(code) > MaxLength {
				t.Fatalf("Parse(%q) gave %d digits beside %v", s, len(code), err)
			}
		case errors.Is(err, ErrLength), errors.Is(err, ErrNotDigits):
			if code != "" {
				t.Fatalf("Parse(%q) = %q beside %v", s, code, err)
			}
		default:
			t.Fatalf("Parse(%q): an error without a name: %v", s, err)
		}
	})
}
