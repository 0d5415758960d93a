package workshops

import (
	"context"
	"crypto/subtle"
	"fmt"

	"coupdemain/internal/accounts"
)

// feedYears is how far back and ahead a mediator's calendar goes.
const feedYears = 1

// FeedOf is whose calendar a feed is.
type FeedOf string

// The feeds. That of a public series needs no token.
const (
	FeedOfSeries   FeedOf = "serie"
	FeedOfMediator FeedOf = "qui-aide"
	FeedOfPerson   FeedOf = "inscription"
)

// Feed is what an .ics file is made of.
type Feed struct {
	Of        FeedOf
	ID        string      // of the series, account or enrolment
	Scheduled []Scheduled // cancelled ones too, by time
}

// feedToken is the secret part of a feed's address.
func (s *Service) feedToken(of FeedOf, id string) string {
	return token(s.keys.feed.Sum(string(of), id))
}

// FeedToken is the secret part of the address of a feed; one that by may not have is ErrNotFound. A mediator's is for
// that mediator alone.
func (s *Service) FeedToken(ctx context.Context, by accounts.Person, of FeedOf, id string) (string, error) {
	err := s.store.View(ctx, func(tx Tx) (err error) {
		switch of {
		case FeedOfSeries:
			_, err = ownSeries(tx, by, id)
		case FeedOfPerson:
			_, _, err = ownEnrolment(tx, by, id)
		case FeedOfMediator:
			if id != by.ID {
				err = ErrNotFound
			}
		default:
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("address of a feed: %w", err)
	}
	return s.feedToken(of, id), nil
}

// Feed is what a calendar shows, for whoever has its address. The error is ErrNotFound, also for a person who withdrew.
func (s *Service) Feed(ctx context.Context, of FeedOf, id, secret string) (feed Feed, err error) {
	feed = Feed{Of: of, ID: id}
	known := subtle.ConstantTimeCompare([]byte(secret), []byte(s.feedToken(of, id))) == 1
	err = s.store.View(ctx, func(tx Tx) error {
		feed.Scheduled, err = feedOf(tx, of, id, known)
		return err
	})
	if err != nil {
		return Feed{}, fmt.Errorf("feed: %w", err)
	}
	return feed, nil
}

func feedOf(tx Tx, of FeedOf, id string, known bool) ([]Scheduled, error) {
	if !known && of != FeedOfSeries {
		return nil, ErrNotFound
	}
	switch of {
	case FeedOfMediator:
		at := now()
		return tx.Scheduled("", id, at.AddDate(-feedYears, 0, 0), at.AddDate(feedYears, 0, 0))
	case FeedOfPerson:
		e, err := tx.Enrolment(id)
		if err == nil && (e.State == Withdrawn || e.State == Erased) {
			err = ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		id = e.SeriesID
	case FeedOfSeries:
	default:
		return nil, ErrNotFound
	}
	series, err := tx.Series(id)
	if err == nil && !known && !series.Public {
		err = ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	sessions, err := tx.Sessions(id)
	if err != nil {
		return nil, err
	}
	all := make([]Scheduled, len(sessions))
	for i, session := range sessions {
		all[i] = Scheduled{session, series}
	}
	return all, nil
}
