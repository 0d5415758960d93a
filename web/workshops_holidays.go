package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// holidaysPath is where an office looks after the school holidays that its series skip.
const holidaysPath = workshopsPath + "/vacances"

// yearsAhead is how far school holidays can be written down: they are decreed three years before at most.
const yearsAhead = 5

// holidaysPage shows the school holidays known from this year on, and the sessions that fall into them.
type holidaysPage struct {
	frame
	At    string
	Told  told
	Years []schoolYear
	Next  int // the first year that is not known; 0: too far
	Hit   []workshops.Scheduled
}

// schoolYear is one year, by the year it begins in; Ships is whether the program knows dates of its own.
type schoolYear struct {
	workshops.SchoolYear
	Ships bool
}

func (s *site) showHolidays(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	known, err := s.workshops.SchoolYears(r.Context(), by)
	page := holidaysPage{At: "calendar"}
	if err == nil {
		page.Hit, err = s.workshops.InHolidays(r.Context(), by)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	now := workshops.SchoolYearOf(today())
	page.Next = now
	for _, y := range known {
		if y.Year < now {
			continue
		}
		page.Years = append(page.Years, schoolYear{y, workshops.Ships(y.Year)})
		if y.Year == page.Next {
			page.Next++
		}
	}
	if page.Next > now+yearsAhead {
		page.Next = 0
	}
	s.show(w, r, http.StatusOK, "holidays", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "holiday.title"); err != nil {
			return nil, err
		}
		words := &wording{p: p}
		page.Told = words.holidaysTold(r)
		return page, words.err
	})
}

// holidaysTold says what was done to a year, and takes it back: "qui" is the year and the revision that the change made.
func (w *wording) holidaysTold(r *http.Request) told {
	year, revision, _ := strings.Cut(r.URL.Query().Get("qui"), ".")
	undo := fmt.Sprintf("%s/%d/retour?revision=%d", holidaysPath, number(year), number(revision))
	return w.told("holiday", r, []string{"enregistrement", "retrait", "retour"},
		map[string]string{"enregistrement": undo, "retrait": undo, "retour": undo}, "year", w.p.schoolYear(number(year)))
}

// schoolYear is "2026-2027".
func (p *pages) schoolYear(begins int) string { return fmt.Sprintf("%d-%d", begins, begins+1) }

// holidaysDone goes to where a change of a year, read at a revision, is told.
func holidaysDone(w http.ResponseWriter, r *http.Request, done string, year, revision int) {
	workshopDone(w, r, holidaysPath, done, fmt.Sprintf("%d.%d", year, revision+1))
}

// clearHolidays puts the dates that ship back in place of a year's own, or forgets a year that the program does not know.
func (s *site) clearHolidays(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	year, revision := number(r.PathValue("year")), number(r.PostFormValue("revision"))
	if err := s.workshops.SetSchoolHolidays(r.Context(), by, year, revision, nil); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	holidaysDone(w, r, "retrait", year, revision)
}

// undoHolidays takes the last change of a year back.
func (s *site) undoHolidays(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	year, revision := number(r.PathValue("year")), number(r.FormValue("revision"))
	if err := s.workshops.UndoSchoolHolidays(r.Context(), by, year, revision); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	holidaysDone(w, r, "retour", year, revision)
}

// namedHolidays are the holidays whose names the catalogue has.
var namedHolidays = []string{"autumn", "christmas", "winter", "spring", "ascension", "summer"}

// holiday is the name of a school or public holiday; one that an office wrote is as it was written.
func (p *pages) holiday(name string) string {
	if text, err := p.catalogue.Text("series.holiday." + name); err == nil {
		return text
	}
	return name
}

// holidayNamed is the other way round.
func (p *pages) holidayNamed(typed string) string {
	plain := func(text string) string { return strings.ReplaceAll(strings.TrimSpace(text), "'", "’") }
	i := slices.IndexFunc(namedHolidays, func(name string) bool { return strings.EqualFold(plain(typed), p.holiday(name)) })
	if i < 0 {
		return typed
	}
	return namedHolidays[i]
}

// maxHolidayLines bounds the lines of the form that are read, one more than a year may have.
const maxHolidayLines = 41

// holidaysFrom reads the lines of the form.
func (p *pages) holidaysFrom(form url.Values) (lines []workshops.SchoolHoliday) {
	for i := range min(max(number(form.Get("lines")), 0), maxHolidayLines) {
		name := "holidays." + strconv.Itoa(i) + "."
		lines = append(lines, workshops.SchoolHoliday{
			Name: p.holidayNamed(form.Get(name + "name")), Zone: workshops.SchoolZone(form.Get(name + "zone")),
			First: workshops.Day(form.Get(name + "first")), Last: workshops.Day(form.Get(name + "last")),
		})
	}
	return lines
}
