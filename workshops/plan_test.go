package workshops_test

import (
	"slices"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

func tuesdays(until workshops.Day) string {
	return workshops.Weekly([]time.Weekday{time.Tuesday}, until)
}

// A session stays at ten by the clock on the wall, whatever the clock does.
func TestTheWallClockStaysAcrossBothClockChanges(t *testing.T) {
	tests := []struct {
		zone           string
		summer, winter int // the hour, in UTC, of ten o'clock
		back, forth    workshops.Day
	}{
		{"Europe/Paris", 8, 9, "2026-10-25", "2027-03-28"},
		{"America/Miquelon", 12, 13, "2026-11-01", "2027-03-14"},
		{"America/Martinique", 14, 14, "", ""},
		{"America/Guadeloupe", 14, 14, "", ""},
		{"America/Cayenne", 13, 13, "", ""},
		{"Indian/Reunion", 6, 6, "", ""},
		{"Indian/Mayotte", 7, 7, "", ""},
		{"Pacific/Noumea", 23, 23, "", ""}, // the day before
		{"Pacific/Tahiti", 20, 20, "", ""},
	}
	at(t, "2026-09-01 09:00", func(t *testing.T, w *world) {
		for _, tt := range tests {
			s := w.series(t, func(s *workshops.Series) {
				s.Plan = workshops.Plan{Zone: tt.zone, Rule: tuesdays("2027-04-06"), First: "2026-10-13", Start: "10:00", End: "11:30"}
			})
			all := w.sessions(t, s.ID)
			if len(all) != 26 {
				t.Fatalf("%s: %d sessions, want 26", tt.zone, len(all))
			}
			for _, session := range all {
				want := tt.winter
				if session.Day < tt.back || session.Day >= tt.forth {
					want = tt.summer
				}
				if session.Start != "10:00" || session.StartsAt.Hour() != want || session.EndsAt.Sub(session.StartsAt) != 90*time.Minute {
					t.Errorf("%s, %s: from %s to %s, want %d:00 UTC", tt.zone, session.Day, session.StartsAt, session.EndsAt, want)
				}
			}
		}
	})
}

func TestPlansThatAreRefused(t *testing.T) {
	good := workshops.Plan{Zone: "Europe/Paris", Rule: tuesdays("2027-03-05"), First: "2027-01-12", Start: "10:00", End: "11:00"}
	tests := []struct {
		name    string
		change  func(*workshops.Plan)
		field   accounts.Field
		problem accounts.Problem
	}{
		{"no end", func(p *workshops.Plan) { p.Rule = "FREQ=WEEKLY;BYDAY=TU" }, "rule", workshops.Endless},
		{"ends before it begins", func(p *workshops.Plan) { p.Rule = tuesdays("2027-01-11") }, "rule", workshops.EndsFirst},
		{"ends in a century", func(p *workshops.Plan) { p.Rule = tuesdays("2127-01-11") }, "rule", workshops.TooFar},
		{"every day for three years", func(p *workshops.Plan) { p.Rule = "FREQ=DAILY;UNTIL=20291231" }, "rule", workshops.TooMany},
		{"ten thousand times", func(p *workshops.Plan) { p.Rule = "FREQ=WEEKLY;COUNT=10000" }, "rule", workshops.TooMany},
		{"a count that never comes", func(p *workshops.Plan) { p.Rule = "FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=12;COUNT=9" }, "rule", workshops.TooFar},
		{"every second", func(p *workshops.Plan) { p.Rule = "FREQ=SECONDLY;COUNT=10" }, "rule", workshops.NotARule},
		{"hours of its own", func(p *workshops.Plan) { p.Rule = "FREQ=DAILY;BYHOUR=3;COUNT=3" }, "rule", workshops.NotARule},
		{"a start of its own", func(p *workshops.Plan) { p.Rule = "DTSTART:20270112\nRRULE:FREQ=DAILY;COUNT=3" }, "rule", workshops.NotARule},
		{"nothing", func(p *workshops.Plan) { p.Rule = "" }, "rule", workshops.NotARule},
		{"no day", func(p *workshops.Plan) { p.Rule = workshops.Weekly(nil, "2027-03-05") }, "rule", workshops.NotARule},
		{"everything skipped", func(p *workshops.Plan) { p.Rule = tuesdays("2027-01-12"); p.Skip.Days = []workshops.Day{"2027-01-12"} }, "rule", workshops.NotARule},
		{"an end before a start", func(p *workshops.Plan) { p.End = "09:59" }, "end", workshops.EndsFirst},
		{"an end at the start", func(p *workshops.Plan) { p.End = "10:00" }, "end", workshops.EndsFirst},
		{"no clock", func(p *workshops.Plan) { p.Start = "25:00" }, "start", workshops.NotAClock},
		{"a short clock", func(p *workshops.Plan) { p.Start = "9:00" }, "start", workshops.NotAClock},
		{"no such day", func(p *workshops.Plan) { p.First = "2027-02-29" }, "first", workshops.NotADay},
		{"no such zone", func(p *workshops.Plan) { p.Zone = "Europe/Berlin" }, "zone", workshops.NotOneOf},
		{"a path for a zone", func(p *workshops.Plan) { p.Zone = "../../etc/passwd" }, "zone", workshops.NotOneOf},
		{"no such school zone", func(p *workshops.Plan) { p.Skip.School = "D" }, "skip", workshops.NotOneOf},
	}
	w := newWorld(t)
	if _, err := w.Preview(t.Context(), w.office, good); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := good
			tt.change(&p)
			_, err := w.Preview(t.Context(), w.office, p)
			expectFault(t, "preview", err, tt.field, tt.problem)
		})
	}
}

