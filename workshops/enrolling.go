package workshops

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"coupdemain/internal/accounts"
)

// maxAsked is how many may wait to be confirmed in a series: the public page is open to anybody, and to their programs.
const maxAsked = 100

// The length of a request's key, in bytes.
const (
	minKey = 16
	maxKey = 64
)

// ownEnrolment is an enrolment in a series of by's organization.
func ownEnrolment(tx Tx, by accounts.Person, id string) (Enrolment, Series, error) {
	e, err := tx.Enrolment(id)
	if err != nil {
		return Enrolment{}, Series{}, err
	}
	series, err := ownSeries(tx, by, e.SeriesID)
	if err != nil {
		return Enrolment{}, Series{}, err
	}
	return e, series, nil
}

// check normalises what is written of a person and adds what is wrong with it. A name may be in any script, and of
// emoji alone.
func (d *Details) check(f *faults, series Series) {
	f.line(accounts.FieldName, &d.Name, maxName)
	f.optional(FieldCompanion, &d.Companion, maxName)
	f.phone(&d.Phone, false)
	f.email(&d.Email)
	f.optional(FieldAddress, &d.Address, maxLine)
	switch {
	case d.Mode != OnSite && d.Mode != Remote:
		f.add(FieldMode, NotOneOf)
	case series.places(d.Mode) == 0:
		f.add(FieldMode, NoPlaces)
	}
	f.expect(slices.Contains(Devices, d.Device) || d.Device == "", FieldDevice, NotOneOf)
	d.Arrangements = chosen(f, FieldArrangement, d.Arrangements, Arrangements)
	f.optional(FieldRemark, &d.Remark, maxLine)
	f.optional(FieldSentBy, &d.SentBy, maxName)
}

// places is how many there are of a mode.
func (s Series) places(m Mode) int {
	if m == OnSite {
		return s.OnSite
	}
	return s.Remote
}

// request is who asks to enrol somebody, and how.
type request struct {
	NewEnrolment
	origin    Origin
	partnerID string
	scope     string // whose key it is: no other's request is ever answered by it
}

// enrol does what a request asks, unless it is done already.
func (s *Service) enrol(tx Tx, series Series, r request) (Enrolment, error) {
	var f faults
	f.expect(minKey <= len(r.Key) && len(r.Key) <= maxKey, FieldKey, accounts.Missing)
	f.expect(r.Agreed || r.origin == ByOffice, FieldAgreed, NotAgreed)
	r.check(&f, series)
	if r.origin == ByPerson {
		f.expect(r.Phone != "" || r.Email != "", accounts.FieldPhone, accounts.Missing)
	}
	if err := f.err(); err != nil {
		return Enrolment{}, err
	}
	key := s.keys.request.Sum(string(r.origin), r.scope, series.ID, r.Key)
	done, err := tx.EnrolmentByKey(key)
	if !errors.Is(err, ErrNotFound) {
		return done, err
	}
	at := now()
	if series.over(at) {
		return Enrolment{}, ErrClosed
	}
	if r.Wary {
		if err := noneAlike(tx, series, r.Details); err != nil {
			return Enrolment{}, err
		}
	}
	if r.origin == ByPerson {
		if listed, err := tx.Listed(series.ID, at); err != nil || listed.Asked >= maxAsked {
			return Enrolment{}, errors.Join(err, ErrFull)
		}
	}
	e := Enrolment{
		ID: newID(), SeriesID: series.ID, Revision: 1, State: Asked, Details: r.Details,
		Origin: r.origin, PartnerID: r.partnerID, CreatedAt: at, ChangedAt: at,
	}
	if r.Agreed {
		e.AgreedAt = at
	}
	if err := tx.AddEnrolment(e, key); err != nil {
		return Enrolment{}, err
	}
	if r.origin == ByPerson {
		return e, nil // The office confirms.
	}
	return s.seat(tx, series, e)
}

// noneAlike is an *AlikeError if somebody of the series may be the same person, whoever withdrew included.
func noneAlike(tx PeopleTx, series Series, d Details) error {
	people, err := tx.Enrolments(series.ID)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(e Enrolment) bool { return e.State == Erased || !d.alike(e.Details) })
	if len(people) > 0 {
		return &AlikeError{people}
	}
	return nil
}

