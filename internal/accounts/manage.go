package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// PasswordLinkLasts is how long a link to choose a password is good.
const PasswordLinkLasts = 3 * 24 * time.Hour

// Oversees tells whether p may change that account: an administrator any but their own, a coordinator those of their
// organization, administrators' excepted. One's own goes by ChangePassword and SignOutEverywhere.
func (p Person) Oversees(other Person) bool {
	switch {
	case p.ID == other.ID:
		return false
	case p.Role == Admin:
		return true
	}
	return p.Role == Coordinator && other.Role != Admin && p.Organization.ID == other.Organization.ID
}

// Grants tells whether p may give that role.
func (p Person) Grants(r Role) bool {
	return r.Valid() && (p.Role == Admin || p.Role == Coordinator && r != Admin)
}

// OverseesOrganization tells whether p may change what the organization is called and where it is reached.
func (p Person) OverseesOrganization(id string) bool {
	return p.Role == Admin || p.Role == Coordinator && p.Organization.ID == id
}

// scope is the organization that p is bounded to, "" for all; false if p oversees none.
func (p Person) scope() (organization string, ok bool) {
	switch p.Role {
	case Admin:
		return "", true
	case Coordinator:
		return p.Organization.ID, true
	}
	return "", false
}

// People lists the accounts that by may see, by organization and name. The error is ErrForbidden.
func (s *Service) People(ctx context.Context, by Person) ([]Person, error) {
	organization, ok := by.scope()
	if !ok {
		return nil, ErrForbidden
	}
	people, err := s.store.People(ctx, organization)
	if err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	return people, nil
}

// Somebody is an account that by may see. The error is ErrNotFound, for one that they may not as well.
func (s *Service) Somebody(ctx context.Context, by Person, id string) (Person, error) {
	organization, ok := by.scope()
	if !ok {
		return Person{}, ErrForbidden
	}
	p, err := s.store.PersonByID(ctx, id)
	if err == nil && organization != "" && p.Organization.ID != organization {
		err = ErrNotFound
	}
	if err != nil {
		return Person{}, fmt.Errorf("account: %w", err)
	}
	return p, nil
}

// AddFor makes an account without a password, and the token of the link by which its owner chooses one. A coordinator
// adds to their own organization, whatever n says. The error is an *InvalidError, ErrEmailTaken or ErrForbidden.
func (s *Service) AddFor(ctx context.Context, by Person, n NewPerson) (p Person, token string, err error) {
	if _, ok := by.scope(); !ok || n.Role.Valid() && !by.Grants(n.Role) {
		return Person{}, "", ErrForbidden
	}
	if by.Role != Admin {
		n.Organization = by.Organization.Name
	}
	person, err := s.prepare(ctx, n)
	if err != nil {
		return Person{}, "", fmt.Errorf("add an account: %w", err)
	}
	if p, err = s.store.CreatePerson(ctx, person, noHash); err != nil {
		return Person{}, "", fmt.Errorf("add an account: %w", err)
	}
	s.audit.Record(ctx, Event{Act: AccountAdded, By: by.ID, About: p.ID, Role: p.Role})
	if token, err = s.PasswordLink(ctx, by, p.ID); err != nil {
		return Person{}, "", err
	}
	return p, token, nil
}

// PasswordLink makes the token of a link by which somebody chooses a password: good once, for PasswordLinkLasts, in
// place of any before. The password they have goes on until then. The error is ErrNotFound or ErrForbidden.
func (s *Service) PasswordLink(ctx context.Context, by Person, id string) (string, error) {
	p, err := s.overseen(ctx, by, id)
	if err != nil {
		return "", err
	}
	if !p.DeactivatedAt.IsZero() {
		return "", ErrForbidden
	}
	token, digest := newToken()
	if err := s.store.SetPasswordLink(ctx, PasswordLink{Digest: digest, PersonID: id, ExpiresAt: now().Add(PasswordLinkLasts)}); err != nil {
		return "", fmt.Errorf("password link of %s: %w", id, err)
	}
	s.audit.Record(ctx, Event{Act: PasswordLinkMade, By: by.ID, About: id})
	return token, nil
}

// CheckPasswordLink is whose password a link chooses. The error is ErrLink.
func (s *Service) CheckPasswordLink(ctx context.Context, token string) (Person, error) {
	link, p, err := s.store.PasswordLink(ctx, digestOf(token))
	if errors.Is(err, ErrNotFound) || err == nil && (!now().Before(link.ExpiresAt) || !p.DeactivatedAt.IsZero()) {
		return Person{}, ErrLink
	}
	if err != nil {
		return Person{}, fmt.Errorf("password link: %w", err)
	}
	return p, nil
}

// ChoosePassword uses a link up: its owner has that password from now on, and is signed out everywhere. The error is
// ErrLink, or an *InvalidError, after which the link is still good.
func (s *Service) ChoosePassword(ctx context.Context, token, password string) (Person, error) {
	p, err := s.CheckPasswordLink(ctx, token)
	if err != nil {
		return Person{}, err
	}
	password, problem := normalPassword(password)
	if problem != "" {
		return Person{}, &InvalidError{[]Fault{{FieldPassword, problem}}}
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return Person{}, err
	}
	if err := s.store.UsePasswordLink(ctx, digestOf(token), hash); err != nil {
		if errors.Is(err, ErrNotFound) {
			return Person{}, ErrLink
		}
		return Person{}, fmt.Errorf("choose a password for %s: %w", p.ID, err)
	}
	s.audit.Record(ctx, Event{Act: PasswordChanged, By: p.ID})
	return p, nil
}

// SetActive lets somebody sign in again, or signs them out everywhere and lets them in no more. The error is
// ErrNotFound, ErrForbidden or ErrLastAdmin.
func (s *Service) SetActive(ctx context.Context, by Person, id string, active bool) error {
	if _, err := s.overseen(ctx, by, id); err != nil {
		return err
	}
	act, at := AccountReactivated, time.Time{}
	if !active {
		act, at = AccountDeactivated, now()
	}
	if err := s.store.SetDeactivated(ctx, id, at); err != nil {
		return fmt.Errorf("activity of %s: %w", id, err)
	}
	s.audit.Record(ctx, Event{Act: act, By: by.ID, About: id})
	return nil
}

// SetRole changes what somebody may do. The error is ErrNotFound, ErrForbidden or ErrLastAdmin.
func (s *Service) SetRole(ctx context.Context, by Person, id string, role Role) error {
	if !by.Grants(role) {
		return ErrForbidden
	}
	p, err := s.overseen(ctx, by, id)
	if err != nil || p.Role == role {
		return err
	}
	if err := s.store.SetRole(ctx, id, role); err != nil {
		return fmt.Errorf("role of %s: %w", id, err)
	}
	s.audit.Record(ctx, Event{Act: RoleChanged, By: by.ID, About: id, Role: role})
	return nil
}

// SignOutSomebody ends all the sessions of somebody else. The error is ErrNotFound or ErrForbidden.
func (s *Service) SignOutSomebody(ctx context.Context, by Person, id string) error {
	if _, err := s.overseen(ctx, by, id); err != nil {
		return err
	}
	return s.signOutEverywhere(ctx, Event{By: by.ID, About: id}, id)
}

// overseen is somebody whom by may see and change.
func (s *Service) overseen(ctx context.Context, by Person, id string) (Person, error) {
	p, err := s.Somebody(ctx, by, id)
	if err == nil && !by.Oversees(p) {
		err = ErrForbidden
	}
	return p, err
}
