package workshops

import (
	"time"
)

// Mediator is who runs a series, as the public is told.
type Mediator struct {
	ID   string // an account's
	Name string
}

// Series is a path run by an office: the same people, at the same hours, for a month or two.
type Series struct {
	ID             string
	Revision       int // grows at each change; SaveSeries refuses another than the one it was read with
	OrganizationID string
	Organization   string // its name
	PathID         string
	PathVersion    int
	Title          string
	Level          Level // the easiest of the path's modules
	Venue          Venue
	Plan           Plan
	OnSite, Remote int // how many places of each kind; 0: none
	Mediators      []Mediator
	Phone          string // the number to call for help and to enrol
	Public         bool   // shown on the public programme
	// KeepMonths is how long after the last session people are kept, 1 to 24; 0: six months.
	KeepMonths int
	CreatedAt  time.Time
	ChangedAt  time.Time // what SaveSeries changes; calendars show some of it
	// First and Last are the day of the first and of the last session that is not cancelled; empty: none is left.
	First, Last Day
	// EndsAt is the instant that the last session ends.
	EndsAt time.Time
	// ErasedAt is since when the people are erased; zero: they are not.
	ErasedAt time.Time
}

// Venue is where people on site go, and the town by which the public programme is searched.
type Venue struct {
	Name     string // "France Services, salle du rez-de-chaussée"
	Address  string // street and number
	Postcode string // may be empty
	Town     string
	INSEE    string // the commune's code, for the activity report; may be empty
}

// Plan is when the sessions are, in local time.
type Plan struct {
	Zone string // IANA, one of Zones
	// Rule is an RRULE (RFC 5545) of whole days, with an UNTIL or a COUNT; see Weekly. First is its DTSTART.
	Rule       string
	First      Day
	Start, End Clock // the same day
	Skip       Skip
}

// Skip is which days of a rule have no session.
type Skip struct {
	PublicHolidays bool
	Territory      Territory  // whose own public holidays are skipped with those of all France; may be empty
	School         SchoolZone // during the school holidays of a zone; empty: none are skipped
	Days           []Day      // these days as well
}

// SessionState is what has become of a session. One that is over is still Planned: that is a matter of the clock.
type SessionState string

// The states of a session.
const (
	Planned   SessionState = "planned"
	Cancelled SessionState = "cancelled"
)

// Session is one meeting of a series.
type Session struct {
	ID       string
	SeriesID string
	Number   int // from 1, in the order first planned; it stays
	Revision int // grows at each change (iCalendar's SEQUENCE)
	State    SessionState
	Day      Day // with Start and End: the wall clock, which is what people are told
	Start    Clock
	End      Clock
	Zone     string    // the series'
	StartsAt time.Time // UTC, worked out from Day, Start and Zone
	EndsAt   time.Time
	// Was is where the session was planned at first, if it was moved.
	Was Slot
	// Reason is why it was moved or cancelled, as people are told.
	Reason string
	// ModuleID is what is taught; empty: not said. ModuleVersion is the version of that day once the session has begun and
	// the module was changed since; 0: the newest.
	ModuleID      string
	ModuleVersion int
	ModuleTitle   string // of that version
	ChangedAt     time.Time
}

// Slot is a time by the wall clock; the zero value is none.
type Slot struct {
	Day        Day
	Start, End Clock
}

// Moved tells whether the session is elsewhere than first planned.
func (s Session) Moved() bool { return s.Was != (Slot{}) }

// Listed is a series with what a list of series shows.
type Listed struct {
	Series
	Sessions       int // not cancelled
	FreeOnSite     int
	FreeRemote     int
	Enrolled       int
	Waiting        int
	Asked          int     // to confirm
	Next           Session // the next or current one; zero: none is left
	OverCapacity   bool    // more have a place than there are, since the capacity was lowered
	NeedsAttention int     // tasks to do and messages that failed
}

// Scheduled is a session with its series, for the month and the week.
type Scheduled struct {
	Session
	Series Series
}
