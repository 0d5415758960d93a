package activity

import (
	"slices"
	"time"
	"unicode/utf8"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
)

// The bounds of what may be typed; lengths are in characters.
const (
	maxMinutes = 24 * 60
	maxLine    = 200
	maxTag     = 50
	maxTags    = 10
	maxDetails = 500
	maxNotes   = 2000
	maxPeople  = 1000
)

// firstDay is the oldest day that a report can be about: an earlier one was mistyped.
var firstDay = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// A fault of a report is told as one of an account is. A field is called by La Coop's name for it.
type (
	// Field is what a field is called in a fault and in a form.
	Field = accounts.Field
	// Problem is what is wrong with a field. A page puts it in its own words.
	Problem = accounts.Problem
	// Fault is one faulty field.
	Fault = accounts.Fault
	// InvalidError names every faulty field at once, in the order of the form.
	InvalidError = accounts.InvalidError
)

// The fields.
const (
	FieldKind          Field = "type"
	FieldDate          Field = "date"
	FieldMinutes       Field = "duree"
	FieldPlace         Field = "type_lieu"
	FieldStructureID   Field = "structure_id"
	FieldPostalCode    Field = "lieu_code_postal"
	FieldTown          Field = "lieu_commune"
	FieldINSEE         Field = "lieu_code_insee"
	FieldEquipment     Field = "materiel"
	FieldAutonomy      Field = "autonomie"
	FieldReferred      Field = "oriente_vers_structure"
	FieldStructure     Field = "structure_de_redirection"
	FieldThemes        Field = "thematiques"
	FieldTags          Field = "tags"
	FieldErrandDetails Field = "precisions_demarche"
	FieldNotes         Field = "notes"
	FieldTitle         Field = "titre_atelier"
	FieldLevel         Field = "niveau_atelier"
	FieldBeneficiaries Field = "beneficiaires"
)

// The problems.
const (
	Missing    Problem = "is missing"
	TooLong    Problem = "is too long"
	TooMany    Problem = "are too many"
	Unknown    Problem = "is none of the values"
	OutOfRange Problem = "is out of range"
)

// checker collects faults.
type checker struct{ faults []Fault }

func (c *checker) expect(ok bool, field Field, problem Problem) {
	if !ok {
		c.faults = append(c.faults, Fault{Field: field, Problem: problem})
	}
}

func (c *checker) line(text *string, field Field, most int) {
	*text = plaintext.Line(*text)
	c.expect(utf8.RuneCountInString(*text) <= most, field, TooLong)
}

func (c *checker) lines(text *string, field Field, most int) {
	*text = plaintext.Lines(*text)
	c.expect(utf8.RuneCountInString(*text) <= most, field, TooLong)
}

// choose puts the values of one field in La Coop's order.
func choose[V comparable](c *checker, values *[]V, all []V, field Field) {
	kept, ok := inOrder(*values, all)
	c.expect(ok, field, Unknown)
	*values = kept
}

// optional checks a value that may be left out.
func optional[V ~string](c *checker, value V, all []V, field Field) {
	c.expect(value == "" || slices.Contains(all, value), field, Unknown)
}

// normalise puts every field in its stored form and returns the faults found. finished is for one that is to be done:
// a draft may lack what only its mediator knows.
func (r *Report) normalise(now time.Time, finished bool) []Fault {
	c := &checker{}
	c.expect(slices.Contains(Kinds, r.Kind), FieldKind, Unknown)
	c.expect(!r.Date.Before(firstDay) && !r.Date.After(day(now)), FieldDate, OutOfRange)
	c.expect(r.Minutes >= 1 && r.Minutes <= maxMinutes, FieldMinutes, OutOfRange)
	r.Place.normalise(c)
	choose(c, &r.Equipment, EquipmentKinds, FieldEquipment)
	if len(r.Equipment) > 1 { // « Aucun » beside something else is a slip.
		r.Equipment = slices.DeleteFunc(r.Equipment, func(e Equipment) bool { return e == None })
	}
	optional(c, r.Autonomy, Autonomies, FieldAutonomy)
	optional(c, r.Structure, Structures, FieldStructure)
	if !r.Referred {
		r.Structure = ""
	}
	r.normaliseThemes(c, finished)
	r.normaliseWords(c)
	r.normaliseWorkshop(c, finished)
	return c.faults
}

func (p *Place) normalise(c *checker) {
	c.expect(slices.Contains(PlaceKinds, p.Kind), FieldPlace, Unknown)
	c.line(&p.StructureID, FieldStructureID, maxLine)
	c.line(&p.PostalCode, FieldPostalCode, maxTag)
	c.line(&p.Town, FieldTown, maxLine)
	c.line(&p.INSEE, FieldINSEE, maxTag)
}

func (r *Report) normaliseThemes(c *checker, finished bool) {
	choose(c, &r.Errands, ErrandKinds, FieldThemes)
	if len(r.Errands) > 0 && !slices.Contains(r.Themes, Errands) {
		r.Themes = append(slices.Clone(r.Themes), Errands)
	}
	choose(c, &r.Themes, Themes, FieldThemes)
	c.expect(!finished || len(r.Themes) > 0, FieldThemes, Missing)
}

func (r *Report) normaliseWords(c *checker) {
	var tags []string
	for _, tag := range r.Tags {
		c.line(&tag, FieldTags, maxTag)
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	r.Tags = tags
	c.expect(len(tags) <= maxTags, FieldTags, TooMany)
	c.lines(&r.ErrandDetails, FieldErrandDetails, maxDetails)
	c.lines(&r.Notes, FieldNotes, maxNotes)
}

func (r *Report) normaliseWorkshop(c *checker, finished bool) {
	if r.Kind == Individual {
		r.Workshop, r.Beneficiaries.Total = Workshop{}, 1
	}
	c.line(&r.Workshop.Title, FieldTitle, maxLine)
	c.expect(r.Kind != Collective || !finished || r.Workshop.Title != "", FieldTitle, Missing)
	optional(c, r.Workshop.Level, Levels, FieldLevel)
	b := &r.Beneficiaries
	least := 0
	if finished {
		least = 1
	}
	c.expect(b.Total >= least && b.Total <= maxPeople, FieldBeneficiaries, OutOfRange)
	counted(c, &b.Genders, Genders, b.Total)
	counted(c, &b.Ages, AgeBands, b.Total)
	counted(c, &b.Statuses, Statuses, b.Total)
}

// counted makes the counts of one group add up to the total: whoever was not counted did not say. None at all stays so.
func counted[V ~string](c *checker, counts *map[V]int, all []V, total int) {
	kept, sum := map[V]int{}, 0
	for value, n := range *counts {
		c.expect(slices.Contains(all, value), FieldBeneficiaries, Unknown)
		c.expect(n >= 0 && n <= maxPeople, FieldBeneficiaries, OutOfRange)
		if n > 0 && value != Unsaid {
			kept[value] = n
			sum += n
		}
	}
	c.expect(sum <= total, FieldBeneficiaries, OutOfRange)
	switch {
	case sum == 0:
		kept = nil
	case sum < total:
		kept[Unsaid] = total - sum
	}
	*counts = kept
}
