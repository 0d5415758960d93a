package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
)

// Activity puts an activity.Store, beside the accounts whose reports it keeps, through its contract.
func Activity(t *testing.T, open func(t *testing.T) (activity.Store, accounts.Store)) {
	for name, test := range map[string]func(*testing.T, activity.Store, accounts.Store){
		"kept whole": keptWhole, "one of a help": oneOfAHelp, "lists of reports": reportLists,
		"deleted and restored": deletedAndRestored, "made anonymous": madeAnonymous,
	} {
		t.Run(name, func(t *testing.T) {
			store, people := open(t)
			test(t, store, people)
		})
	}
}

// report is one with every field filled in.
func report(id, person, day string) activity.Report {
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return activity.Report{
		ID: id, PersonID: person, Help: "ACDF-" + id, Kind: activity.Collective, Date: date, Minutes: 45, Measured: 41,
		Place:     activity.Place{Kind: activity.AtDistance, StructureID: "s", PostalCode: "33220", Town: "Sainte-Foy", INSEE: "33402"},
		Equipment: []activity.Equipment{activity.Computer, activity.Phone}, Autonomy: activity.Autonomies[1],
		Referred: true, Structure: activity.Structures[2], Themes: []activity.Theme{"email", activity.Errands},
		Errands: []activity.Errand{"logement"}, Tags: []string{"a|b", "c"}, ErrandDetails: "CAF", Notes: "deux\nlignes",
		Workshop: activity.Workshop{Title: "La messagerie", Level: activity.Levels[0]},
		Beneficiaries: activity.Beneficiaries{
			Total: 3, Genders: map[activity.Gender]int{"feminin": 2, activity.Unsaid: 1},
			Ages: map[activity.AgeBand]int{"soixante_dix_plus": 3}, Statuses: map[activity.Status]int{"retraite": 3},
		},
		Done: start,
	}
}

