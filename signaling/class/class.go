package class

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/protocol"
)

// ErrUnknown is for a session that is not there, was cancelled, or is not open now.
var ErrUnknown = errors.New("no class is open there")

// Mediator is who teaches.
type Mediator struct {
	ID        string // the account's
	FirstName string
}

// Holder is what a browser holds that may open a seat, in one role.
type Holder struct {
	Role     protocol.ClassRole
	Mediator Mediator
	Person   string // an enrolment's ID, whose code was shown
	Device   string // secret, of the browser that a person uses
	Secret   string // of the hall, or of a participant's telephone in it
}

// Person is somebody who has a place.
type Person struct {
	ID           string    `json:"id"` // the enrolment's
	Name         string    `json:"name"`
	Companion    string    `json:"companion"` // who shares the place and the machine
	Arrangements []string  `json:"arrangements"`
	OnSite       bool      `json:"onSite"`
	Next         time.Time `json:"next"` // when their next session begins; zero: none is planned
}

// Class is one session of a workshop, as it was planned.
type Class struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Phone  string    `json:"phone"`
	Opens  time.Time `json:"opens"` // nobody comes in earlier
	Starts time.Time `json:"starts"`
	Ends   time.Time `json:"ends"`
	Closes time.Time `json:"closes"` // everybody is out by then
	Steps  int       `json:"steps"`
	People []Person  `json:"people"`
}

// Attended is what became of somebody who took part.
type Attended struct {
	Person    string
	How       protocol.How // never HowAbsent
	Companion bool
	Steps     int // that they did
	Mood      protocol.Mood
	Late      bool
}

// Mirror is what somebody sees on their screen, for whoever is on the telephone with them.
type Mirror struct {
	Standing protocol.Standing
	View     protocol.View   // how far their browser's question is, while their page is heard
	Of       protocol.Source // what it is for
	Over     bool            // the class has ended: nobody is waited for
}

// Register has the sessions as they were planned, and keeps who came. Its
// methods may be called from any goroutine.
type Register interface {
	// Class is an open session; ErrUnknown if there is none of that ID.
	Class(ctx context.Context, id string) (Class, error)
	// Attended keeps who came: the whole list, each time it has changed. With ErrUnknown it will never be kept, as when
	// the session was cancelled meanwhile; after any other error it is given again.
	Attended(ctx context.Context, id string, all []Attended) error
}

// Store keeps classes over a restart. Its methods may be called from any goroutine.
type Store interface {
	// SaveClass inserts or replaces a class; when it returns nil the class
	// survives kill -9. It is forgotten some time after until.
	SaveClass(ctx context.Context, id string, until time.Time, state []byte) error
	// LiveClasses lists those whose until is after now, by ID.
	LiveClasses(ctx context.Context, now time.Time) (map[string][]byte, error)
	// ForgetClasses removes those whose until is before that.
	ForgetClasses(ctx context.Context, before time.Time) error
}

// Config is what a Hub works with. All are needed, but Log.
type Config struct {
	BaseURL  string // the public address, without a slash at its end
	Store    Store
	Media    *sfu.Engine
	Register Register
	Log      *slog.Logger
}
