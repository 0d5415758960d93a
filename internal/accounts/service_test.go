package accounts_test

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const goodPassword = "un mot de passe long"

var office = netip.MustParseAddr("192.0.2.1")

// newService is a service over a new database; call close before the end of a synctest bubble.
func newService(t *testing.T) (s *accounts.Service, close func()) {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return accounts.New(db.Accounts(), accounts.Options{}), func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

// philippe is a faultless new account.
func philippe() accounts.NewPerson {
	return accounts.NewPerson{
		Email: "philippe@example.org", Name: "Philippe Martin", Organization: "Médiathèque", Phone: "05 57 00 00 00",
		Town: "Pessac", Role: accounts.Mediator, Password: goodPassword,
	}
}

func mustAdd(t *testing.T, s *accounts.Service, n accounts.NewPerson) accounts.Person {
	t.Helper()
	p, err := s.Add(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAdd(t *testing.T) {
	s, done := newService(t)
	defer done()
	n := philippe()
	n.Email, n.Name, n.Phone = "  Philippe@Example.ORG ", " Philippe   Martin ", " 05 57 00 00 00 "
	p := mustAdd(t, s, n)
	if p.Email != "philippe@example.org" || p.Name != "Philippe Martin" || p.FirstName() != "Philippe" ||
		p.Role != accounts.Mediator || p.Organization.Phone != "05 57 00 00 00" {
		t.Errorf("added %+v", p)
	}
	n = accounts.NewPerson{Email: "zoe@example.org", Name: "Zoé", Organization: "MÉDIATHÈQUE", Role: accounts.Admin, Password: goodPassword}
	if second := mustAdd(t, s, n); second.Organization != p.Organization || second.FirstName() != "Zoé" {
		t.Errorf("second %+v", second)
	}
	if _, err := s.Add(t.Context(), philippe()); !errors.Is(err, accounts.ErrEmailTaken) {
		t.Errorf("the same address: %v", err)
	}
}

func TestEveryFaultAtOnce(t *testing.T) {
	s, done := newService(t)
	defer done()
	_, err := s.Add(t.Context(), accounts.NewPerson{Role: "chief", Password: "short"})
	var invalid *accounts.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("%v, want an *InvalidError", err)
	}
	want := "[{email is missing} {name is missing} {organization is missing} {phone is missing} {town is missing} " +
		"{role is not mediator, coordinator or admin} {password is too short}]"
	if got := fmt.Sprint(invalid.Faults); got != want {
		t.Errorf("faults %s, want %s", got, want)
	}
}

func TestFields(t *testing.T) {
	s, done := newService(t)
	defer done()
	tests := []struct {
		name   string
		change func(*accounts.NewPerson)
		want   accounts.Fault
	}{
		{"no at", func(n *accounts.NewPerson) { n.Email = "philippe" }, accounts.Fault{Field: accounts.FieldEmail, Problem: accounts.NotAnEmail}},
		{"display name", func(n *accounts.NewPerson) { n.Email = "P <p@example.org>" }, accounts.Fault{Field: accounts.FieldEmail, Problem: accounts.NotAnEmail}},
		{"two addresses", func(n *accounts.NewPerson) { n.Email = "a@example.org, b@example.org" }, accounts.Fault{Field: accounts.FieldEmail, Problem: accounts.NotAnEmail}},
		{"long address", func(n *accounts.NewPerson) { n.Email = strings.Repeat("a", 250) + "@example.org" }, accounts.Fault{Field: accounts.FieldEmail, Problem: accounts.TooLong}},
		{"line break", func(n *accounts.NewPerson) { n.Name = "Phi\nlippe" }, accounts.Fault{Field: accounts.FieldName, Problem: accounts.BadText}},
		{"direction override", func(n *accounts.NewPerson) { n.Name = "Phi\u202elippe" }, accounts.Fault{Field: accounts.FieldName, Problem: accounts.BadText}},
		{"direction isolate", func(n *accounts.NewPerson) { n.Organization = "Mairie\u2066" }, accounts.Fault{Field: accounts.FieldOrganization, Problem: accounts.BadText}},
		{"invisible", func(n *accounts.NewPerson) { n.Town = "Pes\u200bsac" }, accounts.Fault{Field: accounts.FieldTown, Problem: accounts.BadText}},
		{"broken UTF-8", func(n *accounts.NewPerson) { n.Name = "Phi\xff" }, accounts.Fault{Field: accounts.FieldName, Problem: accounts.BadText}},
		{"no letter", func(n *accounts.NewPerson) { n.Name = "007" }, accounts.Fault{Field: accounts.FieldName, Problem: accounts.NoLetter}},
		{"long name", func(n *accounts.NewPerson) { n.Name = strings.Repeat("é", 101) }, accounts.Fault{Field: accounts.FieldName, Problem: accounts.TooLong}},
		{"huge name", func(n *accounts.NewPerson) { n.Name = strings.Repeat(" é", 100_000) }, accounts.Fault{Field: accounts.FieldName, Problem: accounts.TooLong}},
		{"two digits", func(n *accounts.NewPerson) { n.Phone = "15" }, accounts.Fault{Field: accounts.FieldPhone, Problem: accounts.NotAPhone}},
		{"sixteen digits", func(n *accounts.NewPerson) { n.Phone = "0123456789012345" }, accounts.Fault{Field: accounts.FieldPhone, Problem: accounts.NotAPhone}},
		{"letters", func(n *accounts.NewPerson) { n.Phone = "call 0557" }, accounts.Fault{Field: accounts.FieldPhone, Problem: accounts.NotAPhone}},
		{"long number", func(n *accounts.NewPerson) { n.Phone = strings.Repeat(". ", 30) + "0557" }, accounts.Fault{Field: accounts.FieldPhone, Problem: accounts.TooLong}},
		{"role", func(n *accounts.NewPerson) { n.Role = "" }, accounts.Fault{Field: accounts.FieldRole, Problem: accounts.UnknownRole}},
		{"eleven characters", func(n *accounts.NewPerson) { n.Password = "ééééééééééé" }, accounts.Fault{Field: accounts.FieldPassword, Problem: accounts.TooShort}},
		{"six characters, twelve code points", func(n *accounts.NewPerson) { n.Password = strings.Repeat("e\u0301", 6) }, accounts.Fault{Field: accounts.FieldPassword, Problem: accounts.TooShort}},
		{"257 bytes", func(n *accounts.NewPerson) { n.Password = strings.Repeat("a", 257) }, accounts.Fault{Field: accounts.FieldPassword, Problem: accounts.TooLong}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := philippe()
			tt.change(&n)
			_, err := s.Add(t.Context(), n)
			var invalid *accounts.InvalidError
			if !errors.As(err, &invalid) || len(invalid.Faults) != 1 || invalid.Faults[0] != tt.want {
				t.Errorf("%v, want %v alone", err, tt.want)
			}
		})
	}
	n := philippe()
	n.Name, n.Phone = "Anne-Lise D’Ør \u0646\u06cc\u200c\u0645", "+33 (0)5.57-00"
	mustAdd(t, s, n)
}

func TestFirstRun(t *testing.T) {
	s, done := newService(t)
	defer done()
	ctx := t.Context()
	token, needed, err := s.FirstRunToken(ctx)
	if err != nil || !needed || len(token) < 43 {
		t.Fatalf("token of %d characters, needed %v, %v", len(token), needed, err)
	}
	n := philippe()
	if _, err := s.FirstAdmin(ctx, "another", n); !errors.Is(err, accounts.ErrFirstRun) {
		t.Errorf("another token: %v", err)
	}
	var invalid *accounts.InvalidError
	if _, err := s.FirstAdmin(ctx, token, accounts.NewPerson{}); !errors.As(err, &invalid) {
		t.Errorf("nothing filled in: %v", err)
	}
	if err := s.CheckFirstRun(ctx, token); err != nil {
		t.Errorf("after a faulty form: %v", err)
	}
	p, err := s.FirstAdmin(ctx, token, n)
	if err != nil || p.Role != accounts.Admin {
		t.Errorf("first administrator %+v, %v", p, err)
	}
	n.Email = "other@example.org"
	if _, err := s.FirstAdmin(ctx, token, n); !errors.Is(err, accounts.ErrFirstRun) {
		t.Errorf("the token again: %v", err)
	}
	if token, needed, err := s.FirstRunToken(ctx); token != "" || needed || err != nil {
		t.Errorf("a token once somebody exists: %v, %v", needed, err)
	}
}

func TestSessionLasts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, done := newService(t)
		defer done()
		ctx := t.Context()
		want := mustAdd(t, s, philippe())
		token, p, err := s.SignIn(ctx, " PHILIPPE@example.org", goodPassword, office)
		if err != nil || p != want || len(token) != 43 {
			t.Fatalf("signed in %+v, token of %d characters, %v", p, len(token), err)
		}
		for range 6 { // 58.5 days of use, never two weeks without.
			time.Sleep(accounts.SessionIdle * 7 / 10)
			if p, err := s.Person(ctx, token); err != nil || p != want {
				t.Fatalf("in use: %v", err)
			}
		}
		time.Sleep(accounts.SessionAbsolute - 6*accounts.SessionIdle*7/10)
		if _, err := s.Person(ctx, token); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("after sixty days: %v", err)
		}
		token, _, err = s.SignIn(ctx, "philippe@example.org", goodPassword, office)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(accounts.SessionIdle)
		if _, err := s.Person(ctx, token); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("two weeks unused: %v", err)
		}
	})
}

