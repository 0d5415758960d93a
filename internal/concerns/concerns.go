// Package concerns is what people report after a help in which something was wrong: by the help's reference, for as long
// as the server knows the help. Whoever oversees the organization reads it and deals with it; whoever helped never reads
// what is reported of them, whatever their role.
//
// The answer to a report is the same whether the reference is a help's or not, so that nobody learns by it which helps
// there were. What matches no help is kept too, for administrators: a letter may have been misread.
//
// The package knows no HTTP and no SQL: what it keeps goes through the Store interface, declared beside it.
package concerns

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What a caller may want to tell apart; compare with errors.Is.
var (
	// ErrNotFound is for a concern that is not there, or not for the one who asks.
	ErrNotFound = errors.New("no such concern")
	// ErrForbidden is for who oversees nobody.
	ErrForbidden = errors.New("not allowed")
	// ErrFull is for one more where too many wait to be read.
	ErrFull = errors.New("too many concerns wait")
)

// TooManyError refuses a report because too many came from the address.
type TooManyError struct {
	// RetryAfter is how long to wait before the next is heard.
	RetryAfter time.Duration
}

// Error says how long to wait.
func (e *TooManyError) Error() string {
	return fmt.Sprintf("too many concerns reported: wait %s", e.RetryAfter.Round(time.Second))
}

// What is a kind of wrong, in one word.
type What string

// The kinds of wrong, in the order in which they are asked.
const (
	Money    What = "money"    // money or a card was asked for
	Secret   What = "secret"   // a password or a code was asked for
	Looked   What = "looked"   // more was looked at than was to be shown
	Rude     What = "rude"     // unkind words
	Stranger What = "stranger" // the person does not know who it was
	Other    What = "other"
)

// Whats are all kinds of wrong.
var Whats = []What{Money, Secret, Looked, Rude, Stranger, Other}

// Concern is one wrong that was reported.
type Concern struct {
	ID         string
	Help       string // the help's reference, as it was typed
	ReportedAt time.Time
	Whats      []What
	Text       string
	Phone      string // where to call back; "" if nobody asked for it, and once it is erased

	DealtAt time.Time // zero: it waits
	DealtBy string    // an account
	Note    string    // what was done
}

// Line is a concern as it is read: with the help that it is about, as far as it is known.
type Line struct {
	Concern
	OrganizationName string // "" where the reference is no help's
	Helpers          []string
	Began, Ended     time.Time
	DealtByName      string
}

// Reference reads what was typed for a help's reference: eight letters and digits, whatever their case and what stands
// between them. It tells nothing of whether there is such a help.
func Reference(typed string) (reference string, ok bool) {
	const longest = 64 // of what can hold eight of them
	if len(typed) > longest {
		return "", false
	}
	var kept strings.Builder
	for _, r := range strings.ToUpper(norm.NFKC.String(typed)) {
		switch {
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			kept.WriteRune(r)
		case unicode.IsSpace(r), unicode.In(r, unicode.Pd, unicode.Cf), strings.ContainsRune(".,_/·•−", r):
		default:
			return "", false
		}
	}
	if kept.Len() != 8 {
		return "", false
	}
	return kept.String()[:4] + "-" + kept.String()[4:], true
}
