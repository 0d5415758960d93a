package workshops

import "time"

// Opening is what a personal code opens at a moment.
type Opening string

// The openings.
const (
	OpensSession   Opening = "session"   // from EarlyEntry before one to LateExit after it
	OpensRehearsal Opening = "rehearsal" // at any other time, to try alone or with the telephone helper
	OpensWaiting   Opening = "waiting"   // the person waits for a place: nothing yet
	OpensNothing   Opening = "over"      // the series is over, or the person withdrew
)

// When a code opens a session.
const (
	EarlyEntry = 30 * time.Minute
	LateExit   = 30 * time.Minute
)

// Place is what a personal code leads to: one person's, in one series.
type Place struct {
	Enrolment Enrolment
	Series    Series
	Opening   Opening
	// Session is the one that is open, or the next; zero: none is left.
	Session Session
	// Until is when Opening is to be asked for again; zero: it stays.
	Until time.Time
}