func mustReport(t *testing.T, store activity.Store, reports ...activity.Report) {
	t.Helper()
	for _, r := range reports {
		if err := store.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func keptWhole(t *testing.T, store activity.Store, people accounts.Store) {
	p := mustCreate(t, people, "p", "Mairie", accounts.Mediator)
	full := report("1", "p", "2025-03-17")
	bare := activity.Report{ID: "2", PersonID: "p", Kind: activity.Individual, Date: full.Date}
	mustReport(t, store, full, bare)
	full.OrganizationID, bare.OrganizationID = p.Organization.ID, p.Organization.ID
	for _, want := range []activity.Report{full, bare} {
		got, err := store.Report(t.Context(), want.ID)
		if err != nil || !reflect.DeepEqual(got, activity.Line{Report: want, PersonName: p.Name}) {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
	changed := report("2", "p", "2025-03-18")
	changed.Help, changed.OrganizationID = "", p.Organization.ID
	if err := store.Save(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	if got, err := store.Report(t.Context(), "2"); err != nil || !reflect.DeepEqual(got.Report, changed) {
		t.Errorf("changed: %+v, %v; want %+v", got, err, changed)
	}
	if err := store.Save(t.Context(), report("none", "p", "2025-03-18")); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("changed one that is not there: %v", err)
	}
	if err := store.Add(t.Context(), report("3", "nobody", "2025-03-18")); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("nobody's: %v", err)
	}
}

func oneOfAHelp(t *testing.T, store activity.Store, people accounts.Store) {
	mustCreate(t, people, "a", "Mairie", accounts.Mediator)
	mustCreate(t, people, "b", "Mairie", accounts.Mediator)
	first, second, others := report("1", "a", "2025-03-17"), report("2", "a", "2025-03-17"), report("3", "b", "2025-03-17")
	second.Help, others.Help = first.Help, first.Help
	mustReport(t, store, first, others)
	if err := store.Add(t.Context(), second); !errors.Is(err, activity.ErrExists) {
		t.Errorf("a second of one help: %v", err)
	}
	errs := make([]error, 8)
	race(len(errs), func(i int) {
		r := report(string(rune('k'+i)), "a", "2025-03-17")
		r.Help = "RACE"
		errs[i] = store.Add(t.Context(), r)
	})
	if n := len(slices.DeleteFunc(errs, func(err error) bool { return errors.Is(err, activity.ErrExists) })); n != 1 {
		t.Errorf("%d of eight at once are there", n)
	}
	if got, err := store.OfHelp(t.Context(), "b", first.Help); err != nil || got.ID != "3" {
		t.Errorf("of the help: %+v, %v", got, err)
	}
	for _, help := range []string{"", "none"} {
		if _, err := store.OfHelp(t.Context(), "a", help); !errors.Is(err, activity.ErrNotFound) {
			t.Errorf("of no help: %v", err)
		}
	}
	for _, id := range []string{"w1", "w2"} { // Workshops have no help, and may be many.
		r := report(id, "a", "2025-03-17")
		r.Help = ""
		mustReport(t, store, r)
	}
}

func reportLists(t *testing.T, store activity.Store, people accounts.Store) {
	ctx := t.Context()
	mairie := mustCreate(t, people, "a", "Mairie", accounts.Mediator).Organization.ID
	mustCreate(t, people, "b", "Mairie", accounts.Mediator)
	mustCreate(t, people, "c", "Médiathèque", accounts.Mediator)
	draft := func(id, person, day string) activity.Report {
		r := report(id, person, day)
		r.Done = time.Time{}
		return r
	}
	late := report("4", "a", "2025-02-28")
	late.Done = start.Add(time.Hour)
	mustReport(t, store, draft("1", "a", "2025-03-02"), draft("2", "a", "2025-03-01"), draft("3", "b", "2025-03-01"), late,
		report("5", "a", "2025-03-31"), report("6", "b", "2025-03-01"), report("7", "c", "2025-03-01"), report("8", "b", "2025-04-01"))
	check := func(what string, got []activity.Report, err error, want ...string) {
		t.Helper()
		ids := make([]string, len(got))
		for i, r := range got {
			ids[i] = r.ID
		}
		if err != nil || !slices.Equal(ids, want) {
			t.Errorf("%s: %v, %v; want %v", what, ids, err, want)
		}
	}
	got, err := store.Drafts(ctx, "a", 10)
	check("drafts", got, err, "2", "1")
	got, err = store.Drafts(ctx, "a", 1)
	check("one draft", got, err, "2")
	got, err = store.Latest(ctx, "a", 10)
	check("latest", got, err, "4", "5")
	month := func(person, organization string, month activity.Month, want ...string) {
		t.Helper()
		lines, err := store.Month(ctx, person, organization, month)
		reports := make([]activity.Report, len(lines))
		for i, l := range lines {
			reports[i] = l.Report
			if l.PersonName == "" {
				t.Error("whose report it is is not told")
			}
		}
		check(string(month), reports, err, want...)
	}
	month("a", "", "2025-03", "5")
	month("a", mairie, "2025-02", "4")
	month("", mairie, "2025-03", "6", "5")
	month("", "another", "2025-03")
	months, err := store.Months(ctx, "", mairie)
	if err != nil || !slices.Equal(months, []activity.Month{"2025-04", "2025-03", "2025-02"}) {
		t.Errorf("months %v, %v", months, err)
	}
}

func deletedAndRestored(t *testing.T, store activity.Store, people accounts.Store) {
	ctx := t.Context()
	mustCreate(t, people, "a", "Mairie", accounts.Mediator)
	r := report("1", "a", "2025-03-17")
	mustReport(t, store, r)
	if err := store.Delete(ctx, "1", start); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Report(ctx, "1"); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("deleted, and found: %v", err)
	}
	if got, err := store.OfHelp(ctx, "a", r.Help); err != nil || !got.DeletedAt.Equal(start) {
		t.Errorf("deleted, of its help: %+v, %v", got, err)
	}
	if lines, err := store.Month(ctx, "a", "", "2025-03"); err != nil || len(lines) != 0 {
		t.Errorf("deleted, and listed: %v, %v", lines, err)
	}
	for what, err := range map[string]error{
		"deleted twice":     store.Delete(ctx, "1", start),
		"saved":             store.Save(ctx, r),
		"restored too late": store.Restore(ctx, "1", "a", start.Add(time.Second)),
		"another's":         store.Restore(ctx, "1", "b", start),
	} {
		if !errors.Is(err, activity.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := store.Restore(ctx, "1", "a", start); err != nil {
		t.Fatal(err)
	}
	if got, err := store.Report(ctx, "1"); err != nil || !got.DeletedAt.IsZero() {
		t.Errorf("restored: %+v, %v", got, err)
	}
	if err := store.Restore(ctx, "1", "a", time.Time{}); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("restored what was not deleted: %v", err)
	}
	if err := errors.Join(store.Delete(ctx, "1", start), store.Forget(ctx, start.Add(time.Second), time.Time{})); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OfHelp(ctx, "a", r.Help); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("erased, and found: %v", err)
	}
}

func madeAnonymous(t *testing.T, store activity.Store, people accounts.Store) {
	ctx := t.Context()
	p := mustCreate(t, people, "a", "Mairie", accounts.Mediator)
	old, young := report("1", "a", "2025-03-16"), report("2", "a", "2025-03-17")
	mustReport(t, store, old, young)
	for range 2 {
		if err := store.Forget(ctx, time.Time{}, young.Date); err != nil {
			t.Fatal(err)
		}
	}
	old.OrganizationID, young.OrganizationID = p.Organization.ID, p.Organization.ID
	old.Help, old.Tags, old.ErrandDetails, old.Notes = "", nil, "", ""
	old.Beneficiaries = activity.Beneficiaries{Total: old.Beneficiaries.Total}
	for _, want := range []activity.Report{old, young} {
		if got, err := store.Report(ctx, want.ID); err != nil || !reflect.DeepEqual(got.Report, want) {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
}
