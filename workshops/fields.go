package workshops

import (
	"unicode/utf8"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
)

// The fields that can be faulty, besides those of package accounts. A step's are "steps.0.title", a rule's days are Rule's.
const (
	FieldTitle       accounts.Field = "title"
	FieldLevel       accounts.Field = "level"
	FieldGoal        accounts.Field = "goal"
	FieldEquipment   accounts.Field = "equipment"
	FieldThemes      accounts.Field = "themes"
	FieldPrepare     accounts.Field = "prepare"
	FieldSteps       accounts.Field = "steps"
	FieldPicture     accounts.Field = "picture"
	FieldModules     accounts.Field = "modules"
	FieldVenue       accounts.Field = "venue"
	FieldAddress     accounts.Field = "address"
	FieldPostcode    accounts.Field = "postcode"
	FieldINSEE       accounts.Field = "insee"
	FieldZone        accounts.Field = "zone"
	FieldRule        accounts.Field = "rule"
	FieldFirst       accounts.Field = "first"
	FieldStart       accounts.Field = "start"
	FieldEnd         accounts.Field = "end"
	FieldDay         accounts.Field = "day"
	FieldSkip        accounts.Field = "skip"
	FieldOnSite      accounts.Field = "onsite"
	FieldRemote      accounts.Field = "remote"
	FieldMediators   accounts.Field = "mediators"
	FieldKeep        accounts.Field = "keep"
	FieldReason      accounts.Field = "reason"
	FieldKey         accounts.Field = "key"
	FieldCompanion   accounts.Field = "companion"
	FieldMode        accounts.Field = "mode"
	FieldDevice      accounts.Field = "device"
	FieldArrangement accounts.Field = "arrangements"
	FieldRemark      accounts.Field = "remark"
	FieldSentBy      accounts.Field = "sentby"
	FieldAgreed      accounts.Field = "agreed"
	FieldUntil       accounts.Field = "until"
	FieldHolidays    accounts.Field = "holidays"
)

// The problems, besides those of package accounts.
const (
	NotOneOf   accounts.Problem = "is not one of the choices"
	NotADay    accounts.Problem = "is not a date"
	NotAClock  accounts.Problem = "is not a time of day"
	EndsFirst  accounts.Problem = "ends before it begins"
	Endless    accounts.Problem = "has no end"
	NotARule   accounts.Problem = "is not a recurrence that is understood"
	TooFar     accounts.Problem = "is too far away"
	InThePast  accounts.Problem = "is in the past"
	TooMany    accounts.Problem = "is too many"
	OutOfRange accounts.Problem = "is out of range"
	NoPlaces   accounts.Problem = "leaves no place at all"
	NotAgreed  accounts.Problem = "needs the person's agreement"
	NotAPic    accounts.Problem = "is not a PNG, JPEG or WebP picture"
	NotANumber accounts.Problem = "is not made of the right digits"

	OutsideYear accounts.Problem = "is outside the school year"
	Overlaps    accounts.Problem = "overlaps another"
)

// The bounds of what is typed, in characters.
const (
	maxTitle  = 120
	maxGoal   = 300
	maxStep   = 2000
	maxName   = 100
	maxLine   = 200
	maxReason = 300
)

// faults gathers what is wrong with a form, so that all of it is told at once.
type faults []accounts.Fault

func (f *faults) add(field accounts.Field, p accounts.Problem) {
	if p != "" {
		*f = append(*f, accounts.Fault{Field: field, Problem: p})
	}
}

// expect adds a fault unless something holds.
func (f *faults) expect(holds bool, field accounts.Field, p accounts.Problem) {
	if !holds {
		f.add(field, p)
	}
}

// line puts a text that has to be there on one line.
func (f *faults) line(field accounts.Field, text *string, most int) {
	f.optional(field, text, most)
	f.expect(*text != "", field, accounts.Missing)
}

// optional puts a text that may be empty on one line.
func (f *faults) optional(field accounts.Field, text *string, most int) {
	*text = plaintext.Line(*text)
	f.expect(utf8.RuneCountInString(*text) <= most, field, accounts.TooLong)
}

// email normalises an address that may be empty.
func (f *faults) email(text *string) {
	if *text = plaintext.Line(*text); *text == "" {
		return
	}
	var problem accounts.Problem
	*text, problem = accounts.NormalEmail(*text)
	f.add(accounts.FieldEmail, problem)
}

// phone normalises a number.
func (f *faults) phone(text *string, needed bool) {
	if *text = plaintext.Line(*text); *text == "" && !needed {
		return
	}
	var problem accounts.Problem
	*text, problem = accounts.NormalPhone(*text)
	f.add(accounts.FieldPhone, problem)
}

// digits checks a number of so many digits that may be empty.
func (f *faults) digits(field accounts.Field, text *string, most int) {
	*text = plaintext.Line(*text)
	if *text == "" {
		return
	}
	for _, r := range *text {
		corsican := field == FieldINSEE && (r == 'A' || r == 'B') // 2A004
		if (r < '0' || r > '9') && !corsican {
			f.add(field, NotANumber)
			return
		}
	}
	f.expect(len(*text) == most, field, NotANumber)
}

// err is nil if there is no fault.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return &accounts.InvalidError{Faults: f}
}
