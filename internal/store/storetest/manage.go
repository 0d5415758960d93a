package storetest

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"coupdemain/internal/accounts"
)

func mustCreate(t *testing.T, store accounts.Store, id, organization string, role accounts.Role) accounts.Person {
	t.Helper()
	p := person(id, organization)
	p.Role = role
	p, err := store.CreatePerson(t.Context(), p, "hash "+id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func mustSignIn(t *testing.T, store accounts.Store, d accounts.Digest, id string) {
	t.Helper()
	if err := store.CreateSession(t.Context(), accounts.Session{Digest: d, PersonID: id, CreatedAt: start, LastSeenAt: start}); err != nil {
		t.Fatal(err)
	}
}

func lists(t *testing.T, store accounts.Store) {
	c := mustCreate(t, store, "c", "Mairie", accounts.Admin)
	b := mustCreate(t, store, "b", "Médiathèque", accounts.Mediator)
	a := mustCreate(t, store, "a", "Médiathèque", accounts.Coordinator)
	for organization, want := range map[string][]accounts.Person{
		"": {c, a, b}, b.Organization.ID: {a, b}, c.Organization.ID: {c}, "another": nil,
	} {
		got, err := store.People(t.Context(), organization)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("people of %q: %+v, %v; want %+v", organization, got, err, want)
		}
	}
	if got, err := store.PersonByID(t.Context(), "b"); err != nil || got != b {
		t.Errorf("by ID: %+v, %v", got, err)
	}
	if _, err := store.PersonByID(t.Context(), "nobody"); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("nobody by ID: %v", err)
	}
}

func rolesAndActivity(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	mustCreate(t, store, "a", "A", accounts.Admin)
	mustCreate(t, store, "b", "A", accounts.Mediator)
	for what, err := range map[string]error{
		"role of the last":       store.SetRole(ctx, "a", accounts.Coordinator),
		"activity of the last":   store.SetDeactivated(ctx, "a", start),
		"role of nobody":         store.SetRole(ctx, "nobody", accounts.Admin),
		"activity of nobody":     store.SetDeactivated(ctx, "nobody", start),
		"reactivation of nobody": store.SetDeactivated(ctx, "nobody", time.Time{}),
	} {
		if !errors.Is(err, accounts.ErrLastAdmin) && !errors.Is(err, accounts.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	mustSignIn(t, store, accounts.Digest{1}, "b")
	if err := store.SetPasswordLink(ctx, accounts.PasswordLink{Digest: accounts.Digest{2}, PersonID: "b", ExpiresAt: start}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(store.SetRole(ctx, "b", accounts.Admin), store.SetDeactivated(ctx, "b", start)); err != nil {
		t.Fatal(err)
	}
	if p, err := store.PersonByID(ctx, "b"); err != nil || p.Role != accounts.Admin || !p.DeactivatedAt.Equal(start) {
		t.Errorf("deactivated: %+v, %v", p, err)
	}
	if _, _, err := store.Session(ctx, accounts.Digest{1}); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("their session: %v", err)
	}
	if _, _, err := store.PasswordLink(ctx, accounts.Digest{2}); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("their link: %v", err)
	}
	if err := store.SetRole(ctx, "a", accounts.Mediator); !errors.Is(err, accounts.ErrLastAdmin) {
		t.Errorf("the last active one: %v", err)
	}
	if err := errors.Join(store.SetDeactivated(ctx, "b", time.Time{}), store.SetRole(ctx, "a", accounts.Mediator)); err != nil {
		t.Errorf("reactivated: %v", err)
	}
}

func racingAdmins(t *testing.T, store accounts.Store) {
	var group sync.WaitGroup
	errs := make([]error, 2)
	for _, id := range []string{"a", "b"} {
		mustCreate(t, store, id, "A", accounts.Admin)
	}
	for i, id := range []string{"a", "b"} {
		group.Go(func() { errs[i] = store.SetDeactivated(t.Context(), id, start) })
	}
	group.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), accounts.ErrLastAdmin) {
		t.Errorf("of two who put each other out: %v", errs)
	}
}

func passwordLinks(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	p := mustCreate(t, store, "a", "A", accounts.Mediator)
	mustSignIn(t, store, accounts.Digest{9}, "a")
	set := func(d byte, id string) error {
		return store.SetPasswordLink(ctx, accounts.PasswordLink{Digest: accounts.Digest{d}, PersonID: id, ExpiresAt: start})
	}
	if err := errors.Join(set(1, "a"), set(2, "a")); err != nil {
		t.Fatal(err)
	}
	if err := set(3, "nobody"); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("a link for nobody: %v", err)
	}
	if _, _, err := store.PasswordLink(ctx, accounts.Digest{1}); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("a link that was replaced: %v", err)
	}
	want := accounts.PasswordLink{Digest: accounts.Digest{2}, PersonID: "a", ExpiresAt: start}
	if l, whose, err := store.PasswordLink(ctx, accounts.Digest{2}); err != nil || l != want || whose != p {
		t.Errorf("link %+v of %+v, %v", l, whose, err)
	}
	var group sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		group.Go(func() { errs[i] = store.UsePasswordLink(ctx, accounts.Digest{2}, "new") })
	}
	group.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), accounts.ErrNotFound) {
		t.Errorf("used twice at once: %v", errs)
	}
	if _, hash, err := store.Credentials(ctx, p.Email); err != nil || hash != "new" {
		t.Errorf("password hash %q, %v", hash, err)
	}
	if _, _, err := store.Session(ctx, accounts.Digest{9}); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("a session of before: %v", err)
	}
}

func organizations(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	b := mustCreate(t, store, "b", "Médiathèque", accounts.Mediator).Organization
	a := mustCreate(t, store, "a", "Mairie", accounts.Admin).Organization
	a.Name, a.Phone, a.Town = "MAIRIE de Pessac", "3949", "Talence"
	if err := store.SetOrganization(ctx, a); err != nil {
		t.Fatal(err)
	}
	if got, err := store.Organizations(ctx); err != nil || !slices.Equal(got, []accounts.Organization{a, b}) {
		t.Errorf("%+v, %v", got, err)
	}
	b.Name = " Mairie  DE pessac"
	if err := store.SetOrganization(ctx, b); !errors.Is(err, accounts.ErrNameTaken) {
		t.Errorf("a name taken: %v", err)
	}
	if err := store.SetOrganization(ctx, accounts.Organization{ID: "none", Name: "C"}); !errors.Is(err, accounts.ErrNotFound) {
		t.Errorf("an organization that is not there: %v", err)
	}
	if p, err := store.PersonByID(ctx, "a"); err != nil || p.Organization != a {
		t.Errorf("its people: %+v, %v", p, err)
	}
}
