package family

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

// Act names what has to be answered for afterwards.
type Act string

// The acts.
const (
	Made     Act = "family-made"
	Renewed  Act = "family-renewed" // or opened again
	Closed   Act = "family-closed"
	NewCard  Act = "family-new-card"
	Reopened Act = "family-reopened"
)

// Event is an act as it is written down. It names nobody of the family.
type Event struct {
	Act          Act
	By           string // an account; empty: somebody of the family
	Organization string
}

// Audit writes events down; it is called from any goroutine.
type Audit interface {
	Record(ctx context.Context, e Event)
}

// Service makes families and changes them. Its methods may be called from any goroutine.
//
// Those who ask by an account see the families of their organization; whoever holds a card asks as Of has shown, with
// the zero Person and the ID of their own family.
type Service struct {
	store Store
	codes spokencode.Printed // of the members' cards
	audit Audit
	log   *slog.Logger
}

// New makes a Service over a store; codes are derived from the server's secret.
func New(store Store, secret []byte, audit Audit, log *slog.Logger) (*Service, error) {
	codes, err := spokencode.NewPrinted(secret, "families")
	if err != nil {
		return nil, fmt.Errorf("families: %w", err)
	}
	return &Service{store: store, codes: codes, audit: audit, log: log}, nil
}

// Make makes a family of those names, in the organization of whoever asks. The error is an *accounts.InvalidError or
// the store's.
func (s *Service) Make(ctx context.Context, by accounts.Person, d Details, members []string) (Family, error) {
	d, faults := d.normalise()
	all, more := names(members)
	if faults = append(faults, more...); len(faults) > 0 {
		return Family{}, &accounts.InvalidError{Faults: faults}
	}
	at := now()
	f := Family{
		ID: newID(), Name: d.Name, Hour: d.Hour, Phone: d.Phone, OrganizationID: by.Organization.ID,
		MadeBy: by.ID, MadeAt: at, ValidUntil: at.Add(Lasts),
	}
	err := s.store.Update(ctx, func(tx Tx) error {
		f.Members = nil
		for _, name := range all {
			if err := s.join(tx, &f, name); err != nil {
				return err
			}
		}
		return tx.Put(f)
	})
	if err != nil {
		return Family{}, fmt.Errorf("make a family: %w", err)
	}
	s.audit.Record(ctx, Event{Act: Made, By: by.ID, Organization: f.OrganizationID})
	return f, nil
}

// Families lists those of the organization of whoever asks, by name.
func (s *Service) Families(ctx context.Context, by accounts.Person) ([]Family, error) {
	all, err := s.store.Families(ctx, by.Organization.ID)
	if err != nil {
		return nil, fmt.Errorf("families: %w", err)
	}
	return all, nil
}

// Family is one of those. The error is ErrNotFound.
func (s *Service) Family(ctx context.Context, by accounts.Person, id string) (Family, error) {
	f, err := s.store.Family(ctx, id)
	if err == nil && !sees(by, f) {
		err = ErrNotFound
	}
	if err != nil {
		return Family{}, fmt.Errorf("family %s: %w", id, err)
	}
	return f, nil
}

// sees tells whether somebody may see a family: whoever has no account has shown a card of it.
func sees(by accounts.Person, f Family) bool {
	return by.ID == "" || by.Organization.ID == f.OrganizationID
}

// Open is a family whose room is open, for the live pages. The error is ErrNotFound.
func (s *Service) Open(ctx context.Context, id string) (Family, error) {
	f, err := s.store.Family(ctx, id)
	if err == nil && !f.Open(now()) {
		err = ErrNotFound
	}
	if err != nil {
		return Family{}, fmt.Errorf("family %s: %w", id, err)
	}
	return f, nil
}

// change changes a family, and writes down what was done unless that is "".
func (s *Service) change(ctx context.Context, by accounts.Person, id string, act Act, do func(Tx, *Family) error) error {
	var f Family
	err := s.store.Update(ctx, func(tx Tx) (err error) {
		if f, err = tx.Family(id); err == nil && !sees(by, f) {
			err = ErrNotFound
		}
		if err == nil {
			err = do(tx, &f)
		}
		if err != nil {
			return err
		}
		return tx.Put(f)
	})
	if err != nil {
		return fmt.Errorf("family %s: %w", id, err)
	}
	if act != "" {
		s.audit.Record(ctx, Event{Act: act, By: by.ID, Organization: f.OrganizationID})
	}
	return nil
}

// Correct changes what is written of a family. The error is ErrNotFound or an *accounts.InvalidError.
func (s *Service) Correct(ctx context.Context, by accounts.Person, id string, d Details) error {
	d, faults := d.normalise()
	if len(faults) > 0 {
		return &accounts.InvalidError{Faults: faults}
	}
	return s.change(ctx, by, id, "", func(_ Tx, f *Family) error {
		f.Name, f.Hour, f.Phone = d.Name, d.Hour, d.Phone
		return nil
	})
}

// Renew keeps the room open for a year from now; it opens again if it was over. The error is ErrNotFound.
func (s *Service) Renew(ctx context.Context, by accounts.Person, id string) error {
	return s.change(ctx, by, id, Renewed, func(_ Tx, f *Family) error {
		f.ValidUntil, f.ClosedAt = now().Add(Lasts), time.Time{}
		return nil
	})
}

// Close closes the room; for as long as Kept it can be opened again. The error is ErrNotFound.
func (s *Service) Close(ctx context.Context, by accounts.Person, id string) error {
	return s.change(ctx, by, id, Closed, func(_ Tx, f *Family) error {
		if f.ClosedAt.IsZero() {
			f.ClosedAt = now()
		}
		return nil
	})
}

// Reopen takes Close back; the room ends when it would have. The error is ErrNotFound.
func (s *Service) Reopen(ctx context.Context, by accounts.Person, id string) error {
	return s.change(ctx, by, id, Reopened, func(_ Tx, f *Family) error {
		f.ClosedAt = time.Time{}
		return nil
	})
}

// Run erases the families that closed or ended long ago, every hour until ctx is done.
func (s *Service) Run(ctx context.Context) error {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if err := s.store.Forget(ctx, now().Add(-Kept), now().Add(-Undoable)); err != nil && ctx.Err() == nil {
			s.log.Error("old families not erased", "error", err)
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

func newID() string { return strings.ToLower(rand.Text()) }
