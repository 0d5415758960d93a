package web

import (
	"strconv"
	"strings"
	"time"

	"coupdemain/internal/activity"
)

// reportWording draws the form of one report.
type reportWording struct {
	wording
	report activity.Report
	faults []activity.Fault
}

// field is a field of the form, as the template "field" draws it.
func (w *reportWording) field(name activity.Field, kind, value string) field {
	return field{
		Name: string(name), Kind: kind, Label: w.text("activity.field." + string(name)), Value: value,
		Autocomplete: "off", Optional: true, Fault: w.faultOf(name),
	}
}

// hinted is a field with a hint.
func (w *reportWording) hinted(name activity.Field, kind, value string) field {
	f := w.field(name, kind, value)
	f.Hint = w.text("activity.field." + string(name) + ".hint")
	return f
}

// pick is a field with values to pick one from.
func (w *reportWording) pick(name activity.Field, value string, choices []choice) field {
	f := w.field(name, "select", value)
	f.Choices = choices
	return f
}

func (w *reportWording) form(f frame, h activity.Habits) reportFormPage {
	r := w.report
	page := reportFormPage{
		frame: f, Report: r, What: w.title(r), Wrong: len(w.faults) > 0, Group: r.Kind == activity.Collective,
		Date:    w.field(activity.FieldDate, "date", dated(r.Date)),
		Minutes: w.field(activity.FieldMinutes, "number", digits(r.Minutes)),
		Place:   w.pick(activity.FieldPlace, string(r.Place.Kind), w.choices("place", stringsOf(activity.PlaceKinds))[1:]),
		Town:    w.field(activity.FieldTown, "text", r.Place.Town),
		More: []field{
			w.field(activity.FieldPostalCode, "text", r.Place.PostalCode), w.field(activity.FieldINSEE, "text", r.Place.INSEE),
			w.field(activity.FieldStructureID, "text", r.Place.StructureID),
		},
		Chips:    []chips{w.equipment(r), w.autonomy(r), w.themes(r, h), w.errands(r, h)},
		Referred: w.referred(),
		Services: w.pick(activity.FieldStructure, string(r.Structure), w.choices("structure", stringsOf(activity.Structures))),
		Tags:     w.hinted(activity.FieldTags, "text", strings.Join(r.Tags, ", ")),
		Details:  w.field(activity.FieldErrandDetails, "lines", r.ErrandDetails),
		Notes:    w.hinted(activity.FieldNotes, "lines", r.Notes),
	}
	page.Chips[2].Fault = w.faultOf(activity.FieldThemes)
	page.Date.Optional, page.Minutes.Optional = false, false
	if r.Measured > 0 {
		page.Measured = w.count("activity.form.measured", r.Measured)
	}
	if page.Group {
		title := w.field(activity.FieldTitle, "text", r.Workshop.Title)
		title.Optional = false
		page.Workshop = []field{title, w.pick(activity.FieldLevel, string(r.Workshop.Level), w.choices("level", stringsOf(activity.Levels)))}
		page.Total = w.field(activity.FieldBeneficiaries, "number", digits(r.Beneficiaries.Total))
	}
	page.People = []counting{
		counter(w, "genres", "gender", activity.Genders, r.Beneficiaries.Genders),
		counter(w, "tranches_age", "age", activity.AgeBands, r.Beneficiaries.Ages),
		counter(w, "statuts", "status", activity.Statuses, r.Beneficiaries.Statuses),
	}
	return page
}

// referred is a yes or a no.
func (w *reportWording) referred() chips {
	return chips{
		Name: string(activity.FieldReferred), Kind: "radio", Legend: w.text("activity.field.oriente_vers_structure"),
		First: []chip{{"non", w.text("activity.no"), !w.report.Referred}, {"oui", w.text("activity.yes"), w.report.Referred}},
	}
}

// counter draws one way of counting: to be picked from for one person, a number for each value in a group.
func counter[V ~string](w *reportWording, group, words string, all []V, counts map[V]int) counting {
	c := counting{field: field{Name: group, Kind: "select", Label: w.text("activity.field." + group), Autocomplete: "off", Optional: true}}
	labels := w.named(words, stringsOf(all))
	if w.report.Kind == activity.Individual {
		c.Choices = w.choices(words, stringsOf(all[:len(all)-1]))
		for v, n := range counts {
			if n == 1 {
				c.Value = string(v)
			}
		}
		return c
	}
	for i, v := range all {
		if v == activity.Unsaid {
			continue // Whoever is not counted did not say.
		}
		c.Counts = append(c.Counts, field{
			Name: group + "_" + string(v), Kind: "number", Label: labels[i], Value: digits(counts[v]), Autocomplete: "off", Optional: true,
		})
	}
	return c
}

// digits is a number in a field; none stays empty.
func digits(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// dated is a day in a field of that kind (HTML, date state); none stays empty.
func dated(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}
