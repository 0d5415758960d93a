package storetest

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"coupdemain/internal/accounts"
)

func firstRun(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	before, after := accounts.Digest{1}, accounts.Digest{2}
	for _, token := range []accounts.Digest{before, after} {
		if needed, err := store.SetFirstRun(ctx, token); err != nil || !needed {
			t.Fatalf("needed %v, %v", needed, err)
		}
	}
	if ok, err := store.FirstRun(ctx, before); ok || err != nil {
		t.Errorf("the token replaced: %v, %v", ok, err)
	}
	if _, err := store.CreateFirstPerson(ctx, person("a", "A"), "hash", before); !errors.Is(err, accounts.ErrFirstRun) {
		t.Errorf("the first person by the token replaced: %v", err)
	}
	if ok, err := store.FirstRun(ctx, after); !ok || err != nil {
		t.Errorf("the token kept: %v, %v", ok, err)
	}
	if a, err := store.CreateFirstPerson(ctx, person("a", "A"), "hash", after); err != nil || a != person("a", "A") {
		t.Errorf("first person %+v, %v", a, err)
	}
	if ok, err := store.FirstRun(ctx, after); ok || err != nil {
		t.Errorf("the token used: %v, %v", ok, err)
	}
	if needed, err := store.SetFirstRun(ctx, before); needed || err != nil {
		t.Errorf("needed again: %v, %v", needed, err)
	}
}

func racingForFirst(t *testing.T, store accounts.Store) {
	token := accounts.Digest{1}
	if _, err := store.SetFirstRun(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	var made atomic.Int32
	race(20, func(i int) {
		_, err := store.CreateFirstPerson(t.Context(), person(fmt.Sprint("p", i), "A"), "hash", token)
		switch {
		case err == nil:
			made.Add(1)
		case !errors.Is(err, accounts.ErrFirstRun):
			t.Errorf("racer %d: %v", i, err)
		}
	})
	if made.Load() != 1 {
		t.Errorf("%d first accounts", made.Load())
	}
}

func firstRunOver(t *testing.T, store accounts.Store) {
	ctx := t.Context()
	token := accounts.Digest{1}
	if _, err := store.SetFirstRun(ctx, token); err != nil {
		t.Fatal(err)
	}
	if _, err := store.CreatePerson(ctx, person("a", "A"), "hash"); err != nil {
		t.Fatal(err)
	}
	if ok, err := store.FirstRun(ctx, token); ok || err != nil {
		t.Errorf("still open: %v, %v", ok, err)
	}
	if _, err := store.CreateFirstPerson(ctx, person("b", "A"), "hash", token); !errors.Is(err, accounts.ErrFirstRun) {
		t.Errorf("a first person after the first: %v", err)
	}
}
