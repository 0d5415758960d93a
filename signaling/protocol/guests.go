package protocol

import "fmt"

// The messages of the third seats: a colleague, an interpreter, and the
// person's own phone as a lens beside their screen.

// Invite makes a link to a third seat; the one before, if nobody used it, is
// void. Mediator only, but for the lens, which the person may invite too.
type Invite struct {
	Role Role `json:"role"`
}

// Validate accepts the third seats.
func (m Invite) Validate() error { return thirdSeat(m.Role) }

// Agree is the person's word on somebody who came by a link: nobody sees or
// hears anything of the help before it. Person only.
type Agree struct {
	Role   Role `json:"role"`
	Agreed bool `json:"agreed"`
}

// Validate accepts the third seats.
func (m Agree) Validate() error { return thirdSeat(m.Role) }

// Dismiss frees a third seat, or takes its link back. The mediator and the person.
type Dismiss struct {
	Role Role `json:"role"`
}

// Validate accepts the third seats.
func (m Dismiss) Validate() error { return thirdSeat(m.Role) }

// HandOver makes the colleague the mediator of this help, and the mediator the
// colleague. Mediator only, once the person has agreed to the colleague.
type HandOver struct {
	Note string `json:"note"` // for the colleague alone
}

// Validate bounds the note.
func (m HandOver) Validate() error { return text("note", m.Note, 0, MaxText) }

func thirdSeat(r Role) error {
	if r != Colleague && r != Interpreter && r != Lens {
		return fmt.Errorf("role: not a third seat")
	}
	return nil
}

// Invitation is a link to a third seat that nobody has used yet.
type Invitation struct {
	Role Role   `json:"role"`
	Link string `json:"link"`
}

// Guest is who has a third seat.
type Guest struct {
	Seat         string `json:"seat"`         // its role
	FirstName    string `json:"firstName"`    // "" for the lens
	Organization string `json:"organization"` // a colleague's
	Agreed       bool   `json:"agreed"`       // the person has agreed to them
	Present      bool   `json:"present"`
	Camera       bool   `json:"camera"`
	Screen       Screen `json:"screen"`
	Voice        Voice  `json:"voice"`
	Link         Link   `json:"link"`
}

// Arriving is what a guest sees until the person has agreed to them and is in.
type Arriving struct {
	Common
}

// Phase tells the scenes apart.
func (Arriving) Phase() Phase { return PhaseArriving }
