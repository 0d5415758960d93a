package accounts_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store"
)

// acts keeps what was told to the audit log.
type acts []accounts.Event

// Record implements accounts.Audit.
func (a *acts) Record(_ context.Context, e accounts.Event) { *a = append(*a, e) }

// staff are two organizations, and who works there.
type staff struct {
	*accounts.Service
	told                                 *acts
	admin, coordinator, mediator, remote accounts.Person
}

func newStaff(t *testing.T) (s staff, done func()) {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s.told = &acts{}
	s.Service = accounts.New(db.Accounts(), accounts.Options{Audit: s.told})
	for _, one := range []struct {
		into               *accounts.Person
		name, organization string
		role               accounts.Role
	}{
		{&s.admin, "ada", "Mairie", accounts.Admin}, {&s.coordinator, "colette", "Médiathèque", accounts.Coordinator},
		{&s.mediator, "marc", "Médiathèque", accounts.Mediator}, {&s.remote, "rose", "Mairie", accounts.Mediator},
	} {
		n := philippe()
		n.Email, n.Name, n.Organization, n.Role = one.name+"@example.org", one.name, one.organization, one.role
		*one.into = mustAdd(t, s.Service, n)
	}
	*s.told = nil
	return s, func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestWhoMayChangeWhom(t *testing.T) {
	s, done := newStaff(t)
	defer done()
	ctx := t.Context()
	for _, tt := range []struct {
		name      string
		by, about accounts.Person
		want      error
	}{
		{"an administrator, anybody", s.admin, s.remote, nil},
		{"an administrator, another's", s.admin, s.coordinator, nil},
		{"an administrator, themselves", s.admin, s.admin, accounts.ErrForbidden},
		{"a coordinator, their own", s.coordinator, s.mediator, nil},
		{"a coordinator, another organization's", s.coordinator, s.remote, accounts.ErrNotFound},
		{"a coordinator, themselves", s.coordinator, s.coordinator, accounts.ErrForbidden},
		{"a mediator", s.mediator, s.coordinator, accounts.ErrForbidden},
		{"nobody at all", s.admin, accounts.Person{ID: "nobody"}, accounts.ErrNotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, linkErr := s.PasswordLink(ctx, tt.by, tt.about.ID)
			for what, err := range map[string]error{
				"sign out": s.SignOutSomebody(ctx, tt.by, tt.about.ID),
				"link":     linkErr,
				"role":     s.SetRole(ctx, tt.by, tt.about.ID, accounts.Mediator),
				"off":      s.SetActive(ctx, tt.by, tt.about.ID, false),
				"on":       s.SetActive(ctx, tt.by, tt.about.ID, true),
			} {
				if !errors.Is(err, tt.want) {
					t.Errorf("%s: %v, want %v", what, err, tt.want)
				}
			}
		})
	}
	if err := s.SetRole(ctx, s.coordinator, s.mediator.ID, accounts.Admin); !errors.Is(err, accounts.ErrForbidden) {
		t.Errorf("a coordinator makes an administrator: %v", err)
	}
	if err := s.SetRole(ctx, s.admin, s.mediator.ID, "chief"); !errors.Is(err, accounts.ErrForbidden) {
		t.Errorf("a role that is none: %v", err)
	}
}

func TestWhatEachSees(t *testing.T) {
	s, done := newStaff(t)
	defer done()
	ctx := t.Context()
	names := func(by accounts.Person) (names []string) {
		people, err := s.People(ctx, by)
		if err != nil && !errors.Is(err, accounts.ErrForbidden) {
			t.Error(err)
		}
		for _, p := range people {
			names = append(names, p.Name)
		}
		all, err := s.Organizations(ctx, by)
		if err != nil && !errors.Is(err, accounts.ErrForbidden) {
			t.Error(err)
		}
		for _, o := range all {
			names = append(names, o.Name)
		}
		return names
	}
	for _, tt := range []struct {
		by   accounts.Person
		want []string
	}{
		{s.admin, []string{"ada", "rose", "colette", "marc", "Mairie", "Médiathèque"}},
		{s.coordinator, []string{"colette", "marc", "Médiathèque"}},
		{s.mediator, nil},
	} {
		if got := names(tt.by); !slices.Equal(got, tt.want) {
			t.Errorf("%s sees %v, want %v", tt.by.Name, got, tt.want)
		}
	}
	o := s.mediator.Organization
	o.Phone = "05 57 00 00 99"
	if err := s.SetOrganization(ctx, s.coordinator, o); err != nil {
		t.Error(err)
	}
	if err := s.SetOrganization(ctx, s.coordinator, s.admin.Organization); !errors.Is(err, accounts.ErrForbidden) {
		t.Errorf("another's: %v", err)
	}
	o.Phone, o.Town = "call us", ""
	var invalid *accounts.InvalidError
	if err := s.SetOrganization(ctx, s.admin, o); !errors.As(err, &invalid) || len(invalid.Faults) != 2 {
		t.Errorf("faulty: %v", err)
	}
	o = s.mediator.Organization
	o.Name = "MAIRIE"
	if err := s.SetOrganization(ctx, s.admin, o); !errors.Is(err, accounts.ErrNameTaken) {
		t.Errorf("a name taken: %v", err)
	}
}

