package signaling

import (
	"context"
	"time"

	"coupdemain/signaling/protocol"
)

// Hash is a SHA-256 or HMAC-SHA-256: of a ticket or of a code. All zero is none.
type Hash [32]byte

// Mediator is who helps, as kept with a help: what the person was told.
type Mediator struct {
	ID           string // the account's
	FirstName    string
	Organization string
	Phone        string // the organization's public number
	Town         string
}

// Help is what is kept of one help on disk: enough to let everyone back in
// after a restart, and afterwards what happened. It is a value: == tells
// whether it must be written again.
type Help struct {
	ID        string
	Reference string // said on the telephone; not secret, opens nothing
	Mediator  Mediator
	Phase     protocol.Phase
	Opened    time.Time
	Deadline  time.Time // when the phase ends unless extended

	Code       Hash   // keyed; zero once used, expired or drawn anew
	CodeLength int    // digits
	Pictogram  string // "" before the knock
	Ticket     Hash   // the person's; zero before the knock
	Callback   string // a telephone number, erased at the end

	Admitted    time.Time           // zero if nobody was let in
	Ended       time.Time           // when somebody left; zero while it lasts
	EndReason   protocol.EndReason  // in closing and ended
	Shown       time.Duration       // how long the screen was seen
	Filmed      time.Duration       // how long what a camera was pointed at was seen
	Photographs int                 // that the person sent and somebody received
	Others      int                 // people who typed the code after it was used
	Device      protocol.DeviceKind // what the person came with, once they were let in
	SeenBy      string              // first names of those who saw any of it, a line each
	Doubt       bool                // the person said that they did not expect this call
	Note        string              // from the mediator before, for this one; erased at the end

	// The third seats, until the end.
	Colleague, Interpreter, Lens Guest
}

// Store keeps helps. Every method may be called from any goroutine.
type Store interface {
	// SaveHelp inserts or replaces the help of that ID; when it returns nil the
	// help survives kill -9. A non-zero Code is remembered as drawn, apart from
	// the help, at the time the help was first saved with it.
	SaveHelp(ctx context.Context, help Help) error
	// LiveHelps lists the helps whose phase is not ended, oldest first.
	LiveHelps(ctx context.Context) ([]Help, error)
	// DrawnCodes lists the hashes of all codes first saved since then.
	DrawnCodes(ctx context.Context, since time.Time) (map[Hash]time.Time, error)
	// Forget removes the ended helps that ended before `ended`, and the codes
	// drawn before `drawn`.
	Forget(ctx context.Context, ended, drawn time.Time) error
}
