package activity

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"coupdemain/internal/accounts"
)

const (
	// UndoLasts is how long a deleted report can be brought back.
	UndoLasts = 30 * time.Second
	// undoSlack is for the press that leaves in the last second.
	undoSlack = 10 * time.Second
	// Kept is how long a report keeps what could be about somebody, as La Coop does.
	Kept = 365 * 24 * time.Hour
	// maxDrafts is how many unfinished reports are listed at a time.
	maxDrafts = 100
)

// Service keeps reports for those who may see them: a mediator their own, a coordinator their organization's. Its
// methods may be called from any goroutine.
type Service struct {
	store Store
	log   *slog.Logger
}

// New makes a Service over a store.
func New(store Store, log *slog.Logger) *Service { return &Service{store, log} }

// Ended begins the report of a help that is over, so that it waits for its mediator whatever becomes of their page. It
// may be called again, and after OfHelp: what the mediator chose stays.
func (s *Service) Ended(ctx context.Context, f Facts) error {
	if _, _, err := s.begin(ctx, f); err != nil {
		return fmt.Errorf("report of help %s: %w", f.Help, err)
	}
	return nil
}

// OfHelp is the report of a help that has ended or is about to, begun if need be, and the habits of its mediator. The
// error is ErrNotFound if they deleted it.
func (s *Service) OfHelp(ctx context.Context, f Facts) (Report, Habits, error) {
	r, habits, err := s.begin(ctx, f)
	if err == nil && !r.DeletedAt.IsZero() {
		err = ErrNotFound
	}
	if err != nil {
		return Report{}, Habits{}, fmt.Errorf("report of help %s: %w", f.Help, err)
	}
	return r, habits, nil
}

func (s *Service) begin(ctx context.Context, f Facts) (Report, Habits, error) {
	habits, err := s.Habits(ctx, f.PersonID)
	if err != nil {
		return Report{}, habits, err
	}
	r, err := s.store.OfHelp(ctx, f.PersonID, f.Help)
	if errors.Is(err, ErrNotFound) {
		if r, err = s.add(ctx, draft(f, habits)); errors.Is(err, ErrExists) {
			r, err = s.store.OfHelp(ctx, f.PersonID, f.Help) // The page and the help's end came at once.
		}
	}
	if err == nil && r.DeletedAt.IsZero() && r.prolong(f) {
		err = s.store.Save(ctx, r)
	}
	return r, habits, err
}

// Begin keeps a draft, such as a workshop's: PersonID is whose it is. ID, OrganizationID and Done are the Service's to
// set. The error is an *InvalidError, or ErrExists for a second one of one help.
func (s *Service) Begin(ctx context.Context, r Report) (Report, error) {
	r, err := s.add(ctx, r)
	if err != nil {
		return Report{}, fmt.Errorf("begin a report: %w", err)
	}
	return r, nil
}

func (s *Service) add(ctx context.Context, r Report) (Report, error) {
	r.ID, r.Done, r.DeletedAt = strings.ToLower(rand.Text()), time.Time{}, time.Time{}
	if faults := r.normalise(time.Now(), false); len(faults) > 0 {
		return Report{}, &InvalidError{Faults: faults}
	}
	return r, s.store.Add(ctx, r)
}

// Habits are a mediator's.
func (s *Service) Habits(ctx context.Context, personID string) (Habits, error) {
	latest, err := s.store.Latest(ctx, personID, looked)
	if err != nil {
		return Habits{}, err
	}
	return habitsOf(latest), nil
}

// Report is one that by may read. The error is ErrNotFound.
func (s *Service) Report(ctx context.Context, by accounts.Person, id string) (Line, error) {
	l, err := s.store.Report(ctx, id)
	if err == nil && l.PersonID != by.ID && (by.Role == accounts.Mediator || l.OrganizationID != by.Organization.ID) {
		err = ErrNotFound
	}
	if err != nil {
		return Line{}, fmt.Errorf("report %s: %w", id, err)
	}
	return l, nil
}

// own is a report of by's, who alone changes it.
func (s *Service) own(ctx context.Context, by accounts.Person, id string) (Report, error) {
	l, err := s.store.Report(ctx, id)
	if err == nil && l.PersonID != by.ID {
		err = ErrNotFound
	}
	return l.Report, err
}

// Finish replaces what a report says, and makes it done. Whose it is and of which help stay. The error is an
// *InvalidError or ErrNotFound.
func (s *Service) Finish(ctx context.Context, by accounts.Person, r Report) error {
	before, err := s.own(ctx, by, r.ID)
	if err == nil {
		r.PersonID, r.OrganizationID, r.Help, r.Measured = before.PersonID, before.OrganizationID, before.Help, before.Measured
		r.Kind, r.Done, r.DeletedAt = before.Kind, before.Done, time.Time{}
		if r.Done.IsZero() {
			r.Done = now()
		}
		if faults := r.normalise(time.Now(), true); len(faults) > 0 {
			return &InvalidError{Faults: faults}
		}
		err = s.store.Save(ctx, r)
	}
	if err != nil {
		return fmt.Errorf("finish report %s: %w", r.ID, err)
	}
	return nil
}

// Delete takes a report of by's away; Restore brings it back for UndoLasts. The error is ErrNotFound.
func (s *Service) Delete(ctx context.Context, by accounts.Person, id string) error {
	_, err := s.own(ctx, by, id)
	if err == nil {
		err = s.store.Delete(ctx, id, now())
	}
	if err != nil {
		return fmt.Errorf("delete report %s: %w", id, err)
	}
	return nil
}

// Restore brings a report of by's back that was deleted lately. The error is ErrNotFound.
func (s *Service) Restore(ctx context.Context, by accounts.Person, id string) error {
	if err := s.store.Restore(ctx, id, by.ID, now().Add(-UndoLasts-undoSlack)); err != nil {
		return fmt.Errorf("restore report %s: %w", id, err)
	}
	return nil
}

// Run erases what is no longer to be kept, every hour until ctx is done: deleted reports, and after Kept all that could
// be about somebody.
func (s *Service) Run(ctx context.Context) error {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if err := s.store.Forget(ctx, now().Add(-UndoLasts-undoSlack), day(time.Now().Add(-Kept))); err != nil && ctx.Err() == nil {
			s.log.Error("old reports not made anonymous", "error", err)
		}
		select {
		case <-hourly.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// now is the time as it is stored.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
