package protocol

import (
	"fmt"
	"unicode/utf8"
)

// ClientMessage is what a browser may send: one of the types in this file.
type ClientMessage interface {
	// Validate says what is wrong with a message that decoded, by field.
	Validate() error
}

// Join is the first message of every connection, the first time and after
// every loss alike. The browser is the authority on its own camera, voice and
// screen, and says here how they stand; pause and mute always win.
type Join struct {
	// Page is when this page was loaded, Unix milliseconds: it tells a page that
	// comes back from one that has forgotten what it was sent.
	Page int64 `json:"page"`
	// Offer is the SDP of a new PeerConnection, empty if the browser has none.
	Offer  string `json:"offer"`
	Device Device `json:"device"`
	View   View   `json:"view"`
	Of     Source `json:"of"` // as in Look
	Screen Screen `json:"screen"`
	Camera bool   `json:"camera"`
	Voice  Voice  `json:"voice"`
}

// Validate bounds the offer and checks every part.
func (m Join) Validate() error {
	if len(m.Offer) > MaxOffer {
		return fmt.Errorf("offer: %d bytes, at most %d", len(m.Offer), MaxOffer)
	}
	if m.Page < 0 {
		return fmt.Errorf("page: before 1970")
	}
	return firstError(m.Device.validate(), valid("view", m.View), valid("of", m.Of), m.Screen.validate(), m.Voice.validate())
}

// Look says what the person's page is at: it feeds the mirror of whoever helps
// them. In a help it is about the screen; in a class Of says what the browser
// asks for, or was not given.
type Look struct {
	View View   `json:"view"`
	Of   Source `json:"of"`
}

// Validate checks both.
func (m Look) Validate() error { return firstError(valid("view", m.View), valid("of", m.Of)) }

// Show says how the sender's own screen stands, at each change.
type Show struct {
	Screen Screen `json:"screen"`
}

// Validate checks the screen.
func (m Show) Validate() error { return m.Screen.validate() }

// Film says whether the sender's camera is on.
type Film struct {
	Camera bool `json:"camera"`
}

// Validate accepts both.
func (m Film) Validate() error { return nil }

// Speak says where the sender's voice goes.
type Speak struct {
	Voice Voice `json:"voice"`
}

// Validate checks the voice.
func (m Speak) Validate() error { return m.Voice.validate() }

// Write sends a few words to the others in the help, the lobby included. It
// ends the writer's draft.
type Write struct {
	N    int64  `json:"n"` // as in Draft
	Text string `json:"text"`
	// To is the seat that alone reads it, besides whoever helps: in a class, and from a mediator; "" for all who would.
	To string `json:"to,omitempty"`
}

// MaxText is the longest text one may write at once, in characters.
const MaxText = 1000

// Validate bounds the text.
func (m Write) Validate() error {
	return firstError(positive("n", m.N), text("text", m.Text, 1, MaxText), seatName(m.To))
}

// Extend puts off the end of the code, of the wait or of the help.
type Extend struct{}

// Validate accepts it.
func (m Extend) Validate() error { return nil }

// Admit lets in the person who waits. Mediator only.
type Admit struct{}

// Validate accepts it.
func (m Admit) Validate() error { return nil }

// Refuse turns away the person who waits: not the one on the phone. Mediator only.
type Refuse struct{}

// Validate accepts it.
func (m Refuse) Validate() error { return nil }

// KnockAgain lets a person who was turned away wait once more. Mediator only.
type KnockAgain struct{}

// Validate accepts it.
func (m KnockAgain) Validate() error { return nil }

// Renew draws a new code for the same help; the old one, and whoever used it
// and was not let in, are let go. Mediator only.
type Renew struct{}

// Validate accepts it.
func (m Renew) Validate() error { return nil }

// Note keeps a telephone number beside the help until it ends. Mediator only.
type Note struct {
	Callback string `json:"callback"`
}

// Validate bounds the number.
func (m Note) Validate() error { return text("callback", m.Callback, 0, 40) }

// PauseForPerson puts the person's screen on pause; only they resume. Mediator only.
type PauseForPerson struct{}

// Validate accepts it.
func (m PauseForPerson) Validate() error { return nil }

// Leave ends the help, for half a minute only if ComeBack follows.
type Leave struct{}

// Validate accepts it.
func (m Leave) Validate() error { return nil }

// ComeBack undoes one's own Leave.
type ComeBack struct{}

// Validate accepts it.
func (m ComeBack) Validate() error { return nil }

// Report says how the sender's own link is.
type Report struct {
	Link Link `json:"link"`
}

// Validate checks the link.
func (m Report) Validate() error { return valid("link", m.Link) }

// Ping asks for a Pong: silence is how a page knows that its link is gone
// before TCP does.
type Ping struct{}

// Validate accepts it.
func (m Ping) Validate() error { return nil }

func text(field, s string, least, most int) error {
	switch n := utf8.RuneCountInString(s); {
	case !utf8.ValidString(s):
		return fmt.Errorf("%s: not UTF-8", field)
	case n < least || n > most:
		return fmt.Errorf("%s: %d characters, from %d to %d", field, n, least, most)
	}
	return nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
