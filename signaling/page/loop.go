package page

import (
	"context"
	"time"
)

// Owner is a room that a Loop runs. All its methods are called on the
// goroutine of Loop.Run.
type Owner interface {
	Settle(now time.Time)         // makes everything agree, after something happened
	Tick(now time.Time)           // does what has fallen due; Settle follows
	Next(now time.Time) time.Time // when something falls due
	Over(now time.Time) bool      // tells whether the room is done with
	Stop(now time.Time)           // is called instead when the server stops
	Empty()                       // lets go of everyone, last of all
}

// Loop is the goroutine that owns a room: whatever happens to the room is a
// function run on it, one after the other.
type Loop struct {
	inbox chan event
	done  chan struct{} // closed when Run returned
}

// event is something that happens to a room.
type event struct {
	do      func(now time.Time)
	passing bool            // changes nothing that has to settle
	settled chan<- struct{} // closed once all agrees with it; may be nil
}

// NewLoop starts nothing: see Run.
func NewLoop() Loop { return Loop{inbox: make(chan event, 64), done: make(chan struct{})} }

// Post has do run on the room's goroutine; false if the room is over. It may
// wait for the room, never for the network. Any goroutine but the room's.
func (l *Loop) Post(do func(now time.Time)) bool { return l.send(event{do: do}) }

// Ask is Post, and waits until do has run and the room has settled.
func (l *Loop) Ask(do func(now time.Time)) bool {
	settled := make(chan struct{})
	if !l.send(event{do: do, settled: settled}) {
		return false
	}
	select {
	case <-settled:
		return true
	case <-l.done:
		return false
	}
}

// Try has do run on the room's goroutine, without settling; false if the room
// is over or busy. Never waits. Any goroutine.
func (l *Loop) Try(do func(now time.Time)) bool {
	select {
	case l.inbox <- event{do: do, passing: true}:
		return true
	default:
		return false
	}
}

func (l *Loop) send(e event) bool {
	select {
	case l.inbox <- e:
		return true
	case <-l.done:
		return false
	}
}

// Run owns the room until it is over or ctx ends.
func (l *Loop) Run(ctx context.Context, room Owner) {
	defer room.Empty()
	defer close(l.done)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			room.Stop(time.Now())
			return
		case e := <-l.inbox:
			now := time.Now()
			e.do(now)
			if !e.passing {
				room.Settle(now)
			}
			if e.settled != nil {
				close(e.settled)
			}
		case now := <-timer.C:
			room.Tick(now)
			room.Settle(now)
		}
		if room.Over(time.Now()) {
			return
		}
		timer.Reset(time.Until(room.Next(time.Now())))
	}
}

// Done is closed once the room is over.
func (l *Loop) Done() <-chan struct{} { return l.done }
