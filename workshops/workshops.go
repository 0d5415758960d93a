// Package workshops is everything around a workshop: the paths and modules that are taught, the series that an office
// runs and their sessions, who is enrolled and who came, and what has to be told to whom.
//
// It knows no HTTP and no SQL: what it keeps goes through the Store interface, declared beside it. Rights are one rule:
// a person sees and changes what belongs to their own organization, and everything else is ErrNotFound to them, as is
// what does not exist. Identifiers are random and cannot be walked.
//
// Two clocks: a session is at a local wall clock (Day, Clock and a zone), which is what people are told and what stays;
// its instant in UTC is worked out from them.
package workshops

import (
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"coupdemain/internal/accounts"
)

// What a caller may want to tell apart; compare with errors.Is. A faulty field is an *accounts.InvalidError.
var (
	// ErrNotFound is for what is not there, or is another organization's.
	ErrNotFound = accounts.ErrNotFound
	// ErrConflict is for a change to what somebody else has changed since it was read: read again, then decide.
	ErrConflict = errors.New("changed by somebody else in the meantime")
	// ErrFull is for a change of an enrolled person to the other way of coming, where no place is left.
	ErrFull = errors.New("no place is left")
	// ErrClosed is for enrolling in a series that is over, or not open to whoever asks.
	ErrClosed = errors.New("not open for enrolment")
	// ErrState is for a change that what is there does not allow: confirming twice, moving a session that is cancelled.
	ErrState = errors.New("not possible as things stand")
	// ErrPartner is for a partner's link that is wrong, revoked or past its end.
	ErrPartner = errors.New("this partner link is not valid any more")
	// ErrForbidden is for what only a coordinator or an administrator may do.
	ErrForbidden = accounts.ErrForbidden
)

// newID is an identifier that cannot be guessed.
func newID() string { return strings.ToLower(rand.Text()) }

// now is the time as it is stored.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
