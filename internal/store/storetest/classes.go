package storetest

import (
	"bytes"
	"maps"
	"testing"
	"time"

	"coupdemain/signaling/class"
)

// Classes puts a class.Store through its contract.
func Classes(t *testing.T, open func(t *testing.T) class.Store) {
	t.Run("live classes", func(t *testing.T) { liveClasses(t, open(t)) })
}

func expectClasses(t *testing.T, store class.Store, now time.Time, want map[string][]byte) {
	t.Helper()
	got, err := store.LiveClasses(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(got, want, bytes.Equal) {
		t.Errorf("live classes %q, want %q", got, want)
	}
}

func liveClasses(t *testing.T, store class.Store) {
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
