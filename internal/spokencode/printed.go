package spokencode

import (
	"encoding/binary"
	"fmt"
)

// A printed code has seven digits and a check digit.
const (
	printedDigits = 7
	printedRange  = 10_000_000
	maxDrawing    = 1000 // far more than ever needed: with 10,000 codes one draw in a thousand meets another
)

// Printed makes the codes that stay on somebody's card or sheet of paper. A code is derived from the server's secret and
// from whose it is, rather than drawn and kept: the paper can be printed again next month, yet nothing in the database,
// nor in a copy of it alone, opens anybody's place. It is looked up by its hash under another key. The drawing, counted by
// whoever keeps the codes, tells a code that was replaced, or that somebody else happens to have, from the next.
//
// Get one from NewPrinted. Any goroutine.
type Printed struct{ draw, code Key }

// NewPrinted is the printed codes of one kind of owner, such as "workshops". All kinds are hashed under one key, so that
// a store of several sees a code that would be both.
func NewPrinted(secret []byte, kind string) (p Printed, err error) {
	if p.draw, err = DeriveKey(secret, kind+" draw"); err != nil {
		return Printed{}, err
	}
	if p.code, err = DeriveKey(secret, "workshops code"); err != nil {
		return Printed{}, err
	}
	return p, nil
}

// Derive is the code of an owner at a drawing, the same at each call.
func (p Printed) Derive(owner string, drawing int) (Code, error) {
	sum := p.draw.Sum(owner, fmt.Sprint(drawing))
	digits := fmt.Sprintf("%0*d", printedDigits, binary.BigEndian.Uint64(sum[:])%printedRange)
	check, err := CheckDigit(digits)
	if err != nil {
		return "", err
	}
	return Code(digits + string(check)), nil
}

// Next gives an owner the first code after that drawing (0: none yet) which take takes: false from take says that
// somebody has it. The error is take's, or that no code was free.
func (p Printed) Next(owner string, drawing int, take func(hash [32]byte, drawing int) (bool, error)) (Code, error) {
	for range maxDrawing {
		drawing++
		code, err := p.Derive(owner, drawing)
		if err != nil {
			return "", err
		}
		taken, err := take(p.Hash(code), drawing)
		if err != nil {
			return "", err
		}
		if taken {
			return code, nil
		}
	}
	return "", fmt.Errorf("printed code of %s: none is free", owner)
}

// Hash is what a printed code is looked up by.
func (p Printed) Hash(c Code) [32]byte { return p.code.Sum(string(c)) }
