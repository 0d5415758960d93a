package workshops

import (
	"context"
	"fmt"
	"time"

	"coupdemain/internal/accounts"
)

// Tasks lists what somebody of by's organization has to say by telephone or to post, by when it is due. One that is not
// due yet is not listed.
func (s *Service) Tasks(ctx context.Context, by accounts.Person) (tasks []Task, err error) {
	tellings, err := s.tellings(ctx, by, ForPeople)
	if err != nil {
		return nil, fmt.Errorf("tasks: %w", err)
	}
	for _, t := range tellings {
		channel := ByPost
		for _, way := range t.Enrolment.Channels() {
			if !way.byMachine() {
				channel = way
				break
			}
		}
		if t.Kind == Sheet {
			channel = ByPost // A sheet is paper.
		}
		tasks = append(tasks, Task{t, channel})
	}
	return tasks, nil
}

// Failures lists the notices that could not be sent.
func (s *Service) Failures(ctx context.Context, by accounts.Person) ([]Telling, error) {
	failures, err := s.tellings(ctx, by, Failed)
	if err != nil {
		return nil, fmt.Errorf("failures: %w", err)
	}
	return failures, nil
}

// tellings are the notices of a state that are due and of use still.
func (s *Service) tellings(ctx context.Context, by accounts.Person, state NoticeState) (all []Telling, err error) {
	at := now()
	err = s.store.View(ctx, func(tx Tx) error {
		notices, err := tx.NoticesOf(by.Organization.ID, state)
		if err != nil {
			return err
		}
		known := newPlanned()
		for _, n := range notices {
			if n.DueAt.After(at) || !n.ExpiresAt.IsZero() && !n.ExpiresAt.After(at) {
				continue
			}
			t, err := s.telling(tx, known, n)
			if err != nil {
				return err
			}
			all = append(all, t)
		}
		return nil
	})
	return all, err
}

// TaskDone says that it was said, or posted. Twice is no error.
func (s *Service) TaskDone(ctx context.Context, by accounts.Person, noticeID string) error {
	return s.changeNotice(ctx, by, noticeID, func(n *Notice) error {
		switch n.State {
		case ForPeople:
			n.State, n.DoneAt, n.DoneBy = Done, now(), by.ID
		case Done:
		default:
			return ErrState
		}
		return nil
	})
}

// TaskUndone takes TaskDone back. Twice is no error.
func (s *Service) TaskUndone(ctx context.Context, by accounts.Person, noticeID string) error {
	return s.changeNotice(ctx, by, noticeID, func(n *Notice) error {
		switch n.State {
		case Done:
			n.State, n.DoneAt, n.DoneBy = ForPeople, time.Time{}, ""
		case ForPeople:
		default:
			return ErrState
		}
		return nil
	})
}

// SendAgain has a machine try once more what failed, after the address was corrected for example. The error is
// ErrNotFound, or ErrState for what did not fail, or whose person a machine cannot reach.
func (s *Service) SendAgain(ctx context.Context, by accounts.Person, noticeID string) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		n, err := tx.Notice(noticeID)
		if err != nil {
			return err
		}
		e, _, err := ownEnrolment(tx, by, n.EnrolmentID)
		if err != nil {
			return err
		}
		if n.State != Failed || !e.Channels()[0].byMachine() {
			return ErrState
		}
		n.State, n.DueAt, n.DoneAt = Pending, now(), time.Time{}
		return tx.PutNotice(n)
	})
	if err != nil {
		return fmt.Errorf("send notice %s again: %w", noticeID, err)
	}
	return nil
}

// TellByHand makes a task of a notice that failed.
func (s *Service) TellByHand(ctx context.Context, by accounts.Person, noticeID string) error {
	return s.changeNotice(ctx, by, noticeID, func(n *Notice) error {
		switch n.State {
		case Failed:
			n.State, n.DoneAt = ForPeople, time.Time{}
		case ForPeople:
		default:
			return ErrState
		}
		return nil
	})
}

func (s *Service) changeNotice(ctx context.Context, by accounts.Person, id string, change func(*Notice) error) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		n, err := tx.Notice(id)
		if err != nil {
			return err
		}
		if _, err := ownSeries(tx, by, n.SeriesID); err != nil {
			return err
		}
		if err := change(&n); err != nil {
			return err
		}
		return tx.PutNotice(n)
	})
	if err != nil {
		return fmt.Errorf("notice %s: %w", id, err)
	}
	return nil
}

// NoticesFor lists what one person was told, the newest first.
func (s *Service) NoticesFor(ctx context.Context, by accounts.Person, enrolmentID string) (all []Notice, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, _, err := ownEnrolment(tx, by, enrolmentID); err != nil {
			return err
		}
		all, err = tx.NoticesFor(enrolmentID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("notices: %w", err)
	}
	return all, nil
}

// SendSheets has the joining sheet sent (again) to everybody who has a place in a series; it returns to how many, by
// machine and as tasks.
func (s *Service) SendSheets(ctx context.Context, by accounts.Person, seriesID string) (machine, tasks int, err error) {
	again := newID()
	err = s.store.Update(ctx, func(tx Tx) error {
		series, err := ownSeries(tx, by, seriesID)
		if err != nil {
			return err
		}
		if series.over(now()) {
			return ErrClosed
		}
		people, err := tx.Enrolments(seriesID)
		if err != nil {
			return err
		}
		for _, e := range people {
			if e.State != Enrolled {
				continue
			}
			if err := tx.DropNotices("", e.ID, []NoticeKind{Sheet}, now()); err != nil {
				return err
			}
			if err := tell(tx, e, Notice{Kind: Sheet, ExpiresAt: series.EndsAt}, again); err != nil {
				return err
			}
			if e.Channels()[0].byMachine() {
				machine++
			} else {
				tasks++
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, fmt.Errorf("send the sheets of %s: %w", seriesID, err)
	}
	return machine, tasks, nil
}
