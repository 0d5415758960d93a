package workshops

import "time"

// Came is whether an expected person came.
type Came string

// What attendance says; empty: nothing yet.
const (
	Present Came = "present"
	Excused Came = "excused" // they said that they could not
	Absent  Came = "absent"
)

// ByPhone is how somebody comes who has no page of their own and stays on the telephone with a helper: a Mode of one
// session alone, never of an enrolment.
const ByPhone Mode = "by-phone"

// Mood is how a session was, for one person.
type Mood string

// The moods; empty: not said.
const (
	GoodMood Mood = "good"
	FairMood Mood = "fair"
	PoorMood Mood = "poor"
)

// Moods are all.
var Moods = []Mood{GoodMood, FairMood, PoorMood}

// Attendance is one person (or two) at one session. It holds no personal data and outlives the erasure.
type Attendance struct {
	SessionID   string
	EnrolmentID string
	Came        Came
	Mode        Mode   // how they came this time
	Companion   bool   // the companion came too
	Joined      bool   // taken by the live class; false: by ticking alone
	Steps       int    // of the module, done in the live class
	Mood        Mood   // as they said at its end
	TickedBy    string // an account's ID; empty: by the live class
	At          time.Time
}

// Expected is a person who has a place in a session's series, and whether they came. Those who were there stay listed
// whatever became of their enrolment.
type Expected struct {
	Enrolment
	Attendance Attendance // Came is empty: not said yet
}

// Presence is who came to what, over a series.
type Presence struct {
	Sessions []Session // all, cancelled ones too, by time
	Rows     []PresenceRow
}

// PresenceRow is one person's line. Came and Steps have one entry for each session.
type PresenceRow struct {
	Enrolment Enrolment
	Came      []Came
	Steps     []int    // done in its live class
	Present   int      // of the sessions held
	Held      int      // sessions over and not cancelled
	Modules   []string // titles of the modules done: those of the sessions attended
}

// Certificate is the facts of a certificate of attendance.
type Certificate struct {
	Names          []string // the person, and the companion who came
	Series         Series
	From, To       Day // of the sessions attended
	Attended, Held int
	Duration       time.Duration
	Modules        []Module // done, in the order taught
}

// NextStep is what is suggested to a person afterwards: series of the same office with places left, the nearest first,
// of the same level or the next; none: a one-to-one help.
type NextStep struct {
	Series []Listed
	// Alone says that a one-to-one help suits better: they came to less than half, or no series is left.
	Alone bool
}
