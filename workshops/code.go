package workshops

import (
	"context"
	"encoding/base64"
	"fmt"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

// keys are what is derived from the server's secret, each for one use.
type keys struct {
	codes         spokencode.Printed // of enrolments
	request, feed spokencode.Key
}

func deriveKeys(secret []byte) (k keys, err error) {
	if k.codes, err = spokencode.NewPrinted(secret, "workshops"); err != nil {
		return keys{}, fmt.Errorf("workshops: %w", err)
	}
	for into, use := range map[*spokencode.Key]string{&k.request: "request", &k.feed: "feed"} {
		if *into, err = spokencode.DeriveKey(secret, "workshops "+use); err != nil {
			return keys{}, fmt.Errorf("workshops: %w", err)
		}
	}
	return k, nil
}

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
	return s.keys.codes.Next(id, drawing, func(code [32]byte, drawing int) (bool, error) { return tx.SetCode(id, code, drawing) })
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
	return s.keys.codes.Derive(id, drawing)
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
