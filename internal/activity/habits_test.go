package activity

import (
	"slices"
	"testing"
	"time"
)

func TestHabits(t *testing.T) {
	none := habitsOf(nil)
	if !slices.Equal(none.Themes[:6], firstThemes) || len(none.Themes) != len(Themes) || len(none.Errands) != len(ErrandKinds) {
		t.Errorf("without reports: %v, %v", none.Themes, none.Errands)
	}
	if none.usual.Themes != nil || none.usual.Autonomy != "" {
		t.Errorf("without reports, usual: %+v", none.usual)
	}
	h := habitsOf([]Report{
		{Themes: []Theme{"sante", Errands}, Errands: []Errand{"logement"}, Autonomy: "autonome", Equipment: []Equipment{Phone}},
		{Themes: []Theme{"sante"}, Autonomy: "autonome"},
		{Themes: []Theme{"sante", "email"}, Equipment: []Equipment{Phone}},
	})
	if !slices.Equal(h.Themes[:3], []Theme{"sante", Errands, "email"}) || h.Errands[0] != "logement" {
		t.Errorf("order %v, %v", h.Themes, h.Errands)
	}
	if u := h.usual; !slices.Equal(u.Themes, []Theme{"sante"}) || u.Errands != nil || u.Autonomy != "autonome" || !slices.Equal(u.Equipment, []Equipment{Phone}) {
		t.Errorf("usual %+v", u)
	}
}

func TestDraft(t *testing.T) {
	admitted := time.Date(2026, 3, 17, 9, 0, 0, 0, time.Local)
	f := Facts{Help: "ACDF-3479", PersonID: "p", Town: "Libourne", Admitted: admitted, Ended: admitted.Add(40 * time.Minute), Equipment: Tablet}
	r := draft(f, habitsOf([]Report{{Themes: []Theme{"sante"}, Equipment: []Equipment{Phone}}}))
	if faults := r.normalise(admitted.Add(time.Hour), true); len(faults) > 0 {
		t.Fatal(faults)
	}
	if r.Kind != Individual || r.Date != time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC) || r.Minutes != 45 || r.Measured != 40 ||
		r.Place != (Place{Kind: AtDistance, Town: "Libourne"}) || !slices.Equal(r.Equipment, []Equipment{Tablet}) ||
		!slices.Equal(r.Themes, []Theme{"sante"}) || r.Help != f.Help {
		t.Errorf("draft %+v", r)
	}
	f.Ended = f.Ended.Add(30 * time.Minute)
	if !r.prolong(f) || r.Minutes != 60 || r.Measured != 70 {
		t.Errorf("prolonged: %d, %d", r.Minutes, r.Measured)
	}
	r.Minutes = 90
	f.Ended = f.Ended.Add(time.Hour)
	if !r.prolong(f) || r.Minutes != 90 || r.prolong(f) {
		t.Errorf("a length that was chosen: %d", r.Minutes)
	}
	f.Ended = f.Admitted
	if r := draft(f, Habits{}); r.Measured != 1 || r.Minutes != 15 {
		t.Errorf("over at once: %d, %d", r.Measured, r.Minutes)
	}
}
