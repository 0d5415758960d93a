package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
)

// reportPage is one report in the order of La Coop's form, to be copied along from.
type reportPage struct {
	frame
	ID       string
	By       string // whose it is, if not the reader's
	Own      bool
	Draft    bool
	Told     string
	Lines    []reportFact
	Complete string // what the button that leads to the form says
}

// reportFact is one field of a report.
type reportFact struct {
	Name, Label, Text string
	Copy              string // the button's name, for what somebody typed
}

func (s *site) showReport(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	line, err := s.reports.Report(r.Context(), person, r.PathValue("id"))
	if err != nil {
		s.refuseReport(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "report", func(p *pages) (any, error) {
		f, err := p.frame("activity.title")
		if err != nil {
			return nil, err
		}
		f.of(person, "/espace/comptes-rendus")
		words := wording{p: p}
		f.Title = words.text("activity.report.of", "date", p.day(line.Date))
		page := reportPage{frame: f, ID: line.ID, Own: line.PersonID == person.ID, Draft: line.Done.IsZero(), Lines: words.facts(line.Report)}
		page.Complete = words.text("activity.correct")
		if page.Draft {
			page.Complete = words.text("activity.drafts.finish")
		}
		if !page.Own {
			page.By = words.text("activity.report.by", "name", line.PersonName)
		}
		if r.URL.Query().Has("enregistre") {
			page.Told = words.text("activity.told.saved")
		}
		return page, words.err
	})
}

// saveReportDeletion takes a report away; the list that follows can bring it back.
func (s *site) saveReportDeletion(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	id := r.PathValue("id")
	if err := s.reports.Delete(r.Context(), person, id); err != nil {
		s.refuseReport(w, r, err)
		return
	}
	http.Redirect(w, r, "/espace/comptes-rendus?supprime="+id, http.StatusSeeOther)
}

func (s *site) saveReportReturn(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	err := s.reports.Restore(r.Context(), person, r.PathValue("id"))
	switch {
	case err == nil:
		http.Redirect(w, r, "/espace/comptes-rendus?retabli=1", http.StatusSeeOther)
	case errors.Is(err, activity.ErrNotFound):
		http.Redirect(w, r, "/espace/comptes-rendus?trop-tard=1", http.StatusSeeOther)
	default:
		s.failed(w, r, err)
	}
}

// facts are the fields of a report in words, in the order of La Coop's form.
func (w *wording) facts(r activity.Report) (facts []reportFact) {
	add := func(name activity.Field, text string) {
		facts = append(facts, reportFact{Name: string(name), Label: w.text("activity.field." + string(name)), Text: text})
	}
	typed := func(name activity.Field, text string) {
		add(name, text)
		if fact := &facts[len(facts)-1]; text != "" {
			fact.Copy = w.text("activity.copy.label", "what", fact.Label)
		}
	}
	one := func(group, value string) string {
		if value == "" {
			return ""
		}
		return w.text("activity." + group + "." + value)
	}
	several := func(group string, values []string) string { return strings.Join(w.named(group, values), ", ") }

	add(activity.FieldKind, one("type", string(r.Kind)))
	if r.Kind == activity.Collective {
		typed(activity.FieldTitle, r.Workshop.Title)
		add(activity.FieldLevel, one("level", string(r.Workshop.Level)))
	}
	add(activity.FieldDate, w.p.day(r.Date))
	add(activity.FieldMinutes, fmt.Sprint(r.Minutes))
	add(activity.FieldPlace, one("place", string(r.Place.Kind)))
	typed(activity.FieldTown, r.Place.Town)
	for _, part := range []struct {
		name activity.Field
		text string
	}{{activity.FieldPostalCode, r.Place.PostalCode}, {activity.FieldINSEE, r.Place.INSEE}, {activity.FieldStructureID, r.Place.StructureID}} {
		if part.text != "" {
			typed(part.name, part.text)
		}
	}
	add(activity.FieldEquipment, several("equipment", stringsOf(r.Equipment)))
	add(activity.FieldThemes, several("theme", stringsOf(r.Themes)))
	if len(r.Errands) > 0 {
		add("demarches", several("errand", stringsOf(r.Errands)))
	}
	typed(activity.FieldErrandDetails, r.ErrandDetails)
	add(activity.FieldAutonomy, one("autonomy", string(r.Autonomy)))
	referred := w.text("activity.no")
	if r.Referred {
		referred = w.text("activity.yes")
	}
	add(activity.FieldReferred, referred)
	if r.Referred {
		add(activity.FieldStructure, one("structure", string(r.Structure)))
	}
	add(activity.FieldBeneficiaries, fmt.Sprint(r.Beneficiaries.Total))
	add("genres", counts(w, "gender", activity.Genders, r.Beneficiaries.Genders))
	add("tranches_age", counts(w, "age", activity.AgeBands, r.Beneficiaries.Ages))
	add("statuts", counts(w, "status", activity.Statuses, r.Beneficiaries.Statuses))
	typed(activity.FieldTags, strings.Join(r.Tags, ", "))
	typed(activity.FieldNotes, r.Notes)
	return facts
}

// counts are how many there are of each, in words.
func counts[V ~string](w *wording, group string, all []V, counts map[V]int) string {
	var told []string
	for _, v := range all {
		if n := counts[v]; n > 0 {
			told = append(told, fmt.Sprintf("%s\u00a0: %d", w.text("activity."+group+"."+string(v)), n))
		}
	}
	return strings.Join(told, ", ")
}
