package web

import (
	"errors"

	"coupdemain/internal/accounts"
	"coupdemain/internal/family"
	"coupdemain/workshops"
)

// sentence is words still to be put in the reader's language.
type sentence func(*pages) (string, error)

// said is the sentence of a key.
func said(key string) sentence {
	return func(p *pages) (string, error) { return p.catalogue.Text(key) }
}

// problemKeys are the sentences for what can be wrong with a field.
var problemKeys = map[accounts.Problem]string{
	accounts.Missing:    "field.error.missing",
	accounts.TooShort:   "field.error.short",
	accounts.TooLong:    "field.error.long",
	accounts.BadText:    "field.error.text",
	accounts.NoLetter:   "field.error.letter",
	accounts.NotAnEmail: "field.error.email",
	accounts.NotAPhone:  "field.error.phone",

	accounts.UnknownRole: "field.error.role",

	family.TooFew: "family.error.few",

	workshops.NotOneOf:   "field.error.choice",
	workshops.NotADay:    "field.error.day",
	workshops.NotAClock:  "field.error.clock",
	workshops.EndsFirst:  "field.error.endsfirst",
	workshops.Endless:    "field.error.endless",
	workshops.NotARule:   "field.error.rule",
	workshops.TooFar:     "field.error.far",
	workshops.InThePast:  "field.error.past",
	workshops.TooMany:    "field.error.many",
	workshops.OutOfRange: "field.error.range",
	workshops.NoPlaces:   "field.error.places",
	workshops.NotAgreed:  "field.error.agreed",
	workshops.NotAPic:    "field.error.picture",
	workshops.NotANumber: "field.error.digits",

	workshops.OutsideYear: "holiday.error.outside",
	workshops.Overlaps:    "holiday.error.overlaps",
}

// mends puts the faulty fields of an account in words, by field; nil if that is not what the error is about.
func mends(err error) map[accounts.Field]sentence {
	var invalid *accounts.InvalidError
	if !errors.As(err, &invalid) {
		return nil
	}
	faults := map[accounts.Field]sentence{}
	for _, fault := range invalid.Faults {
		faults[fault.Field] = said(problemKeys[fault.Problem])
	}
	return faults
}

// field is one field of a form, as the template "field" draws it.
type field struct {
	Name, Label, Hint, Kind, Autocomplete, Value, Fault string

	Optional bool
	Choices  []choice // of a Kind "select"
}

// choice is one line of a select.
type choice struct{ Value, Label string }

// fields puts a form's fields in the reader's language: {page}.{name} is the label, {page}.{name}.hint the hint if
// the field has one.
func (p *pages) fields(page string, blank []field, values func(string) string, faults map[accounts.Field]sentence) ([]field, error) {
	drawn := make([]field, len(blank))
	for i, f := range blank {
		label, err := p.catalogue.Text(page + "." + f.Name)
		if err != nil {
			return nil, err
		}
		f.Label = label
		if hint, err := p.catalogue.Text(page + "." + f.Name + ".hint"); err == nil {
			f.Hint = hint
		}
		if f.Kind != "password" {
			f.Value = values(f.Name) // A password is never sent back.
		}
		if fault := faults[accounts.Field(f.Name)]; fault != nil {
			if f.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		drawn[i] = f
	}
	return drawn, nil
}
