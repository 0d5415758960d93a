package concerns

import (
	"context"
	"time"
)

// Limits bound what waits to be read.
type Limits struct {
	OfOneHelp int // concerns about one help
	OfNoHelp  int // concerns about references that are no help's
}

// Store keeps concerns, beside the helps that they are about. Every method may be called from any goroutine, is one
// transaction, and ends early with an error when ctx ends.
type Store interface {
	// Add adds a concern. Which organization it concerns, who helped and when is found by its reference among the helps
	// that are live or still known, and kept with it. It does the same work whether there is such a help or not. The
	// error is ErrFull.
	Add(ctx context.Context, c Concern, most Limits) (organizationID string, err error)
	// Lines lists concerns, those that wait first, newest first, at most so many: an organization's, or all if that is
	// empty; never one about a help in which that reader helped.
	Lines(ctx context.Context, organizationID, readerID string, most int) ([]Line, error)
	// Deal marks one of those that Lines lists as dealt with, by the reader, or as waiting again with a zero time; it
	// gives the reference. The error is ErrNotFound.
	Deal(ctx context.Context, organizationID, readerID, id string, at time.Time, note string) (help string, err error)
	// Forget erases the telephone numbers of what was dealt with before one time, and all that was reported before
	// another.
	Forget(ctx context.Context, dealt, reported time.Time) error
}
