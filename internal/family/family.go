// Package family keeps the lasting private rooms in which families meet: who belongs to each, and the card that opens it
// for each of them. Nobody in a family has an account: a card is a code, eight digits, typed at the same door as any other.
//
// The package knows no HTTP and no SQL: what it keeps goes through the Store interface, declared beside it. What happens
// live in a room is signaling/family's.
package family

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// What a caller may want to tell apart; compare with errors.Is.
var (
	// ErrNotFound is for a family, or a code, that is not there, or not for the one who asks.
	ErrNotFound = errors.New("no such family")
	// ErrFull is for one more in a family that has MaxMembers.
	ErrFull = errors.New("the family is full")
	// ErrLast is for taking away the last two: a room is for two at least.
	ErrLast = errors.New("a family is two people at least")
	// ErrLate is for taking back what was followed by something else, or was done long ago.
	ErrLate = errors.New("too late to take that back")
)

const (
	// Lasts is how long a room is open, from when it was made or last renewed.
	Lasts = 365 * 24 * time.Hour
	// Kept is how long a family is kept after its room closed or ended: it may be opened again until then.
	Kept = 30 * 24 * time.Hour
	// Undoable is how long a card that was made anew, or taken away, can be given back.
	Undoable = 24 * time.Hour
	// MaxMembers bounds a family: all of them are rung at once.
	MaxMembers = 8
	// MaxName bounds a name, in characters.
	MaxName = 60
	// MaxHour bounds the agreed hour, in characters.
	MaxHour = 80
)

// Family is some people and the room where they meet.
type Family struct {
	ID    string
	Name  string // as everybody calls it: "La famille de Jeanne"
	Hour  string // when they agreed to meet, in their words; may be empty
	Phone string // to ring when nobody answers; may be empty

	OrganizationID   string
	OrganizationName string // filled in by the store
	MadeBy           string // an account
	MadeAt           time.Time
	ValidUntil       time.Time
	ClosedAt         time.Time // zero: it is not closed
	Members          []Member
	Undo             *Undo // the last of NewCard and Leave, nil for none that can be taken back
}

// Undo is how somebody stood before their card was made anew, or before they were taken out.
type Undo struct {
	Member
	Position int // among the members
	At       time.Time
}

// Member is one person of a family. Names are the only thing known of them.
type Member struct {
	ID      string
	Name    string
	Code    Hash // what their code is looked up by
	Drawing int  // which try gave them their code
}

// Open tells whether the room can be used.
func (f Family) Open(at time.Time) bool { return f.ClosedAt.IsZero() && at.Before(f.ValidUntil) }

// Member is the one of that ID, or ErrNotFound.
func (f Family) Member(id string) (Member, error) {
	if i := f.index(id); i >= 0 {
		return f.Members[i], nil
	}
	return Member{}, fmt.Errorf("member %s of family %s: %w", id, f.ID, ErrNotFound)
}

func (f Family) index(id string) int {
	return slices.IndexFunc(f.Members, func(m Member) bool { return m.ID == id })
}