func TestSignOut(t *testing.T) {
	s, done := newService(t)
	defer done()
	ctx := t.Context()
	p := mustAdd(t, s, philippe())
	tokens := make([]string, 3)
	for i := range tokens {
		var err error
		if tokens[i], _, err = s.SignIn(ctx, p.Email, goodPassword, office); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(when string, signedIn ...bool) {
		t.Helper()
		for i, want := range signedIn {
			if _, err := s.Person(ctx, tokens[i]); (err == nil) != want || err != nil && !errors.Is(err, accounts.ErrNoSession) {
				t.Errorf("%s, session %d: %v", when, i, err)
			}
		}
	}
	for range 2 {
		if err := s.SignOut(ctx, tokens[0]); err != nil {
			t.Error(err)
		}
	}
	expect("one signed out", false, true, true)
	if err := s.ChangePassword(ctx, tokens[1], goodPassword, "un autre mot de passe", office); err != nil {
		t.Error(err)
	}
	expect("password changed", false, true, false)
	if err := s.SignOutEverywhere(ctx, p.ID); err != nil {
		t.Error(err)
	}
	expect("signed out everywhere", false, false, false)
	if _, err := s.Person(ctx, ""); !errors.Is(err, accounts.ErrNoSession) {
		t.Errorf("no token: %v", err)
	}
}

func TestChangePassword(t *testing.T) {
	s, done := newService(t)
	defer done()
	ctx := t.Context()
	p := mustAdd(t, s, philippe())
	token, _, err := s.SignIn(ctx, p.Email, goodPassword, office)
	if err != nil {
		t.Fatal(err)
	}
	const next = "e\u0301te\u0301 comme hiver"
	var invalid *accounts.InvalidError
	if err := s.ChangePassword(ctx, token, goodPassword, "short", office); !errors.As(err, &invalid) {
		t.Errorf("a short one: %v", err)
	}
	if err := s.ChangePassword(ctx, token, "wrong", next, office); !errors.Is(err, accounts.ErrCredentials) {
		t.Errorf("wrong old one: %v", err)
	}
	if err := s.ChangePassword(ctx, "nobody", goodPassword, next, office); !errors.Is(err, accounts.ErrNoSession) {
		t.Errorf("not signed in: %v", err)
	}
	if err := s.ChangePassword(ctx, token, goodPassword, next, office); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.SignIn(ctx, p.Email, goodPassword, office); !errors.Is(err, accounts.ErrCredentials) {
		t.Errorf("the old one still: %v", err)
	}
	if _, _, err := s.SignIn(ctx, p.Email, "\u00e9t\u00e9 comme hiver", office); err != nil {
		t.Errorf("the new one, its accents typed otherwise: %v", err)
	}
}
