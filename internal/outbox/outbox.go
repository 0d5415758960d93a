// Package outbox delivers stored messages: each is claimed, handed over, tried again at growing intervals, and in the
// end sent, or failed for good where the office sees it. Whoever decides that something is told writes the message down
// in the transaction of what it tells, so that neither is without the other; this package starts there.
//
// Delivery is at least once. A message goes twice only where nobody can know whether it had gone: the other side's
// answer was lost, or this process ended between hearing it and writing it down. A message has the same ID at each
// attempt, so that the other side can recognise a repeat.
//
// A message here is an ID and its times. To whom and what is looked up when it is carried, so that a correction or an
// erasure counts at once.
package outbox

import (
	"context"
	"errors"
	"time"
)

// Message is one thing to tell one person, claimed to be carried.
type Message struct {
	ID       string
	Due      time.Time
	Expires  time.Time // better not told at all after this; zero: never
	Attempts int       // begun so far, this one included
	Doubts   int       // earlier attempts of which nobody knows whether they did
}

// State is how a message stands after an attempt.
type State string

// The states. All but Waiting are final.
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Failed  State = "failed"
	Late    State = "late"    // not told before it expired
	Dropped State = "dropped" // nobody left to tell
	ByHand  State = "by-hand" // no machine's way to the person is left: somebody has to
)

// Reason is why an attempt did not do.
type Reason string

// The reasons.
const (
	Delayed    Reason = "delayed"    // the other side could not be reached, or asked to come back
	Refused    Reason = "refused"    // the other side will never take it: a wrong address, most often
	Unanswered Reason = "unanswered" // it may have gone
)

// Outcome is how an attempt ended.
type Outcome struct {
	State  State
	At     time.Time
	Next   time.Time // of the next attempt, if Waiting
	Doubts int
	Reason Reason // of Waiting and Failed
	Detail string // of Waiting and Failed, in the other side's own words: they may hold an address, and go in no log
}

// Store keeps messages. Every method may be called from any goroutine; what it did survives kill -9 once it returns nil.
type Store interface {
	// Claim takes at most so many messages that are due, longest due first: nobody else claims them before until. One that
	// was claimed and not settled by then is given again, with one more doubt.
	Claim(ctx context.Context, now, until time.Time, most int) ([]Message, error)
	// Settle writes how an attempt ended, unless the message was taken back meanwhile. If it was claimed again (Attempts
	// differs), only Sent is written, since that is true whoever has it.
	Settle(ctx context.Context, m Message, o Outcome) error
	// NextDue is when the next message may be claimed; zero if there is none.
	NextDue(ctx context.Context) (time.Time, error)
}

// Carrier hands one message over; it is called from several goroutines at once. ErrNobody and ErrByHand end it. An error
// that has a method Permanent() bool returning true says that no attempt will ever do, one with Doubtful() bool that the
// message may have gone; both are looked for with errors.As. Any other error means later.
type Carrier interface {
	Carry(ctx context.Context, m Message) error
}

// Errors of a Carrier; compare with errors.Is.
var (
	// ErrNobody is for somebody who is no longer there, or no longer concerned.
	ErrNobody = errors.New("nobody left to tell")
	// ErrByHand is for somebody who has no address or number left that a machine can use.
	ErrByHand = errors.New("no machine's way to this person")
)

// TryAgain is how long after the n-th attempt (from 1) comes the next: a minute, then twice as long each time, an hour at
// most.
func TryAgain(n int) time.Duration {
	if n > 6 {
		return time.Hour
	}
	return time.Minute << max(n-1, 0)
}

// The last word: how long after it was due a message is given up, and after how many attempts that may have done.
const (
	GiveUp     = 3 * 24 * time.Hour
	MostDoubts = 3
)
