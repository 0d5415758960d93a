package turn

import (
	"fmt"
	"net"
	"net/netip"

	"github.com/pion/turn/v5"
)

// withinQuota implements turn.QuotaHandler, for the right refusal; reserve is what holds.
func (r *Relay) withinQuota(participant, _ string, _ net.Addr) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.places[participant] < maxAllocations {
		return true
	}
	r.drops.count(DropQuota)
	return false
}

// reserve takes a place for one more allocation of a participant.
func (r *Relay) reserve(participant string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over || r.places[participant] >= maxAllocations {
		return false
	}
	r.places[participant]++
	return true
}

// release gives a place back.
func (r *Relay) release(participant string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.places[participant]--; r.places[participant] == 0 {
		delete(r.places, participant)
	}
}

// AllocatePacketConn implements turn.RelayAddressGenerator. Without a participant a free port is looked for, of which
// only the number is used (RFC 8656 section 7.2, EVEN-PORT).
func (r *Relay) AllocatePacketConn(asked turn.AllocateListenerConfig) (net.PacketConn, net.Addr, error) {
	if asked.UserID == "" {
		free, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			return nil, nil, fmt.Errorf("turn: free port: %w", err)
		}
		return free, free.LocalAddr(), nil
	}
	media, ok := r.announced(asked.Network == "udp6")
	if !ok {
		r.drops.count(DropTransport)
		return nil, nil, errTransport
	}
	if !r.reserve(asked.UserID) {
		return nil, nil, errQuota
	}
	a, err := newAllocation(r, asked.UserID, media, asked.RequestedPort)
	if err != nil {
		r.release(asked.UserID)
		return nil, nil, err
	}
	r.mu.Lock()
	r.opened[a] = struct{}{}
	over := r.over
	r.mu.Unlock()
	if over {
		return nil, nil, a.Close()
	}
	return a, a.LocalAddr(), nil
}

// announced is the media engine's address of a family.
func (r *Relay) announced(six bool) (netip.AddrPort, bool) {
	for _, media := range r.config.Media() {
		if media.Addr().Is6() == six {
			return media, true
		}
	}
	return netip.AddrPort{}, false
}

// AllocateListener implements turn.RelayAddressGenerator: media comes by UDP.
func (r *Relay) AllocateListener(turn.AllocateListenerConfig) (net.Listener, net.Addr, error) {
	r.drops.count(DropTransport)
	return nil, nil, errTransport
}

// AllocateConn implements turn.RelayAddressGenerator; no listener, no connections.
func (r *Relay) AllocateConn(turn.AllocateConnConfig) (net.Conn, error) { return nil, errTransport }

// Validate implements turn.RelayAddressGenerator.
func (r *Relay) Validate() error { return nil }

// forget is called once by each allocation as it closes.
func (r *Relay) forget(a *allocation) {
	r.mu.Lock()
	delete(r.opened, a)
	r.mu.Unlock()
	r.release(a.participant)
}

// endRevoked closes the allocations of those who take part in nothing any more.
func (r *Relay) endRevoked() {
	r.closeAllocations(func(a *allocation) bool { return !r.config.Allowed(a.participant) })
}

// closeAllocations closes those that a test picks.
func (r *Relay) closeAllocations(pick func(*allocation) bool) {
	r.mu.Lock()
	var picked []*allocation
	for a := range r.opened {
		if pick(a) {
			picked = append(picked, a)
		}
	}
	r.mu.Unlock()
	for _, a := range picked {
		_ = a.Close() // The relay hears of it as it reads, and forgets the allocation.
	}
}
