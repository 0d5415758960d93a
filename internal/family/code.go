package family

import (
	"context"
	"crypto/subtle"
	"fmt"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

// Codes are the codes of all of a family by member, the same at each call, for its cards. The error is ErrNotFound.
func (s *Service) Codes(ctx context.Context, by accounts.Person, id string) (map[string]spokencode.Code, error) {
	f, err := s.Family(ctx, by, id)
	if err != nil {
		return nil, err
	}
	codes := map[string]spokencode.Code{}
	for _, m := range f.Members {
		if codes[m.ID], err = s.codes.Derive(m.ID, m.Drawing); err != nil {
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
	f, id, err := s.store.FamilyByCode(ctx, s.codes.Hash(code))
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
// codes with an ID of their own, or of nobody, learns nothing of anybody else's. Guesses of whoever knows somebody's ID, as
// by a card that was replaced, are for the caller to limit. The error is ErrNotFound, or spokencode's.
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
	if hash := s.codes.Hash(code); subtle.ConstantTimeCompare(hash[:], m.Code[:]) != 1 {
		return Family{}, Member{}, fmt.Errorf("family of member %s: %w", memberID, ErrNotFound)
	}
	return f, m, nil
}
