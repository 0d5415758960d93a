package web

import (
	"slices"

	"coupdemain/internal/activity"
)

// chips are choices to be pressed, one or several, the rest behind a line that opens.
type chips struct {
	Name, Legend, Hint, Fault string
	Kind                      string // "checkbox" or "radio"
	First, Rest               []chip
	More                      string // the line that opens the rest
	Open                      bool
}

// chip is one choice.
type chip struct {
	Value, Label string
	Chosen       bool
}

// shownFirst is how many themes are offered before the rest.
const shownFirst = 6

// wording puts a page together in the reader's language, and keeps the first key that is not there.
type wording struct {
	p   *pages
	err error
}

func (w *wording) text(key string, pairs ...any) string {
	text, err := w.p.catalogue.Text(key, pairs...)
	if w.err == nil {
		w.err = err
	}
	return text
}

func (w *wording) count(key string, n int) string {
	text, err := w.p.catalogue.Count(key, n)
	if w.err == nil {
		w.err = err
	}
	return text
}

// named are the words for values, activity.{group}.{value} each.
func (w *wording) named(group string, values []string) []string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = w.text("activity." + group + "." + v)
	}
	return words
}

// chips offers values, those chosen pressed.
func (w *wording) chips(name, kind, group string, values, chosen []string) chips {
	c := chips{Name: name, Kind: kind, Legend: w.text("activity.field." + name)}
	for i, label := range w.named(group, values) {
		c.First = append(c.First, chip{values[i], label, slices.Contains(chosen, values[i])})
	}
	return c
}

// themes offers first those that this mediator uses most, and those chosen.
func (w *wording) themes(r activity.Report, h activity.Habits) chips {
	c := w.chips(string(activity.FieldThemes), "checkbox", "theme", stringsOf(h.Themes), stringsOf(r.Themes))
	c.More = w.text("activity.desk.themes.all")
	c.First, c.Rest = c.First[:shownFirst], c.First[shownFirst:]
	for _, rest := range c.Rest {
		c.Open = c.Open || rest.Chosen
	}
	return c
}

func (w *wording) errands(r activity.Report, h activity.Habits) chips {
	c := w.chips("demarches", "checkbox", "errand", stringsOf(h.Errands), stringsOf(r.Errands))
	c.More, c.Hint = c.Legend, w.text("activity.form.demarches.hint")
	c.First, c.Rest = nil, c.First
	c.Open = len(r.Errands) > 0 || slices.Contains(r.Themes, activity.Errands)
	return c
}

func (w *wording) equipment(r activity.Report) chips {
	return w.chips(string(activity.FieldEquipment), "checkbox", "equipment", stringsOf(activity.EquipmentKinds), stringsOf(r.Equipment))
}

func (w *wording) autonomy(r activity.Report) chips {
	c := w.chips(string(activity.FieldAutonomy), "radio", "autonomy", stringsOf(activity.Autonomies), []string{string(r.Autonomy)})
	c.First = append(c.First, chip{"", w.text("activity.unsaid"), r.Autonomy == ""})
	return c
}

// choices are a select's, the first of which says nothing.
func (w *wording) choices(group string, values []string) []choice {
	all := []choice{{"", w.text("activity.unsaid")}}
	for i, label := range w.named(group, values) {
		all = append(all, choice{values[i], label})
	}
	return all
}

// stringsOf are values as they are written.
func stringsOf[V ~string](values []V) []string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return texts
}
