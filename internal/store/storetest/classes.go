package storetest

import (
	"bytes"
	"context"
	"maps"
	"testing"
	"time"
)

// ClassStore is signaling/class's Store.
type ClassStore interface {
	SaveClass(ctx context.Context, id string, until time.Time, state []byte) error
	LiveClasses(ctx context.Context, now time.Time) (map[string][]byte, error)
	ForgetClasses(ctx context.Context, before time.Time) error
}

// Classes puts a ClassStore through its contract.
func Classes(t *testing.T, open func(t *testing.T) ClassStore) {
	t.Run("live classes", func(t *testing.T) { liveClasses(t, open(t)) })
}

func expectClasses(t *testing.T, store ClassStore, now time.Time, want map[string][]byte) {
	t.Helper()
	got, err := store.LiveClasses(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(got, want, bytes.Equal) {
		t.Errorf("live classes %q, want %q", got, want)
	}
}

func liveClasses(t *testing.T, store ClassStore) {
	expectClasses(t, store, start, map[string][]byte{})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	first, second := []byte(`{"step":1}`), []byte("\x00\xff")
	must(store.SaveClass(t.Context(), "a", start, []byte("before")))
	must(store.SaveClass(t.Context(), "a", start.Add(time.Hour), first))
	must(store.SaveClass(t.Context(), "b", start, second))
	before := start.Add(-time.Nanosecond)
	expectClasses(t, store, before, map[string][]byte{"a": first, "b": second})
	expectClasses(t, store, start, map[string][]byte{"a": first})
	must(store.ForgetClasses(t.Context(), start))
	expectClasses(t, store, before, map[string][]byte{"a": first, "b": second})
	for range 2 { // Forgetting twice is no error.
		must(store.ForgetClasses(t.Context(), start.Add(time.Nanosecond)))
	}
	expectClasses(t, store, time.Time{}, map[string][]byte{"a": first})
}
