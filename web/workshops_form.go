package web

import (
	"net/url"
	"slices"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// control is one question of a workshop's form, as the template "control" draws it.
type control struct {
	ID, Name, Label, Hint, Value, Fault string
	// Kind is that of an <input>, or "select", "lines", "radios", "boxes" (several of them), "box" (one).
	Kind         string
	Autocomplete string
	Min, Max     string
	Accept       string // of a Kind "file"
	Optional     bool
	Short        bool // a short answer
	Options      []option
}

// option is one choice of a control.
type option struct {
	Value, Label string
	Chosen       bool
}

// Described is the IDs of what describes the control, for aria-describedby.
func (c control) Described() string {
	switch {
	case c.Fault != "" && c.Hint != "":
		return c.ID + "-error " + c.ID + "-hint"
	case c.Fault != "":
		return c.ID + "-error"
	case c.Hint != "":
		return c.ID + "-hint"
	}
	return ""
}

// form puts a form's controls in words: {page}.{name} is the label, {page}.{name}.hint the hint where there is one.
type form struct {
	*wording
	page   string
	prefix string // before every ID, where a page has two forms
	values url.Values
	faults map[accounts.Field]sentence
}

// ask is one control, with what was typed in it and what is wrong with that.
func (f *form) ask(c control) control {
	c.ID = f.prefix + c.Name
	c.Label = f.text(f.page + "." + c.Name)
	if hint, err := f.p.catalogue.Text(f.page + "." + c.Name + ".hint"); err == nil {
		c.Hint = hint
	}
	if c.Autocomplete == "" {
		c.Autocomplete = "off"
	}
	if c.Kind != "file" {
		c.Value = f.values.Get(c.Name)
	}
	if fault := f.faults[accounts.Field(c.Name)]; fault != nil {
		text, err := fault(f.p)
		if c.Fault = text; f.err == nil {
			f.err = err
		}
	}
	return c
}

// pick is a control with choices, whose words are {group}.{value}.
func (f *form) pick(c control, group string, values ...string) control {
	c = f.ask(c)
	for _, v := range values {
		c.Options = append(c.Options, option{v, f.text(group + "." + v), slices.Contains(f.values[c.Name], v)})
	}
	return c
}

// unless puts first a choice that says nothing.
func (c control) unless(label string) control {
	c.Options = slices.Insert(c.Options, 0, option{"", label, c.Value == ""})
	return c
}

// details are what a form says of a person.
func details(form url.Values) workshops.Details {
	return workshops.Details{
		Name: form.Get("name"), Companion: form.Get("companion"), Phone: form.Get("phone"), Email: form.Get("email"),
		Address: form.Get("address"), Mode: workshops.Mode(form.Get("mode")), Device: workshops.Device(form.Get("device")),
		Arrangements: chosenOf[workshops.Arrangement](form["arrangements"]), Remark: form.Get("remark"), SentBy: form.Get("sentby"),
	}
}

// detailsForm is the other way round.
func detailsForm(d workshops.Details) url.Values {
	return url.Values{
		"name": {d.Name}, "companion": {d.Companion}, "phone": {d.Phone}, "email": {d.Email}, "address": {d.Address},
		"mode": {string(d.Mode)}, "device": {string(d.Device)}, "arrangements": stringsOf(d.Arrangements),
		"remark": {d.Remark}, "sentby": {d.SentBy},
	}
}

func chosenOf[V ~string](texts []string) (values []V) {
	for _, text := range texts {
		values = append(values, V(text))
	}
	return values
}

// personForm are the questions about a person: those that always matter, and the rest.
type personForm struct {
	First, More []control
	Open        bool // the rest is to be seen: something in it is filled in, or wrong
}

// personForm asks about a person who comes to a series; modes are the ways that it has places for.
func (f *form) personForm(series workshops.Series, office bool) (all personForm) {
	f.page = "enrolment"
	all.First = []control{
		f.ask(control{Name: "name", Kind: "text"}),
		f.pick(control{Name: "mode", Kind: "radios"}, "enrolment.mode", modesOf(series)...),
		f.ask(control{Name: "phone", Kind: "tel", Optional: true}),
		f.ask(control{Name: "email", Kind: "email", Optional: true}),
	}
	all.More = []control{
		f.pick(control{Name: "device", Kind: "select", Optional: true}, "enrolment.device", stringsOf(workshops.Devices)...).
			unless(f.text("enrolment.device.unsaid")),
		f.ask(control{Name: "companion", Kind: "text", Optional: true}),
		f.pick(control{Name: "arrangements", Kind: "boxes", Optional: true}, "enrolment.arrangement", stringsOf(workshops.Arrangements)...),
		f.ask(control{Name: "remark", Kind: "text", Optional: true}),
		f.ask(control{Name: "address", Kind: "text", Optional: true}),
	}
	if office {
		all.More = append(all.More, f.ask(control{Name: "sentby", Kind: "text", Optional: true}))
	}
	for _, c := range all.More {
		all.Open = all.Open || c.Fault != ""
	}
	return all
}

// modesOf are the ways that a series has places for.
func modesOf(series workshops.Series) (modes []string) {
	if series.OnSite > 0 {
		modes = append(modes, string(workshops.OnSite))
	}
	if series.Remote > 0 {
		modes = append(modes, string(workshops.Remote))
	}
	return modes
}
