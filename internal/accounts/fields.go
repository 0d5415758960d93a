package accounts

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The bounds of what a person may type, in characters unless said otherwise. A password is counted after NFC
// normalisation; its upper bound is in bytes, since that is what hashing costs.
const (
	maxEmailBytes    = 254 // RFC 5321, section 4.5.3.1.3, less the two brackets
	maxName          = 100
	maxPhone         = 40
	minPhoneDigits   = 3  // 115, 119, 3949…
	maxPhoneDigits   = 15 // ITU-T E.164
	minPassword      = 12
	maxPasswordBytes = 256
)

// Problem is what is wrong with a field. A page puts it in its own words; Error puts it in English.
type Problem string

// The problems.
const (
	Missing     Problem = "is missing"
	TooShort    Problem = "is too short"
	TooLong     Problem = "is too long"
	BadText     Problem = "holds characters that cannot be shown"
	NoLetter    Problem = "holds no letter"
	NotAnEmail  Problem = "is not an e-mail address"
	NotAPhone   Problem = "is not a telephone number (3 to 15 digits)"
	UnknownRole Problem = "is not mediator, coordinator or admin"
)

// Field is what a field is called, in a fault.
type Field string

// The fields of NewPerson.
const (
	FieldEmail        Field = "email"
	FieldName         Field = "name"
	FieldOrganization Field = "organization"
	FieldPhone        Field = "phone"
	FieldTown         Field = "town"
	FieldRole         Field = "role"
	FieldPassword     Field = "password"
)

// Fault is one faulty field.
type Fault struct {
	Field   Field
	Problem Problem
}

// InvalidError names every faulty field at once, in the order of the form.
type InvalidError struct{ Faults []Fault }

// Error lists the faults. It holds no value: one of them may be a password.
func (e *InvalidError) Error() string {
	said := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		said[i] = string(f.Field) + " " + string(f.Problem)
	}
	return strings.Join(said, "; ")
}

// normalise puts every field but the password in its stored form and returns the faults found. An organization that
// exists already needs no phone and no town.
func (n NewPerson) normalise(organizationExists bool) (NewPerson, []Fault) {
	var faults []Fault
	check := func(field Field, p Problem) {
		if p != "" {
			faults = append(faults, Fault{field, p})
		}
	}
	var problem Problem
	n.Email, problem = normalEmail(n.Email)
	check(FieldEmail, problem)
	n.Name, problem = normalName(n.Name)
	check(FieldName, problem)
	n.Organization, problem = normalName(n.Organization)
	check(FieldOrganization, problem)
	if !organizationExists {
		n.Phone, problem = normalPhone(n.Phone)
		check(FieldPhone, problem)
		n.Town, problem = normalName(n.Town)
		check(FieldTown, problem)
	}
	if !n.Role.Valid() {
		check(FieldRole, UnknownRole)
	}
	return n, faults
}

// normalise puts every field in its stored form and returns the faults found.
func (o Organization) normalise() (Organization, []Fault) {
	var faults []Fault
	check := func(field Field, p Problem) {
		if p != "" {
			faults = append(faults, Fault{field, p})
		}
	}
	var problem Problem
	o.Name, problem = normalName(o.Name)
	check(FieldOrganization, problem)
	o.Phone, problem = normalPhone(o.Phone)
	check(FieldPhone, problem)
	o.Town, problem = normalName(o.Town)
	check(FieldTown, problem)
	return o, faults
}

// normalEmail is the one form of an address (RFC 5322 addr-spec, no display name, no quoting), in lower case: no mail
// service in use tells people apart by case.
func normalEmail(s string) (string, Problem) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return "", Missing
	case len(s) > maxEmailBytes:
		return "", TooLong
	case !showable(s):
		return "", BadText
	}
	parsed, err := mail.ParseAddress(s)
	if err != nil || parsed.Address != s {
		return "", NotAnEmail
	}
	return strings.ToLower(norm.NFC.String(s)), ""
}

// normalName is a name on one line, single spaces between its words.
func normalName(s string) (string, Problem) {
	if len(s) > maxName*utf8.UTFMax*2 {
		return "", TooLong
	}
	if !showable(strings.TrimSpace(s)) {
		return "", BadText
	}
	s = norm.NFC.String(squeeze(s))
	switch {
	case s == "":
		return "", Missing
	case utf8.RuneCountInString(s) > maxName:
		return "", TooLong
	case strings.IndexFunc(s, unicode.IsLetter) < 0:
		return "", NoLetter
	}
	return s, ""
}

// normalPhone keeps a number as it was typed, since that is how people read it back to each other.
func normalPhone(s string) (string, Problem) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return "", Missing
	case utf8.RuneCountInString(s) > maxPhone:
		return "", TooLong
	case !showable(s):
		return "", BadText
	}
	digits := 0
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case unicode.IsLetter(r):
			return "", NotAPhone
		}
	}
	if digits < minPhoneDigits || digits > maxPhoneDigits {
		return "", NotAPhone
	}
	return s, ""
}

// normalPassword is the password in NFC, so that an accent typed on another keyboard is the same accent (RFC 8265,
// section 4.2.2).
func normalPassword(s string) (string, Problem) {
	if len(s) > maxPasswordBytes {
		return "", TooLong
	}
	s = norm.NFC.String(s)
	switch {
	case s == "":
		return "", Missing
	case !utf8.ValidString(s):
		return "", BadText
	case len(s) > maxPasswordBytes:
		return "", TooLong
	case utf8.RuneCountInString(s) < minPassword:
		return "", TooShort
	}
	return s, ""
}

// showable refuses what would break a line or hide in one: controls, line separators, and the marks that turn the
// direction of what follows, by which a name can pass for another (Unicode Technical Report 36, section 2.3). The two
// joiners stay: names in Persian or in Indian scripts need them.
func showable(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r == '\u200c' || r == '\u200d' {
			continue
		}
		if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) {
			return false
		}
	}
	return true
}

// squeeze puts one space where there was white space, and none at the ends.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
