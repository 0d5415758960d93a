package family

import (
	"strings"
	"unicode/utf8"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
)

// Details are what is written of a family, to be checked.
type Details struct{ Name, Hour, Phone string }

// The fields of a form about a family.
const (
	FieldName    accounts.Field = "nom"
	FieldHour    accounts.Field = "heure"
	FieldPhone   accounts.Field = "telephone"
	FieldMembers accounts.Field = "personnes"
)

// What can be wrong with the members, besides what can be wrong with any text.
const (
	TooMany accounts.Problem = "is too many"
	TooFew  accounts.Problem = "is too few"
)

// normalise puts details in order and names every fault.
func (d Details) normalise() (Details, []accounts.Fault) {
	var faults []accounts.Fault
	fault := func(field accounts.Field, problem accounts.Problem) {
		if problem != "" {
			faults = append(faults, accounts.Fault{Field: field, Problem: problem})
		}
	}
	var problem accounts.Problem
	d.Name, problem = line(d.Name, MaxName)
	fault(FieldName, problem)
	if d.Hour, problem = line(d.Hour, MaxHour); problem != accounts.Missing {
		fault(FieldHour, problem)
	}
	if d.Phone = strings.TrimSpace(d.Phone); d.Phone != "" {
		d.Phone, problem = accounts.NormalPhone(d.Phone)
		fault(FieldPhone, problem)
	}
	return d, faults
}

// names puts the names of a new family in order; two alike could not be told apart.
func names(typed []string) ([]string, []accounts.Fault) {
	var all []string
	known := map[string]bool{}
	for _, one := range typed {
		name, problem := line(one, MaxName)
		switch {
		case problem == accounts.Missing, known[strings.ToLower(name)]:
			continue
		case problem != "":
			return nil, []accounts.Fault{{Field: FieldMembers, Problem: problem}}
		}
		known[strings.ToLower(name)] = true
		all = append(all, name)
	}
	switch {
	case len(all) < 2:
		return nil, []accounts.Fault{{Field: FieldMembers, Problem: TooFew}}
	case len(all) > MaxMembers:
		return nil, []accounts.Fault{{Field: FieldMembers, Problem: TooMany}}
	}
	return all, nil
}

// line is a text on one line, of so many characters at the most.
func line(typed string, most int) (string, accounts.Problem) {
	text := plaintext.Line(typed)
	switch {
	case text == "":
		return "", accounts.Missing
	case utf8.RuneCountInString(text) > most:
		return "", accounts.TooLong
	}
	return text, ""
}
