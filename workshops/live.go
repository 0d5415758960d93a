package workshops

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// EarlySetup is how long before a session whoever runs it may open its live class, to set it up; the others come in from
// EarlyEntry on.
const EarlySetup = 2 * time.Hour

// Live is what a session's live class has to know.
type Live struct {
	Session Session
	Series  Series
	Module  Module      // what is taught, in the version of that day; zero: not said
	People  []Enrolment // those expected, in order, without positions
	Next    time.Time   // when the next session of the series begins; zero: none is left
}

// SetUp is when whoever runs a session may open its live class.
func (s Session) SetUp() time.Time { return s.StartsAt.Add(-EarlySetup) }

// Opens is when those who are expected may come in.
func (s Session) Opens() time.Time { return s.StartsAt.Add(-EarlyEntry) }

// Closes is when nobody can come in any more.
func (s Session) Closes() time.Time { return s.EndsAt.Add(LateExit) }

// Live is the class of a session that may be open now, whoever asks: it is for the server itself. The error is
// ErrNotFound, or ErrState (cancelled, before EarlySetup, or after LateExit).
func (s *Service) Live(ctx context.Context, sessionID string) (l Live, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if l.Session, err = tx.Session(sessionID); err != nil {
			return err
		}
		at := now()
		if l.Session.State == Cancelled || at.Before(l.Session.SetUp()) || !at.Before(l.Session.Closes()) {
			return ErrState
		}
		if l.Series, err = tx.Series(l.Session.SeriesID); err != nil {
			return err
		}
		if l.Module, err = tx.Module(l.Session.ModuleID, l.Session.ModuleVersion); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if l.People, err = tx.ExpectedAt(l.Series.ID, sessionID); err != nil {
			return err
		}
		l.People = slices.DeleteFunc(l.People, func(e Enrolment) bool { return e.State != Enrolled })
		l.Next, err = nextAfter(tx, l.Session)
		return err
	})
	if err != nil {
		return Live{}, fmt.Errorf("live class of session %s: %w", sessionID, err)
	}
	return l, nil
}

// nextAfter is when the session after one begins; zero: none is left.
func nextAfter(tx SeriesTx, session Session) (time.Time, error) {
	all, err := tx.Sessions(session.SeriesID)
	if err != nil {
		return time.Time{}, err
	}
	for _, other := range all {
		if other.State == Planned && other.StartsAt.After(session.StartsAt) {
			return other.StartsAt, nil
		}
	}
	return time.Time{}, nil
}

// Attended is one person's part in a live class.
type Attended struct {
	EnrolmentID string
	Mode        Mode // also ByPhone
	Companion   bool // the companion was there too
	Steps       int  // done
	Mood        Mood
}

// RecordLive takes attendance from a live class: all who were in it so far, each time. Who was in the list before and is
// not any more did not come. What somebody ticked stays, unless it was ticked before the person came in and says that
// they would not; steps and moods are the class's. Twice is no error, and changes nothing. Whoever has no place any more
// is left out. The error is ErrNotFound (also for a person of another series), or ErrState (cancelled, or not begun
// within EarlySetup).
func (s *Service) RecordLive(ctx context.Context, sessionID string, all []Attended) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		session, err := tx.Session(sessionID)
		if err != nil {
			return err
		}
		if session.State == Cancelled || now().Before(session.SetUp()) {
			return ErrState
		}
		gone, err := tx.AttendanceOfSession(sessionID)
		if err != nil {
			return err
		}
		for _, one := range all {
			if err := recordLive(tx, session, one); err != nil {
				return fmt.Errorf("enrolment %s: %w", one.EnrolmentID, err)
			}
			gone = slices.DeleteFunc(gone, func(a Attendance) bool { return a.EnrolmentID == one.EnrolmentID })
		}
		for _, a := range gone {
			if err := retract(tx, a); err != nil {
				return fmt.Errorf("enrolment %s: %w", a.EnrolmentID, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("record the live class of session %s: %w", sessionID, err)
	}
	return nil
}

func recordLive(tx Tx, session Session, one Attended) error {
	before, e, err := attendanceOf(tx, session, one.EnrolmentID)
	if errors.Is(err, ErrState) {
		return nil
	}
	if err != nil {
		return err
	}
	after := before
	if before.TickedBy == "" || before.Came != Present && !before.Joined {
		after = Attendance{
			SessionID: session.ID, EnrolmentID: e.ID, Came: Present, Mode: one.Mode, Companion: one.Companion && e.Companion != "",
			At: before.At,
		}
	}
	after.Joined, after.Steps, after.Mood = true, one.Steps, one.Mood
	if after == before {
		return nil
	}
	after.At = now()
	return tx.PutAttendance(after)
}

// retract takes back what a live class has said of somebody: not what was ticked.
func retract(tx AttendanceTx, a Attendance) error {
	switch {
	case !a.Joined:
		return nil
	case a.TickedBy == "":
		return tx.DeleteAttendance(a.SessionID, a.EnrolmentID)
	}
	a.Joined, a.Steps, a.Mood = false, 0, ""
	return tx.PutAttendance(a)
}

// Followed is a session that somebody's series has begun, with the steps that were followed.
type Followed struct {
	Session Session
	Module  Module
}

// Followed lists the sessions of somebody's series whose doors have opened and in which something is taught, the newest
// first, for whoever has their code: the steps are theirs to keep. Errors are PlaceOf's.
func (s *Service) Followed(ctx context.Context, enrolmentID, typed string) (p Place, all []Followed, err error) {
	if p, err = s.PlaceOf(ctx, enrolmentID, typed); err != nil {
		return Place{}, nil, err
	}
	if p.Enrolment.State != Enrolled {
		return p, nil, nil
	}
	err = s.store.View(ctx, func(tx Tx) error {
		sessions, err := tx.Sessions(p.Series.ID)
		if err != nil {
			return err
		}
		for _, session := range slices.Backward(sessions) {
			if session.State == Cancelled || session.Opens().After(now()) {
				continue
			}
			m, err := tx.Module(session.ModuleID, session.ModuleVersion)
			if errors.Is(err, ErrNotFound) {
				continue // Nothing was said to be taught.
			}
			if err != nil {
				return err
			}
			all = append(all, Followed{session, m})
		}
		return nil
	})
	if err != nil {
		return Place{}, nil, fmt.Errorf("what enrolment %s followed: %w", enrolmentID, err)
	}
	return p, all, nil
}
