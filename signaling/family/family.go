package family

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"coupdemain/internal/sfu"
)

// ErrUnknown is for a family that is not there, or whose room is closed or over.
var ErrUnknown = errors.New("no room of a family is open there")

// Member is one of a family.
type Member struct {
	ID, Name string
	Card     int // tells the card that opens their place from those before it
}

// Family is a family as it was made.
type Family struct {
	ID         string
	Name       string
	Hour       string // when they agreed to meet, in their words
	Phone      string // to ring when nobody answers
	ValidUntil time.Time
	Members    []Member
}

// Register has the families as they were made. It may be called from any goroutine.
type Register interface {
	// Family is one whose room is open; ErrUnknown if there is none of that ID.
	Family(ctx context.Context, id string) (Family, error)
}

// Config is what a Hub works with. All are needed, but Log.
type Config struct {
	Media    *sfu.Engine
	Register Register
	Log      *slog.Logger
}
