package workshops

import (
	"testing"
	"time"
)

// In Paris clocks go forward at two on 28 March 2027 and back at three on 25 October 2026.
func TestHoursThatAreNotAndHoursThatAreTwice(t *testing.T) {
	paris, ok := location("Europe/Paris")
	if !ok {
		t.Fatal("no zone")
	}
	for _, tt := range []struct {
		day   Day
		clock Clock
		want  string
	}{
		{"2027-03-28", "01:59", "2027-03-28T00:59:00Z"},
		{"2027-03-28", "02:30", "2027-03-28T01:30:00Z"},
		{"2027-03-28", "03:00", "2027-03-28T01:00:00Z"},
		{"2026-10-25", "01:59", "2026-10-24T23:59:00Z"},
		{"2026-10-25", "02:30", "2026-10-25T01:30:00Z"},
		{"2026-10-25", "03:00", "2026-10-25T02:00:00Z"},
	} {
		if got := tt.day.at(tt.clock, paris).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s %s is %s, want %s", tt.day, tt.clock, got, tt.want)
		}
	}
}

func TestEaster(t *testing.T) {
	for year, want := range map[int]Day{
		2000: "2000-04-23", 2019: "2019-04-21", 2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2027: "2027-03-28",
		2028: "2028-04-16", 2038: "2038-04-25", 2049: "2049-04-18", 2076: "2076-04-19", 2160: "2160-03-23",
	} {
		if got := DayOf(easter(year)); got != want {
			t.Errorf("Easter %d is %s, want %s", year, got, want)
		}
	}
}

func TestPublicHolidaysOfAYear(t *testing.T) {
	n := 0
	for d := Day("2026-01-01"); d < "2027-01-01"; d = d.add(1) {
		if (publicHolidays{}).name(d) != "" {
			n++
		}
	}
	if n != 11 {
		t.Errorf("%d public holidays in 2026, want 11", n)
	}
	for _, territory := range Territories {
		n := 0
		for d := Day("2026-01-01"); d < "2027-01-01"; d = d.add(1) {
			if (publicHolidays{territory}).name(d) != "" {
				n++
			}
		}
		want := 12
		if territory == AlsaceMoselle {
			want = 13
		}
		if n != want {
			t.Errorf("%d public holidays in %s, want %d", n, territory, want)
		}
	}
}
