package workshops

import "time"

// Partner is a named link by which an organization that sends people adds them. Whoever has the link sees which series
// have places and that those they sent were received; nothing else.
type Partner struct {
	ID             string
	OrganizationID string // whose series it may add to
	Name           string // "CCAS de Sainte-Foy-la-Grande"
	Until          Day    // the last day it is good, in France
	CreatedAt      time.Time
	CreatedBy      string
	RevokedAt      time.Time // zero: it is not
	Sent           int       // how many people came by it
}

// Receipt is what a partner sees of a person it sent: that they were received.
type Receipt struct {
	Name       string // empty once erased
	Series     string // its title
	ReceivedAt time.Time
}
