package family

import (
	"cmp"
	"context"
	"slices"

	"coupdemain/internal/accounts"
)

// Join adds one more person. The error is ErrNotFound, ErrFull or an *accounts.InvalidError.
func (s *Service) Join(ctx context.Context, by accounts.Person, id, typed string) error {
	name, problem := line(typed, MaxName)
	if problem != "" {
		return &accounts.InvalidError{Faults: []accounts.Fault{{Field: FieldMembers, Problem: problem}}}
	}
	return s.change(ctx, by, id, NewCard, func(tx Tx, f *Family) error {
		if len(f.Members) >= MaxMembers {
			return ErrFull
		}
		return s.join(tx, f, name)
	})
}

// join adds a member with a code that is nobody's, in the family neither.
func (s *Service) join(tx Tx, f *Family, name string) error {
	m := Member{ID: newID(), Name: name}
	if err := s.card(tx, *f, &m); err != nil {
		return err
	}
	f.Members = append(f.Members, m)
	return nil
}

// card gives a member the next code that is nobody's.
func (s *Service) card(tx Tx, f Family, m *Member) error {
	_, err := s.codes.Next(m.ID, m.Drawing, func(code [32]byte, drawing int) (bool, error) {
		if slices.ContainsFunc(f.Members, func(other Member) bool { return other.Code == code }) {
			return false, nil
		}
		taken, err := tx.Taken(code)
		if err == nil && !taken {
			m.Code, m.Drawing = code, drawing
		}
		return !taken, err
	})
	return err
}

// Leave takes somebody out; their card opens nothing any more. The error is ErrNotFound or ErrLast.
func (s *Service) Leave(ctx context.Context, by accounts.Person, id, memberID string) error {
	return s.change(ctx, by, id, "", func(_ Tx, f *Family) error {
		i := f.index(memberID)
		switch {
		case i < 0:
			return ErrNotFound
		case len(f.Members) <= 2:
			return ErrLast
		}
		f.Undo = &Undo{Member: f.Members[i], Position: i, At: now()}
		f.Members = slices.Delete(f.Members, i, i+1)
		return nil
	})
}

// NewCard replaces somebody's code: the card before opens nothing any more. The error is ErrNotFound.
func (s *Service) NewCard(ctx context.Context, by accounts.Person, id, memberID string) error {
	return s.change(ctx, by, id, NewCard, func(tx Tx, f *Family) error {
		i := f.index(memberID)
		if i < 0 {
			return ErrNotFound
		}
		m := f.Members[i]
		f.Undo = &Undo{Member: m, Position: i, At: now()}
		err := s.card(tx, *f, &m)
		f.Members[i] = m
		return err
	})
}

// Restore takes the last NewCard or Leave of somebody back: the card before opens again, and a newer one does not. The
// error is ErrNotFound, ErrFull or ErrLate.
func (s *Service) Restore(ctx context.Context, by accounts.Person, id, memberID string) error {
	return s.change(ctx, by, id, NewCard, func(tx Tx, f *Family) error {
		u := f.Undo
		if u == nil || u.ID != memberID || now().Sub(u.At) > Undoable {
			return ErrLate
		}
		if taken, err := tx.Taken(u.Code); err != nil || taken {
			return cmp.Or(err, ErrLate)
		}
		f.Undo = nil
		if i := f.index(memberID); i >= 0 {
			f.Members[i] = u.Member
			return nil
		}
		if len(f.Members) >= MaxMembers {
			return ErrFull
		}
		f.Members = slices.Insert(f.Members, min(u.Position, len(f.Members)), u.Member)
		return nil
	})
}
