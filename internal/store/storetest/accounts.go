// Package storetest is what any database behind the domains' Store interfaces is put through. Each suite takes a
// function that opens an empty store and closes it at the end of the test.
package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"coupdemain/internal/accounts"
)

// start is when the suites' stories begin.
var start = time.Date(2025, 3, 17, 9, 0, 0, int(250*time.Millisecond), time.UTC)

// person is somebody new at an organization.
func person(id, organization string) accounts.Person {
	return accounts.Person{
		ID: id, Email: id + "@example.org", Name: "Personne " + id, Role: accounts.Mediator, CreatedAt: start,
		Organization: accounts.Organization{ID: "o-" + id, Name: organization, Phone: "05 57 00 00 00", Town: "Pessac"},
	}
}

// Accounts puts an accounts.Store through its contract.
func Accounts(t *testing.T, open func(t *testing.T) accounts.Store) {
	t.Run("people", func(t *testing.T) { people(t, open(t)) })
	t.Run("one address, one account", func(t *testing.T) { oneAddress(t, open(t)) })
	t.Run("racing for an address", func(t *testing.T) { racingForAddress(t, open(t)) })
	t.Run("sessions", func(t *testing.T) { sessions(t, open(t)) })
	t.Run("expiry", func(t *testing.T) { expiry(t, open(t)) })
	t.Run("password", func(t *testing.T) { password(t, open(t)) })
	t.Run("lists", func(t *testing.T) { lists(t, open(t)) })
	t.Run("roles and activity", func(t *testing.T) { rolesAndActivity(t, open(t)) })
	t.Run("racing administrators", func(t *testing.T) { racingAdmins(t, open(t)) })
	t.Run("password links", func(t *testing.T) { passwordLinks(t, open(t)) })
	t.Run("organizations", func(t *testing.T) { organizations(t, open(t)) })
	t.Run("first run", func(t *testing.T) { firstRun(t, open(t)) })
	t.Run("racing for the first account", func(t *testing.T) { racingForFirst(t, open(t)) })
	t.Run("first run ends with any account", func(t *testing.T) { firstRunOver(t, open(t)) })
}

func people(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	a, err := store.CreatePerson(ctx, person("a", "Médiathèque de Pessac"), "hash a")
	if err != nil || a != person("a", "Médiathèque de Pessac") {
		t.Fatalf("created %+v, %v", a, err)
	}
	b, err := store.CreatePerson(ctx, person("b", "  MÉDIATHÈQUE  de pessac"), "hash b")
	if err != nil || b.Organization != a.Organization {
		t.Errorf("the same organization, spelt otherwise: %+v, %v; want %+v", b.Organization, err, a.Organization)
	}
	found, hash, err := store.Credentials(ctx, b.Email)
	if err != nil || found != b || hash != "hash b" {
		t.Errorf("credentials: %+v, %q, %v", found, hash, err)
	}
	if _, _, err := store.Credentials(ctx, "nobody@example.org"); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("credentials of nobody: %v", err)
	}
	o, err := store.OrganizationByKey(ctx, a.Organization.Key())
	if err != nil || o != a.Organization {
		t.Errorf("organization %+v, %v", o, err)
	}
	if _, err := store.OrganizationByKey(ctx, "another"); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("unknown organization: %v", err)
	}
}

func oneAddress(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	if _, err := store.CreatePerson(ctx, person("a", "A"), "hash"); err != nil {
		t.Fatal(err)
	}
	second := person("b", "B")
	second.Email = "a@example.org"
	if _, err := store.CreatePerson(ctx, second, "hash"); !errors.Is(err, accounts.ErrEmailTaken) {
		t.Errorf("a second account on an address: %v", err)
	}
	if _, err := store.OrganizationByKey(ctx, second.Organization.Key()); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("its organization was made all the same: %v", err)
	}
}

func racingForAddress(t *testing.T, store accounts.Store) {
	var made atomic.Int32
	race(20, func(i int) {
		p := person(fmt.Sprint("p", i), "Ensemble")
		p.Email = "one@example.org"
		_, err := store.CreatePerson(t.Context(), p, "hash")
		switch {
		case err == nil:
			made.Add(1)
		case !errors.Is(err, accounts.ErrEmailTaken):
			t.Errorf("racer %d: %v", i, err)
		}
	})
	if made.Load() != 1 {
		t.Errorf("%d accounts on one address", made.Load())
	}
}

