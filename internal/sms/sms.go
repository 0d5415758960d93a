// Package sms sends text messages through a gateway: short, in the telephones' own alphabet, and never with a link,
// since people are taught not to open those.
package sms

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"coupdemain/internal/phonenumber"
)

// Text is one message to one telephone.
type Text struct {
	ID   string // the same for a repeat; told to the gateway
	To   string // a mobile telephone's number: see phonenumber.Texted
	Body string // made ready by Fit
}

// Provider hands text messages over. Its methods may be called from any goroutine.
type Provider interface {
	// Send returns nil once the provider has taken the message, an *Error otherwise.
	Send(ctx context.Context, t Text) error
}

// Error is a message that was not sent.
type Error struct {
	Status int // of the gateway's answer; 0: none
	Err    error

	permanent, doubtful bool
}

// Error is in the gateway's words, which may hold a number.
func (e *Error) Error() string { return "text message: " + e.Err.Error() }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Permanent tells whether this message will never be taken for this number.
func (e *Error) Permanent() bool { return e.permanent }

// Doubtful tells whether the message was handed over and the answer lost: it may have gone.
func (e *Error) Doubtful() bool { return e.doubtful }

// What is refused before anything is sent; compare with errors.Is.
var (
	// ErrLink is for a text that holds an address of the web.
	ErrLink = errors.New("it holds a link")
	// ErrNumber is for what is not the number of a mobile telephone.
	ErrNumber = errors.New("not the number of a mobile telephone")
	// ErrLong is for a text of more than MostParts.
	ErrLong = errors.New("it is too long")
)

// MostParts bounds a text: each part is paid for.
const MostParts = 4

// link finds what a telephone would make a link of.
var link = regexp.MustCompile(`(?i)://|\bwww\.|[\pL\d-]{2,}\.\pL{2,}`)

// prepare makes a text ready, or says why it will not go.
func prepare(t Text) (Text, error) {
	if link.MatchString(t.Body) {
		return t, ErrLink
	}
	number, ok := phonenumber.Texted(t.To)
	if !ok {
		return t, ErrNumber
	}
	fitted := Fit(t.Body)
	if fitted.Parts > MostParts {
		return t, fmt.Errorf("%w: %d parts, %d at most", ErrLong, fitted.Parts, MostParts)
	}
	return Text{ID: t.ID, To: number, Body: fitted.Text}, nil
}

var (
	sender = regexp.MustCompile(`^[A-Za-z0-9 ]{3,11}$`)
	letter = regexp.MustCompile(`[A-Za-z]`)
)

// ValidSender tells whether a name can be shown as whom a message comes from: three to eleven letters, digits and
// spaces, not all digits.
func ValidSender(name string) bool { return sender.MatchString(name) && letter.MatchString(name) }
