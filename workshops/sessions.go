package workshops

import (
	"context"
	"fmt"
	"slices"

	"coupdemain/internal/accounts"
)

// ownSession is a session of by's organization, with its series.
func ownSession(tx SeriesTx, by accounts.Person, id string) (Session, Series, error) {
	session, err := tx.Session(id)
	if err != nil {
		return Session{}, Series{}, err
	}
	series, err := ownSeries(tx, by, session.SeriesID)
	if err != nil {
		return Session{}, Series{}, err
	}
	return session, series, nil
}

// Sessions lists the sessions of a series by time, cancelled ones too.
func (s *Service) Sessions(ctx context.Context, by accounts.Person, seriesID string) (all []Session, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, err := ownSeries(tx, by, seriesID); err != nil {
			return err
		}
		all, err = tx.Sessions(seriesID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sessions: %w", err)
	}
	return all, nil
}

// Session is one session, with its series.
func (s *Service) Session(ctx context.Context, by accounts.Person, id string) (sc Scheduled, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		sc.Session, sc.Series, err = ownSession(tx, by, id)
		return err
	})
	if err != nil {
		return Scheduled{}, fmt.Errorf("session: %w", err)
	}
	return sc, nil
}

// Schedule lists the sessions of by's organization from one day up to another, in each series' own zone.
func (s *Service) Schedule(ctx context.Context, by accounts.Person, from, to Day) (all []Scheduled, err error) {
	if !from.Valid() || !to.Valid() {
		return nil, nil
	}
	err = s.store.View(ctx, func(tx Tx) error {
		// A day of the clock is anywhere within a day of the same date in UTC.
		all, err = tx.Scheduled(by.Organization.ID, "", from.add(-1).Time(), to.add(1).Time())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("schedule: %w", err)
	}
	return slices.DeleteFunc(all, func(sc Scheduled) bool { return sc.Day < from || sc.Day >= to }), nil
}

// AddSession adds a session to a series; people are told.
func (s *Service) AddSession(ctx context.Context, by accounts.Person, seriesID string, at Slot) (session Session, err error) {
	var f faults
	at.check(&f)
	if err := f.err(); err != nil {
		return Session{}, fmt.Errorf("add a session: %w", err)
	}
	err = s.store.Update(ctx, func(tx Tx) error {
		series, err := ownSeries(tx, by, seriesID)
		if err != nil {
			return err
		}
		all, err := tx.Sessions(seriesID)
		if err != nil {
			return err
		}
		if !series.ErasedAt.IsZero() {
			return ErrState
		}
		f.expect(len(all) < maxSessions, FieldDay, TooMany)
		session = Session{ID: newID(), SeriesID: seriesID, Revision: 1, State: Planned, Zone: series.Plan.Zone, ChangedAt: now()}
		for _, other := range all {
			session.Number = max(session.Number, other.Number+1)
		}
		if err := session.place(at); err != nil {
			return err
		}
		f.expect(session.EndsAt.After(now()), FieldDay, InThePast)
		if err := f.err(); err != nil {
			return err
		}
		return putSession(tx, series, session, Notice{Kind: Change})
	})
	if err != nil {
		return Session{}, fmt.Errorf("add a session to %s: %w", seriesID, err)
	}
	return session, nil
}

// putSession keeps a changed session, its series' span, and what there is to tell of it.
func putSession(tx Tx, series Series, session Session, n Notice) error {
	if err := tx.PutSession(session); err != nil {
		return err
	}
	all, err := tx.Sessions(series.ID)
	if err != nil {
		return err
	}
	series.span(all)
	if err := tx.PutSeries(series); err != nil {
		return err
	}
	// What was not told yet is out of date; reminders are made anew when they are due.
	stale := []NoticeKind{Reminder, Change, Cancellation}
	if err := tx.DropNotices(session.ID, "", stale, now()); err != nil {
		return err
	}
	n.SessionID, n.Reason, n.ExpiresAt = session.ID, session.Reason, session.EndsAt
	return tellAll(tx, series, n, fmt.Sprint(session.Revision))
}

// changeSession runs a change on a session read at a revision, and tells of it.
func (s *Service) changeSession(
	ctx context.Context, by accounts.Person, id string, revision int, change func(*Session) (Notice, error),
) (session Session, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		var series Series
		if session, series, err = ownSession(tx, by, id); err != nil {
			return err
		}
		if session.Revision != revision {
			return ErrConflict
		}
		if !session.EndsAt.After(now()) {
			return ErrState
		}
		n, err := change(&session)
		if err != nil {
			return err
		}
		session.Revision++
		session.ChangedAt = now()
		return putSession(tx, series, session, n)
	})
	if err != nil {
		return Session{}, fmt.Errorf("session %s: %w", id, err)
	}
	return session, nil
}

