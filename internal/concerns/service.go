package concerns

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
	"coupdemain/internal/ratelimit"
)

const (
	// Kept is how long a concern is kept.
	Kept = 365 * 24 * time.Hour
	// PhoneKept is how long a telephone number is kept after the concern was dealt with.
	PhoneKept = 30 * 24 * time.Hour
	// MaxText is how long the telling may be, in characters.
	MaxText = 1000

	listed = 200 // concerns on a page
	// From one address: a burst, then one per interval. A town hall's visitors share one.
	burst, every = 5, 10 * time.Minute
)

// limits are far above what is true, and far below what a flood would bring.
var limits = Limits{OfOneHelp: 5, OfNoHelp: 100}

// Act names what has to be answered for afterwards.
type Act string

// The acts.
const (
	Reported Act = "concern-reported"
	Dealt    Act = "concern-dealt"
	Reopened Act = "concern-reopened"
)

// Event is an act as it is written down.
type Event struct {
	Act          Act
	By           string // who did it; empty: somebody who was helped
	Organization string // empty: the reference is no help's
	Help         string
}

// Audit writes events down; it is called from any goroutine.
type Audit interface {
	Record(ctx context.Context, e Event)
}

// Field is what a field of the form is called.
type Field string

// The fields.
const (
	FieldReference Field = "reference"
	FieldWhat      Field = "quoi"
	FieldText      Field = "recit"
	FieldPhone     Field = "telephone"
)

// InvalidError names every faulty field at once.
type InvalidError struct{ Fields []Field }

// Error lists the fields.
func (e *InvalidError) Error() string { return fmt.Sprintf("faulty fields: %v", e.Fields) }

// Service takes concerns and gives them to those who may read them. Its methods may be called from any goroutine.
type Service struct {
	store  Store
	audit  Audit
	log    *slog.Logger
	heard  *ratelimit.Buckets[netip.Prefix]
	passed atomic.Uint64 // not kept, since too many wait
}

// New makes a Service over a store.
func New(store Store, audit Audit, log *slog.Logger) *Service {
	return &Service{store: store, audit: audit, log: log, heard: ratelimit.New[netip.Prefix](every, burst)}
}

// Report keeps a concern: of it Help, Whats, Text and Phone are taken. The error is an *InvalidError, a *TooManyError or
// the store's: none tells whether there is such a help, nor does the time it takes.
func (s *Service) Report(ctx context.Context, c Concern, from netip.Addr) error {
	c, faulty := normalised(c)
	if len(faulty) > 0 {
		return &InvalidError{faulty}
	}
	if wait := s.heard.Take(ratelimit.Subscriber(from)); wait > 0 {
		return &TooManyError{RetryAfter: wait}
	}
	c.ID, c.ReportedAt = strings.ToLower(rand.Text()), now()
	c.DealtAt, c.DealtBy, c.Note = time.Time{}, "", ""
	organization, err := s.store.Add(ctx, c, limits)
	if errors.Is(err, ErrFull) {
		s.passed.Add(1)
		s.log.Warn("concern not kept: too many wait to be read")
		return nil // Whoever floods learns nothing by it.
	}
	if err != nil {
		return fmt.Errorf("report a concern: %w", err)
	}
	s.audit.Record(ctx, Event{Act: Reported, Organization: organization, Help: c.Help})
	return nil
}

func normalised(c Concern) (Concern, []Field) {
	var faulty []Field
	reference, ok := Reference(c.Help)
	if !ok {
		faulty = append(faulty, FieldReference)
	}
	c.Help = reference
	c.Text = plaintext.Lines(c.Text)
	said := slices.DeleteFunc(slices.Clone(Whats), func(w What) bool { return !slices.Contains(c.Whats, w) })
	if len(said) == 0 && c.Text == "" {
		faulty = append(faulty, FieldWhat)
	}
	c.Whats = said
	if utf8.RuneCountInString(c.Text) > MaxText {
		faulty = append(faulty, FieldText)
	}
	if c.Phone = strings.TrimSpace(c.Phone); c.Phone != "" {
		phone, problem := accounts.NormalPhone(c.Phone)
		if problem != "" {
			faulty = append(faulty, FieldPhone)
		}
		c.Phone = phone
	}
	return c, faulty
}

// scope is the organization that by is bounded to, "" for all.
func scope(by accounts.Person) (organization string, err error) {
	switch by.Role {
	case accounts.Admin:
		return "", nil
	case accounts.Coordinator:
		return by.Organization.ID, nil
	}
	return "", ErrForbidden
}

// Lines lists the concerns that by may read, those that wait first. The error is ErrForbidden.
func (s *Service) Lines(ctx context.Context, by accounts.Person) ([]Line, error) {
	organization, err := scope(by)
	if err != nil {
		return nil, err
	}
	lines, err := s.store.Lines(ctx, organization, by.ID, listed)
	if err != nil {
		return nil, fmt.Errorf("concerns: %w", err)
	}
	return lines, nil
}

// Deal marks a concern as dealt with; the note says what was done. The error is ErrNotFound, ErrForbidden, or an
// *InvalidError where the note is too long.
func (s *Service) Deal(ctx context.Context, by accounts.Person, id, note string) error {
	note = plaintext.Lines(note)
	if utf8.RuneCountInString(note) > MaxText {
		return &InvalidError{[]Field{FieldText}}
	}
	return s.deal(ctx, by, id, note, now(), Dealt)
}

// Reopen has a concern wait again; its note stays. The error is ErrNotFound or ErrForbidden.
func (s *Service) Reopen(ctx context.Context, by accounts.Person, id string) error {
	return s.deal(ctx, by, id, "", time.Time{}, Reopened)
}

func (s *Service) deal(ctx context.Context, by accounts.Person, id, note string, at time.Time, act Act) error {
	organization, err := scope(by)
	if err != nil {
		return err
	}
	help, err := s.store.Deal(ctx, organization, by.ID, id, at, note)
	if err != nil {
		return fmt.Errorf("concern %s: %w", id, err)
	}
	s.audit.Record(ctx, Event{Act: act, By: by.ID, Help: help})
	return nil
}

// Run erases what is no longer to be kept, every hour until ctx is done.
func (s *Service) Run(ctx context.Context) error {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if err := s.store.Forget(ctx, now().Add(-PhoneKept), now().Add(-Kept)); err != nil && ctx.Err() == nil {
			s.log.Error("old concerns not erased", "error", err)
		}
		select {
		case <-hourly.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// Drops counts what was not kept.
func (s *Service) Drops() map[string]uint64 {
	return map[string]uint64{"too_many_wait": s.passed.Load()}
}

// now is the time as it is stored.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
