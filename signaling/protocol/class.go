package protocol

import "fmt"

// The messages of a live class. Of a help's they share joining, media, words,
// pointing and drawing; Leave goes home alone, and undoes itself by joining
// again.

// ClassRole is what somebody is in a class.
type ClassRole string

// The roles of a class.
const (
	ClassMediator    ClassRole = "mediator"
	ClassParticipant ClassRole = "participant"
	ClassHall        ClassRole = "hall" // the big screen of those who are on site
)

// Values lists every ClassRole.
func (ClassRole) Values() []string { return []string{"mediator", "participant", "hall"} }

// Progress is how far somebody is with the current step.
type Progress string

// The states of a step.
const (
	ProgressNone  Progress = "none" // nothing said yet
	ProgressDone  Progress = "done"
	ProgressStuck Progress = "stuck"
)

// Values lists every Progress.
func (Progress) Values() []string { return []string{"none", "done", "stuck"} }

// MaxSteps is the most steps a class has, MaxSeats the most people.
const (
	MaxSteps = 60
	MaxSeats = 60
)

// Do says how far somebody is with a step. A mediator may say it for whoever
// is on the telephone, or on site; the others for themselves alone.
type Do struct {
	Seat     string   `json:"seat"` // "" is oneself
	Step     int      `json:"step"` // from 0: what was said of another step than the current one is kept too
	Progress Progress `json:"progress"`
}

// Validate checks the step.
func (m Do) Validate() error {
	return firstError(seatName(m.Seat), within("step", m.Step, 0, MaxSteps-1), valid("progress", m.Progress))
}

// Hand raises one's hand or lowers it; a mediator may lower another's.
type Hand struct {
	Seat string `json:"seat"` // "" is oneself
	Up   bool   `json:"up"`
}

// Validate checks the seat.
func (m Hand) Validate() error { return seatName(m.Seat) }

// Faces says which cameras of the others the page shows, a page at a time;
// those of the mediators, of hands that sign and of whoever is put forward come
// besides.
type Faces struct {
	Shown bool `json:"shown"`
	Page  int  `json:"page"` // from 0
}

// Validate bounds the page.
func (m Faces) Validate() error { return within("page", m.Page, 0, MaxSeats) }

// See says whether what is shown large is really seen on the sender's page.
type See struct {
	Screen bool `json:"screen"`
}

// Validate accepts both.
func (m See) Validate() error { return nil }

// ShowTo is before whom a participant's screen comes.
type ShowTo string

// The audiences of a screen.
const (
	ShowNobody    ShowTo = "nobody"
	ShowMediators ShowTo = "mediators"
	ShowAll       ShowTo = "all"
)

// Values lists every ShowTo.
func (ShowTo) Values() []string { return []string{"nobody", "mediators", "all"} }

// Consent answers AskScreen: before whom the sender's screen may come, never
// more than was asked. It may be taken back at any time.
type Consent struct {
	To ShowTo `json:"to"`
}

// Validate checks the audience.
func (m Consent) Validate() error { return valid("to", m.To) }

// Mood is how a session was, for one person.
type Mood string

// The three faces.
const (
	MoodNone Mood = ""
	MoodGood Mood = "good"
	MoodFair Mood = "fair"
	MoodPoor Mood = "poor"
)

// Values lists every Mood.
func (Mood) Values() []string { return []string{"", "good", "fair", "poor"} }

// Feel says how the session was, once it is over.
type Feel struct {
	Mood Mood `json:"mood"`
}

// Validate checks the mood.
func (m Feel) Validate() error { return valid("mood", m.Mood) }

// Caption is what is being said, typed by a mediator for all to read; whole at
// each change, as Draft is. Said ends it.
type Caption struct {
	N    int64  `json:"n"`
	Text string `json:"text"`
	Said bool   `json:"said"`
}

// Validate bounds the text.
func (m Caption) Validate() error {
	return firstError(positive("n", m.N), text("text", m.Text, 0, MaxText))
}

// What follows is for mediators alone.

// LetIn lets in whoever waits, or who was sent out; Seat "" lets in all who
// wait. Of a second device it makes the seat's own.
type LetIn struct {
	Seat string `json:"seat"`
}

// Validate checks the seat.
func (m LetIn) Validate() error { return seatName(m.Seat) }

// SendOut sends somebody out, or refuses who waits; LetIn undoes it.
type SendOut struct {
	Seat string `json:"seat"`
}

// Validate checks the seat.
func (m SendOut) Validate() error { return firstError(seatName(m.Seat), named(m.Seat)) }