// MoveSession moves a session; people are told, with the reason, which may be empty. The error is an
// *accounts.InvalidError, ErrNotFound, ErrConflict (another revision), or ErrState (cancelled, or over).
func (s *Service) MoveSession(ctx context.Context, by accounts.Person, id string, revision int, to Slot, reason string) (Session, error) {
	var f faults
	to.check(&f)
	f.optional(FieldReason, &reason, maxReason)
	if err := f.err(); err != nil {
		return Session{}, fmt.Errorf("move a session: %w", err)
	}
	return s.changeSession(ctx, by, id, revision, func(session *Session) (Notice, error) {
		if session.State == Cancelled {
			return Notice{}, ErrState
		}
		n := Notice{Kind: Change, Was: session.Slot()}
		if session.Was == (Slot{}) {
			session.Was = n.Was
		}
		session.Reason = reason
		if err := session.place(to); err != nil {
			return Notice{}, err
		}
		if session.Was == to { // Back where it was planned.
			session.Was = Slot{}
		}
		f.expect(session.EndsAt.After(now()), FieldDay, InThePast)
		return n, f.err()
	})
}

// CancelSession cancels a session that is not over; people are told, with the reason. Errors are MoveSession's.
func (s *Service) CancelSession(ctx context.Context, by accounts.Person, id string, revision int, reason string) (Session, error) {
	var f faults
	f.optional(FieldReason, &reason, maxReason)
	if err := f.err(); err != nil {
		return Session{}, fmt.Errorf("cancel a session: %w", err)
	}
	return s.changeSession(ctx, by, id, revision, func(session *Session) (Notice, error) {
		if session.State == Cancelled {
			return Notice{}, ErrState
		}
		session.State, session.Reason = Cancelled, reason
		return Notice{Kind: Cancellation}, nil
	})
}

// RestoreSession undoes a cancellation; people are told. Errors are MoveSession's.
func (s *Service) RestoreSession(ctx context.Context, by accounts.Person, id string, revision int) (Session, error) {
	return s.changeSession(ctx, by, id, revision, func(session *Session) (Notice, error) {
		if session.State != Cancelled {
			return Notice{}, ErrState
		}
		session.State, session.Reason = Planned, ""
		return Notice{Kind: Change}, nil
	})
}

// SetSessionModule says what is taught in a session; empty: nothing said.
func (s *Service) SetSessionModule(ctx context.Context, by accounts.Person, id, moduleID string) (session Session, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		if session, _, err = ownSession(tx, by, id); err != nil {
			return err
		}
		session.ModuleID, session.ModuleVersion, session.ModuleTitle = moduleID, 0, ""
		session.ChangedAt = now()
		if moduleID != "" {
			m, err := ownModule(tx, by, moduleID, 0)
			if err != nil {
				return err
			}
			session.ModuleTitle = m.Title
		}
		return tx.PutSession(session)
	})
	if err != nil {
		return Session{}, fmt.Errorf("module of session %s: %w", id, err)
	}
	return session, nil
}

// SessionModule is what is taught in a session, in the version of that day.
func (s *Service) SessionModule(ctx context.Context, by accounts.Person, id string) (m Module, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		session, _, err := ownSession(tx, by, id)
		if err != nil {
			return err
		}
		m, err = tx.Module(session.ModuleID, session.ModuleVersion)
		return err
	})
	if err != nil {
		return Module{}, fmt.Errorf("module of session %s: %w", id, err)
	}
	return m, nil
}
