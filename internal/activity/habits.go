package activity

import (
	"maps"
	"slices"
	"time"
)

// looked is how many of somebody's latest reports make their habits.
const looked = 20

// Habits are what a mediator reports most, of late.
type Habits struct {
	Themes  []Theme  // all of them, those used most first
	Errands []Errand // all of them, those used most first

	usual Report // what at least half of the latest reports say
}

// habitsOf reads the habits from somebody's latest reports.
func habitsOf(latest []Report) Habits {
	themes, errands := map[Theme]int{}, map[Errand]int{}
	equipment, autonomies := map[Equipment]int{}, map[Autonomy]int{}
	for _, r := range latest {
		count(themes, r.Themes)
		count(errands, r.Errands)
		count(equipment, r.Equipment)
		count(autonomies, []Autonomy{r.Autonomy})
	}
	delete(autonomies, "")
	h := Habits{Themes: byUse(themes, slices.Concat(firstThemes, Themes)), Errands: byUse(errands, ErrandKinds)}
	// What is right less than half the time would be saved unread as often as it helps.
	half := (len(latest) + 1) / 2
	h.usual.Themes = often(themes, Themes, half)
	h.usual.Errands = often(errands, ErrandKinds, half)
	h.usual.Equipment = often(equipment, EquipmentKinds, half)
	if usual := often(autonomies, Autonomies, half); len(usual) > 0 {
		h.usual.Autonomy = usual[0]
	}
	return h
}

func count[V comparable](uses map[V]int, values []V) {
	for _, v := range values {
		uses[v]++
	}
}

// byUse puts the values used most first, those used alike in the order given.
func byUse[V comparable](uses map[V]int, order []V) []V {
	var all []V
	for _, v := range order {
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(a, b V) int { return uses[b] - uses[a] })
	return all
}

// often is the values used at least so many times, in the order given.
func often[V comparable](uses map[V]int, order []V, least int) []V {
	maps.DeleteFunc(uses, func(_ V, n int) bool { return n < max(1, least) })
	kept, _ := inOrder(slices.Collect(maps.Keys(uses)), order)
	return kept
}

// Facts are what happened in a help, as far as the report goes.
type Facts struct {
	Help     string // its reference
	PersonID string // the mediator's account
	Town     string // the mediator's organization's
	Admitted time.Time
	Ended    time.Time
	// Equipment is what the person came with; "" if nobody knows.
	Equipment Equipment
}

// minutes is how long the help took, at least one.
func (f Facts) minutes() int {
	return min(max(1, int(f.Ended.Sub(f.Admitted).Round(time.Minute).Minutes())), maxMinutes)
}

// draft begins the report of a help: what happened, and beside it what this mediator usually says.
func draft(f Facts, h Habits) Report {
	r := Report{
		PersonID: f.PersonID, Help: f.Help, Kind: Individual, Date: day(f.Admitted),
		Measured: f.minutes(), Minutes: rounded(f.minutes()),
		Place:     Place{Kind: AtDistance, Town: f.Town},
		Equipment: h.usual.Equipment, Autonomy: h.usual.Autonomy, Themes: h.usual.Themes, Errands: h.usual.Errands,
		Beneficiaries: Beneficiaries{Total: 1},
	}
	if f.Equipment != "" {
		r.Equipment = []Equipment{f.Equipment}
	}
	return r
}

// prolong takes in that the help went on after its report was begun. A length that somebody chose stays.
func (r *Report) prolong(f Facts) (changed bool) {
	measured := f.minutes()
	if measured == r.Measured || r.Measured == 0 {
		return false
	}
	if r.Minutes == rounded(r.Measured) {
		r.Minutes = rounded(measured)
	}
	r.Measured = measured
	return true
}
