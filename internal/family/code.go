package family

import (
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

// A card's code is derived from the server's secret and the member, rather than drawn and kept: the card can be printed
// again, yet nothing in the database, nor in a copy of it alone, opens a room. It is looked up by its hash. Seven digits
// and a check digit; the drawing, counted in the member, tells a code that was replaced from the next.
const (
	codeDigits = 7
	codeRange  = 10_000_000
	maxDrawing = 1000
)

// keys are what is derived from the server's secret.
type keys struct{ draw, code []byte }

// deriveKeys is the keys of a secret (RFC 5869). Codes are hashed under the same key as those of workshops, so that the
// store sees a code that would be both.
func deriveKeys(secret []byte) (k keys, err error) {
	for into, use := range map[*[]byte]string{&k.draw: "families draw", &k.code: "workshops code"} {
		if *into, err = hkdf.Key(sha256.New, secret, nil, "coupdemain "+use, sha256.Size); err != nil {
			return keys{}, fmt.Errorf("families: key: %w", err)
		}
	}
	return k, nil
}

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

// derive is the code of a member at a drawing.
func (k keys) derive(memberID string, drawing int) (spokencode.Code, error) {
	h := mac(k.draw, memberID, fmt.Sprint(drawing))
	digits := fmt.Sprintf("%0*d", codeDigits, binary.BigEndian.Uint64(h[:])%codeRange)
	check, err := spokencode.CheckDigit(digits)
	if err != nil {
		return "", err
	}
	return spokencode.Code(digits + string(check)), nil
}

// hash is what a code is looked up by.
func (k keys) hash(c spokencode.Code) Hash { return mac(k.code, string(c)) }

// next gives a member the next code that is nobody's; taken says which are somebody's.
func (k keys) next(m *Member, taken func(Hash) (bool, error)) error {
	for range maxDrawing {
		m.Drawing++
		code, err := k.derive(m.ID, m.Drawing)
		if err != nil {
			return err
		}
		m.Code = k.hash(code)
		if is, err := taken(m.Code); !is || err != nil {
			return err
		}
	}
	return fmt.Errorf("member %s: no code is free", m.ID)
}

// Codes are the codes of all of a family by member, the same at each call, for its cards. The error is ErrNotFound.
func (s *Service) Codes(ctx context.Context, by accounts.Person, id string) (map[string]spokencode.Code, error) {
	f, err := s.Family(ctx, by, id)
	if err != nil {
		return nil, err
	}
	codes := map[string]spokencode.Code{}
	for _, m := range f.Members {
		if codes[m.ID], err = s.keys.derive(m.ID, m.Drawing); err != nil {
			return nil, fmt.Errorf("codes of family %s: %w", id, err)
		}
	}
	return codes, nil
}

// Enter is the family that a code opens now, and whose code it is. The error is spokencode's (ErrLength, ErrNotDigits,
// ErrCheck) or ErrNotFound, also for a code that was replaced and for a room that is closed or over. Guesses are for the
// caller to limit.
func (s *Service) Enter(ctx context.Context, typed string) (Family, Member, error) {
	code, err := spokencode.Parse(typed)
	if err != nil {
		return Family{}, Member{}, fmt.Errorf("family: %w", err)
	}
	f, id, err := s.store.FamilyByCode(ctx, s.keys.hash(code))
	if err == nil && !f.Open(now()) {
		err = ErrNotFound
	}
	if err != nil {
		return Family{}, Member{}, fmt.Errorf("family of a code: %w", err)
	}
	m, err := f.Member(id)
	return f, m, err
}

// Of is the family of whoever holds a card, open or not. The code is compared with that member's alone: whoever tries
// codes with an ID of their own, or of nobody, learns nothing of anybody else's, so nothing need be limited. The error is
// ErrNotFound, or spokencode's.
func (s *Service) Of(ctx context.Context, memberID, typed string) (Family, Member, error) {
	code, err := spokencode.Parse(typed)
	if err != nil {
		return Family{}, Member{}, fmt.Errorf("family: %w", err)
	}
	f, err := s.store.FamilyOf(ctx, memberID)
	if err != nil {
		return Family{}, Member{}, fmt.Errorf("family of member %s: %w", memberID, err)
	}
	m, err := f.Member(memberID)
	if err != nil {
		return Family{}, Member{}, err
	}
	if hash := s.keys.hash(code); subtle.ConstantTimeCompare(hash[:], m.Code[:]) != 1 {
		return Family{}, Member{}, fmt.Errorf("family of member %s: %w", memberID, ErrNotFound)
	}
	return f, m, nil
}
