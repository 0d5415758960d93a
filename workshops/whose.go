package workshops

import (
	"context"
	"errors"
	"fmt"

	"coupdemain/internal/spokencode"
)

// Whose is the enrolment whose code somebody has before them at the door, for whoever helps them on the telephone: the
// code that was typed (right), or the one code from which it is a single slip away, see spokencode.Near. "" for several,
// for nobody's, and for what is no code.
//
// Only codes of a session that is near are looked at, from EarlySetup before it to LateExit after it. All of them are
// gone through whatever was typed, so the time it takes says nothing of any; whoever typed must be told nothing either.
func (s *Service) Whose(ctx context.Context, typed string) (enrolmentID string, right bool, err error) {
	code, err := spokencode.Parse(typed)
	right = err == nil
	if !right && !errors.Is(err, spokencode.ErrCheck) {
		return "", false, nil
	}
	whose, codes, err := s.codesNow(ctx)
	if err != nil {
		return "", false, fmt.Errorf("whose code is at the door: %w", err)
	}
	if !right {
		code, _ = spokencode.Near(code, codes)
	}
	return whose[code], right, nil
}

// codesNow are the codes of those who have a place in a session that is near.
func (s *Service) codesNow(ctx context.Context) (whose map[spokencode.Code]string, codes []spokencode.Code, err error) {
	var drawn []Drawn
	err = s.store.View(ctx, func(tx Tx) error {
		at := now()
		drawn, err = tx.Drawings(at.Add(EarlySetup), at.Add(-LateExit))
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	whose = make(map[spokencode.Code]string, len(drawn))
	for _, d := range drawn {
		code, err := s.keys.codes.Derive(d.EnrolmentID, d.Drawing)
		if err != nil {
			return nil, nil, err
		}
		whose[code] = d.EnrolmentID
		codes = append(codes, code)
	}
	return whose, codes, nil
}