func TestWeeklyIsReadBack(t *testing.T) {
	days, until, ok := workshops.Days(workshops.Weekly([]time.Weekday{time.Tuesday, time.Thursday}, "2027-03-05"))
	if !ok || until != "2027-03-05" || !slices.Equal(days, []time.Weekday{time.Tuesday, time.Thursday}) {
		t.Errorf("%v, %s, %v", days, until, ok)
	}
	for _, other := range []string{"", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;BYDAY=1TU;UNTIL=20270305", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270305T000000Z"} {
		if _, _, ok := workshops.Days(other); ok {
			t.Errorf("%q was read as weekly", other)
		}
	}
}

func TestHolidaysAreSkipped(t *testing.T) {
	w := newWorld(t)
	plan := func(days []time.Weekday, first, until workshops.Day, skip workshops.Skip) workshops.Plan {
		return workshops.Plan{
			Zone: "Europe/Paris", First: first, Rule: workshops.Weekly(days, until), Start: "10:00", End: "11:00", Skip: skip,
		}
	}
	both := []time.Weekday{time.Tuesday, time.Thursday}
	every := []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	tests := []struct {
		name    string
		plan    workshops.Plan
		left    int
		skipped []workshops.Skipped
	}{
		{"nothing", plan(both, "2027-01-12", "2027-03-05", workshops.Skip{}), 16, nil},
		{"winter, zone A", plan(both, "2027-01-12", "2027-03-05", workshops.Skip{School: "A"}), 12, []workshops.Skipped{
			{"2027-02-16", "winter"}, {"2027-02-18", "winter"}, {"2027-02-23", "winter"}, {"2027-02-25", "winter"}}},
		{"winter, zone C", plan(both, "2027-01-12", "2027-03-05", workshops.Skip{School: "C"}), 12, []workshops.Skipped{
			{"2027-02-09", "winter"}, {"2027-02-11", "winter"}, {"2027-02-16", "winter"}, {"2027-02-18", "winter"}}},
		{"one's own days", plan(both, "2027-01-12", "2027-01-14", workshops.Skip{Days: []workshops.Day{"2027-01-14"}}), 1,
			[]workshops.Skipped{{"2027-01-14", "day"}}},
		{"a May of bridges", plan(every, "2027-05-01", "2027-05-18", workshops.Skip{PublicHolidays: true}), 14, []workshops.Skipped{
			{"2027-05-01", "labour-day"}, {"2027-05-06", "ascension-day"}, {"2027-05-08", "victory-day"}, {"2027-05-17", "whit-monday"}}},
		{"Martinique", plan(every, "2027-05-20", "2027-05-28", workshops.Skip{PublicHolidays: true, Territory: workshops.Martinique}), 8,
			[]workshops.Skipped{{"2027-05-22", "abolition"}}},
		{"Alsace", plan(every, "2027-03-25", "2027-03-30", workshops.Skip{PublicHolidays: true, Territory: workshops.AlsaceMoselle}), 4,
			[]workshops.Skipped{{"2027-03-26", "good-friday"}, {"2027-03-29", "easter-monday"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := w.Preview(t.Context(), w.office, tt.plan)
			if err != nil || len(got.Slots) != tt.left || !slices.Equal(got.Skipped, tt.skipped) || got.SchoolUnknown {
				t.Errorf("%d left, skipped %v, unknown %v, %v; want %d and %v", len(got.Slots), got.Skipped, got.SchoolUnknown, err, tt.left, tt.skipped)
			}
		})
	}
}

func FuzzPlan(f *testing.F) {
	for _, rule := range []string{tuesdays("2027-03-05"), "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "FREQ=DAILY;BYSETPOS=400;COUNT=1", "FREQ=WEEKLY;INTERVAL=52;COUNT=200"} {
		f.Add(rule, "2027-01-12")
	}
	w := newWorld(f)
	f.Fuzz(func(t *testing.T, rule, first string) {
		p := workshops.Plan{Zone: "Europe/Paris", Rule: rule, First: workshops.Day(first), Start: "10:00", End: "11:00"}
		got, err := w.Preview(t.Context(), w.office, p)
		if err != nil {
			return
		}
		if len(got.Slots) == 0 || len(got.Slots) > 200 {
			t.Fatalf("%q from %q gave %d sessions", rule, first, len(got.Slots))
		}
		for i, slot := range got.Slots {
			if !slot.Day.Valid() || slot.Day < p.First || i > 0 && slot.Day <= got.Slots[i-1].Day {
				t.Fatalf("%q from %q gave %v", rule, first, got.Slots)
			}
		}
	})
}
