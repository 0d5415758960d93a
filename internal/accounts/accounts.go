// Package accounts is the people who help: their organizations, their roles, and how they sign in. The person helped
// has no account and is not here.
//
// It knows no HTTP and no SQL: what it keeps goes through the Store interface, declared beside it.
package accounts

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// What a caller may want to tell apart; compare with errors.Is.
var (
	// ErrNotFound is for what the store has not, or has no more.
	ErrNotFound = errors.New("not found")
	// ErrEmailTaken is for a second account on one e-mail address.
	ErrEmailTaken = errors.New("this e-mail address already has an account")
	// ErrCredentials is for a sign-in refused: it does not say whether the account exists.
	ErrCredentials = errors.New("wrong e-mail address or password")
	// ErrNoSession is for a session that never was, has expired, or was signed out.
	ErrNoSession = errors.New("not signed in")
	// ErrFirstRun is for a first-run link that is wrong, used, replaced by a newer one, or too late.
	ErrFirstRun = errors.New("this first-run link is not valid any more")
	// ErrLink is for a link to choose a password that is wrong, used, replaced by a newer one, or too late.
	ErrLink = errors.New("this link to choose a password is not valid any more")
	// ErrForbidden is for what only an administrator, or the organization's coordinator, may do.
	ErrForbidden = errors.New("not allowed")
	// ErrLastAdmin is for a change that would leave nobody to manage accounts.
	ErrLastAdmin = errors.New("the last administrator has to stay one")
	// ErrNameTaken is for a second organization of one name.
	ErrNameTaken = errors.New("an organization has this name already")
)

// TooManyError refuses a sign-in because too many were tried on the account or from the address.
type TooManyError struct {
	// RetryAfter is how long to wait before the next try is heard.
	RetryAfter time.Duration
}

// Error says how long to wait.
func (e *TooManyError) Error() string {
	return fmt.Sprintf("too many sign-ins tried: wait %s", e.RetryAfter.Round(time.Second))
}

// Role is what a person may do. Each role may do what those before it may.
type Role string

// The roles, from the narrowest.
const (
	Mediator    Role = "mediator"
	Coordinator Role = "coordinator"
	Admin       Role = "admin"
)

// Valid tells whether the role is one of the three.
func (r Role) Valid() bool { return r == Mediator || r == Coordinator || r == Admin }

// Organization is whom a mediator helps for. Its name and number are shown to the person helped before anything is
// asked of them, so that they can check by telephone.
type Organization struct {
	ID    string
	Name  string
	Phone string // as it is written, "05 57 00 00 00"
	Town  string
}

// Key is what makes two organizations the same: the name, whatever its case and spacing.
func (o Organization) Key() string { return strings.ToLower(norm.NFC.String(squeeze(o.Name))) }

// Person is somebody who signs in.
type Person struct {
	ID           string
	Email        string // normalised: lower case, no display name
	Name         string
	Role         Role
	Organization Organization
	CreatedAt    time.Time // UTC, to the millisecond
	// DeactivatedAt is since when they may not sign in; zero: they may.
	DeactivatedAt time.Time
}

// FirstName is the first word of the name: all that a helped person sees of it ("Philippe").
func (p Person) FirstName() string {
	first, _, _ := strings.Cut(p.Name, " ")
	return first
}

// NewPerson is what it takes to make an account.
type NewPerson struct {
	Email, Name string
	// Organization is found by its name; Phone and Town are needed to make a new one and are passed over for one that
	// exists, which keeps its own.
	Organization, Phone, Town string
	Role                      Role
	Password                  string
}
