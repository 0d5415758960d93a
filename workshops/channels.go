package workshops

import (
	"slices"

	"coupdemain/internal/phonenumber"
)

// Channels are the ways to reach a person, the best first: never empty, ByPost stands last. Whoever asks for everything
// in writing is not telephoned.
func (d Details) Channels() []Channel {
	var ways []Channel
	if d.Email != "" {
		ways = append(ways, ByEmail)
	}
	if _, ok := phonenumber.Mobile(d.Phone); ok {
		ways = append(ways, ByText)
	}
	if d.Phone != "" && !slices.Contains(d.Arrangements, InWriting) {
		ways = append(ways, ByTelephone)
	}
	return append(ways, ByPost)
}

// byMachine tells whether a channel needs nobody's time.
func (c Channel) byMachine() bool { return c == ByEmail || c == ByText }
