package workshops

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// SchoolZone is a zone of the school holidays of mainland France.
type SchoolZone string

// The zones. EveryZone is only a holiday's: it is the same in all of them.
const (
	EveryZone SchoolZone = ""
	ZoneA     SchoolZone = "A"
	ZoneB     SchoolZone = "B"
	ZoneC     SchoolZone = "C"
)

// SchoolZones are those that one can be in.
var SchoolZones = []SchoolZone{ZoneA, ZoneB, ZoneC}

// SchoolHoliday is one holiday of one zone, or of all. First and Last are the first and the last day without school.
type SchoolHoliday struct {
	Zone        SchoolZone
	Name        string // "winter"…; free in a corrected year
	First, Last Day
}

// shippedHolidays are the school holidays as decreed (Code de l'éducation, article D521-1 and its yearly order), until
// the last school year known when this was written. What turns out otherwise an office corrects: SetSchoolHolidays.
var shippedHolidays = slices.Concat(
	inAllZones("autumn", "2025-10-18", "2025-11-02"), inAllZones("christmas", "2025-12-20", "2026-01-04"),
	inZones("winter", "2026-02-07", "2026-02-22", "2026-02-14", "2026-03-01", "2026-02-21", "2026-03-08"),
	inZones("spring", "2026-04-04", "2026-04-19", "2026-04-11", "2026-04-26", "2026-04-18", "2026-05-03"),
	inAllZones("ascension", "2026-05-14", "2026-05-17"), inAllZones("summer", "2026-07-04", "2026-08-31"),

	inAllZones("autumn", "2026-10-17", "2026-11-01"), inAllZones("christmas", "2026-12-19", "2027-01-03"),
	inZones("winter", "2027-02-13", "2027-02-28", "2027-02-20", "2027-03-07", "2027-02-06", "2027-02-21"),
	inZones("spring", "2027-04-10", "2027-04-25", "2027-04-17", "2027-05-02", "2027-04-03", "2027-04-18"),
	inAllZones("ascension", "2027-05-06", "2027-05-09"), inAllZones("summer", "2027-07-03", "2027-08-31"),
)

func inAllZones(name string, first, last Day) []SchoolHoliday {
	return []SchoolHoliday{{EveryZone, name, first, last}}
}

func inZones(name string, firstA, lastA, firstB, lastB, firstC, lastC Day) []SchoolHoliday {
	return []SchoolHoliday{{ZoneA, name, firstA, lastA}, {ZoneB, name, firstB, lastB}, {ZoneC, name, firstC, lastC}}
}

// SchoolYearOf is the year that a day's school year begins in: it turns on the first of August.
func SchoolYearOf(d Day) int {
	t := d.Time()
	if t.Month() < time.August {
		return t.Year() - 1
	}
	return t.Year()
}

// yearBounds are the first day of a school year and of the next.
func yearBounds(year int) (from, to Day) {
	return Day(fmt.Sprintf("%04d-08-01", year)), Day(fmt.Sprintf("%04d-08-01", year+1))
}

// covers tells whether a holiday is one of a zone's.
func (h SchoolHoliday) covers(zone SchoolZone) bool { return h.Zone == EveryZone || h.Zone == zone }

// clashes tells whether two holidays share a day in some zone.
func (h SchoolHoliday) clashes(other SchoolHoliday) bool {
	return (h.covers(other.Zone) || other.Zone == EveryZone) && h.First <= other.Last && other.First <= h.Last
}

// byFirstDay orders holidays as they come.
func byFirstDay(a, b SchoolHoliday) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Zone, b.Zone))
}

// schoolHolidays are those an organization plans with, by first day.
func schoolHolidays(tx ModuleTx, organization string) (all []SchoolHoliday, err error) {
	years, err := schoolYears(tx, organization)
	for _, y := range years {
		all = append(all, y.Holidays...)
	}
	return all, err
}

// during is the name of the holiday of a zone that a day is in; empty: none.
func during(holidays []SchoolHoliday, zone SchoolZone, day Day) string {
	for _, h := range holidays {
		if h.covers(zone) && h.First <= day && day <= h.Last {
			return h.Name
		}
	}
	return ""
}

// lastKnown is the last day of the last holiday known of a zone.
func lastKnown(holidays []SchoolHoliday, zone SchoolZone) (last Day) {
	for _, h := range holidays {
		if h.covers(zone) {
			last = max(last, h.Last)
		}
	}
	return last
}
