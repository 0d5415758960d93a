package workshops

import (
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

// A personal code is derived from the server's secret and the enrolment, rather than drawn and kept: the sheet can be
// printed again next month, yet nothing in the database, nor in a copy of it alone, opens anybody's place. It is looked up by
// its hash under another key. Seven digits and a check digit; drawing, counted in the enrolment, tells a code that was
// replaced, or that another person happens to have, from the next.
const (
	codeDigits = 7
	codeRange  = 10_000_000
	maxDrawing = 1000 // far more than ever needed: with 10,000 people one draw in a thousand meets another's code
)

// keys are what is derived from the server's secret, each for one use.
type keys struct {
	draw, code, request, feed []byte
}

// deriveKeys is the keys of a secret (RFC 5869).
func deriveKeys(secret []byte) (k keys, err error) {
	for into, use := range map[*[]byte]string{&k.draw: "draw", &k.code: "code", &k.request: "request", &k.feed: "feed"} {
		if *into, err = hkdf.Key(sha256.New, secret, nil, "coupdemain workshops "+use, sha256.Size); err != nil {
			return keys{}, fmt.Errorf("workshops: key: %w", err)
		}
	}
	return k, nil
}

// mac is a keyed hash of some texts.
func mac(key []byte, texts ...string) (h Hash) {
	m := hmac.New(sha256.New, key)
	for _, text := range texts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(text))) // So that no two lists of texts run into one.
		m.Write(length[:])
		m.Write([]byte(text))
	}
	m.Sum(h[:0])
	return h
}

// derive is the code of an enrolment at a drawing.
func (k keys) derive(enrolmentID string, drawing int) (spokencode.Code, error) {
	h := mac(k.draw, enrolmentID, fmt.Sprint(drawing))
	digits := fmt.Sprintf("%0*d", codeDigits, binary.BigEndian.Uint64(h[:])%codeRange)
	check, err := spokencode.CheckDigit(digits)
	if err != nil {
		return "", err
	}
	return spokencode.Code(digits + string(check)), nil
}

// hash is what a code is looked up by.
func (k keys) hash(c spokencode.Code) Hash { return mac(k.code, string(c)) }

// giveCode gives an enrolment a code unless it has one, which stays through a withdrawal: the sheet is printed.
func (s *Service) giveCode(tx PeopleTx, id string) error {
	drawing, err := tx.Drawing(id)
	if err == nil && drawing == 0 {
		_, err = s.drawCode(tx, id)
	}
	return err
}

// drawCode gives an enrolment the next code that is nobody else's.
func (s *Service) drawCode(tx PeopleTx, id string) (spokencode.Code, error) {
	drawing, err := tx.Drawing(id)
	if err != nil {
		return "", err
	}
	for range maxDrawing {
		drawing++
		code, err := s.keys.derive(id, drawing)
		if err != nil {
			return "", err
		}
		free, err := tx.SetCode(id, s.keys.hash(code), drawing)
		if free || err != nil {
			return code, err
		}
	}
	return "", fmt.Errorf("enrolment %s: no code is free", id)
}

// code is the one an enrolment has; ErrState without a place.
func (s *Service) code(tx PeopleTx, id string) (spokencode.Code, error) {
	drawing, err := tx.Drawing(id)
	if err != nil {
		return "", err
	}
	if drawing == 0 {
		return "", ErrState
	}
	return s.keys.derive(id, drawing)
}

// Code is a person's code in a series, the same at each call. The error is ErrNotFound, or ErrState for whoever has
// no place.
func (s *Service) Code(ctx context.Context, by accounts.Person, id string) (code spokencode.Code, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		e, _, err := ownEnrolment(tx, by, id)
		if err != nil {
			return err
		}
		if e.State != Enrolled {
			return ErrState
		}
		code, err = s.code(tx, id)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("code of enrolment %s: %w", id, err)
	}
	return code, nil
}

// NewCode replaces a code that was lost or seen; the one before opens nothing any more.
func (s *Service) NewCode(ctx context.Context, by accounts.Person, id string) (code spokencode.Code, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		e, _, err := ownEnrolment(tx, by, id)
		if err != nil {
			return err
		}
		if e.State != Enrolled {
			return ErrState
		}
		code, err = s.drawCode(tx, id)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("new code of enrolment %s: %w", id, err)
	}
	return code, nil
}

// token is the secret part of an address.
func token(h Hash) string { return base64.RawURLEncoding.EncodeToString(h[:16]) }
