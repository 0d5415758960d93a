package workshops

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"coupdemain/internal/accounts"
)

// The bounds of a school year that an office corrects.
const (
	firstYear   = 2025 // the first that ships
	lastYear    = 2190 // well within the days that are valid
	maxHolidays = 40
)

// SchoolYear is the school holidays of one year as one organization plans with them.
type SchoolYear struct {
	OrganizationID string
	Year           int // that it begins in, in August
	Revision       int // grows at each change; 0: never corrected
	// Holidays are by first day. A Store keeps none where those that ship are good.
	Holidays []SchoolHoliday
	// Before is what the last change replaced; none: those that ship.
	Before    []SchoolHoliday
	Shipped   bool // Holidays are those that ship; a Store does not keep it
	ChangedAt time.Time
}

// shippedYears are the years that ship, by year.
func shippedYears() map[int][]SchoolHoliday {
	years := map[int][]SchoolHoliday{}
	for _, h := range shippedHolidays {
		years[SchoolYearOf(h.First)] = append(years[SchoolYearOf(h.First)], h)
	}
	return years
}

// Ships tells whether the program knows dates of its own for a school year.
func Ships(year int) bool { return len(shippedYears()[year]) > 0 }

// schoolYears are the years that an organization has corrected, or that ship, in order. One that it no longer corrects
// and that does not ship is there too, without holidays.
func schoolYears(tx ModuleTx, organization string) ([]SchoolYear, error) {
	corrected, err := tx.SchoolYears(organization)
	if err != nil {
		return nil, err
	}
	years := map[int]SchoolYear{}
	for _, y := range corrected {
		years[y.Year] = y
	}
	for year, holidays := range shippedYears() {
		if y := years[year]; len(y.Holidays) == 0 {
			y.OrganizationID, y.Year, y.Holidays, y.Shipped = organization, year, holidays, true
			slices.SortFunc(y.Holidays, byFirstDay)
			years[year] = y
		}
	}
	return slices.SortedFunc(maps.Values(years), func(a, b SchoolYear) int { return a.Year - b.Year }), nil
}

// oversees tells whether somebody may look after their organization's school holidays.
func oversees(by accounts.Person) error {
	if by.Role != accounts.Coordinator && by.Role != accounts.Admin {
		return ErrForbidden
	}
	return nil
}