func sessions(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	a, err := store.CreatePerson(ctx, person("a", "A"), "hash")
	if err != nil {
		t.Fatal(err)
	}
	session := accounts.Session{Digest: accounts.Digest{1}, PersonID: a.ID, CreatedAt: start, LastSeenAt: start}
	if err := store.CreateSession(ctx, session); err != nil {
		t.Fatal(err)
	}
	later := start.Add(time.Hour)
	for _, seen := range []time.Time{later, start} {
		if err := store.TouchSession(ctx, session.Digest, seen); err != nil {
			t.Fatal(err)
		}
	}
	session.LastSeenAt = later
	got, p, err := store.Session(ctx, session.Digest)
	if err != nil || got != session || p != a {
		t.Errorf("session %+v of %+v, %v; want %+v, never moved back", got, p, err, session)
	}
	for range 2 {
		if err := store.DeleteSession(ctx, session.Digest); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if err := store.TouchSession(ctx, session.Digest, later); err != nil {
		t.Errorf("touch a session that is gone: %v", err)
	}
	expectNone(t, store, session.Digest)
	session.PersonID = "nobody"
	if err := store.CreateSession(ctx, session); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("session of nobody: %v", err)
	}
}

func expiry(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	a, err := store.CreatePerson(ctx, person("a", "A"), "hash")
	if err != nil {
		t.Fatal(err)
	}
	unused := accounts.Session{Digest: accounts.Digest{1}, PersonID: a.ID, CreatedAt: start.Add(-time.Hour), LastSeenAt: start.Add(-time.Hour)}
	old := accounts.Session{Digest: accounts.Digest{2}, PersonID: a.ID, CreatedAt: start.Add(-2 * time.Hour), LastSeenAt: start}
	good := accounts.Session{Digest: accounts.Digest{3}, PersonID: a.ID, CreatedAt: start.Add(-time.Hour), LastSeenAt: start}
	for _, s := range []accounts.Session{unused, old, good} {
		if err := store.CreateSession(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.DeleteExpired(ctx, start, start.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	expectNone(t, store, unused.Digest)
	expectNone(t, store, old.Digest)
	if _, _, err := store.Session(ctx, good.Digest); err != nil {
		t.Errorf("the session on the edge: %v", err)
	}
	if err := store.DeleteSessions(ctx, a.ID); err != nil {
		t.Fatal(err)
	}
	expectNone(t, store, good.Digest)
}

func password(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	for i, id := range []string{"a", "b"} {
		p, err := store.CreatePerson(ctx, person(id, "A"), "hash")
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []byte{1, 2} {
			s := accounts.Session{Digest: accounts.Digest{byte(i), n}, PersonID: p.ID, CreatedAt: start, LastSeenAt: start}
			if err := store.CreateSession(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := store.SetPassword(ctx, "a", "new", accounts.Digest{0, 1}); err != nil {
		t.Fatal(err)
	}
	if _, hash, err := store.Credentials(ctx, "a@example.org"); err != nil || hash != "new" {
		t.Errorf("hash %q, %v", hash, err)
	}
	expectNone(t, store, accounts.Digest{0, 2})
	for _, kept := range []accounts.Digest{{0, 1}, {1, 1}, {1, 2}} {
		if _, _, err := store.Session(ctx, kept); err != nil {
			t.Errorf("session %v: %v", kept[:2], err)
		}
	}
	if err := store.SetPassword(ctx, "nobody", "new", accounts.Digest{}); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("password of nobody: %v", err)
	}
}

func expectNone(t *testing.T, store accounts.Store, d accounts.Digest) {
	t.Helper()
	if _, _, err := store.Session(t.Context(), d); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("session %v: %v, want ErrNotFound", d[:2], err)
	}
}

// race runs a function n times at once.
func race(n int, run func(i int)) {
	var group sync.WaitGroup
	gate := make(chan struct{})
	for i := range n {
		group.Go(func() {
			<-gate
			run(i)
		})
	}
	close(gate)
	group.Wait()
}
