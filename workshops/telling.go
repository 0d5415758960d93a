package workshops

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// sheetAhead is how long before the first session the joining sheet goes out, at the earliest.
const sheetAhead = 7 * 24 * time.Hour

// tell writes down what one person has to be told; extra tells apart two notices of one kind about one thing.
func tell(tx NoticeTx, e Enrolment, n Notice, extra string) error {
	n.ID, n.SeriesID, n.EnrolmentID, n.CreatedAt = newID(), e.SeriesID, e.ID, now()
	if n.DueAt.IsZero() {
		n.DueAt = n.CreatedAt
	}
	if n.State == "" {
		n.State = Pending
		if !e.Channels()[0].byMachine() {
			n.State = ForPeople
		}
	}
	return tx.AddNotice(n, strings.Join([]string{string(n.Kind), e.ID, n.SessionID, extra}, " "))
}

// tellAll tells everybody who has a place in a series.
func tellAll(tx Tx, series Series, n Notice, extra string) error {
	people, err := tx.Enrolments(series.ID)
	if err != nil {
		return err
	}
	for _, e := range people {
		if e.State != Enrolled {
			continue
		}
		if err := tell(tx, e, n, extra); err != nil {
			return err
		}
	}
	return nil
}

// tellPlaced tells somebody that they have a place, and has their joining sheet sent.
func tellPlaced(tx Tx, series Series, e Enrolment, kind NoticeKind) error {
	extra := fmt.Sprint(e.Revision)
	if err := tell(tx, e, Notice{Kind: kind, ExpiresAt: series.EndsAt}, extra); err != nil {
		return err
	}
	sheet := Notice{Kind: Sheet, ExpiresAt: series.EndsAt}
	if zone, ok := location(series.Plan.Zone); ok {
		sheet.DueAt = later(now(), series.First.at("09:00", zone).Add(-sheetAhead))
	}
	return tell(tx, e, sheet, extra)
}

// Telling looks up all that a notice's words are made of. For delivering: it asks for no rights. The error is
// ErrNotFound once the person is erased.
func (s *Service) Telling(ctx context.Context, n Notice) (t Telling, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		t, err = s.telling(tx, newPlanned(), n)
		return err
	})
	if err != nil {
		return Telling{}, fmt.Errorf("telling %s: %w", n.ID, err)
	}
	return t, nil
}

// TellingOf is Telling of a notice by its ID: also ErrNotFound once it is not to be sent by a machine any more.
func (s *Service) TellingOf(ctx context.Context, noticeID string) (t Telling, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		n, err := tx.Notice(noticeID)
		if err == nil && n.State != Pending {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		t, err = s.telling(tx, newPlanned(), n)
		return err
	})
	if err != nil {
		return Telling{}, fmt.Errorf("telling %s: %w", noticeID, err)
	}
	return t, nil
}

// planned remembers, within one transaction, the series and sessions that several tellings are of.
type planned struct {
	series   map[string]Series
	sessions map[string][]Session
}

func newPlanned() planned { return planned{map[string]Series{}, map[string][]Session{}} }

func (p planned) of(tx Tx, seriesID string) (Series, []Session, error) {
	series, known := p.series[seriesID]
	if known {
		return series, p.sessions[seriesID], nil
	}
	series, err := tx.Series(seriesID)
	if err != nil {
		return Series{}, nil, err
	}
	sessions, err := tx.Sessions(seriesID)
	p.series[seriesID], p.sessions[seriesID] = series, sessions
	return series, sessions, err
}

func (s *Service) telling(tx Tx, known planned, n Notice) (Telling, error) {
	e, err := tx.Enrolment(n.EnrolmentID)
	if err == nil && e.State == Erased {
		err = ErrNotFound
	}
	if err != nil {
		return Telling{}, err
	}
	series, sessions, err := known.of(tx, e.SeriesID)
	if err != nil {
		return Telling{}, err
	}
	t := Telling{Notice: n, Enrolment: e, Series: series, Organization: series.Organization, FeedToken: s.feedToken(FeedOfPerson, e.ID)}
	at := now()
	for _, session := range sessions {
		if session.ID == n.SessionID && n.SessionID != "" {
			t.Session = session
		}
		if session.State == Planned && session.EndsAt.After(at) {
			t.Sessions = append(t.Sessions, session)
		}
	}
	if e.State == Enrolled {
		code, err := s.code(tx, e.ID)
		if err != nil {
			return Telling{}, err
		}
		t.Code = code.Spaced()
	}
	return t, nil
}