func TestAddedByAnotherTheyChooseTheirPassword(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, done := newStaff(t)
		defer done()
		ctx := t.Context()
		n := philippe()
		n.Organization, n.Password = "Mairie", "" // A coordinator's own organization counts, whatever the form says.
		p, token, err := s.AddFor(ctx, s.coordinator, n)
		if err != nil || p.Organization.ID != s.coordinator.Organization.ID || len(token) != 43 {
			t.Fatalf("added %+v, %v", p, err)
		}
		for _, typed := range []string{"", goodPassword} {
			if _, _, err := s.SignIn(ctx, p.Email, typed, office); !errors.Is(err, accounts.ErrCredentials) {
				t.Errorf("without a password: %v", err)
			}
		}
		var invalid *accounts.InvalidError
		if _, err := s.ChoosePassword(ctx, token, "short"); !errors.As(err, &invalid) {
			t.Errorf("a short one: %v", err)
		}
		if _, err := s.ChoosePassword(ctx, token, goodPassword); err != nil {
			t.Fatal(err)
		}
		if _, err := s.ChoosePassword(ctx, token, goodPassword); !errors.Is(err, accounts.ErrLink) {
			t.Errorf("the link again: %v", err)
		}
		if _, _, err := s.SignIn(ctx, p.Email, goodPassword, office); err != nil {
			t.Errorf("with the password: %v", err)
		}
		token, err = s.PasswordLink(ctx, s.coordinator, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(accounts.PasswordLinkLasts)
		if _, err := s.CheckPasswordLink(ctx, token); !errors.Is(err, accounts.ErrLink) {
			t.Errorf("three days later: %v", err)
		}
		n.Role = accounts.Admin
		if _, _, err := s.AddFor(ctx, s.coordinator, n); !errors.Is(err, accounts.ErrForbidden) {
			t.Errorf("a coordinator adds an administrator: %v", err)
		}
		if _, _, err := s.AddFor(ctx, s.mediator, philippe()); !errors.Is(err, accounts.ErrForbidden) {
			t.Errorf("a mediator adds: %v", err)
		}
	})
}

func TestDeactivated(t *testing.T) {
	s, done := newStaff(t)
	defer done()
	ctx := t.Context()
	session, _, err := s.SignIn(ctx, s.mediator.Email, goodPassword, office)
	if err != nil {
		t.Fatal(err)
	}
	link, err := s.PasswordLink(ctx, s.admin, s.mediator.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetActive(ctx, s.admin, s.mediator.ID, false); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Person(ctx, session); !errors.Is(err, accounts.ErrNoSession) {
		t.Errorf("their session: %v", err)
	}
	if _, _, err := s.SignIn(ctx, s.mediator.Email, goodPassword, office); !errors.Is(err, accounts.ErrCredentials) {
		t.Errorf("signing in: %v", err)
	}
	if _, err := s.ChoosePassword(ctx, link, goodPassword); !errors.Is(err, accounts.ErrLink) {
		t.Errorf("their link: %v", err)
	}
	if _, err := s.PasswordLink(ctx, s.admin, s.mediator.ID); !errors.Is(err, accounts.ErrForbidden) {
		t.Errorf("a new link: %v", err)
	}
	if err := s.SetActive(ctx, s.admin, s.mediator.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.SignIn(ctx, s.mediator.Email, goodPassword, office); err != nil {
		t.Errorf("reactivated: %v", err)
	}
}

func TestActsAreTold(t *testing.T) {
	s, done := newStaff(t)
	defer done()
	ctx := t.Context()
	token, _, err := s.SignIn(ctx, s.mediator.Email, goodPassword, office)
	if err != nil {
		t.Fatal(err)
	}
	_, _, _ = s.SignIn(ctx, s.mediator.Email, "wrong", office)
	_, _, _ = s.SignIn(ctx, "nobody@example.org", "wrong", office)
	o := s.mediator.Organization
	err = errors.Join(
		s.SignOut(ctx, token), s.SignOut(ctx, token), s.SignOutEverywhere(ctx, s.mediator.ID),
		s.SignOutSomebody(ctx, s.admin, s.mediator.ID), s.SetRole(ctx, s.admin, s.mediator.ID, accounts.Coordinator),
		s.SetRole(ctx, s.admin, s.mediator.ID, accounts.Coordinator), // no change, nothing to tell
		s.SetActive(ctx, s.admin, s.mediator.ID, false), s.SetActive(ctx, s.admin, s.mediator.ID, true),
		s.SetOrganization(ctx, s.admin, o),
	)
	if err != nil {
		t.Fatal(err)
	}
	m, a := s.mediator.ID, s.admin.ID
	want := acts{
		{Act: accounts.SignedIn, By: m, From: office},
		{Act: accounts.SignInRefused, About: m, From: office},
		{Act: accounts.SignedOut, By: m},
		{Act: accounts.SignedOutEverywhere, By: m},
		{Act: accounts.SignedOutEverywhere, By: a, About: m},
		{Act: accounts.RoleChanged, By: a, About: m, Role: accounts.Coordinator},
		{Act: accounts.AccountDeactivated, By: a, About: m},
		{Act: accounts.AccountReactivated, By: a, About: m},
		{Act: accounts.OrganizationChanged, By: a, Organization: o.ID},
	}
	if !slices.Equal(*s.told, want) {
		t.Errorf("told\n%+v\nwant\n%+v", *s.told, want)
	}
}
