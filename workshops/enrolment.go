package workshops

import (
	"fmt"
	"strings"
	"time"
)

// Mode is how a person comes.
type Mode string

// The modes.
const (
	OnSite Mode = "on-site"
	Remote Mode = "remote"
)

// State is where an enrolment stands.
type State string

// The states of an enrolment. Asked holds no place and no position: both are given, in the order of confirming, when the
// office confirms. Waiting people are given the places that come free, in order, of their own Mode.
const (
	Asked     State = "asked"     // by the person, on the public page; the office has to confirm
	Enrolled  State = "enrolled"  // has a place
	Waiting   State = "waiting"   // for a place
	Withdrawn State = "withdrawn" // cancelled by the person or the office
	Erased    State = "erased"    // only the counts are left
)

// Arrangement is what makes following easier for a person. It says what to do, never why.
type Arrangement string

// The arrangements.
const (
	LargePrint   Arrangement = "large-print"   // gros caractères
	InWriting    Arrangement = "in-writing"    // par écrit
	PhoneOnly    Arrangement = "phone-only"    // seulement un téléphone
	SignLanguage Arrangement = "sign-language" // un interprète en langue des signes
	GroundFloor  Arrangement = "ground-floor"  // sans escalier
)

// Arrangements are all. "Vient à deux" is a Companion.
var Arrangements = []Arrangement{LargePrint, InWriting, PhoneOnly, SignLanguage, GroundFloor}

// Origin is who enrolled a person.
type Origin string

// The origins.
const (
	ByOffice  Origin = "office"
	ByPartner Origin = "partner"
	ByPerson  Origin = "person" // on the public page
)

// Details are what is written down of a person who comes; all of it can be corrected, and none of it outlives the
// erasure.
type Details struct {
	Name         string // as they like to be called
	Companion    string // who comes with them and shares their place and machine; empty: nobody
	Phone, Email string // both may be empty: then the office goes by post
	Address      string // for the post; may be empty
	Mode         Mode
	Device       Device
	Arrangements []Arrangement
	Remark       string // any other arrangement, in a few words
	SentBy       string // who sent them: "CCAS", "France Travail"; a partner's name if by its link
}

// Enrolment is one person (or two, with a Companion) in a series.
type Enrolment struct {
	ID       string
	SeriesID string
	Revision int // grows at each change
	State    State
	// Position is the place in the waiting list of its Mode, from 1; 0 unless Waiting.
	Position int
	Details
	Origin    Origin
	PartnerID string
	// AgreedAt is when the person agreed to be written down; a partner or the office says so for them.
	AgreedAt  time.Time
	CreatedAt time.Time
	ChangedAt time.Time
	// Rank orders those with a place and those who wait, each once and for good, by when they came in.
	Rank int64
}

// NewEnrolment is what it takes to enrol somebody.
type NewEnrolment struct {
	// Key is drawn by whoever asks, once for a form however often it is sent: the second time nothing is done and the
	// first answer comes back. 16 to 64 characters.
	Key string
	Details
	Agreed bool // the person agreed to be written down; needed of all but the office
	Wary   bool // do nothing if it may be done already: an *AlikeError
}

// AlikeError says who of a series may be the person that was to be enrolled in it: nothing was done.
type AlikeError struct{ People []Enrolment }

// Error is for logs.
func (e *AlikeError) Error() string {
	return fmt.Sprintf("%d of the series may be the same person", len(e.People))
}

// alike tells whether two may be the same person: by name, telephone or e-mail address.
func (d Details) alike(other Details) bool {
	same := func(a, b string) bool { return a != "" && strings.EqualFold(a, b) }
	return same(d.Name, other.Name) || same(dialled(d.Phone), dialled(other.Phone)) || same(d.Email, other.Email)
}

// dialled is the nine digits of a French number after its 0 or +33, however they are spaced; of any other, the last nine.
func dialled(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, phone)
	return digits[max(0, len(digits)-9):]
}
