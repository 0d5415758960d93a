package accounts

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/semaphore"
)

func TestPasswordHash(t *testing.T) {
	h := hasher{semaphore.NewWeighted(1)}
	ctx := t.Context()
	phc, err := h.hash(ctx, "un mot de passe long")
	if err != nil || !strings.HasPrefix(phc, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%q, %v", phc, err)
	}
	if again, _ := h.hash(ctx, "un mot de passe long"); again == phc {
		t.Error("the salt does not change")
	}
	// A vector of the reference implementation: two passes over 256 KiB, salt "somesalt".
	const reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
	tests := []struct {
		phc, password string
		want          bool
	}{
		{phc, "un mot de passe long", true},
		{phc, "un mot de passe lon", false},
		{reference, "password", true},
		{reference, "passwords", false},
		{noHash, "", false},
	}
	for _, tt := range tests {
		if got, err := h.matches(ctx, tt.phc, tt.password); got != tt.want || err != nil {
			t.Errorf("%.20s and %q: %v, %v", tt.phc, tt.password, got, err)
		}
	}
	for _, spoilt := range []string{"x", "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65", strings.Replace(reference, "t=2", "t=0", 1),
		strings.Replace(reference, "c29t", "!!!!", 1), strings.TrimSuffix(reference, "i/4"), strings.Replace(reference, "v=19", "v=16", 1)} {
		if ok, err := h.matches(ctx, spoilt, "password"); ok || err == nil {
			t.Errorf("%q: %v, %v", spoilt, ok, err)
		}
	}
}

func TestHashingWaitsItsTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := hasher{semaphore.NewWeighted(1)}
		if err := h.slots.Acquire(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			_, err := h.hash(ctx, "un mot de passe long")
			done <- err
		}()
		synctest.Wait() // It waits for the slot.
		cancel()
		if err := <-done; err == nil {
			t.Error("hashed without a slot")
		}
	})
}

func TestAddressesAreHeldBack(t *testing.T) {
	tests := []struct {
		name               string
		one, same, another netip.Addr
	}{
		{"IPv4 address", netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("::ffff:192.0.2.1"), netip.MustParseAddr("192.0.2.2")},
		{"IPv6 network", netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::2:3:4:5%eth0"), netip.MustParseAddr("2001:db8:0:1::1")},
		{"no address", netip.Addr{}, netip.Addr{}, netip.MustParseAddr("192.0.2.2")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := newLimits()
				for i := range addressBurst {
					if err := l.take(fmt.Sprint(i), tt.one); err != nil {
						t.Fatalf("guess %d: %v", i, err)
					}
				}
				var tooMany *TooManyError
				if err := l.take("x", tt.same); !errors.As(err, &tooMany) || tooMany.RetryAfter != addressEvery {
					t.Errorf("one more: %v", err)
				}
				if err := l.take("x", tt.another); err != nil {
					t.Errorf("the neighbour: %v", err)
				}
				time.Sleep(addressEvery)
				if err := l.take("x", tt.same); err != nil {
					t.Errorf("after the wait: %v", err)
				}
			})
		})
	}
}
