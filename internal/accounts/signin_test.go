package accounts_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coupdemain/internal/accounts"
)

func TestSignInRefused(t *testing.T) {
	s, done := newService(t)
	defer done()
	p := mustAdd(t, s, philippe())
	tests := []struct{ name, email, password string }{
		{"wrong password", p.Email, goodPassword + "."},
		{"no password", p.Email, ""},
		{"unknown account", "nobody@example.org", goodPassword},
		{"no address at all", "philippe", goodPassword},
		{"a password of 257 bytes", p.Email, strings.Repeat("a", 257)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			token, who, err := s.SignIn(t.Context(), tt.email, tt.password, office)
			if !errors.Is(err, accounts.ErrCredentials) || err.Error() != accounts.ErrCredentials.Error() ||
				token != "" || who != (accounts.Person{}) {
				t.Errorf("%+v, %v", who, err)
			}
		})
	}
}

func TestSignInGivenUp(t *testing.T) {
	s, done := newService(t)
	defer done()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.SignIn(ctx, "nobody@example.org", goodPassword, office); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

// refused signs in with a wrong password and tells how long to wait, zero if the try was heard.
func refused(t *testing.T, s *accounts.Service, email string, from netip.Addr) time.Duration {
	t.Helper()
	_, _, err := s.SignIn(t.Context(), email, "wrong", from)
	var tooMany *accounts.TooManyError
	if errors.As(err, &tooMany) {
		return tooMany.RetryAfter
	}
	if !errors.Is(err, accounts.ErrCredentials) {
		t.Fatal(err)
	}
	return 0
}

func TestGuessingIsHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, done := newService(t)
		defer done()
		p := mustAdd(t, s, philippe())
		if _, _, err := s.SignIn(t.Context(), p.Email, goodPassword, office); err != nil {
			t.Fatal(err)
		}
		for i := range 9 { // From everywhere, on one account; the mediator's first sign-in was the tenth.
			if wait := refused(t, s, p.Email, netip.AddrFrom4([4]byte{198, 51, 100, byte(i)})); wait != 0 {
				t.Fatalf("guess %d: wait %s", i, wait)
			}
		}
		elsewhere := netip.MustParseAddr("203.0.113.7")
		wait := refused(t, s, p.Email, elsewhere)
		if wait <= 0 || wait > 30*time.Second {
			t.Fatalf("one more: wait %s", wait)
		}
		if _, _, err := s.SignIn(t.Context(), p.Email, goodPassword, office); err != nil {
			t.Errorf("the mediator, from the office as ever: %v", err)
		}
		time.Sleep(wait)
		if _, _, err := s.SignIn(t.Context(), p.Email, goodPassword, elsewhere); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	})
}
