package turn

import "sync/atomic"

// DropReason names why a packet, a request or a connection went no further.
type DropReason uint8

// The reasons; String gives the name used as a metric label.
const (
	DropMalformed     DropReason = iota // neither STUN nor channel data
	DropMethod                          // a STUN message that a relay's client does not send
	DropSource                          // a stranger's request: their network asked too often
	DropFlood                           // a stranger's request: all strangers together asked too often
	DropCredentials                     // a username that was not issued here, or a signature that is not its
	DropExpired                         // credentials too old to open an allocation
	DropRevoked                         // credentials of somebody who is in no help any more
	DropPeer                            // a request for a peer other than the media engine: 403
	DropPacketPeer                      // a packet for a peer other than the media engine
	DropQuota                           // one allocation too many for a participant: 486
	DropPace                            // a participant who asks for allocations again and again
	DropTransport                       // an allocation for TCP, or in a family that the media engine has no address of: 508
	DropStrangerTalks                   // a connection that went on without credentials
	DropSlow                            // a connection whose bytes did not come, or were not taken, in time
	DropOversized                       // a connection that announced a packet larger than any network carries
	DropCrowd                           // a connection that gave way to another, or found no room
	dropReasons
)

var dropNames = [dropReasons]string{
	"malformed", "method", "source", "flood", "credentials", "expired", "revoked", "peer", "packet_peer", "quota",
	"pace", "transport", "stranger_talks", "slow", "oversized", "crowd",
}

// String returns the metric label of d.
func (d DropReason) String() string {
	if d < dropReasons {
		return dropNames[d]
	}
	return "unknown"
}

// drops counts by reason; any goroutine.
type drops [dropReasons]atomic.Uint64

func (d *drops) count(reason DropReason) { d[reason].Add(1) }

// all is the counts by name.
func (d *drops) all() map[string]uint64 {
	counts := make(map[string]uint64, dropReasons)
	for reason := range dropReasons {
		counts[reason.String()] = d[reason].Load()
	}
	return counts
}
