package workshops_test

import (
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// winterA is a year with one holiday, in zone A.
var winterA = []workshops.SchoolHoliday{{Zone: "A", Name: "  hiver ", First: "2028-02-05", Last: "2028-02-20"}}

// aFebruary is five Tuesdays, without the holidays of zone A.
var aFebruary = workshops.Plan{
	Zone: "Europe/Paris", First: "2028-02-01", Rule: tuesdays("2028-02-29"), Start: "10:00", End: "11:00",
	Skip: workshops.Skip{School: "A"},
}

func TestSchoolHolidaysAreCorrected(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	expectError(t, "a mediator", w.SetSchoolHolidays(ctx, w.office, 2027, 0, nil), workshops.ErrForbidden)
	_, err := w.SchoolYears(ctx, w.office)
	expectError(t, "a mediator looking", err, workshops.ErrForbidden)
	w.office.Role, w.elsewhere.Role = accounts.Coordinator, accounts.Coordinator
	expectError(t, "a year long gone", w.SetSchoolHolidays(ctx, w.office, 1999, 0, nil), workshops.ErrNotFound)

	holidays := func(who accounts.Person, slots int, unknown bool) {
		t.Helper()
		got, err := w.Preview(ctx, who, aFebruary)
		if err != nil || got.SchoolUnknown != unknown || len(got.Slots) != slots {
			t.Errorf("%+v, %v; want %d sessions", got, err, slots)
		}
	}
	holidays(w.office, 5, true)
	if err := w.SetSchoolHolidays(ctx, w.office, 2027, 0, winterA); err != nil {
		t.Fatal(err)
	}
	expectError(t, "as it was read before", w.SetSchoolHolidays(ctx, w.office, 2027, 0, nil), workshops.ErrConflict)
	holidays(w.office, 3, true)
	holidays(w.elsewhere, 5, true)
	year, err := w.SchoolYear(ctx, w.office, 2027)
	if err != nil || year.Revision != 1 || len(year.Holidays) != 1 || year.Holidays[0].Name != "hiver" || year.Shipped {
		t.Errorf("%+v, %v", year, err)
	}
	for i, slots := range []int{5, 3} { // taken back, and made anew
		if err := w.UndoSchoolHolidays(ctx, w.office, 2027, 1+i); err != nil {
			t.Error(err)
		}
		holidays(w.office, slots, true)
	}
	expectError(t, "elsewhere", w.UndoSchoolHolidays(ctx, w.elsewhere, 2027, 0), workshops.ErrNotFound)
}

// A year that ships is replaced whole, and comes back whole.
func TestAShippedYearIsReplaced(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.office.Role = accounts.Coordinator
	shipped, err := w.SchoolYear(ctx, w.office, 2026)
	if err != nil || !shipped.Shipped || len(shipped.Holidays) != 10 {
		t.Fatalf("%+v, %v", shipped, err)
	}
	one := []workshops.SchoolHoliday{{Name: "été austral", First: "2026-12-19", Last: "2027-01-31"}}
	if err := w.SetSchoolHolidays(ctx, w.office, 2026, 0, one); err != nil {
		t.Fatal(err)
	}
	if got, err := w.SchoolYear(ctx, w.office, 2026); err != nil || got.Shipped || len(got.Holidays) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if err := w.SetSchoolHolidays(ctx, w.office, 2026, 1, nil); err != nil {
		t.Fatal(err)
	}
	years, err := w.SchoolYears(ctx, w.office)
	if err != nil || len(years) != 2 || !years[1].Shipped || len(years[1].Holidays) != 10 {
		t.Errorf("%+v, %v", years, err)
	}
}

func TestSchoolHolidaysThatDoNotGo(t *testing.T) {
	w := newWorld(t)
	w.office.Role = accounts.Coordinator
	good := workshops.SchoolHoliday{Name: "hiver", First: "2028-02-05", Last: "2028-02-20"}
	tests := []struct {
		name    string
		change  func(*workshops.SchoolHoliday)
		field   accounts.Field
		problem accounts.Problem
	}{
		{"no name", func(h *workshops.SchoolHoliday) { h.Name = " " }, "name", accounts.Missing},
		{"a zone of nowhere", func(h *workshops.SchoolHoliday) { h.Zone = "D" }, "zone", workshops.NotOneOf},
		{"no such day", func(h *workshops.SchoolHoliday) { h.First = "2028-02-30" }, "first", workshops.NotADay},
		{"no end", func(h *workshops.SchoolHoliday) { h.Last = "" }, "last", workshops.NotADay},
		{"backwards", func(h *workshops.SchoolHoliday) { h.First, h.Last = h.Last, h.First }, "last", workshops.EndsFirst},
		{"the year before", func(h *workshops.SchoolHoliday) { h.First = "2027-07-31" }, "first", workshops.OutsideYear},
		{"the year after", func(h *workshops.SchoolHoliday) { h.First, h.Last = "2028-08-01", "2028-08-31" }, "first", workshops.OutsideYear},
		{"without end", func(h *workshops.SchoolHoliday) { h.Last = "2028-10-01" }, "last", workshops.OutsideYear},
		{"a shared day", func(h *workshops.SchoolHoliday) { h.Zone, h.First, h.Last = "B", "2028-02-20", "2028-02-27" }, "first", workshops.Overlaps},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := good
			tt.change(&bad)
			first := workshops.SchoolHoliday{Name: "Noël", First: "2028-01-01", Last: "2028-01-02"}
			if tt.problem == workshops.Overlaps {
				first = good
			}
			err := w.SetSchoolHolidays(t.Context(), w.office, 2027, 0, []workshops.SchoolHoliday{first, bad})
			expectFault(t, tt.name, err, "holidays.1."+tt.field, tt.problem)
		})
	}
	apart := []workshops.SchoolHoliday{{Zone: "A", Name: "hiver", First: good.First, Last: good.Last}, {Zone: "B", Name: "hiver", First: good.First, Last: "2028-02-27"}}
	if err := w.SetSchoolHolidays(t.Context(), w.office, 2027, 0, apart); err != nil {
		t.Errorf("two zones at once: %v", err)
	}
	expectFault(t, "forty-one", w.SetSchoolHolidays(t.Context(), w.office, 2027, 1, make([]workshops.SchoolHoliday, 41)), "holidays", workshops.TooMany)
}