// Door closes the class to whoever is not in it yet, or opens it.
type Door struct {
	Closed bool `json:"closed"`
}

// Validate accepts both.
func (m Door) Validate() error { return nil }

// Step moves everyone to a step.
type Step struct {
	Step int `json:"step"` // from 0
}

// Validate bounds the step.
func (m Step) Validate() error { return within("step", m.Step, 0, MaxSteps-1) }

// Minute asks those who have said nothing yet, gently, whether they need
// another minute.
type Minute struct{}

// Validate accepts it.
func (m Minute) Validate() error { return nil }

// Silence takes a voice away, or gives it back; Seat "" is everybody but the
// mediators.
type Silence struct {
	Seat   string `json:"seat"`
	Silent bool   `json:"silent"`
}

// Validate checks the seat.
func (m Silence) Validate() error { return seatName(m.Seat) }

// Forward puts one person's face and voice before all; Seat "" takes it back.
type Forward struct {
	Seat string `json:"seat"`
}

// Validate checks the seat.
func (m Forward) Validate() error { return seatName(m.Seat) }

// Signs marks a camera as one of somebody who signs: it is never held back.
type Signs struct {
	Seat string `json:"seat"`
	On   bool   `json:"on"`
}

// Validate checks the seat.
func (m Signs) Validate() error { return firstError(seatName(m.Seat), named(m.Seat)) }

// AskScreen asks a participant to show their screen; ShowNobody takes it back.
type AskScreen struct {
	Seat string `json:"seat"`
	To   ShowTo `json:"to"`
}

// Validate checks seat and audience.
func (m AskScreen) Validate() error {
	return firstError(seatName(m.Seat), named(m.Seat), valid("to", m.To))
}

// StageKind is what is shown large.
type StageKind string

// What may be shown large.
const (
	StageStep   StageKind = "step"   // the current step's picture
	StageScreen StageKind = "screen" // somebody's screen, window or document camera
)

// Values lists every StageKind.
func (StageKind) Values() []string { return []string{"step", "screen"} }

// Present chooses what everyone sees large.
type Present struct {
	Kind StageKind `json:"kind"`
	Seat string    `json:"seat"` // whose screen; a mediator, or who agreed to show to all
}

// Validate checks both.
func (m Present) Validate() error {
	if (m.Kind == StageScreen) != (m.Seat != "") {
		return fmt.Errorf("seat: of a screen, and of nothing else")
	}
	return firstError(valid("kind", m.Kind), seatName(m.Seat))
}

// Aside goes to one person, to speak with them alone; Seat "" comes back.
type Aside struct {
	Seat string `json:"seat"`
}

// Validate checks the seat.
func (m Aside) Validate() error { return seatName(m.Seat) }

// Lead hands the class to another mediator.
type Lead struct {
	Seat string `json:"seat"`
}

// Validate checks the seat.
func (m Lead) Validate() error { return firstError(seatName(m.Seat), named(m.Seat)) }

// Came ticks somebody as there without a page of their own: on site, or on the
// telephone with a helper.
type Came struct {
	Seat string `json:"seat"`
	How  How    `json:"how"`
}

// Validate checks both.
func (m Came) Validate() error {
	return firstError(seatName(m.Seat), named(m.Seat), valid("how", m.How))
}

// How is the way somebody takes part.
type How string

// The ways.
const (
	HowAbsent  How = "absent"
	HowRemote  How = "remote"  // by a page of their own
	HowOnSite  How = "onSite"  // in the hall
	HowByPhone How = "byPhone" // on the telephone with a helper
)

// Values lists every How.
func (How) Values() []string { return []string{"absent", "remote", "onSite", "byPhone"} }

// Count is a show of hands of those in the hall, for one step.
type Count struct {
	Step int `json:"step"`
	Done int `json:"done"`
}

// Validate bounds both.
func (m Count) Validate() error {
	return firstError(within("step", m.Step, 0, MaxSteps-1), within("done", m.Done, 0, MaxSeats))
}

// Finish ends the session for all; not On takes it back, as long as the place
// is open.
type Finish struct {
	On bool `json:"on"`
}

// Validate accepts both.
func (m Finish) Validate() error { return nil }

// maxSeatName bounds the name of a seat: a letter and a number.
const maxSeatName = 8

func seatName(seat string) error { return text("seat", seat, 0, maxSeatName) }

func named(seat string) error {
	if seat == "" {
		return fmt.Errorf("seat: missing")
	}
	return nil
}

func within(field string, n, least, most int) error {
	if n < least || n > most {
		return fmt.Errorf("%s: from %d to %d", field, least, most)
	}
	return nil
}
