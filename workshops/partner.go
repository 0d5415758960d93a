package workshops

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"coupdemain/internal/accounts"
)

// partnerYears is how long a partner's link may be good, at the most.
const partnerYears = 1

// partnerZone is whose calendar a link's last day is of.
const partnerZone = "Europe/Paris"

// Partner is a named link by which an organization that sends people adds them. Whoever has the link sees which series
// have places and that those they sent were received; nothing else.
type Partner struct {
	ID             string
	OrganizationID string // whose series it may add to
	Name           string // "CCAS de Sainte-Foy-la-Grande"
	Until          Day    // the last day it is good, in France
	CreatedAt      time.Time
	CreatedBy      string
	RevokedAt      time.Time // zero: it is not
	Sent           int       // how many people came by it
}

// Receipt is what a partner sees of a person it sent: that they were received.
type Receipt struct {
	Name       string // empty once erased
	Series     string // its title
	ReceivedAt time.Time
}

// PartnerView is what a partner's link shows.
type PartnerView struct {
	Partner      Partner
	Organization string   // its name
	Series       []Listed // not over; only what the programme says of them
	Receipts     []Receipt
}

// Good tells whether a link may be used at a time.
func (p Partner) Good(at time.Time) bool { return p.RevokedAt.IsZero() && partnerDay(at) <= p.Until }

// partnerDay is the day that a moment is of, to a partner.
func partnerDay(at time.Time) Day {
	if zone, ok := location(partnerZone); ok {
		at = at.In(zone)
	}
	return DayOf(at)
}

// Partners lists the links of by's organization, by name.
func (s *Service) Partners(ctx context.Context, by accounts.Person) (all []Partner, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		all, err = tx.PartnersOf(by.Organization.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("partners: %w", err)
	}
	return all, nil
}

// AddPartner makes a link, good until a day, that one included (a year away at most). The token is told once.
func (s *Service) AddPartner(ctx context.Context, by accounts.Person, name string, until Day) (Partner, string, error) {
	p := Partner{
		ID: newID(), OrganizationID: by.Organization.ID, Name: name, Until: until, CreatedAt: now(), CreatedBy: by.ID,
	}
	var f faults
	f.line(accounts.FieldName, &p.Name, maxName)
	switch today := partnerDay(p.CreatedAt); {
	case !until.Valid():
		f.add(FieldUntil, NotADay)
	case until < today:
		f.add(FieldUntil, InThePast)
	case until > partnerDay(p.CreatedAt.AddDate(partnerYears, 0, 0)):
		f.add(FieldUntil, TooFar)
	}
	err := f.err()
	secret := rand.Text()
	if err == nil {
		err = s.store.Update(ctx, func(tx Tx) error { return tx.AddPartner(p, sha256.Sum256([]byte(secret))) })
	}
	if err != nil {
		return Partner{}, "", fmt.Errorf("add a partner: %w", err)
	}
	return p, secret, nil
}

// RevokePartner ends a link at once. Twice is no error.
func (s *Service) RevokePartner(ctx context.Context, by accounts.Person, id string) error {
	err := s.store.Update(ctx, func(tx Tx) error {
		p, err := tx.Partner(id)
		if err == nil && p.OrganizationID != by.Organization.ID {
			err = ErrNotFound
		}
		if err != nil || !p.RevokedAt.IsZero() {
			return err
		}
		p.RevokedAt = now()
		return tx.PutPartner(p)
	})
	if err != nil {
		return fmt.Errorf("revoke partner %s: %w", id, err)
	}
	return nil
}

// partnerBy is whose link a token is, as long as it is good.
func partnerBy(tx PartnerTx, secret string) (Partner, error) {
	p, err := tx.PartnerByToken(sha256.Sum256([]byte(secret)))
	if errors.Is(err, ErrNotFound) || err == nil && !p.Good(now()) {
		return Partner{}, ErrPartner
	}
	return p, err
}

// PartnerView is what a link shows. The error is ErrPartner.
func (s *Service) PartnerView(ctx context.Context, secret string) (v PartnerView, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if v.Partner, err = partnerBy(tx, secret); err != nil {
			return err
		}
		at := now()
		series, err := tx.SeriesOf(v.Partner.OrganizationID, at, at)
		if err != nil {
			return err
		}
		for _, one := range series {
			if one.Last == "" {
				continue
			}
			v.Organization = one.Organization
			v.Series = append(v.Series, one.outside())
		}
		sent, err := tx.EnrolmentsOfPartner(v.Partner.ID)
		if err != nil {
			return err
		}
		for _, e := range sent {
			series, err := tx.Series(e.SeriesID)
			if err != nil {
				return err
			}
			v.Receipts = append(v.Receipts, Receipt{e.Name, series.Title, e.CreatedAt})
		}
		return nil
	})
	if err != nil {
		return PartnerView{}, fmt.Errorf("partner: %w", err)
	}
	return v, nil
}

// outside is what somebody who is not of the office may know of a series: how many places are left, not how many wait
// or have asked.
func (l Listed) outside() Listed {
	return Listed{Series: l.Series, Sessions: l.Sessions, FreeOnSite: l.FreeOnSite, FreeRemote: l.FreeRemote, Next: l.Next}
}

// PartnerEnrol adds somebody by a link. The error is ErrPartner, an *accounts.InvalidError (without an agreement too),
// ErrNotFound or ErrClosed.
func (s *Service) PartnerEnrol(ctx context.Context, secret, seriesID string, n NewEnrolment) (r Receipt, err error) {
	err = s.store.Update(ctx, func(tx Tx) error {
		p, err := partnerBy(tx, secret)
		if err != nil {
			return err
		}
		series, err := tx.Series(seriesID)
		if err == nil && series.OrganizationID != p.OrganizationID {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		n.SentBy = p.Name
		e, err := s.enrol(tx, series, request{NewEnrolment: n, origin: ByPartner, partnerID: p.ID, scope: p.ID})
		r = Receipt{e.Name, series.Title, e.CreatedAt}
		return err
	})
	if err != nil {
		return Receipt{}, fmt.Errorf("enrol by a partner: %w", err)
	}
	return r, nil
}