// A series that is planned stays as it is; what of it falls into holidays that came afterwards is listed.
func TestSessionsInHolidaysThatCameLater(t *testing.T) {
	at(t, "2028-01-10 09:00", func(t *testing.T, w *world) {
		ctx := t.Context()
		w.office.Role, w.elsewhere.Role = accounts.Coordinator, accounts.Coordinator
		for _, skip := range []workshops.SchoolZone{"A", "B", ""} {
			w.series(t, func(n *workshops.Series) {
				n.Title, n.Plan = "Zone "+string(skip), aFebruary
				n.Plan.Skip.School = skip
			})
		}
		if found, err := w.InHolidays(ctx, w.office); err != nil || len(found) != 0 {
			t.Errorf("before: %v, %v", found, err)
		}
		if err := w.SetSchoolHolidays(ctx, w.office, 2027, 0, winterA); err != nil {
			t.Fatal(err)
		}
		found, err := w.InHolidays(ctx, w.office)
		if err != nil || len(found) != 2 || found[0].Day != "2028-02-08" || found[1].Day != "2028-02-15" || found[0].Series.Title != "Zone A" {
			t.Errorf("%v, %v", found, err)
		}
		if found, err := w.InHolidays(ctx, w.elsewhere); err != nil || len(found) != 0 {
			t.Errorf("elsewhere: %v, %v", found, err)
		}
	})
}
