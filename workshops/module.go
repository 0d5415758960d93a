package workshops

import "time"

// Level is how much a module asks of whoever comes; the values are the activity report's.
type Level string

// The levels, from the easiest.
const (
	Beginner     Level = "debutant"
	Intermediate Level = "intermediaire"
	Advanced     Level = "avance"
)

// Levels are all, from the easiest.
var Levels = []Level{Beginner, Intermediate, Advanced}

// Device is what a person follows with; the values are the activity report's "materiel".
type Device string

// The devices.
const (
	Computer Device = "ordinateur"
	Tablet   Device = "tablette"
	Phone    Device = "telephone"
)

// Devices are all.
var Devices = []Device{Computer, Tablet, Phone}

// Step is one gesture of a module: what is followed live and what is printed.
type Step struct {
	Title string
	Text  string // Markdown, a sentence or a few; see HTML
	// Picture is the ID of a Picture; empty: none. Alternative says it in words, and is needed wherever there is one.
	Picture, Alternative string
}

// Module is one version of what is taught in one or more sessions. An edit makes the next version; those before are
// kept, since a session remembers the one it used.
type Module struct {
	ID             string
	Version        int    // from 1
	OrganizationID string // empty: shipped with the program, for everybody, and edited by nobody
	Title          string
	Level          Level
	Goal           string // in one sentence
	Equipment      []Device
	Themes         []Theme  // of the activity report
	Minutes        int      // how long it takes; 0: not said
	Prepare        []string // what whoever teaches it gets ready beforehand, a sentence each
	Steps          []Step
	Archived       bool // not offered any more
	MadeAt         time.Time
	MadeBy         string // a person's ID; empty: shipped
}

// Path is one version of an ordered list of modules.
type Path struct {
	ID             string
	Version        int // from 1
	OrganizationID string
	Title          string
	Goal           string   // in one sentence; may be empty
	Modules        []string // their IDs, in order
	Archived       bool
	MadeAt         time.Time
	MadeBy         string
}

// Picture is a picture of a step: of a shipped module (SVG), or sent by a mediator (PNG, JPEG, WebP).
type Picture struct {
	ID             string
	OrganizationID string // empty: shipped
	Type           string // "image/png"…
	Data           []byte
}
