package workshops

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

// When people are reminded of a session, by its local clock. Machines write two days before and the same morning; who is
// reached by telephone is called the day before. Nothing goes by post: it would come too late.
const (
	remindWithin           = 3 * 24 * time.Hour
	remindEvery            = time.Hour
	remindAt         Clock = "09:00"
	remindMorning    Clock = "07:30"
	remindEvening    Clock = "18:00" // the day before, for a session that begins before tooEarly
	tooEarly         Clock = "08:30"
	daysAhead              = 2
	daysAheadByPhone       = 1
)

// Run makes the reminders that come due and erases the people whose time has come, until ctx is done. Ship is called
// before.
func (s *Service) Run(ctx context.Context, log *slog.Logger) error {
	often, daily := time.NewTicker(remindEvery), time.NewTicker(24*time.Hour)
	defer often.Stop()
	defer daily.Stop()
	s.tidy(ctx, log)
	for {
		if err := s.Remind(ctx); err != nil && ctx.Err() == nil {
			log.Error("reminders not made", "error", err)
		}
		select {
		case <-often.C:
		case <-daily.C:
			s.tidy(ctx, log)
		case <-ctx.Done():
			return nil
		}
	}
}

func (s *Service) tidy(ctx context.Context, log *slog.Logger) {
	switch n, err := s.EraseDue(ctx); {
	case err != nil && ctx.Err() == nil:
		log.Error("people of old workshops not erased", "error", err)
	case n > 0:
		log.Info("people of old workshops erased", "series", n)
	}
}

// Remind writes down the reminders of the sessions that begin soon, each once, due at its hour.
func (s *Service) Remind(ctx context.Context) error {
	at := now()
	var coming []Reminding
	find := func(tx Tx) (err error) {
		coming, err = tx.Remindable(at, at.Add(remindWithin))
		return err
	}
	err := s.store.View(ctx, find)
	if err != nil || len(coming) == 0 {
		return err
	}
	err = s.store.Update(ctx, func(tx Tx) error {
		if err := find(tx); err != nil {
			return err
		}
		for _, r := range coming {
			for i, due := range r.due() {
				n := Notice{Kind: Reminder, SessionID: r.Session.ID, DueAt: due, ExpiresAt: r.Session.StartsAt}
				extra := fmt.Sprint(i, r.Session.StartsAt.Unix(), r.Enrolment.Revision)
				if err := tell(tx, r.Enrolment, n, extra); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("remind: %w", err)
	}
	return nil
}

// due are the times to remind a person of a session, but for those that came before they had their place, of which they
// were told then.
func (r Reminding) due() (times []time.Time) {
	zone, ok := location(r.Session.Zone)
	if !ok {
		return nil
	}
	day := r.Session.Day
	switch channel := r.Enrolment.Channels()[0]; {
	case channel.byMachine() && r.Session.Start < tooEarly:
		times = []time.Time{day.add(-daysAhead).at(remindAt, zone), day.add(-1).at(remindEvening, zone)}
	case channel.byMachine():
		times = []time.Time{day.add(-daysAhead).at(remindAt, zone), day.at(remindMorning, zone)}
	case channel == ByTelephone:
		times = []time.Time{day.add(-daysAheadByPhone).at(remindAt, zone)}
	}
	var kept []time.Time
	for _, t := range times {
		if t.After(r.Enrolment.ChangedAt) {
			kept = append(kept, t)
		}
	}
	return kept
}
