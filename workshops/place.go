package workshops

import (
	"context"
	"errors"
	"fmt"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

// Opening is what a personal code opens at a moment.
type Opening string

// The openings.
const (
	OpensSession   Opening = "session"   // from EarlyEntry before one to LateExit after it
	OpensRehearsal Opening = "rehearsal" // at any other time, to try alone or with the telephone helper
	OpensWaiting   Opening = "waiting"   // the person waits for a place: nothing yet
	OpensNothing   Opening = "over"      // the series is over, or the person withdrew
)

// When a code opens a session.
const (
	EarlyEntry = 30 * time.Minute
	LateExit   = 30 * time.Minute
)

// Place is what a personal code leads to: one person's, in one series.
type Place struct {
	Enrolment Enrolment
	Series    Series
	Opening   Opening
	// Session is the one that is open, or the next; zero: none is left.
	Session Session
	// Module is what that session teaches, with its steps; zero: not said.
	Module Module
	// Begun says that a session of theirs has opened its doors: there are steps to keep, see Followed.
	Begun bool
	// Until is when Opening is to be asked for again; zero: it stays.
	Until time.Time
}

// Place is what a personal code opens now. The error is spokencode's (ErrLength, ErrNotDigits, ErrCheck) or ErrNotFound,
// also for a code that was replaced. Guesses are for the caller to limit.
func (s *Service) Place(ctx context.Context, typed string) (p Place, err error) {
	code, err := spokencode.Parse(typed)
	if err != nil {
		return Place{}, fmt.Errorf("place: %w", err)
	}
	err = s.store.View(ctx, func(tx Tx) error {
		e, err := tx.EnrolmentByCode(s.keys.codes.Hash(code))
		if err != nil {
			return err
		}
		p, err = placeOf(tx, e, now())
		return err
	})
	if err != nil {
		return Place{}, fmt.Errorf("place: %w", err)
	}
	return p, nil
}

// PlaceOf is the same for one enrolment. A code is compared with that enrolment's alone: whoever tries codes with an ID of
// their own, or of nobody, learns nothing of anybody else's, not by the time it takes either. Guesses of whoever knows
// somebody's ID are for the caller to limit.
func (s *Service) PlaceOf(ctx context.Context, enrolmentID, typed string) (p Place, err error) {
	code, err := spokencode.Parse(typed)
	if err != nil {
		return Place{}, fmt.Errorf("place: %w", err)
	}
	err = s.store.View(ctx, func(tx Tx) error {
		e, err := tx.Enrolment(enrolmentID)
		if err != nil {
			return err
		}
		its, err := s.code(tx, e.ID)
		if errors.Is(err, ErrState) || err == nil && its != code {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		p, err = placeOf(tx, e, now())
		return err
	})
	if err != nil {
		return Place{}, fmt.Errorf("place of enrolment %s: %w", enrolmentID, err)
	}
	return p, nil
}

func placeOf(tx Tx, e Enrolment, at time.Time) (Place, error) {
	if e.State == Erased {
		return Place{}, ErrNotFound
	}
	series, err := tx.Series(e.SeriesID)
	if err != nil {
		return Place{}, err
	}
	sessions, err := tx.Sessions(e.SeriesID)
	if err != nil {
		return Place{}, err
	}
	p := Place{Enrolment: e, Series: series}
	p.open(sessions, at)
	p.Module, err = tx.Module(p.Session.ModuleID, p.Session.ModuleVersion)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Place{}, err
	}
	return p, nil
}

// open works out what a place opens at a moment; sessions are by time.
func (p *Place) open(sessions []Session, at time.Time) {
	for _, session := range sessions {
		if session.State != Planned {
			continue
		}
		p.Begun = p.Begun || p.Enrolment.State == Enrolled && !session.Opens().After(at)
		if p.Session.ID == "" && session.Closes().After(at) {
			p.Session = session
		}
	}
	switch {
	case p.Session.ID == "" || p.Enrolment.State == Withdrawn:
		p.Opening = OpensNothing
	case p.Enrolment.State != Enrolled:
		p.Opening = OpensWaiting
	case p.Session.Opens().After(at):
		p.Opening, p.Until = OpensRehearsal, p.Session.Opens()
	default:
		p.Opening, p.Until = OpensSession, p.Session.Closes()
	}
}

// Sheets are the facts of the joining sheets of all who have a place in a series, in order; Notice is empty.
func (s *Service) Sheets(ctx context.Context, by accounts.Person, seriesID string) (all []Telling, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, err := ownSeries(tx, by, seriesID); err != nil {
			return err
		}
		people, err := tx.Enrolments(seriesID)
		if err != nil {
			return err
		}
		known := newPlanned()
		for _, e := range people {
			if e.State != Enrolled {
				continue
			}
			t, err := s.telling(tx, known, Notice{EnrolmentID: e.ID})
			if err != nil {
				return err
			}
			all = append(all, t)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("sheets of series %s: %w", seriesID, err)
	}
	return all, nil
}

// Sheet is the facts of one joining sheet; Notice is empty. The error is ErrNotFound, or ErrState without a place.
func (s *Service) Sheet(ctx context.Context, by accounts.Person, id string) (t Telling, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		e, _, err := ownEnrolment(tx, by, id)
		if err != nil {
			return err
		}
		if e.State != Enrolled {
			return ErrState
		}
		t, err = s.telling(tx, newPlanned(), Notice{EnrolmentID: id})
		return err
	})
	if err != nil {
		return Telling{}, fmt.Errorf("sheet of enrolment %s: %w", id, err)
	}
	return t, nil
}
