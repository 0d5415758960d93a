package workshops

import "time"

// NoticeKind is what a person is told.
type NoticeKind string

// The kinds.
const (
	Confirmation NoticeKind = "confirmation" // you have a place
	OnWaitList   NoticeKind = "waiting"      // you are on the waiting list
	PlaceFree    NoticeKind = "place-free"   // you have a place now
	Sheet        NoticeKind = "sheet"        // how to join
	Reminder     NoticeKind = "reminder"     // of one session
	Change       NoticeKind = "change"       // a session was moved or put back (SessionID), or the place changed (no SessionID)
	Cancellation NoticeKind = "cancellation" // of one session
)

// NoticeState is where a notice stands.
type NoticeState string

// The states. The domain makes notices Pending, or ForPeople when there is no machine's way to the person; delivering
// (package outbox) moves them on. See Notice.
const (
	Pending   NoticeState = "pending"    // a machine is to send it
	Sent      NoticeState = "sent"       // by a machine
	Failed    NoticeState = "failed"     // for good, by machine; shown to the office, which can make it ForPeople
	ForPeople NoticeState = "for-people" // a task on the office's list: to say by telephone, or to post
	Done      NoticeState = "done"       // by somebody of the office
	Dropped   NoticeState = "dropped"    // no use any more: the session was moved or cancelled, the person withdrew
)

// Channel is the way to a person.
type Channel string

// The channels.
const (
	ByEmail     Channel = "email"
	ByText      Channel = "text"
	ByTelephone Channel = "telephone"
	ByPost      Channel = "post"
)

// Notice is something to tell one person. It is written down in the same transaction as the change it tells of, so
// that neither is there without the other, and holds no name, number or address: those are looked up when it is sent
// (Service.Telling), so that a correction or an erasure counts at once.
type Notice struct {
	ID          string
	Kind        NoticeKind
	SeriesID    string
	EnrolmentID string
	SessionID   string // empty: of the whole series
	Was         Slot   // of a Change: where the session was
	Reason      string // of a Change or Cancellation
	State       NoticeState
	CreatedAt   time.Time
	DueAt       time.Time // not to be sent before
	ExpiresAt   time.Time // no use afterwards; zero: none
	DoneAt      time.Time // when it became Sent, Failed, Done or Dropped
	DoneBy      string    // who did it, of Done
	// Failure is why it Failed, in delivering's word, and FailureDetail the mail server's or gateway's own words.
	Failure, FailureDetail string
}

// Telling is a notice with all that its words are made of, looked up as things stand now.
type Telling struct {
	Notice
	Enrolment    Enrolment
	Series       Series
	Session      Session   // if the notice is of one
	Sessions     []Session // all of the series that are not cancelled and not over
	Code         string    // "4829 1375"; empty without a place
	FeedToken    string    // of the person's calendar: FeedOfPerson, the enrolment's ID
	Organization string
}

// Task is something for somebody of the office to say by telephone, or to post.
type Task struct {
	Telling
	Channel Channel // ByTelephone or ByPost
}