// seat gives somebody a place if one is free that nobody waits for, or the last position in the waiting list, and has
// them told.
func (s *Service) seat(tx Tx, series Series, e Enrolment) (Enrolment, error) {
	rank, err := tx.NextRank(series.ID)
	if err != nil {
		return Enrolment{}, err
	}
	free, err := freeNow(tx, series, e.Mode)
	if err != nil {
		return Enrolment{}, err
	}
	e.Rank, e.State = rank, Waiting
	if free {
		e.State = Enrolled
	}
	if err := tx.PutEnrolment(e); err != nil {
		return Enrolment{}, err
	}
	if free {
		if err := s.giveCode(tx, e.ID); err != nil {
			return Enrolment{}, err
		}
		err = tellPlaced(tx, series, e, Confirmation)
	} else {
		err = tell(tx, e, Notice{Kind: OnWaitList, ExpiresAt: series.EndsAt}, fmt.Sprint(e.Revision))
	}
	if err != nil {
		return Enrolment{}, err
	}
	return tx.Enrolment(e.ID) // With its position.
}

// freeNow tells whether a place is free that nobody waits for.
func freeNow(tx PeopleTx, series Series, mode Mode) (bool, error) {
	holding, err := tx.Holding(series.ID)
	if err != nil || holding[mode] >= series.places(mode) {
		return false, err
	}
	_, err = tx.FirstWaiting(series.ID, mode)
	if errors.Is(err, ErrNotFound) {
		return true, nil
	}
	return false, err
}

// promote gives the places that are free to those who wait, in order, and has them told.
func (s *Service) promote(tx Tx, series Series, mode Mode) error {
	if series.over(now()) {
		return nil
	}
	for {
		holding, err := tx.Holding(series.ID)
		if err != nil || holding[mode] >= series.places(mode) {
			return err
		}
		next, err := tx.FirstWaiting(series.ID, mode)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		next.State = Enrolled
		next.Revision, next.ChangedAt = next.Revision+1, now()
		if err := tx.PutEnrolment(next); err != nil {
			return err
		}
		if err := s.giveCode(tx, next.ID); err != nil {
			return err
		}
		if err := tx.DropNotices("", next.ID, []NoticeKind{OnWaitList}, now()); err != nil {
			return err
		}
		if err := tellPlaced(tx, series, next, PlaceFree); err != nil {
			return err
		}
	}
}

// Enrol gives somebody a place, or a position in the waiting list. The error is an *accounts.InvalidError, ErrNotFound,
// ErrClosed once the series is over, or an *AlikeError if that was asked for.
func (s *Service) Enrol(ctx context.Context, by accounts.Person, seriesID string, n NewEnrolment) (e Enrolment, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		series, err := ownSeries(tx, by, seriesID)
		if err != nil {
			return err
		}
		e, err = s.enrol(tx, series, request{NewEnrolment: n, origin: ByOffice, scope: by.Organization.ID})
		return err
	})
	if err != nil {
		return Enrolment{}, fmt.Errorf("enrol in series %s: %w", seriesID, err)
	}
	return e, nil
}

// Ask asks for a place, for the office to confirm. The error is an *accounts.InvalidError, ErrNotFound, ErrClosed, or
// ErrFull as long as the office has too many to confirm: telephone.
// The answer tells nothing of who else asked.
func (s *Service) Ask(ctx context.Context, seriesID string, n NewEnrolment) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		series, err := tx.Series(seriesID)
		if err != nil {
			return err
		}
		if !series.Public {
			return ErrNotFound
		}
		n.SentBy = "" // For the office to say.
		_, err = s.enrol(tx, series, request{NewEnrolment: n, origin: ByPerson})
		return err
	})
	if err != nil {
		return fmt.Errorf("ask for a place in series %s: %w", seriesID, err)
	}
	return nil
}

// Confirm gives somebody who has asked, or who had withdrawn, a place or the last position in the waiting list. The
// error is ErrNotFound, ErrClosed or ErrState.
func (s *Service) Confirm(ctx context.Context, by accounts.Person, id string) (e Enrolment, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		var series Series
		if e, series, err = ownEnrolment(tx, by, id); err != nil {
			return err
		}
		switch {
		case e.State == Enrolled, e.State == Waiting:
			return nil // Pressed twice.
		case e.State == Erased:
			return ErrState
		case series.over(now()):
			return ErrClosed
		}
		e.Revision, e.ChangedAt = e.Revision+1, now()
		e, err = s.seat(tx, series, e)
		return err
	})
	if err != nil {
		return Enrolment{}, fmt.Errorf("confirm enrolment %s: %w", id, err)
	}
	return e, nil
}
