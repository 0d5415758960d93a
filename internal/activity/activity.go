// Package activity is the activity report (compte rendu d'activité) that a mediator owes after each help and each
// workshop. Its fields and values are those of La Coop de la médiation numérique, which takes no import: what is kept
// here is exported as a table, or copied into La Coop's form.
//
// A report is begun by what happened (a draft, so that nothing is lost if nobody has time) and finished by whoever
// helped. It names nobody: who was helped is at most counted. A year later even that is erased, see Service.Run.
//
// The package knows no HTTP and no SQL: what it keeps goes through the Store interface, declared beside it.
package activity

import (
	"errors"
	"time"
)

// What a caller may want to tell apart; compare with errors.Is.
var (
	// ErrNotFound is for a report that is not there, or not for the one who asks.
	ErrNotFound = errors.New("no such report")
	// ErrExists is for a second report of one person on one help.
	ErrExists = errors.New("this help has a report already")
)

// Report is one help or one workshop.
type Report struct {
	ID             string
	PersonID       string // whose it is: an account
	OrganizationID string // that account's, when the report was begun
	Help           string // the help's reference; "" for a workshop, and once it is anonymous
	Kind           Kind
	Date           time.Time // a day: midnight, UTC
	Minutes        int
	Measured       int // the minutes that the help really took; 0 if nobody knows
	Place          Place
	Equipment      []Equipment
	Autonomy       Autonomy // "" if it was not said
	Referred       bool     // sent on to another service
	Structure      Structure
	Themes         []Theme
	Errands        []Errand // what Errands was about
	Tags           []string
	ErrandDetails  string // precisions_demarche
	Notes          string
	Workshop       Workshop // of a collective report
	Beneficiaries  Beneficiaries

	Done      time.Time // when it was first finished; zero: it is a draft
	DeletedAt time.Time // zero: it is there
}

// Place is where it took place. At a distance only Town is known, the organization's.
type Place struct {
	Kind        PlaceKind
	StructureID string // La Coop's ID of the place
	PostalCode  string
	Town        string
	INSEE       string // the commune's code (Insee)
}

// Workshop is what a collective report says beside the rest.
type Workshop struct {
	Title string
	Level Level // "" if it has none
}

// Beneficiaries are who was helped, counted. Each map's counts add up to Total, or are all absent.
type Beneficiaries struct {
	Total    int
	Genders  map[Gender]int
	Ages     map[AgeBand]int
	Statuses map[Status]int
}

// Month is a month, "2026-11".
type Month string

// Valid tells whether it is one.
func (m Month) Valid() bool {
	t, err := time.Parse("2006-01", string(m))
	return err == nil && t.Format("2006-01") == string(m)
}

// Month is the one of the report's day.
func (r Report) Month() Month { return Month(r.Date.Format("2006-01")) }

// day is the day of a moment where this server stands, as Date is kept.
func day(t time.Time) time.Time {
	year, month, date := t.Local().Date()
	return time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
}
