package spokencode

import "fmt"

// quasigroup is the totally anti-symmetric quasigroup of order 10 of H. Michael Damm, "Total anti-symmetrische
// Quasigruppen", thesis, Philipps-Universität Marburg, 2004. Its diagonal is zero, so digits followed by their
// check digit come to zero.
var quasigroup = [10][10]byte{
	{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
	{7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
	{4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
	{1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
	{6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
	{3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
	{5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
	{8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
	{9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
	{2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}

// CheckDigit is the digit, as an ASCII character, that makes a code of these ASCII digits (1 to MaxLength-1).
// The error is ErrLength or ErrNotDigits.
func CheckDigit(digits string) (byte, error) {
	if len(digits) < 1 || len(digits) >= MaxLength {
		return 0, fmt.Errorf("check digit of %d digits: %w", len(digits), ErrLength)
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, fmt.Errorf("check digit, byte %d: %w", i, ErrNotDigits)
		}
	}
	return '0' + damm(digits), nil
}

// damm folds ASCII digits through the quasigroup, from zero to nine.
func damm(digits string) byte {
	var state byte
	for i := range len(digits) {
		state = quasigroup[state][digits[i]-'0']
	}
	return state
}
