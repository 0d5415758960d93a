package workshops

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"coupdemain/internal/accounts"
)

// Expected lists who is expected at a session, and who came.
func (s *Service) Expected(ctx context.Context, by accounts.Person, sessionID string) (all []Expected, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, _, err := ownSession(tx, by, sessionID); err != nil {
			return err
		}
		all, err = expected(tx, sessionID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("expected at session %s: %w", sessionID, err)
	}
	return all, nil
}

func expected(tx Tx, sessionID string) (all []Expected, err error) {
	session, err := tx.Session(sessionID)
	if err != nil {
		return nil, err
	}
	people, err := tx.ExpectedAt(session.SeriesID, sessionID)
	if err != nil {
		return nil, err
	}
	taken, err := tx.AttendanceOfSession(sessionID)
	if err != nil {
		return nil, err
	}
	said := make(map[string]Attendance, len(taken))
	for _, a := range taken {
		said[a.EnrolmentID] = a
	}
	for _, e := range people {
		all = append(all, Expected{e, said[e.ID]})
	}
	return all, nil
}

// Tick says whether somebody came, how, and with their companion; an empty Came takes it back. The error is
// ErrNotFound, ErrState (cancelled, not begun within EarlyEntry, or without a place), or an *accounts.InvalidError.
func (s *Service) Tick(ctx context.Context, by accounts.Person, sessionID, enrolmentID string, came Came, mode Mode, companion bool) error {
	var f faults
	f.expect(slices.Contains([]Came{"", Present, Excused, Absent}, came), "came", NotOneOf)
	f.expect(came != Present || mode == OnSite || mode == Remote, FieldMode, NotOneOf)
	if err := f.err(); err != nil {
		return fmt.Errorf("tick: %w", err)
	}
	err := s.store.Update(ctx, func(tx Tx) error {
		session, _, err := ownSession(tx, by, sessionID)
		if err != nil {
			return err
		}
		before, e, err := attendanceOf(tx, session, enrolmentID)
		if err != nil {
			return err
		}
		if came == "" {
			return tx.DeleteAttendance(sessionID, enrolmentID)
		}
		// That somebody will not come is known beforehand; that they came is not.
		if came != Excused && session.Opens().After(now()) {
			return ErrState
		}
		if mode == "" {
			mode = e.Mode
		}
		return tx.PutAttendance(Attendance{
			SessionID: sessionID, EnrolmentID: enrolmentID, Came: came, Mode: mode,
			Companion: companion && came == Present && e.Companion != "",
			Joined:    before.Joined, Steps: before.Steps, Mood: before.Mood, TickedBy: by.ID, At: now(),
		})
	})
	if err != nil {
		return fmt.Errorf("tick enrolment %s at session %s: %w", enrolmentID, sessionID, err)
	}
	return nil
}

// attendanceOf is what was said of a person at a session so far, and the person. The error is ErrNotFound for somebody of
// another series, ErrState where no attendance can be taken.
func attendanceOf(tx Tx, session Session, enrolmentID string) (Attendance, Enrolment, error) {
	e, err := tx.Enrolment(enrolmentID)
	if err == nil && e.SeriesID != session.SeriesID {
		err = ErrNotFound
	}
	if err != nil {
		return Attendance{}, Enrolment{}, err
	}
	taken, err := tx.AttendanceOfSession(session.ID)
	if err != nil {
		return Attendance{}, Enrolment{}, err
	}
	for _, a := range taken {
		if a.EnrolmentID == enrolmentID {
			return a, e, nil
		}
	}
	if session.State == Cancelled || e.State != Enrolled {
		return Attendance{}, Enrolment{}, ErrState
	}
	return Attendance{}, e, nil
}

// Presence is who came to what, over a series.
func (s *Service) Presence(ctx context.Context, by accounts.Person, seriesID string) (p Presence, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, err := ownSeries(tx, by, seriesID); err != nil {
			return err
		}
		p, err = presence(tx, seriesID)
		return err
	})
	if err != nil {
		return Presence{}, fmt.Errorf("presence over series %s: %w", seriesID, err)
	}
	return p, nil
}

// attended are the entries of attendance by person and session.
type attended map[[2]string]Attendance

func attendedOf(tx AttendanceTx, seriesID string) (attended, error) {
	taken, err := tx.AttendanceOfSeries(seriesID)
	if err != nil {
		return nil, err
	}
	all := attended{}
	for _, a := range taken {
		all[[2]string{a.EnrolmentID, a.SessionID}] = a
	}
	return all, nil
}

func presence(tx Tx, seriesID string) (p Presence, err error) {
	if p.Sessions, err = tx.Sessions(seriesID); err != nil {
		return Presence{}, err
	}
	people, err := tx.Enrolments(seriesID)
	if err != nil {
		return Presence{}, err
	}
	taken, err := attendedOf(tx, seriesID)
	if err != nil {
		return Presence{}, err
	}
	for _, e := range people {
		row := PresenceRow{Enrolment: e, Came: make([]Came, len(p.Sessions)), Steps: make([]int, len(p.Sessions))}
		any := false
		for i, session := range p.Sessions {
			a := taken[[2]string{e.ID, session.ID}]
			row.Came[i], row.Steps[i] = a.Came, a.Steps
			any = any || a.Came != ""
			if session.held() {
				row.Held++
			}
			if a.Came == Present {
				row.Present++
				if title := session.ModuleTitle; title != "" && !slices.Contains(row.Modules, title) {
					row.Modules = append(row.Modules, title)
				}
			}
		}
		if any || e.State == Enrolled {
			p.Rows = append(p.Rows, row)
		}
	}
	return p, nil
}

// held tells whether a session has taken place.
func (s Session) held() bool { return s.State == Planned && !s.EndsAt.After(now()) }

// Certificates are those of everybody who came to at least one session of a series.
func (s *Service) Certificates(ctx context.Context, by accounts.Person, seriesID string) (all []Certificate, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		series, err := ownSeries(tx, by, seriesID)
		if err != nil {
			return err
		}
		p, err := presence(tx, seriesID)
		if err != nil {
			return err
		}
		taken, err := attendedOf(tx, seriesID)
		if err != nil {
			return err
		}
		for _, row := range p.Rows {
			if row.Present == 0 || row.Enrolment.State == Erased {
				continue
			}
			c, err := certificate(tx, series, p.Sessions, row, taken)
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("certificates of series %s: %w", seriesID, err)
	}
	return all, nil
}

func certificate(tx ModuleTx, series Series, sessions []Session, row PresenceRow, taken attended) (Certificate, error) {
	c := Certificate{Names: []string{row.Enrolment.Name}, Series: series, Attended: row.Present, Held: row.Held}
	for i, session := range sessions {
		if row.Came[i] != Present {
			continue
		}
		if c.From == "" {
			c.From = session.Day
		}
		c.To = session.Day
		c.Duration += session.EndsAt.Sub(session.StartsAt)
		if taken[[2]string{row.Enrolment.ID, session.ID}].Companion && len(c.Names) == 1 && row.Enrolment.Companion != "" {
			c.Names = append(c.Names, row.Enrolment.Companion)
		}
		m, err := tx.Module(session.ModuleID, session.ModuleVersion)
		if errors.Is(err, ErrNotFound) {
			continue // Nothing was said to be taught.
		}
		if err != nil {
			return Certificate{}, err
		}
		if !slices.ContainsFunc(c.Modules, func(done Module) bool { return done.ID == m.ID }) {
			c.Modules = append(c.Modules, m)
		}
	}
	return c, nil
}
