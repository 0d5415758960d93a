package activity

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

var today = time.Date(2026, 3, 17, 12, 0, 0, 0, time.UTC)

// whole is a report with nothing wrong in it.
func whole() Report {
	return Report{
		Kind: Individual, Date: time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC), Minutes: 45,
		Place: Place{Kind: AtDistance, Town: "Libourne"}, Themes: []Theme{"email"},
	}
}

func TestFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*Report)
		want   []Fault // when it is to be done
		draft  []Fault
	}{
		"whole":           {func(*Report) {}, nil, nil},
		"no theme":        {func(r *Report) { r.Themes = nil }, []Fault{{Field: FieldThemes, Problem: Missing}}, nil},
		"unknown theme":   {func(r *Report) { r.Themes = []Theme{"x"} }, []Fault{{Field: FieldThemes, Problem: Unknown}, {Field: FieldThemes, Problem: Missing}}, []Fault{{Field: FieldThemes, Problem: Unknown}}},
		"no length":       {func(r *Report) { r.Minutes = 0 }, []Fault{{Field: FieldMinutes, Problem: OutOfRange}}, []Fault{{Field: FieldMinutes, Problem: OutOfRange}}},
		"tomorrow":        {func(r *Report) { r.Date = r.Date.AddDate(0, 0, 2) }, []Fault{{Field: FieldDate, Problem: OutOfRange}}, []Fault{{Field: FieldDate, Problem: OutOfRange}}},
		"no day":          {func(r *Report) { r.Date = time.Time{} }, []Fault{{Field: FieldDate, Problem: OutOfRange}}, []Fault{{Field: FieldDate, Problem: OutOfRange}}},
		"unknown values":  {func(r *Report) { r.Place.Kind, r.Autonomy = "x", "x" }, []Fault{{Field: FieldPlace, Problem: Unknown}, {Field: FieldAutonomy, Problem: Unknown}}, []Fault{{Field: FieldPlace, Problem: Unknown}, {Field: FieldAutonomy, Problem: Unknown}}},
		"long notes":      {func(r *Report) { r.Notes = strings.Repeat("é", maxNotes+1) }, []Fault{{Field: FieldNotes, Problem: TooLong}}, []Fault{{Field: FieldNotes, Problem: TooLong}}},
		"too many tags":   {func(r *Report) { r.Tags = strings.Split("abcdefghijk", "") }, []Fault{{Field: FieldTags, Problem: TooMany}}, []Fault{{Field: FieldTags, Problem: TooMany}}},
		"workshop, bare":  {func(r *Report) { r.Kind = Collective }, []Fault{{Field: FieldTitle, Problem: Missing}, {Field: FieldBeneficiaries, Problem: OutOfRange}}, nil},
		"more than total": {func(r *Report) { r.Beneficiaries.Ages = map[AgeBand]int{"douze_dix_huit": 2} }, []Fault{{Field: FieldBeneficiaries, Problem: OutOfRange}}, []Fault{{Field: FieldBeneficiaries, Problem: OutOfRange}}},
		"less than none":  {func(r *Report) { r.Beneficiaries.Genders = map[Gender]int{"feminin": -1} }, []Fault{{Field: FieldBeneficiaries, Problem: OutOfRange}}, []Fault{{Field: FieldBeneficiaries, Problem: OutOfRange}}},
	} {
		t.Run(name, func(t *testing.T) {
			for finished, want := range map[bool][]Fault{true: tt.want, false: tt.draft} {
				r := whole()
				tt.change(&r)
				if got := r.normalise(today, finished); !slices.Equal(got, want) {
					t.Errorf("finished %t: %v, want %v", finished, got, want)
				}
			}
		})
	}
}

func TestNormalised(t *testing.T) {
	r := whole()
	r.Equipment = []Equipment{None, Tablet, Computer, Computer}
	r.Themes, r.Errands = []Theme{"sante", "email", "sante"}, []Errand{"logement"}
	r.Structure, r.Tags = "administration", []string{" impôts ", "", "impôts"}
	r.Workshop, r.Beneficiaries = Workshop{Title: "x"}, Beneficiaries{Total: 9, Genders: map[Gender]int{"feminin": 1, "masculin": 0}}
	r.Notes = "\r\nElle  sait\u202e faire.\r\n"
	if faults := r.normalise(today, true); len(faults) > 0 {
		t.Fatal(faults)
	}
	if !slices.Equal(r.Equipment, []Equipment{Computer, Tablet}) || !slices.Equal(r.Themes, []Theme{"email", "sante", Errands}) {
		t.Errorf("lists %v, %v", r.Equipment, r.Themes)
	}
	if r.Structure != "" || !slices.Equal(r.Tags, []string{"impôts"}) || r.Notes != "Elle  sait faire." || r.Workshop.Title != "" {
		t.Errorf("%+v", r)
	}
	if b := r.Beneficiaries; b.Total != 1 || !maps.Equal(b.Genders, map[Gender]int{"feminin": 1}) || b.Ages != nil {
		t.Errorf("beneficiaries %+v", b)
	}

	group := whole()
	group.Kind, group.Workshop.Title = Collective, "La messagerie"
	group.Beneficiaries = Beneficiaries{Total: 5, Statuses: map[Status]int{"retraite": 3, Unsaid: 9}}
	if faults := group.normalise(today, true); len(faults) > 0 {
		t.Fatal(faults)
	}
	if !maps.Equal(group.Beneficiaries.Statuses, map[Status]int{"retraite": 3, Unsaid: 2}) {
		t.Errorf("statuses %v", group.Beneficiaries.Statuses)
	}
}

func TestRounded(t *testing.T) {
	for minutes, want := range map[int]int{1: 15, 22: 15, 23: 30, 38: 45, 53: 60, 75: 90, 104: 90, 105: 120, 600: 120} {
		if got := rounded(minutes); got != want {
			t.Errorf("%d minutes are told as %d, want %d", minutes, got, want)
		}
	}
}

func TestMonth(t *testing.T) {
	for month, want := range map[Month]bool{"2026-11": true, "2026-1": false, "2026-13": false, "": false, "2026-11-01": false} {
		if month.Valid() != want {
			t.Errorf("%q: %t", month, !want)
		}
	}
}
