package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
)

// Audit puts an audit.Store, beside the accounts that its entries are about, through its contract.
func Audit(t *testing.T, open func(t *testing.T) (audit.Store, accounts.Store)) {
	t.Run("lines", func(t *testing.T) { lines(t, open) })
	t.Run("an organization's own", func(t *testing.T) { ownLines(t, open) })
	t.Run("kept for a year", func(t *testing.T) { keptForAYear(t, open) })
}

func mustAppend(t *testing.T, store audit.Store, entries ...audit.Entry) {
	t.Helper()
	for _, e := range entries {
		if err := store.Append(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

func expectLines(t *testing.T, store audit.Store, organization string, older audit.Cursor, most int, want ...string) []audit.Line {
	t.Helper()
	got, err := store.Lines(t.Context(), organization, older, most)
	ids := make([]string, len(got))
	for i, l := range got {
		ids[i] = l.ID
	}
	if err != nil || !slices.Equal(ids, want) {
		t.Errorf("lines %v, %v; want %v", ids, err, want)
	}
	return got
}

func lines(t *testing.T, open func(t *testing.T) (audit.Store, accounts.Store)) {
	store, people := open(t)
	p, err := people.CreatePerson(t.Context(), person("p", "Médiathèque"), "hash")
	if err != nil {
		t.Fatal(err)
	}
	full := audit.Entry{
		ID: "e", At: start, What: audit.HelpEnded, By: "p", About: "gone", Organization: p.Organization.ID, Help: "A-1",
		Detail: "person", Lasted: 12*time.Minute + 345*time.Microsecond, From: "abcdefgh",
	}
	mustAppend(t, store, full)
	got := expectLines(t, store, "", audit.Cursor{}, 10, "e")
	want := audit.Line{Entry: full, ByName: p.Name, OrganizationName: "Médiathèque"}
	if len(got) == 1 && got[0] != want {
		t.Errorf("line %+v, want %+v", got[0], want)
	}
	for i := range 4 { // Two at each of two moments.
		mustAppend(t, store, audit.Entry{ID: fmt.Sprint(i), At: start.Add(time.Duration(i/2+1) * time.Second)})
	}
	first := expectLines(t, store, "", audit.Cursor{}, 3, "3", "2", "1")
	last := first[len(first)-1]
	expectLines(t, store, "", audit.Cursor{At: last.At, ID: last.ID}, 3, "0", "e")
	if err := store.Append(t.Context(), full); err == nil {
		t.Error("one entry was written twice")
	}
}

func ownLines(t *testing.T, open func(t *testing.T) (audit.Store, accounts.Store)) {
	store, people := open(t)
	organizations := map[string]string{}
	for id, name := range map[string]string{"a": "Mairie", "b": "Mairie", "c": "Médiathèque"} {
		p, err := people.CreatePerson(t.Context(), person(id, name), "hash")
		if err != nil {
			t.Fatal(err)
		}
		organizations[name] = p.Organization.ID
	}
	mustAppend(t, store,
		audit.Entry{ID: "1", At: start, By: "a"},
		audit.Entry{ID: "2", At: start, By: "c"},
		audit.Entry{ID: "3", At: start, By: "c", About: "b"},
		audit.Entry{ID: "4", At: start, By: "c", Organization: organizations["Mairie"]},
		audit.Entry{ID: "5", At: start},
	)
	expectLines(t, store, organizations["Mairie"], audit.Cursor{}, 10, "4", "3", "1")
	expectLines(t, store, organizations["Médiathèque"], audit.Cursor{}, 10, "4", "3", "2")
	expectLines(t, store, "another", audit.Cursor{}, 10)
}

func keptForAYear(t *testing.T, open func(t *testing.T) (audit.Store, accounts.Store)) {
	store, _ := open(t)
	now := time.Now()
	old, young := now.Add(-audit.Kept-time.Hour), now.Add(-audit.Kept+time.Hour)
	mustAppend(t, store, audit.Entry{ID: "old", At: old}, audit.Entry{ID: "young", At: young})
	if err := store.Expire(t.Context(), now); err == nil {
		t.Error("an entry younger than a year was removed")
	}
	expectLines(t, store, "", audit.Cursor{}, 10, "young", "old")
	if err := store.Expire(t.Context(), now.Add(-audit.Kept)); err != nil {
		t.Error(err)
	}
	expectLines(t, store, "", audit.Cursor{}, 10, "young")
}
