package family_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/family"
	"coupdemain/internal/spokencode"
	"coupdemain/internal/store"
)

// told keeps what was written down.
type told struct{ acts []family.Act }

// Record implements family.Audit.
func (t *told) Record(_ context.Context, e family.Event) { t.acts = append(t.acts, e.Act) }

// world is families on a disk, and two organizations.
type world struct {
	*family.Service
	store     family.Store
	told      *told
	by, other accounts.Person
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	people := accounts.New(db.Accounts(), accounts.Options{})
	w := &world{store: db.Families(), told: &told{}}
	for into, name := range map[*accounts.Person]string{&w.by: "Mairie", &w.other: "Autre"} {
		*into, err = people.Add(t.Context(), accounts.NewPerson{
			Email: strings.ToLower(name) + "@example.org", Name: "Qui aide", Password: "une phrase assez longue", Organization: name,
			Phone: "05 57 00 00 00", Town: "Libourne", Role: accounts.Mediator,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if w.Service, err = family.New(w.store, []byte("a secret of this test alone"), w.told, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) made(t *testing.T) (family.Family, map[string]spokencode.Code) {
	t.Helper()
	f, err := w.Make(t.Context(), w.by, family.Details{Name: " La  famille ", Hour: "le soir", Phone: "05 57 00 00 00"}, []string{"Jeanne", "", "Marc ", "jeanne"})
	if err != nil {
		t.Fatal(err)
	}
	codes, err := w.Codes(t.Context(), w.by, f.ID)
	if err != nil {
		t.Fatal(err)
	}
	return f, codes
}

func TestACardOpensItsFamily(t *testing.T) {
	w := newWorld(t)
	f, codes := w.made(t)
	if f.Name != "La famille" || len(f.Members) != 2 || f.Members[1].Name != "Marc" {
		t.Errorf("made %+v", f)
	}
	jeanne, marc := f.Members[0], f.Members[1]
	typed := codes[jeanne.ID].Spaced()
	if len(codes[jeanne.ID]) != 8 || codes[jeanne.ID] == codes[marc.ID] {
		t.Errorf("codes %v", codes)
	}
	got, who, err := w.Enter(t.Context(), typed)
	if err != nil || got.ID != f.ID || who.ID != jeanne.ID {
		t.Errorf("entered %s as %s, %v", got.ID, who.ID, err)
	}
	if _, _, err := w.Of(t.Context(), jeanne.ID, typed); err != nil {
		t.Error(err)
	}
	for name, try := range map[string][2]string{
		"another's code": {marc.ID, typed}, "nobody": {"nobody", typed}, "no ID": {"", typed},
	} {
		if _, _, err := w.Of(t.Context(), try[0], try[1]); !errors.Is(err, family.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := w.Enter(t.Context(), "12345678"); err == nil {
		t.Error("a slip opened a family")
	}
	// A new card: the one before opens nothing.
	if err := w.NewCard(t.Context(), accounts.Person{}, f.ID, jeanne.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Enter(t.Context(), typed); !errors.Is(err, family.ErrNotFound) {
		t.Errorf("a card that was replaced: %v", err)
	}
	if _, _, err := w.Of(t.Context(), jeanne.ID, typed); !errors.Is(err, family.ErrNotFound) {
		t.Errorf("a browser that remembers it: %v", err)
	}
	if again, err := w.Codes(t.Context(), w.by, f.ID); err != nil || again[jeanne.ID] == codes[jeanne.ID] || again[marc.ID] != codes[marc.ID] {
		t.Errorf("codes %v, %v", again, err)
	}
}

func TestARoomClosesAndOpensAgain(t *testing.T) {
	w := newWorld(t)
	f, codes := w.made(t)
	code := string(codes[f.Members[0].ID])
	open := func(want bool) {
		t.Helper()
		_, _, err := w.Enter(t.Context(), code)
		_, live := w.Open(t.Context(), f.ID)
		if (err == nil) != want || (live == nil) != want {
			t.Errorf("open is %v, %v; want %t", err, live, want)
		}
		if _, _, err := w.Of(t.Context(), f.Members[0].ID, code); err != nil {
			t.Errorf("its own cannot open it again: %v", err)
		}
	}
	open(true)
	for _, step := range []struct {
		do   func(context.Context, accounts.Person, string) error
		open bool
	}{{w.Close, false}, {w.Close, false}, {w.Reopen, true}, {w.Close, false}, {w.Renew, true}} {
		if err := step.do(t.Context(), accounts.Person{}, f.ID); err != nil {
			t.Fatal(err)
		}
		open(step.open)
	}
	// A year later it is over, until it is renewed.
	err := w.store.Update(t.Context(), func(tx family.Tx) error {
		f, err := tx.Family(f.ID)
		f.ValidUntil = time.Now().Add(-time.Hour)
		return errors.Join(err, tx.Put(f))
	})
	if err != nil {
		t.Fatal(err)
	}
	open(false)
	if err := w.Renew(t.Context(), w.by, f.ID); err != nil {
		t.Fatal(err)
	}
	open(true)
	want := []family.Act{family.Made, family.Closed, family.Closed, family.Reopened, family.Closed, family.Renewed, family.Renewed}
	if !slices.Equal(w.told.acts, want) {
		t.Errorf("written down: %v", w.told.acts)
	}
}

func TestACardIsGivenBack(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	f, codes := w.made(t)
	jeanne, marc := f.Members[0].ID, f.Members[1].ID
	if err := w.Join(ctx, w.by, f.ID, "Luce"); err != nil {
		t.Fatal(err)
	}
	opens := func(id string, want bool) {
		t.Helper()
		if _, _, err := w.Enter(ctx, string(codes[id])); (err == nil) != want {
			t.Errorf("the first card of %s opens: %v, want %v", id, err, want)
		}
	}
	late := func(id string) {
		t.Helper()
		if err := w.Restore(ctx, w.by, f.ID, id); !errors.Is(err, family.ErrLate) {
			t.Errorf("given back: %v", err)
		}
	}
	late(jeanne)
	for name, do := range map[string]func(context.Context, accounts.Person, string, string) error{"made anew": w.NewCard, "taken away": w.Leave} {
		t.Run(name, func(t *testing.T) {
			if err := do(ctx, w.by, f.ID, jeanne); err != nil {
				t.Fatal(err)
			}
			opens(jeanne, false)
			late(marc)
			if err := w.Restore(ctx, w.other, f.ID, jeanne); !errors.Is(err, family.ErrNotFound) {
				t.Errorf("by another organization: %v", err)
			}
			if err := w.Restore(ctx, w.by, f.ID, jeanne); err != nil {
				t.Fatal(err)
			}
			opens(jeanne, true)
			late(jeanne)
			if got, err := w.Family(ctx, w.by, f.ID); err != nil || len(got.Members) != 3 || got.Members[0].Name != "Jeanne" {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	// Only the last can be, for a day, and where there is room.
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(w.NewCard(ctx, w.by, f.ID, jeanne))
	do(w.Leave(ctx, w.by, f.ID, marc))
	late(jeanne)
	for n := 2; n < family.MaxMembers; n++ {
		do(w.Join(ctx, w.by, f.ID, string(rune('A'+n))))
	}
	if err := w.Restore(ctx, w.by, f.ID, marc); !errors.Is(err, family.ErrFull) {
		t.Errorf("one too many: %v", err)
	}
	do(w.store.Update(ctx, func(tx family.Tx) error {
		f, err := tx.Family(f.ID)
		f.Undo.At = f.Undo.At.Add(-family.Undoable - time.Minute)
		return errors.Join(err, tx.Put(f))
	}))
	late(marc)
}

func TestWhatIsWrittenOfAFamilyIsChecked(t *testing.T) {
	w := newWorld(t)
	long := strings.Repeat("é", family.MaxHour+1)
	_, err := w.Make(t.Context(), w.by, family.Details{Hour: long, Phone: "x"}, []string{"Jeanne"})
	var invalid *accounts.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Faults) != 4 {
		t.Fatalf("%v", err)
	}
	f, _ := w.made(t)
	if err := w.Correct(t.Context(), w.by, f.ID, family.Details{Name: long}); !errors.As(err, &invalid) {
		t.Errorf("a long name: %v", err)
	}
	if err := w.Leave(t.Context(), w.by, f.ID, f.Members[0].ID); !errors.Is(err, family.ErrLast) {
		t.Errorf("one of two: %v", err)
	}
	for n := len(f.Members); n < family.MaxMembers; n++ {
		if err := w.Join(t.Context(), w.by, f.ID, string(rune('A'+n))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Join(t.Context(), w.by, f.ID, "Z"); !errors.Is(err, family.ErrFull) {
		t.Errorf("one too many: %v", err)
	}
	if err := w.Leave(t.Context(), w.by, f.ID, f.Members[0].ID); err != nil {
		t.Error(err)
	}
	if _, _, err := w.Of(t.Context(), f.Members[0].ID, "12345670"); err == nil {
		t.Error("who was taken out is still of the family")
	}
}

func TestAnotherOrganizationSeesNoFamily(t *testing.T) {
	w := newWorld(t)
	f, _ := w.made(t)
	ctx := t.Context()
	_, err := w.Family(ctx, w.other, f.ID)
	_, codes := w.Codes(ctx, w.other, f.ID)
	for name, err := range map[string]error{
		"family": err, "codes": codes, "correct": w.Correct(ctx, w.other, f.ID, family.Details{Name: "X"}), "join": w.Join(ctx, w.other, f.ID, "X"),
		"card": w.NewCard(ctx, w.other, f.ID, f.Members[0].ID), "renew": w.Renew(ctx, w.other, f.ID), "close": w.Close(ctx, w.other, f.ID),
		"leave": w.Leave(ctx, w.other, f.ID, f.Members[0].ID), "reopen": w.Reopen(ctx, w.other, f.ID),
		"restore": w.Restore(ctx, w.other, f.ID, f.Members[0].ID),
	} {
		if !errors.Is(err, family.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all, err := w.Families(ctx, w.other); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}
