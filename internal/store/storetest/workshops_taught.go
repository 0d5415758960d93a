package storetest

import (
	"errors"
	"testing"
	"time"

	"coupdemain/workshops"
)

func aModule(id, organization string, version int) workshops.Module {
	return workshops.Module{
		ID: id, Version: version, OrganizationID: organization, Title: "Module " + id, Level: workshops.Advanced, Goal: "Savoir.",
		Equipment: []workshops.Device{workshops.Phone}, Themes: []workshops.Theme{"email"}, Archived: version == 2, MadeAt: start, MadeBy: "m1",
		Steps: []workshops.Step{{Title: "Ouvrir", Text: "Une **fois**.", Picture: "pic", Alternative: "Une souris"}},
	}
}

func modules(t *testing.T, s workshopStore) {
	one, two := aModule("m", foy, 1), aModule("m", foy, 2)
	shipped, theirs := aModule("a", "", 1), aModule("b", pessac, 1)
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.AddModule(one), tx.AddModule(two), tx.AddModule(shipped), tx.AddModule(theirs)}
	})
	err := s.Update(t.Context(), func(tx workshops.Tx) error { return tx.AddModule(one) })
	if !errors.Is(err, workshops.ErrConflict) {
		t.Errorf("a version twice: %v", err)
	}
	s.see(t, func(tx workshops.Tx) {
		expect(t, "modules", []workshops.Module{shipped, two})(tx.Modules(foy))
		expect(t, "newest", two)(tx.Module("m", 0))
		expect(t, "first", one)(tx.Module("m", 1))
		absent[workshops.Module](t, "third")(tx.Module("m", 3))
		absent[workshops.Module](t, "unknown")(tx.Module("x", 0))
		expect(t, "versions", []workshops.Module{two, one})(tx.ModuleVersions("m"))
	})
	begun, coming, pinned := aSession("begun", "s", start), aSession("coming", "s", start.Add(time.Hour)), aSession("pinned", "s", start.Add(-time.Hour))
	begun.ModuleVersion, coming.ModuleVersion = 0, 0
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.PutSeries(aSeries("s", foy)), tx.PutSession(begun), tx.PutSession(coming), tx.PutSession(pinned),
			tx.PinModule("m", 2, start.Add(time.Minute)), tx.PinModule("x", 1, start.Add(time.Hour)),
		}
	})
	s.see(t, func(tx workshops.Tx) {
		for id, want := range map[string]int{"begun": 2, "coming": 0, "pinned": 1} {
			got, err := tx.Session(id)
			if err != nil || got.ModuleVersion != want || got.ModuleTitle != "Module m" {
				t.Errorf("%s: version %d of %q, %v; want %d", id, got.ModuleVersion, got.ModuleTitle, err, want)
			}
		}
	})
}

func paths(t *testing.T, s workshopStore) {
	one := workshops.Path{
		ID: "p", Version: 1, OrganizationID: foy, Title: "Parcours", Goal: "Savoir.", Modules: []string{"b", "a"}, MadeAt: start, MadeBy: "m1",
	}
	two, theirs := one, one
	two.Version, two.Title, two.Archived = 2, "Autre titre", true
	theirs.ID, theirs.OrganizationID = "q", pessac
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.AddPath(one), tx.AddPath(two), tx.AddPath(theirs)} })
	err := s.Update(t.Context(), func(tx workshops.Tx) error { return tx.AddPath(two) })
	if !errors.Is(err, workshops.ErrConflict) {
		t.Errorf("a version twice: %v", err)
	}
	s.see(t, func(tx workshops.Tx) {
		expect(t, "paths", []workshops.Path{two})(tx.Paths(foy))
		expect(t, "newest", two)(tx.Path("p", 0))
		expect(t, "first", one)(tx.Path("p", 1))
		absent[workshops.Path](t, "unknown")(tx.Path("x", 0))
	})
}

func pictures(t *testing.T, s workshopStore) {
	p := workshops.Picture{ID: "p", OrganizationID: foy, Type: "image/png", Data: []byte("\x89PNG\x00\xff")}
	other := p
	other.Data = []byte("other")
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.AddPicture(p), tx.AddPicture(other)} })
	s.see(t, func(tx workshops.Tx) {
		expect(t, "picture", p)(tx.Picture("p"))
		absent[workshops.Picture](t, "unknown")(tx.Picture("x"))
	})
}

func schoolYears(t *testing.T, s workshopStore) {
	winter := []workshops.SchoolHoliday{{Zone: workshops.ZoneA, Name: "hiver", First: "2028-02-05", Last: "2028-02-20"}}
	autumn := []workshops.SchoolHoliday{{Name: "automne", First: "2026-10-17", Last: "2026-11-01"}}
	later := workshops.SchoolYear{OrganizationID: foy, Year: 2027, Revision: 1, Holidays: winter, ChangedAt: start}
	sooner := workshops.SchoolYear{OrganizationID: foy, Year: 2026, Revision: 2, Holidays: autumn, Before: winter, ChangedAt: start}
	theirs := workshops.SchoolYear{OrganizationID: pessac, Year: 2027, Revision: 1, Holidays: autumn, ChangedAt: start}
	again := later
	again.Revision, again.Holidays, again.Before = 2, nil, winter
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.PutSchoolYear(later), tx.PutSchoolYear(sooner), tx.PutSchoolYear(theirs), tx.PutSchoolYear(again)}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "school years", []workshops.SchoolYear{sooner, again})(tx.SchoolYears(foy))
		expect(t, "another organization's", []workshops.SchoolYear{theirs})(tx.SchoolYears(pessac))
	})
}
