package workshops

import (
	"context"
	"fmt"
	"time"

	"coupdemain/internal/accounts"
)

// People lists who is enrolled in a series: places first, then the waiting list in order, then those to confirm, then
// those who withdrew and those erased.
func (s *Service) People(ctx context.Context, by accounts.Person, seriesID string) (all []Enrolment, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, err := ownSeries(tx, by, seriesID); err != nil {
			return err
		}
		all, err = tx.Enrolments(seriesID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("people of series %s: %w", seriesID, err)
	}
	return all, nil
}

// Enrolment is one person's.
func (s *Service) Enrolment(ctx context.Context, by accounts.Person, id string) (e Enrolment, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		e, _, err = ownEnrolment(tx, by, id)
		return err
	})
	if err != nil {
		return Enrolment{}, fmt.Errorf("enrolment: %w", err)
	}
	return e, nil
}

// Correct changes what is written of a person. Whoever changes Mode takes a place of the other kind, and theirs goes to
// who waits for it; ErrFull if there is none (one who waits goes to the end of the other list). The error is an
// *accounts.InvalidError, ErrNotFound, ErrConflict, ErrFull, or ErrState once erased.
func (s *Service) Correct(ctx context.Context, by accounts.Person, id string, revision int, d Details) (e Enrolment, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		var series Series
		if e, series, err = ownEnrolment(tx, by, id); err != nil {
			return err
		}
		switch {
		case e.State == Erased:
			return ErrState
		case e.Revision != revision:
			return ErrConflict
		}
		var f faults
		if d.check(&f, series); len(f) > 0 {
			return f.err()
		}
		before := e.Mode
		e.Details, e.Revision, e.ChangedAt = d, e.Revision+1, now()
		if before != e.Mode {
			if err := s.changeMode(tx, series, &e); err != nil {
				return err
			}
		}
		if err := tx.PutEnrolment(e); err != nil {
			return err
		}
		if before != e.Mode {
			if err := s.promote(tx, series, before); err != nil {
				return err
			}
		}
		e, err = tx.Enrolment(id)
		return err
	})
	if err != nil {
		return Enrolment{}, fmt.Errorf("correct enrolment %s: %w", id, err)
	}
	return e, nil
}

// changeMode gives e the rank, or refuses the place, that a change to its Mode calls for.
func (s *Service) changeMode(tx Tx, series Series, e *Enrolment) error {
	switch e.State {
	case Enrolled:
		free, err := freeNow(tx, series, e.Mode)
		if err == nil && !free {
			err = ErrFull
		}
		return err
	case Waiting:
		free, err := freeNow(tx, series, e.Mode)
		if err != nil {
			return err
		}
		if e.Rank, err = tx.NextRank(series.ID); err != nil || !free {
			return err
		}
		e.State = Enrolled
		if err := s.giveCode(tx, e.ID); err != nil {
			return err
		}
		return tellPlaced(tx, series, *e, PlaceFree)
	}
	return nil
}

// Withdraw takes somebody out: their place goes to who waits for it. Twice is no error.
func (s *Service) Withdraw(ctx context.Context, by accounts.Person, id string) (e Enrolment, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		var series Series
		if e, series, err = ownEnrolment(tx, by, id); err != nil {
			return err
		}
		if e.State == Withdrawn || e.State == Erased {
			return nil
		}
		e, err = s.vacate(tx, series, e, Withdrawn)
		return err
	})
	if err != nil {
		return Enrolment{}, fmt.Errorf("withdraw enrolment %s: %w", id, err)
	}
	return e, nil
}

// vacate takes somebody out of a series, to a state; their place goes to who waits for it, their code opens nothing any
// more, and what they had not been told yet is not told.
func (s *Service) vacate(tx Tx, series Series, e Enrolment, to State) (Enrolment, error) {
	e.State, e.Rank, e.Position = to, 0, 0
	e.Revision, e.ChangedAt = e.Revision+1, now()
	if err := tx.PutEnrolment(e); err != nil {
		return Enrolment{}, err
	}
	if err := tx.DropNotices("", e.ID, nil, now()); err != nil {
		return Enrolment{}, err
	}
	return e, s.promote(tx, series, e.Mode)
}

// Erase withdraws somebody and removes all that is written of them; the counts of who came stay. Twice is no error.
func (s *Service) Erase(ctx context.Context, by accounts.Person, id string) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		e, series, err := ownEnrolment(tx, by, id)
		if err != nil || e.State == Erased {
			return err
		}
		return s.erase(tx, series, e)
	})
	if err != nil {
		return fmt.Errorf("erase enrolment %s: %w", id, err)
	}
	return nil
}

// erase leaves of somebody only what counts are made of: how they were to come, with what, and by which way.
func (s *Service) erase(tx Tx, series Series, e Enrolment) error {
	e.Details = Details{Mode: e.Mode, Device: e.Device}
	if _, err := tx.SetCode(e.ID, Hash{}, 0); err != nil {
		return err
	}
	if err := tx.DeleteNotices(e.ID); err != nil {
		return err
	}
	_, err := s.vacate(tx, series, e, Erased)
	return err
}

// EraseDue erases the people of every series that ended as long ago as its KeepMonths says, and returns of how many
// series.
func (s *Service) EraseDue(ctx context.Context) (erased int, err error) {
	at := now()
	err = s.store.Update(ctx, func(tx Tx) error {
		series, err := tx.Forgettable(at)
		if err != nil {
			return err
		}
		for _, one := range series {
			if one.eraseAt().After(at) {
				continue
			}
			if err := s.eraseAll(tx, one); err != nil {
				return fmt.Errorf("series %s: %w", one.ID, err)
			}
			erased++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("erase people: %w", err)
	}
	return erased, nil
}

func (s *Service) eraseAll(tx Tx, series Series) error {
	people, err := tx.Enrolments(series.ID)
	if err != nil {
		return err
	}
	for _, e := range people {
		if e.State == Erased {
			continue
		}
		if err := s.erase(tx, series, e); err != nil {
			return err
		}
	}
	series.ErasedAt = now()
	return tx.PutSeries(series)
}

// eraseAt is when the people of a series are erased.
func (s Series) eraseAt() time.Time {
	months := s.KeepMonths
	if months == 0 {
		months = defaultKeep
	}
	return s.EndsAt.AddDate(0, months, 0)
}
