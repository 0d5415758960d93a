package accounts

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"
)

// Options tune a Service; the zero value is right for a server.
type Options struct {
	// ParallelHashes is how many passwords are hashed at a time, each in 19 MiB; zero is one per core.
	ParallelHashes int
	// Audit is told what has to be answered for; nil: nobody is.
	Audit Audit
}

// Service makes accounts and signs people in. Its methods may be called from any goroutine.
type Service struct {
	store  Store
	hasher hasher
	limits *limits
	audit  Audit
}

// New makes a Service over a store.
func New(store Store, options Options) *Service {
	parallel := options.ParallelHashes
	if parallel <= 0 {
		parallel = runtime.NumCPU()
	}
	if options.Audit == nil {
		options.Audit = noAudit{}
	}
	return &Service{
		store:  store,
		audit:  options.Audit,
		hasher: hasher{semaphore.NewWeighted(int64(parallel))},
		limits: newLimits(),
	}
}

// Add makes an account, and the organization when its name (whatever its case) is new. The error is an *InvalidError
// that names every faulty field, or ErrEmailTaken.
func (s *Service) Add(ctx context.Context, n NewPerson) (Person, error) {
	person, hash, err := s.prepareWithPassword(ctx, n)
	if err != nil {
		return Person{}, fmt.Errorf("add an account: %w", err)
	}
	if person, err = s.store.CreatePerson(ctx, person, hash); err != nil {
		return Person{}, fmt.Errorf("add an account: %w", err)
	}
	s.audit.Record(ctx, Event{Act: AccountAdded, About: person.ID, Role: person.Role})
	return person, nil
}

// FirstRunToken makes the token of the link by which the first administrator makes their account. It is needed only
// while nobody has one; each call replaces the token before.
func (s *Service) FirstRunToken(ctx context.Context) (token string, needed bool, err error) {
	token, digest := newToken()
	needed, err = s.store.SetFirstRun(ctx, digest)
	if err != nil {
		return "", false, fmt.Errorf("first-run link: %w", err)
	}
	if !needed {
		return "", false, nil
	}
	return token, true, nil
}

// CheckFirstRun tells, before a form is shown, whether a first-run token would be taken: nil, or ErrFirstRun.
func (s *Service) CheckFirstRun(ctx context.Context, token string) error {
	ok, err := s.store.FirstRun(ctx, digestOf(token))
	if err == nil && !ok {
		err = ErrFirstRun
	}
	if err != nil {
		return fmt.Errorf("first-run link: %w", err)
	}
	return nil
}

// FirstAdmin makes the first account, an administrator's whatever the role given, and uses up the token. The error is
// ErrFirstRun, or an *InvalidError, after which the token is still good.
func (s *Service) FirstAdmin(ctx context.Context, token string, n NewPerson) (Person, error) {
	if err := s.CheckFirstRun(ctx, token); err != nil {
		return Person{}, err
	}
	n.Role = Admin
	person, hash, err := s.prepareWithPassword(ctx, n)
	if err != nil {
		return Person{}, fmt.Errorf("first account: %w", err)
	}
	if person, err = s.store.CreateFirstPerson(ctx, person, hash, digestOf(token)); err != nil {
		return Person{}, fmt.Errorf("first account: %w", err)
	}
	s.audit.Record(ctx, Event{Act: AccountAdded, About: person.ID, Role: person.Role})
	return person, nil
}

// prepare turns what was typed, but for the password, into a person to store.
func (s *Service) prepare(ctx context.Context, n NewPerson) (Person, error) {
	_, err := s.store.OrganizationByKey(ctx, Organization{Name: n.Organization}.Key())
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Person{}, err
	}
	n, faults := n.normalise(err == nil)
	if len(faults) > 0 {
		return Person{}, &InvalidError{faults}
	}
	return Person{
		ID: newID(), Email: n.Email, Name: n.Name, Role: n.Role, CreatedAt: now(),
		Organization: Organization{ID: newID(), Name: n.Organization, Phone: n.Phone, Town: n.Town},
	}, nil
}

// prepareWithPassword is prepare, and the hash of the password; the faults of both come at once.
func (s *Service) prepareWithPassword(ctx context.Context, n NewPerson) (Person, string, error) {
	person, err := s.prepare(ctx, n)
	var invalid *InvalidError
	if err != nil && !errors.As(err, &invalid) {
		return Person{}, "", err
	}
	password, problem := normalPassword(n.Password)
	if problem != "" {
		if invalid == nil {
			invalid = &InvalidError{}
		}
		invalid.Faults = append(invalid.Faults, Fault{FieldPassword, problem})
	}
	if invalid != nil {
		return Person{}, "", invalid
	}
	hash, err := s.hasher.hash(ctx, password)
	return person, hash, err
}

// newID is an identifier that cannot be guessed and is easy to read in a log.
func newID() string { return strings.ToLower(rand.Text()) }

// now is the time as it is stored.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
