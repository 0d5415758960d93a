// Package spokencode holds the codes that one person says and another types: it draws them, reads them
// forgivingly, tells a slip from a stranger's guess, and hashes them so that none is kept in clear.
//
// A code is six digits (up to nine when six are too crowded), the last of which is a check digit. Every single
// wrong digit and every exchange of two neighbours is caught by it. Codes that live at the same time differ in at
// least three places, so that one more mishearing never reaches another person's help.
//
// A printed code stays for months on a card or a sheet: eight digits, derived from the server's secret (see Printed).
package spokencode

import (
	"errors"
	"fmt"
	"iter"
	"unicode"
)

// MinLength and MaxLength bound how many digits a code has, its check digit counted.
const (
	MinLength = 6
	MaxLength = 9
)

// maxInput bounds, in bytes, what Parse looks at.
const maxInput = 64

// What Parse may find wrong; compare with errors.Is.
var (
	// ErrLength is for too few or too many digits, nothing at all included.
	ErrLength = errors.New("wrong number of digits")
	// ErrNotDigits is for anything that is neither a digit nor a separator.
	ErrNotDigits = errors.New("not only digits")
	// ErrCheck is for a check digit that does not go with the others: a slip.
	ErrCheck = errors.New("check digit does not match")
)

// Code is a code as it is compared and hashed: ASCII digits only, the last one the check digit.
// Codes are secrets while they live: never log one.
type Code string

// Parse reads what a person typed or pasted. Any Unicode decimal digit is taken, full-width ones included; spaces of
// every kind, dashes, dots and invisible marks between them are passed over.
//
// The error is ErrLength, ErrNotDigits or ErrCheck. With ErrCheck the digits read are returned too, for Near alone:
// they are not a code.
func Parse(s string) (Code, error) {
	if len(s) > maxInput {
		return "", fmt.Errorf("code of %d bytes: %w", len(s), ErrLength)
	}
	digits := make([]byte, 0, MaxLength+1)
	for i, r := range s {
		value, isDigit := decimal(r)
		switch {
		case isDigit && len(digits) <= MaxLength:
			digits = append(digits, '0'+value)
		case isDigit:
			// One digit too many is known already; the rest is read only for what is not a digit.
		case !separates(r):
			return "", fmt.Errorf("code, byte %d: %w", i, ErrNotDigits)
		}
	}
	if len(digits) < MinLength || len(digits) > MaxLength {
		return "", fmt.Errorf("code of %d digits: %w", len(digits), ErrLength)
	}
	code := Code(digits)
	if damm(string(code)) != 0 {
		return code, fmt.Errorf("code: %w", ErrCheck)
	}
	return code, nil
}

// Spaced is the code as it is shown and said, in two groups: "482 913", "482 9137", "4829 1375", "4829 13750".
func (c Code) Spaced() string {
	half := len(c) / 2
	return string(c[:half]) + " " + string(c[half:])
}

// Valid goes through every code of a length (digits, 2 to MaxLength), in order: 100,000 of six digits. It is how live
// codes, of which only hashes are kept, are found again after a restart.
func Valid(length int) iter.Seq[Code] {
	return func(yield func(Code) bool) {
		if length < 2 || length > MaxLength {
			return
		}
		digits := make([]byte, length)
		for i := range digits {
			digits[i] = '0'
		}
		body := digits[:length-1]
		for {
			digits[length-1] = '0' + damm(string(body))
			if !yield(Code(digits)) || !increment(body) {
				return
			}
		}
	}
}

// increment adds one to a decimal number in place; false once it has run over to all zeros.
func increment(digits []byte) bool {
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] < '9' {
			digits[i]++
			return true
		}
		digits[i] = '0'
	}
	return false
}

// decimal is the value of a Unicode decimal digit. Unicode encodes each script's ten in order and without a gap, so a
// range of unicode.Nd is one or more whole runs from zero to nine (Unicode Standard, section 4.6).
func decimal(r rune) (value byte, ok bool) {
	if '0' <= r && r <= '9' {
		return byte(r - '0'), true
	}
	for _, span := range unicode.Nd.R16 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return byte((r - rune(span.Lo)) % 10), true
		}
	}
	for _, span := range unicode.Nd.R32 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return byte((r - rune(span.Lo)) % 10), true
		}
	}
	return 0, false
}

// separates tells what people and programs put between digits: white space (no-break and narrow ones included), dashes,
// dots, and the invisible formatting marks that come with pasted text.
func separates(r rune) bool {
	switch r {
	case '.', ',', '/', '_', '·', '•', '−':
		return true
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r)
}