// SchoolYears lists the school years known to by's organization, in order. The error is ErrForbidden for a mediator.
func (s *Service) SchoolYears(ctx context.Context, by accounts.Person) (known []SchoolYear, err error) {
	if err := oversees(by); err != nil {
		return nil, err
	}
	err = s.store.View(ctx, func(tx Tx) error {
		known, err = schoolYears(tx, by.Organization.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("school years: %w", err)
	}
	return slices.DeleteFunc(known, func(y SchoolYear) bool { return len(y.Holidays) == 0 }), nil
}

// SchoolYear is the year that begins in August of year; one that is not known has no holidays. The error is ErrForbidden
// for a mediator, or ErrNotFound for a year that cannot be corrected.
func (s *Service) SchoolYear(ctx context.Context, by accounts.Person, year int) (found SchoolYear, err error) {
	if err := oversees(by); err != nil {
		return SchoolYear{}, err
	}
	if year < firstYear || year > lastYear {
		return SchoolYear{}, ErrNotFound
	}
	err = s.store.View(ctx, func(tx Tx) error {
		found, err = oneSchoolYear(tx, by.Organization.ID, year)
		return err
	})
	if err != nil {
		return SchoolYear{}, fmt.Errorf("school year %d: %w", year, err)
	}
	return found, nil
}

func oneSchoolYear(tx ModuleTx, organization string, year int) (SchoolYear, error) {
	years, err := schoolYears(tx, organization)
	if i := slices.IndexFunc(years, func(y SchoolYear) bool { return y.Year == year }); err == nil && i >= 0 {
		return years[i], nil
	}
	return SchoolYear{OrganizationID: organization, Year: year}, err
}

// SetSchoolHolidays replaces one school year for by's organization, read at a revision: its holidays are these from now
// on; none: those that ship, or it is not known any more. Series that are planned stay as they are. The error is an
// *accounts.InvalidError, whose field for the third holiday's last day is "holidays.2.last" (name, zone, first, last),
// ErrForbidden for a mediator, ErrNotFound, or ErrConflict for another revision than the newest.
func (s *Service) SetSchoolHolidays(ctx context.Context, by accounts.Person, year, revision int, holidays []SchoolHoliday) error {
	holidays = slices.Clone(holidays)
	var f faults
	f.expect(len(holidays) <= maxHolidays, FieldHolidays, TooMany)
	if len(f) == 0 {
		for i := range holidays {
			checkHoliday(&f, holidays, i, year)
		}
	}
	slices.SortStableFunc(holidays, byFirstDay)
	return s.changeSchoolYear(ctx, by, year, revision, func(y *SchoolYear) error {
		y.Before, y.Holidays = y.Holidays, holidays
		return f.err()
	})
}

// checkHoliday normalises one of a year's holidays and adds what is wrong with it. One is of the year that it begins in,
// and ends within two months of that year's end: the summer goes on into the next.
func checkHoliday(f *faults, all []SchoolHoliday, i, year int) {
	h := &all[i]
	field := func(part string) accounts.Field {
		return FieldHolidays + accounts.Field("."+strconv.Itoa(i)+"."+part)
	}
	from, to := yearBounds(year)
	f.line(field("name"), &h.Name, maxName)
	f.expect(h.Zone == EveryZone || slices.Contains(SchoolZones, h.Zone), field("zone"), NotOneOf)
	f.expect(h.First.Valid(), field("first"), NotADay)
	f.expect(h.Last.Valid(), field("last"), NotADay)
	if !h.First.Valid() || !h.Last.Valid() {
		return
	}
	switch {
	case h.First < from || h.First >= to:
		f.add(field("first"), OutsideYear)
	case h.Last < h.First:
		f.add(field("last"), EndsFirst)
	case h.Last >= DayOf(to.Time().AddDate(0, 2, 0)):
		f.add(field("last"), OutsideYear)
	case slices.ContainsFunc(all[:i], h.clashes):
		f.add(field("first"), Overlaps)
	}
}

// UndoSchoolHolidays takes the last change of a school year back, read at the revision that the change made; done again,
// it makes it anew. The errors are those of SetSchoolHolidays.
func (s *Service) UndoSchoolHolidays(ctx context.Context, by accounts.Person, year, revision int) error {
	return s.changeSchoolYear(ctx, by, year, revision, func(y *SchoolYear) error {
		if y.Revision == 0 {
			return ErrNotFound
		}
		y.Before, y.Holidays = y.Holidays, y.Before
		return nil
	})
}

// changeSchoolYear changes what by's organization has corrected of a year.
func (s *Service) changeSchoolYear(ctx context.Context, by accounts.Person, year, revision int, change func(*SchoolYear) error) error {
	if err := oversees(by); err != nil {
		return err
	}
	if year < firstYear || year > lastYear {
		return ErrNotFound
	}
	err := s.store.Update(ctx, func(tx Tx) error {
		y, err := oneSchoolYear(tx, by.Organization.ID, year)
		if err != nil {
			return err
		}
		if y.Revision != revision {
			return ErrConflict
		}
		if y.Shipped {
			y.Holidays = nil
		}
		if err := change(&y); err != nil {
			return err
		}
		y.Revision, y.ChangedAt = y.Revision+1, now()
		return tx.PutSchoolYear(y)
	})
	if err != nil && !errors.As(err, new(*accounts.InvalidError)) {
		err = fmt.Errorf("school holidays of %d: %w", year, err)
	}
	return err
}

// InHolidays lists the sessions to come that fall into the school holidays as they are known now, of the series of by's
// organization that were planned around those of a zone. The error is ErrForbidden for a mediator.
func (s *Service) InHolidays(ctx context.Context, by accounts.Person) (found []Scheduled, err error) {
	if err := oversees(by); err != nil {
		return nil, err
	}
	err = s.store.View(ctx, func(tx Tx) error {
		holidays, err := schoolHolidays(tx, by.Organization.ID)
		if err != nil || len(holidays) == 0 {
			return err
		}
		last := Day("")
		for _, h := range holidays {
			last = max(last, h.Last)
		}
		found, err = tx.Scheduled(by.Organization.ID, "", now(), last.add(2).Time())
		found = slices.DeleteFunc(found, func(sc Scheduled) bool {
			zone := sc.Series.Plan.Skip.School
			return sc.State == Cancelled || zone == "" || during(holidays, zone, sc.Day) == ""
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sessions in school holidays: %w", err)
	}
	return found, nil
}
