package activity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"coupdemain/internal/accounts"
)

// Drafts lists the reports that by has still to finish, oldest first.
func (s *Service) Drafts(ctx context.Context, by accounts.Person) ([]Report, error) {
	drafts, err := s.store.Drafts(ctx, by.ID, maxDrafts)
	if err != nil {
		return nil, fmt.Errorf("unfinished reports: %w", err)
	}
	return drafts, nil
}

// scope is whose reports by reads: their organization's, or theirs alone.
func scope(by accounts.Person) (personID, organizationID string) {
	if by.Role == accounts.Mediator {
		return by.ID, ""
	}
	return "", by.Organization.ID
}

// Month lists the finished reports of a month that by may read, by day.
func (s *Service) Month(ctx context.Context, by accounts.Person, month Month) ([]Line, error) {
	person, organization := scope(by)
	lines, err := s.store.Month(ctx, person, organization, month)
	if err != nil {
		return nil, fmt.Errorf("reports of %s: %w", month, err)
	}
	return lines, nil
}

// Months lists the months of which by may read reports, newest first; the one we are in is always there.
func (s *Service) Months(ctx context.Context, by accounts.Person) ([]Month, error) {
	person, organization := scope(by)
	months, err := s.store.Months(ctx, person, organization)
	if err != nil {
		return nil, fmt.Errorf("months of reports: %w", err)
	}
	if this := ThisMonth(); !slices.Contains(months, this) {
		months = append(months, this)
		slices.Sort(months)
		slices.Reverse(months)
	}
	return months, nil
}

// ThisMonth is the one we are in, where this server stands.
func ThisMonth() Month { return Month(time.Now().Local().Format("2006-01")) }

// Same is what several reports have in common: what it leaves out, each keeps its own of.
type Same struct {
	Themes    []Theme
	Errands   []Errand
	Equipment []Equipment
	Autonomy  Autonomy
}

// FinishSame makes several of by's drafts done with the same choices, and tells how many are. Those that are not drafts
// of by's are passed over, and those that lack a theme still; the error is an *InvalidError only if nothing could be
// done for that reason.
func (s *Service) FinishSame(ctx context.Context, by accounts.Person, ids []string, same Same) (done int, err error) {
	var invalid *InvalidError
	for _, id := range ids {
		r, err := s.own(ctx, by, id)
		if errors.Is(err, ErrNotFound) || err == nil && !r.Done.IsZero() {
			continue
		}
		if err == nil {
			same.put(&r)
			err = s.Finish(ctx, by, r)
		}
		switch {
		case errors.As(err, &invalid):
		case err != nil:
			return done, fmt.Errorf("finish several reports: %w", err)
		default:
			done++
		}
	}
	if done == 0 && invalid != nil {
		return 0, invalid
	}
	return done, nil
}

func (same Same) put(r *Report) {
	if len(same.Themes)+len(same.Errands) > 0 {
		r.Themes, r.Errands = same.Themes, same.Errands
	}
	if len(same.Equipment) > 0 {
		r.Equipment = same.Equipment
	}
	if same.Autonomy != "" {
		r.Autonomy = same.Autonomy
	}
}
