package storetest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/family"
	"coupdemain/workshops"
)

// FamilyStores are a family.Store and what it is kept beside.
type FamilyStores struct {
	Families  family.Store
	Accounts  accounts.Store
	Workshops workshops.Store
}

// Families puts a family.Store through its contract.
func Families(t *testing.T, open func(t *testing.T) FamilyStores) {
	for name, test := range map[string]func(*testing.T, FamilyStores){
		"kept": familiesKept, "codes": familyCodes, "forgotten": familiesForgotten,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// kin is a family of two with every field filled in.
func kin(id, organization string) family.Family {
	return family.Family{
		ID: id, Name: "La famille " + id, Hour: "le soir", Phone: "05 57 00 00 00", OrganizationID: organization, OrganizationName: "Mairie",
		MadeBy: "marc", MadeAt: start.UTC(), ValidUntil: start.Add(time.Hour).UTC(), ClosedAt: start.Add(time.Minute).UTC(),
		Members: []family.Member{
			{ID: id + "1", Name: "Zoé", Code: family.Hash{1, id[0]}, Drawing: 2}, {ID: id + "2", Name: "Anne", Code: family.Hash{2, id[0]}, Drawing: 1},
		},
		Undo: &family.Undo{
			Member: family.Member{ID: id + "0", Name: "Luc", Code: family.Hash{4, id[0]}, Drawing: 3}, Position: 1, At: start.UTC(),
		},
	}
}

func mustPut(t *testing.T, s family.Store, f family.Family) {
	t.Helper()
	if err := s.Update(t.Context(), func(tx family.Tx) error { return tx.Put(f) }); err != nil {
		t.Fatal(err)
	}
}

func familiesKept(t *testing.T, s FamilyStores) {
	mairie := mustCreate(t, s.Accounts, "marc", "Mairie", accounts.Mediator).Organization.ID
	other := mustCreate(t, s.Accounts, "zoe", "Autre", accounts.Mediator).Organization.ID
	a, b := kin("a", mairie), kin("b", mairie)
	mustPut(t, s.Families, b)
	mustPut(t, s.Families, a)
	for _, want := range []family.Family{a, b} {
		if got, err := s.Families.Family(t.Context(), want.ID); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
	if all, err := s.Families.Families(t.Context(), mairie); err != nil || !reflect.DeepEqual(all, []family.Family{a, b}) {
		t.Errorf("%+v, %v", all, err)
	}
	if none, err := s.Families.Families(t.Context(), other); err != nil || len(none) != 0 {
		t.Errorf("another organization's: %+v, %v", none, err)
	}
	a.Name, a.Hour, a.Phone, a.ClosedAt, a.ValidUntil = "Nous", "", "", time.Time{}, start.Add(2*time.Hour).UTC()
	a.Members = []family.Member{a.Members[1], {ID: "a3", Name: "Luce", Code: family.Hash{3}, Drawing: 1}}
	mustPut(t, s.Families, a)
	if got, err := s.Families.FamilyOf(t.Context(), "a3"); err != nil || !reflect.DeepEqual(got, a) {
		t.Errorf("%+v, %v; want %+v", got, err, a)
	}
	for _, gone := range []string{"a1", "", "nobody"} {
		if _, err := s.Families.FamilyOf(t.Context(), gone); !errors.Is(err, family.ErrNotFound) {
			t.Errorf("the family of %q: %v", gone, err)
		}
	}
	// What could be taken back can be for so long.
	for done, want := range map[time.Time]bool{start: true, start.Add(time.Millisecond): false} {
		b.Undo.At = start.UTC()
		mustPut(t, s.Families, b)
		if err := s.Families.Forget(t.Context(), time.Time{}, done); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Families.Family(t.Context(), "b"); err != nil || (got.Undo != nil) != want {
			t.Errorf("%+v, %v; want one: %v", got.Undo, err, want)
		}
	}
	// What an Update that fails has changed is as it was.
	failed := errors.New("no")
	err := s.Families.Update(t.Context(), func(tx family.Tx) error {
		f, err := tx.Family("a")
		f.Name = "X"
		return errors.Join(err, tx.Put(f), failed)
	})
	if got, _ := s.Families.Family(t.Context(), "a"); !errors.Is(err, failed) || got.Name != "Nous" {
		t.Errorf("%v, %q", err, got.Name)
	}
}

func familyCodes(t *testing.T, s FamilyStores) {
	mairie := mustCreate(t, s.Accounts, "marc", "Mairie", accounts.Mediator).Organization.ID
	a := kin("a", mairie)
	mustPut(t, s.Families, a)
	got, member, err := s.Families.FamilyByCode(t.Context(), a.Members[1].Code)
	if err != nil || member != "a2" || !reflect.DeepEqual(got, a) {
		t.Errorf("%s, %+v, %v", member, got, err)
	}
	for _, unknown := range []family.Hash{{}, {9}} {
		if _, _, err := s.Families.FamilyByCode(t.Context(), unknown); !errors.Is(err, family.ErrNotFound) {
			t.Errorf("a code that is nobody's: %v", err)
		}
	}
	taken := func(code family.Hash) (taken bool) {
		t.Helper()
		err := s.Families.Update(t.Context(), func(tx family.Tx) (err error) {
			taken, err = tx.Taken(code)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	if taken(family.Hash{9}) || !taken(a.Members[0].Code) {
		t.Error("which codes are taken is not known")
	}
	// Both kinds of code are typed at one door: neither store gives what the other has given.
	err = s.Workshops.Update(t.Context(), func(tx workshops.Tx) error {
		err := errors.Join(tx.PutSeries(aSeries("s", mairie)), tx.AddEnrolment(anEnrolment("e", "s", 1), workshops.Hash{1}))
		free, failed := tx.SetCode("e", workshops.Hash(a.Members[0].Code), 1)
		if free {
			t.Error("a place has the code of a card")
		}
		_, put := tx.SetCode("e", workshops.Hash{9}, 2)
		return errors.Join(err, failed, put)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !taken(family.Hash{9}) {
		t.Error("a card may have the code of a place")
	}
}

func familiesForgotten(t *testing.T, s FamilyStores) {
	mairie := mustCreate(t, s.Accounts, "marc", "Mairie", accounts.Mediator).Organization.ID
	closed, over, open := kin("a", mairie), kin("b", mairie), kin("c", mairie)
	over.ClosedAt, open.ClosedAt = time.Time{}, time.Time{}
	closed.ValidUntil, open.ValidUntil = start.Add(1000*time.Hour).UTC(), start.Add(1000*time.Hour).UTC()
	for _, f := range []family.Family{closed, over, open} {
		mustPut(t, s.Families, f)
	}
	left := func(before time.Time) (n int) {
		t.Helper()
		if err := s.Families.Forget(t.Context(), before, start); err != nil {
			t.Fatal(err)
		}
		all, err := s.Families.Families(t.Context(), mairie)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	for _, step := range []struct {
		before time.Time
		want   int
	}{{start, 3}, {start.Add(time.Minute), 3}, {start.Add(2 * time.Minute), 2}, {start.Add(2 * time.Hour), 1}, {start.Add(3 * time.Hour), 1}} {
		if got := left(step.before); got != step.want {
			t.Errorf("before %s: %d families are left, want %d", step.before.Sub(start), got, step.want)
		}
	}
	if _, err := s.Families.FamilyOf(t.Context(), "b1"); !errors.Is(err, family.ErrNotFound) {
		t.Errorf("somebody of a family that is forgotten: %v", err)
	}
}
