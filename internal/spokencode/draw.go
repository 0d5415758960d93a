package spokencode

import (
	"errors"
	"fmt"
	"io"
	"math"
)

// minDistance is how many digits apart two live codes are at the least: what a mediator said and what a person
// typed may differ in one digit more than the check digit catches, and still reach nobody else.
const minDistance = 3

// drawTries bounds the candidates looked at before a length is called crowded. At that point fewer than about one
// code in two hundred is still free.
const drawTries = 1000

// ErrCrowded says that live codes of this length leave no room for another: draw one digit longer.
var ErrCrowded = errors.New("too many live codes of this length")

// Draw picks a code of a length (MinLength to MaxLength) evenly among those that taken does not refuse and that are at
// least three digits from each live code. taken tells codes used lately; nil stands for none. random is crypto/rand's
// Reader outside tests.
//
// The error is ErrCrowded after a bounded number of tries, ErrLength, or what random returned.
func Draw(random io.Reader, length int, taken func(Code) bool, live []Code) (Code, error) {
	if length < MinLength || length > MaxLength {
		return "", fmt.Errorf("draw a code of %d digits: %w", length, ErrLength)
	}
	for range drawTries {
		candidate, err := candidate(random, length)
		if err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		if apart(candidate, live) && (taken == nil || !taken(candidate)) {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("draw a code of %d digits beside %d: %w", length, len(live), ErrCrowded)
}

// candidate is a random code with its check digit.
func candidate(random io.Reader, length int) (Code, error) {
	digits := make([]byte, 0, length)
	var chunk [16]byte
	for {
		if _, err := io.ReadFull(random, chunk[:]); err != nil {
			return "", err
		}
		for _, b := range chunk {
			if b >= 250 {
				continue // 250 is the last multiple of ten in a byte: keeping more would favour low digits.
			}
			digits = append(digits, '0'+b%10)
			if len(digits) == length-1 {
				return Code(append(digits, '0'+damm(string(digits)))), nil
			}
		}
	}
}

// apart tells whether a code is far enough from every live one.
func apart(c Code, live []Code) bool {
	for _, other := range live {
		if Distance(c, other) < minDistance {
			return false
		}
	}
	return true
}

// Distance is the number of places in which two codes differ. Codes of different lengths are as far as can be:
// math.MaxInt.
func Distance(a, b Code) int {
	if len(a) != len(b) {
		return math.MaxInt
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// Near is the live code that a slip explains: one wrong digit, or two neighbours exchanged. guess is what Parse
// returned beside ErrCheck. When two live codes explain it as well (one by a wrong digit, the other by an exchange),
// nobody is told: false.
func Near(guess Code, live []Code) (Code, bool) {
	var found Code
	for _, c := range live {
		if Distance(guess, c) != 1 && !exchanged(guess, c) {
			continue
		}
		if found != "" {
			return "", false
		}
		found = c
	}
	return found, found != ""
}

// exchanged tells whether exactly two neighbouring digits have changed places.
func exchanged(a, b Code) bool {
	if Distance(a, b) != 2 {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i]
		}
	}
	return false
}
