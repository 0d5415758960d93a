package web

import (
	"net/http"
	"slices"
	"strconv"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// holidaysFormPage writes one school year down, a holiday a line.
type holidaysFormPage struct {
	frame
	At       string
	Year     int
	Revision int
	Shipped  bool
	Wrong    bool
	Fault    string // about the lines as a whole
	Lines    []holidayLine
}

// holidayLine is one holiday in the form.
type holidayLine struct {
	Number                  int // from 1
	Name, Zone, First, Last control
}

// usualHolidays are the lines of a year that nothing is known of yet: a line without dates is not kept.
func usualHolidays() (lines []workshops.SchoolHoliday) {
	for _, name := range namedHolidays {
		zones := []workshops.SchoolZone{workshops.EveryZone}
		if name == "winter" || name == "spring" {
			zones = workshops.SchoolZones
		}
		for _, zone := range zones {
			lines = append(lines, workshops.SchoolHoliday{Zone: zone, Name: name})
		}
	}
	return lines
}

// schoolYearAsked is the year that an address names; false if it was answered that there is none, or not for them.
func (s *site) schoolYearAsked(w http.ResponseWriter, r *http.Request, by accounts.Person) (workshops.SchoolYear, bool) {
	year := number(r.PathValue("year"))
	found, err := s.workshops.SchoolYear(r.Context(), by, year)
	if err == nil && year > workshops.SchoolYearOf(today())+yearsAhead {
		err = workshops.ErrNotFound
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
	}
	return found, err == nil
}

func (s *site) showHolidaysForm(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	year, ok := s.schoolYearAsked(w, r, by)
	if !ok {
		return
	}
	lines := year.Holidays
	if len(lines) == 0 {
		lines = usualHolidays()
	}
	s.holidaysForm(w, r, by, http.StatusOK, year, append(slices.Clip(lines), workshops.SchoolHoliday{}), nil)
}

// saveHolidays keeps the lines that have a date. One button only adds a line to the page.
func (s *site) saveHolidays(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	if err := r.ParseForm(); err != nil {
		s.refuseForm(w, r, err)
		return
	}
	year, ok := s.schoolYearAsked(w, r, by)
	if !ok {
		return
	}
	year.Revision = number(r.PostForm.Get("revision"))
	lines := s.pages[languageOf(r)].holidaysFrom(r.PostForm)
	if r.PostForm.Get("action") == "ligne" && len(lines) < maxHolidayLines {
		s.holidaysForm(w, r, by, http.StatusOK, year, append(lines, workshops.SchoolHoliday{}), nil)
		return
	}
	dated := slices.DeleteFunc(slices.Clone(lines), func(h workshops.SchoolHoliday) bool { return h.First == "" && h.Last == "" })
	var faults map[accounts.Field]sentence
	var err error
	if len(dated) == 0 {
		faults = with(faults, workshops.FieldHolidays, said("holiday.error.none"))
	} else {
		err = s.workshops.SetSchoolHolidays(r.Context(), by, year.Year, year.Revision, dated)
		faults = mends(err)
	}
	switch {
	case faults != nil:
		if len(dated) > 0 {
			lines = append(dated, workshops.SchoolHoliday{}) // The faults are numbered as these are.
		}
		s.holidaysForm(w, r, by, http.StatusUnprocessableEntity, year, lines, faults)
	case err != nil:
		s.refuseWorkshop(w, r, err)
	default:
		holidaysDone(w, r, "enregistrement", year.Year, year.Revision)
	}
}

func (s *site) holidaysForm(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, year workshops.SchoolYear,
	lines []workshops.SchoolHoliday, faults map[accounts.Field]sentence,
) {
	s.show(w, r, status, "holidaysform", func(p *pages) (any, error) {
		page := holidaysFormPage{At: "calendar", Year: year.Year, Revision: year.Revision, Shipped: year.Shipped, Wrong: len(faults) > 0}
		var err error
		if page.frame, err = s.workshopFrame(p, by, "holiday.title"); err != nil {
			return nil, err
		}
		f := &form{wording: &wording{p: p}, faults: faults}
		page.Title = f.text("holiday.year.title", "year", p.schoolYear(year.Year))
		if fault := faults[workshops.FieldHolidays]; fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		for i, line := range lines {
			page.Lines = append(page.Lines, f.holidayLine(i, line))
		}
		return page, f.err
	})
}

// holidayLine asks about one holiday.
func (f *form) holidayLine(i int, h workshops.SchoolHoliday) holidayLine {
	ask := func(part, kind, value string) control {
		name := "holidays." + strconv.Itoa(i) + "." + part
		c := control{ID: "line-" + strconv.Itoa(i) + "-" + part, Name: name, Kind: kind, Value: value, Label: f.text("holiday." + part)}
		if fault := f.faults[accounts.Field(name)]; fault != nil {
			c.Fault, _ = fault(f.p) // Its key is one of problemKeys, which a test looks up.
		}
		return c
	}
	line := holidayLine{
		Number: i + 1, Name: ask("name", "text", f.p.holiday(h.Name)), Zone: ask("zone", "select", string(h.Zone)),
		First: ask("first", "date", string(h.First)), Last: ask("last", "date", string(h.Last)),
	}
	line.Zone.Options = []option{{"", f.text("holiday.zone.every"), h.Zone == workshops.EveryZone}}
	for _, zone := range workshops.SchoolZones {
		line.Zone.Options = append(line.Zone.Options, option{string(zone), f.text("series.school." + string(zone)), h.Zone == zone})
	}
	return line
}
