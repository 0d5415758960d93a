package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
)

// reportFormPage finishes a report or corrects it, whole.
type reportFormPage struct {
	frame
	Report   activity.Report
	What     string // which report it is
	Wrong    bool
	Group    bool   // a workshop's
	Measured string // how long it really took
	Date     field
	Minutes  field
	Workshop []field // its title and level
	Place    field
	Town     field
	More     []field // of the place
	Chips    []chips // equipment, autonomy, themes, errands
	Referred chips
	Services field
	Tags     field
	Details  field
	Notes    field
	Total    field
	People   []counting
}

// counting is one way of counting beneficiaries: one choice for one person, a number for each value in a group.
type counting struct {
	field
	Counts []field
}

func (s *site) showReportForm(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	line, err := s.reports.Report(r.Context(), person, r.PathValue("id"))
	if err == nil && line.PersonID != person.ID {
		err = activity.ErrNotFound
	}
	if err != nil {
		s.refuseReport(w, r, err)
		return
	}
	s.reportForm(w, r, person, http.StatusOK, line.Report, nil)
}

// saveReport finishes a report, from its form or from the desk.
func (s *site) saveReport(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	line, err := s.reports.Report(r.Context(), person, r.PathValue("id"))
	if err == nil {
		err = r.ParseForm()
	}
	report := line.Report
	if err == nil {
		report = reportFrom(r.PostForm, report)
		err = s.reports.Finish(r.Context(), person, report)
	}
	var invalid *activity.InvalidError
	isInvalid, fromDesk := errors.As(err, &invalid), r.Header.Get("Accept") == "application/json"
	switch {
	case err == nil && fromDesk:
		w.WriteHeader(http.StatusNoContent)
	case err == nil:
		http.Redirect(w, r, "/espace/comptes-rendus/"+report.ID+"?enregistre=1", http.StatusSeeOther)
	case isInvalid && fromDesk:
		w.WriteHeader(http.StatusUnprocessableEntity)
	case isInvalid:
		s.reportForm(w, r, person, http.StatusUnprocessableEntity, report, invalid.Faults)
	default:
		s.refuseReport(w, r, err)
	}
}

// refuseReport answers for a report that is not there, or is not for the one who asks.
func (s *site) refuseReport(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, activity.ErrNotFound) {
		s.showMissing(w, r)
		return
	}
	s.failed(w, r, err)
}

// reportFrom puts what a form says into a report. A text that the form has no field for stays; a choice that is not
// pressed is not made.
func reportFrom(form url.Values, r activity.Report) activity.Report {
	r.Equipment = valuesOf[activity.Equipment](form, activity.FieldEquipment)
	r.Themes = valuesOf[activity.Theme](form, activity.FieldThemes)
	r.Errands = valuesOf[activity.Errand](form, "demarches")
	r.Autonomy = activity.Autonomy(form.Get(string(activity.FieldAutonomy)))
	r.Referred = form.Get(string(activity.FieldReferred)) == "oui"
	r.Structure = activity.Structure(form.Get(string(activity.FieldStructure)))
	if text := form.Get(string(activity.FieldDate)); form.Has(string(activity.FieldDate)) {
		r.Date, _ = time.Parse(time.DateOnly, text) // No day is a fault that the domain tells.
	}
	if form.Has(string(activity.FieldMinutes)) {
		r.Minutes = number(form.Get(string(activity.FieldMinutes)))
	}
	for name, into := range map[activity.Field]*string{
		activity.FieldStructureID: &r.Place.StructureID, activity.FieldPostalCode: &r.Place.PostalCode,
		activity.FieldTown: &r.Place.Town, activity.FieldINSEE: &r.Place.INSEE,
		activity.FieldErrandDetails: &r.ErrandDetails, activity.FieldNotes: &r.Notes, activity.FieldTitle: &r.Workshop.Title,
		activity.FieldPlace: (*string)(&r.Place.Kind), activity.FieldLevel: (*string)(&r.Workshop.Level),
	} {
		if form.Has(string(name)) {
			*into = form.Get(string(name))
		}
	}
	if form.Has(string(activity.FieldTags)) {
		r.Tags = strings.Split(form.Get(string(activity.FieldTags)), ",")
	}
	if form.Has(string(activity.FieldBeneficiaries)) {
		r.Beneficiaries.Total = number(form.Get(string(activity.FieldBeneficiaries)))
	}
	counted(form, "genres", activity.Genders, &r.Beneficiaries.Genders)
	counted(form, "tranches_age", activity.AgeBands, &r.Beneficiaries.Ages)
	counted(form, "statuts", activity.Statuses, &r.Beneficiaries.Statuses)
	return r
}

func valuesOf[V ~string](form url.Values, name activity.Field) (values []V) {
	for _, text := range form[string(name)] {
		values = append(values, V(text))
	}
	return values
}

// counted reads one way of counting: one value chosen for one person, or a number for each.
func counted[V ~string](form url.Values, group string, all []V, counts *map[V]int) {
	said, read := false, map[V]int{}
	if form.Has(group) {
		said = true
		if one := V(form.Get(group)); one != "" {
			read[one] = 1
		}
	}
	for _, v := range all {
		if name := group + "_" + string(v); form.Has(name) {
			said = true
			read[v] = number(form.Get(name))
		}
	}
	if said {
		maps.DeleteFunc(read, func(_ V, n int) bool { return n == 0 })
		*counts = read
	}
}

// number is what was typed if it is one; -1 for what is none, which no field takes; nothing typed is 0.
func number(typed string) int {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

func (s *site) reportForm(w http.ResponseWriter, r *http.Request, person accounts.Person, status int,
	report activity.Report, faults []activity.Fault,
) {
	habits, err := s.reports.Habits(r.Context(), person.ID)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.show(w, r, status, "reportform", func(p *pages) (any, error) {
		title := "activity.form.title"
		if !report.Done.IsZero() {
			title = "activity.form.correct"
		}
		f, err := p.frame(title)
		if err != nil {
			return nil, err
		}
		f.of(person, "/espace/comptes-rendus")
		words := reportWording{wording{p: p}, report, faults}
		return words.form(f, habits), words.err
	})
}

// problemsOfReports are the sentences for what can be wrong, unless the field has its own.
var problemsOfReports = map[activity.Problem]string{
	activity.Missing: "activity.error.missing", activity.TooLong: "activity.error.long", activity.TooMany: "activity.error.tags",
	activity.Unknown: "activity.error.unknown", activity.OutOfRange: "activity.error.people",
}

var rangesOfReports = map[activity.Field]string{
	activity.FieldDate: "activity.error.date", activity.FieldMinutes: "activity.error.minutes",
}

// faultOf is the mend of a field, "" if it needs none.
func (w *reportWording) faultOf(name activity.Field) string {
	at := slices.IndexFunc(w.faults, func(f activity.Fault) bool { return f.Field == name })
	if at < 0 {
		return ""
	}
	fault := w.faults[at]
	key := problemsOfReports[fault.Problem]
	if fault == (activity.Fault{Field: activity.FieldThemes, Problem: activity.Missing}) {
		key = "activity.error.theme"
	}
	if own, ok := rangesOfReports[name]; ok && fault.Problem == activity.OutOfRange {
		key = own
	}
	return w.text(key)
}
