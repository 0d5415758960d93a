package protocol

import (
	"fmt"
	"math"
)

// The messages of pointing, sending and asking, in a live help.

// Draft is what somebody is writing at this moment, whole at each change, so
// that a correction is seen as one and a lost message leaves nothing behind
// (real-time text, EN 301 549, 6.2). It goes both as a message and over the
// data channel: whichever comes first counts.
type Draft struct {
	// N grows with each draft and each Write of one seat, also over a reload: it
	// starts from the clock. What comes with a smaller one is stale.
	N    int64  `json:"n"`
	Text string `json:"text"`         // "" once nothing is being written
	To   string `json:"to,omitempty"` // as in Write
}

// Validate bounds the text.
func (m Draft) Validate() error {
	return firstError(positive("n", m.N), text("text", m.Text, 0, MaxText), seatName(m.To))
}

// SendLink puts an address before the others, as one big button. Only http and https.
type SendLink struct {
	URL string `json:"url"`
}

// MaxURL is the longest address one may send, in characters.
const MaxURL = 2000

// Validate bounds the address; what it may be is for the room to say.
func (m SendLink) Validate() error { return text("url", m.URL, 1, MaxURL) }

// SendText puts a text before the others that is to be copied, such as a reference.
type SendText struct {
	Text string `json:"text"`
}

// Validate bounds the text.
func (m SendText) Validate() error { return text("text", m.Text, 1, MaxText) }

// Point is where the sender's pointer is. Over the data channel only.
type Point struct {
	N  int64 `json:"n"`  // as in Draft, of its own
	On bool  `json:"on"` // false once it has left the picture
	Spot
}

// Validate bounds the place.
func (m Point) Validate() error { return firstError(positive("n", m.N), m.validate()) }

// Spot is a place in the picture that the seat watches, as a share of its
// width and height from its top left corner, 0 to 1, whatever the size it is
// seen at.
type Spot struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

func (s Spot) validate() error { return firstError(share("x", s.X), share("y", s.Y)) }

func share(field string, f float64) error {
	if math.IsNaN(f) || f < 0 || f > 1 {
		return fmt.Errorf("%s: from 0 to 1", field)
	}
	return nil
}

func positive(field string, n int64) error {
	if n <= 0 {
		return fmt.Errorf("%s: above 0", field)
	}
	return nil
}

// Draw puts a mark on the picture. A ring takes the place of the ring before.
type Draw struct {
	Mark
}

// Validate checks the mark.
func (m Draw) Validate() error { return m.validate() }

// Wipe takes every mark away: the sender is done with them.
type Wipe struct{}

// Validate accepts it.
func (m Wipe) Validate() error { return nil }

// Erase takes these marks away, as they were drawn: the picture beneath them
// has changed. Others stay, those too that the sender has not heard of yet.
type Erase struct {
	Marks []Mark `json:"marks"` // at most MaxMarks
}

// Validate checks the marks.
func (m Erase) Validate() error {
	if len(m.Marks) > MaxMarks {
		return fmt.Errorf("marks: %d, at most %d", len(m.Marks), MaxMarks)
	}
	for _, mark := range m.Marks {
		if err := mark.validate(); err != nil {
			return err
		}
	}
	return nil
}

// Watch chooses whose picture those who help look at, where both the person
// and their second device show one.
type Watch struct {
	Role Role `json:"role"`
}

// Validate accepts the person and the lens.
func (m Watch) Validate() error {
	if m.Role != Person && m.Role != Lens {
		return fmt.Errorf("role: shows no picture to watch")
	}
	return nil
}

// Lay puts the drawing of a device before both, to point on, where no screen
// can be shown; BoardNone takes it away.
type Lay struct {
	Board Board `json:"board"`
}

// Validate checks the drawing.
func (m Lay) Validate() error { return valid("board", m.Board) }

// Board is the drawing of a device.
type Board string

// The drawings.
const (
	BoardNone          Board = ""
	BoardAndroidPhone  Board = "android-phone"
	BoardAndroidTablet Board = "android-tablet"
	BoardIPhone        Board = "iphone"
	BoardIPad          Board = "ipad"
)

// Values lists every Board.
func (Board) Values() []string {
	return []string{"", "android-phone", "android-tablet", "iphone", "ipad"}
}

// Ask asks the person for something that takes a press of theirs; AskNothing takes it back.
type Ask struct {
	For Asked `json:"for"`
}

// Validate checks what is asked for.
func (m Ask) Validate() error { return valid("for", m.For) }

// Asked is what the person is asked for.
type Asked string

// What may be asked for.
const (
	AskNothing    Asked = ""
	AskPhoto      Asked = "photo"      // a photograph: a letter, another screen
	AskScreenshot Asked = "screenshot" // a picture of this phone's own screen
	AskCamera     Asked = "camera"     // the rear camera, moving
	AskVoice      Asked = "voice"      // to hang up and go on talking here
)

// Values lists every Asked.
func (Asked) Values() []string { return []string{"", "photo", "screenshot", "camera", "voice"} }

// Answer says how far the person is with what they were asked for. Person only.
type Answer struct {
	Outcome Outcome `json:"outcome"`
}

// Validate checks the outcome.
func (m Answer) Validate() error { return valid("outcome", m.Outcome) }

// Outcome is what became of a request.
type Outcome string

// The outcomes.
const (
	OutcomeOpen    Outcome = "open"    // before their eyes, nothing pressed yet
	OutcomeDone    Outcome = "done"    // sent, shown, or heard
	OutcomeRefused Outcome = "refused" // they, or their browser, said no
	OutcomeUnable  Outcome = "unable"  // this device cannot
)

// Values lists every Outcome.
func (Outcome) Values() []string { return []string{"open", "done", "refused", "unable"} }

// Request is what the person is asked for and what became of it.
type Request struct {
	For     Asked   `json:"for"`
	Outcome Outcome `json:"outcome"` // of AskNothing: open
}

// Expect answers « Attendiez-vous cet appel ? ». While the answer is no, the
// person is not let in and nothing of theirs can be shown. Person only.
type Expect struct {
	Expected bool `json:"expected"`
}

// Validate accepts both.
func (m Expect) Validate() error { return nil }
