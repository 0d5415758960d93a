package workshops

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
)

// SchoolZone is a zone of the school holidays of mainland France.
type SchoolZone string

// The zones.
const (
	ZoneA SchoolZone = "A"
	ZoneB SchoolZone = "B"
	ZoneC SchoolZone = "C"
)

// SchoolZones are all.
var SchoolZones = []SchoolZone{ZoneA, ZoneB, ZoneC}

// SchoolHoliday is one holiday of one zone. First and Last are the first and the last day without school.
type SchoolHoliday struct {
	Zone        SchoolZone
	Name        string // "winter"…; free in a corrected year
	First, Last Day
}

// shippedHolidays are the school holidays as decreed (Code de l'éducation, article D521-1 and its yearly order), until
// the last school year known when this was written. What turns out otherwise is corrected by SetSchoolHolidays.
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
	return inZones(name, first, last, first, last, first, last)
}

func inZones(name string, firstA, lastA, firstB, lastB, firstC, lastC Day) []SchoolHoliday {
	return []SchoolHoliday{{ZoneA, name, firstA, lastA}, {ZoneB, name, firstB, lastB}, {ZoneC, name, firstC, lastC}}
}

// schoolYear is the year that a day's school year begins in: it turns on the first of August.
func schoolYear(d Day) int {
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

// schoolHolidays are those that ship, with the years that were corrected in place of their own.
func schoolHolidays(tx ModuleTx) ([]SchoolHoliday, error) {
	corrected, err := tx.SchoolHolidays()
	if err != nil {
		return nil, err
	}
	all := slices.Clone(corrected)
	years := map[int]bool{}
	for _, h := range corrected {
		years[schoolYear(h.First)] = true
	}
	for _, h := range shippedHolidays {
		if !years[schoolYear(h.First)] {
			all = append(all, h)
		}
	}
	slices.SortFunc(all, func(a, b SchoolHoliday) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Zone, b.Zone))
	})
	return all, nil
}

// during is the name of the holiday of a zone that a day is in; empty: none.
func during(holidays []SchoolHoliday, zone SchoolZone, day Day) string {
	for _, h := range holidays {
		if h.Zone == zone && h.First <= day && day <= h.Last {
			return h.Name
		}
	}
	return ""
}

// lastKnown is the last day of the last holiday known of a zone.
func lastKnown(holidays []SchoolHoliday, zone SchoolZone) (last Day) {
	for _, h := range holidays {
		if h.Zone == zone {
			last = max(last, h.Last)
		}
	}
	return last
}

// SchoolHolidays lists the school holidays known, by first day: the table that ships, with the school years that were
// corrected in place of its own.
func (s *Service) SchoolHolidays(ctx context.Context) (all []SchoolHoliday, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		all, err = schoolHolidays(tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("school holidays: %w", err)
	}
	return all, nil
}

// SetSchoolHolidays corrects one school year, named by the year it begins in: its holidays are these from now on, for
// all offices; none: the table that ships again. Series that are planned stay as they are. The error is an
// *accounts.InvalidError, or ErrForbidden for a mediator.
func (s *Service) SetSchoolHolidays(ctx context.Context, by accounts.Person, year int, holidays []SchoolHoliday) error {
	if by.Role != accounts.Coordinator && by.Role != accounts.Admin {
		return ErrForbidden
	}
	from, to := yearBounds(year)
	var f faults
	f.expect(len(holidays) <= 60, FieldHolidays, TooMany)
	for i := range holidays {
		h := &holidays[i]
		h.Name = plaintext.Line(h.Name)
		f.expect(h.Name != "" && len(h.Name) <= maxName, FieldHolidays, accounts.Missing)
		f.expect(slices.Contains(SchoolZones, h.Zone), FieldHolidays, NotOneOf)
		f.expect(h.First.Valid() && h.Last.Valid() && from <= h.First && h.First < to, FieldHolidays, NotADay)
		f.expect(h.First <= h.Last, FieldHolidays, EndsFirst)
	}
	if err := f.err(); err != nil {
		return err
	}
	err := s.store.Update(ctx, func(tx Tx) error { return tx.SetSchoolHolidays(from, to, holidays) })
	if err != nil {
		return fmt.Errorf("school holidays of %d: %w", year, err)
	}
	return nil
}
