package workshops

import (
	"context"
	"fmt"
	"slices"
	"time"

	"coupdemain/internal/accounts"
)

// The bounds of a series.
const (
	maxPlaces    = 500 // of each kind
	maxMediators = 10
	maxKeep      = 24 // months
	defaultKeep  = 6
)

// ownSeries is a series of by's organization.
func ownSeries(tx SeriesTx, by accounts.Person, id string) (Series, error) {
	s, err := tx.Series(id)
	if err == nil && s.OrganizationID != by.Organization.ID {
		err = ErrNotFound
	}
	if err != nil {
		return Series{}, err
	}
	return s, nil
}

// CreateSeries makes a series with the sessions of its plan, the path's modules spread over them in order. ID, revision,
// organization and what is worked out are passed over. The error is an *accounts.InvalidError, or ErrNotFound (path).
func (s *Service) CreateSeries(ctx context.Context, by accounts.Person, n Series) (Series, error) {
	n.ID, n.Revision, n.CreatedAt, n.ErasedAt = newID(), 1, now(), time.Time{}
	n.ChangedAt = n.CreatedAt
	n.OrganizationID, n.Organization = by.Organization.ID, by.Organization.Name
	var f faults
	n.check(&f)
	err := s.store.Update(ctx, func(tx Tx) error {
		preview, err := reckon(tx, n.OrganizationID, n.Plan)
		if err := merge(&f, err); err != nil {
			return err
		}
		path, modules, err := pathModules(tx, by, n.PathID)
		if err != nil {
			return err
		}
		n.PathVersion, n.Level = path.Version, easiest(modules)
		sessions, err := n.sessions(preview.Slots, path.Modules)
		if err != nil {
			return err
		}
		n.span(sessions)
		f.expect(len(f) > 0 || n.EndsAt.After(n.CreatedAt), FieldFirst, InThePast)
		if err := f.err(); err != nil {
			return err
		}
		if err := tx.PutSeries(n); err != nil {
			return err
		}
		for _, session := range sessions {
			if err := tx.PutSession(session); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Series{}, fmt.Errorf("create a series: %w", err)
	}
	return n, nil
}

// check normalises what a form says of a series and adds what is wrong with it.
func (s *Series) check(f *faults) {
	f.line(FieldTitle, &s.Title, maxTitle)
	f.line(FieldVenue, &s.Venue.Name, maxTitle)
	f.line(FieldAddress, &s.Venue.Address, maxLine)
	f.digits(FieldPostcode, &s.Venue.Postcode, 5)
	f.line(accounts.FieldTown, &s.Venue.Town, maxName)
	f.digits(FieldINSEE, &s.Venue.INSEE, 5)
	f.phone(&s.Phone, true)
	f.expect(0 <= s.OnSite && s.OnSite <= maxPlaces, FieldOnSite, OutOfRange)
	f.expect(0 <= s.Remote && s.Remote <= maxPlaces, FieldRemote, OutOfRange)
	f.expect(s.OnSite+s.Remote != 0, FieldRemote, NoPlaces)
	f.expect(0 <= s.KeepMonths && s.KeepMonths <= maxKeep, FieldKeep, OutOfRange)
	f.expect(len(s.Mediators) <= maxMediators, FieldMediators, TooMany)
	s.Mediators = slices.Clone(s.Mediators)
	for i := range s.Mediators {
		f.line(FieldMediators, &s.Mediators[i].Name, maxName)
	}
}

// merge adds another form's faults to f; any other error is returned.
func merge(f *faults, err error) error {
	invalid, ok := err.(*accounts.InvalidError) //nolint:errorlint // Of our own making, never wrapped.
	if !ok {
		return err
	}
	*f = append(*f, invalid.Faults...)
	return nil
}

// pathModules is a path of by's organization and the newest version of its modules.
func pathModules(tx ModuleTx, by accounts.Person, id string) (Path, []Module, error) {
	path, err := ownPath(tx, by, id, 0)
	if err != nil {
		return Path{}, nil, err
	}
	modules := make([]Module, len(path.Modules))
	for i, id := range path.Modules {
		if modules[i], err = tx.Module(id, 0); err != nil {
			return Path{}, nil, err
		}
	}
	return path, modules, nil
}

// easiest is the level of the easiest module.
func easiest(modules []Module) Level {
	for _, level := range Levels {
		if slices.ContainsFunc(modules, func(m Module) bool { return m.Level == level }) {
			return level
		}
	}
	return Beginner
}

// sessions are those of a plan. With fewer modules than sessions each lasts several; with more, the last are left out.
func (s Series) sessions(slots []Slot, modules []string) ([]Session, error) {
	all := make([]Session, len(slots))
	for i, slot := range slots {
		taught := i
		if len(slots) > len(modules) {
			taught = i * len(modules) / len(slots)
		}
		all[i] = Session{
			ID: newID(), SeriesID: s.ID, Number: i + 1, Revision: 1, State: Planned, Zone: s.Plan.Zone, ModuleID: modules[taught],
			ChangedAt: s.ChangedAt,
		}
		if err := all[i].place(slot); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// span works out from when to when the sessions go; of none that is left, when the last would have ended.
func (s *Series) span(sessions []Session) {
	s.First, s.Last, s.EndsAt = "", "", time.Time{}
	var cancelled time.Time
	for _, session := range sessions {
		if session.State == Cancelled {
			cancelled = later(cancelled, session.EndsAt)
			continue
		}
		if s.First == "" || session.Day < s.First {
			s.First = session.Day
		}
		s.Last = max(s.Last, session.Day)
		s.EndsAt = later(s.EndsAt, session.EndsAt)
	}
	if s.EndsAt.IsZero() {
		s.EndsAt = cancelled
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// over tells whether a series has ended, or all its sessions are cancelled.
func (s Series) over(at time.Time) bool { return !s.EndsAt.After(at) || s.Last == "" }

// SaveSeries changes anything of a series but its path and plan. Raising the capacity gives places to those who wait;
// lowering it takes nobody's. People are told of a change of venue or telephone number. The error is an
// *accounts.InvalidError, ErrNotFound, or ErrConflict if n.Revision is not the newest.
func (s *Service) SaveSeries(ctx context.Context, by accounts.Person, n Series) (Series, error) {
	var f faults
	n.check(&f)
	if err := f.err(); err != nil {
		return Series{}, fmt.Errorf("save a series: %w", err)
	}
	err := s.store.Update(ctx, func(tx Tx) error {
		old, err := ownSeries(tx, by, n.ID)
		if err != nil {
			return err
		}
		if old.Revision != n.Revision {
			return ErrConflict
		}
		changed := old
		changed.Revision++
		changed.ChangedAt = now()
		changed.Title, changed.Venue, changed.Phone = n.Title, n.Venue, n.Phone
		changed.OnSite, changed.Remote, changed.KeepMonths = n.OnSite, n.Remote, n.KeepMonths
		changed.Mediators, changed.Public = n.Mediators, n.Public
		n = changed
		if err := tx.PutSeries(n); err != nil {
			return err
		}
		if old.Venue != n.Venue || old.Phone != n.Phone {
			if err := tellAll(tx, n, Notice{Kind: Change, ExpiresAt: n.EndsAt}, fmt.Sprint(n.Revision)); err != nil {
				return err
			}
		}
		for _, mode := range []Mode{OnSite, Remote} {
			if err := s.promote(tx, n, mode); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Series{}, fmt.Errorf("save series %s: %w", n.ID, err)
	}
	return n, nil
}

// DeleteSeries removes a series that nobody was ever enrolled in; else ErrState.
func (s *Service) DeleteSeries(ctx context.Context, by accounts.Person, id string) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		if _, err := ownSeries(tx, by, id); err != nil {
			return err
		}
		people, err := tx.Enrolments(id)
		if err != nil {
			return err
		}
		if len(people) > 0 {
			return ErrState
		}
		return tx.DeleteSeries(id)
	})
	if err != nil {
		return fmt.Errorf("delete series %s: %w", id, err)
	}
	return nil
}

// AllSeries lists by's organization's series: those that are not over, or all.
func (s *Service) AllSeries(ctx context.Context, by accounts.Person, past bool) (all []Listed, err error) {
	at := now()
	endsAfter := at
	if past {
		endsAfter = time.Time{}
	}
	err = s.store.View(ctx, func(tx Tx) error {
		all, err = tx.SeriesOf(by.Organization.ID, endsAfter, at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("series: %w", err)
	}
	return all, nil
}

// Series is one series.
func (s *Service) Series(ctx context.Context, by accounts.Person, id string) (l Listed, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, err := ownSeries(tx, by, id); err != nil {
			return err
		}
		l, err = tx.Listed(id, now())
		return err
	})
	if err != nil {
		return Listed{}, fmt.Errorf("series: %w", err)
	}
	return l, nil
}
