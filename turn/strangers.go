package turn

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many requests without credentials are answered over UDP, where a source address proves nothing. An answer is at
// most about five times the smallest request, so that a flood above a few hundred requests a second gets back less than
// it sends, whatever addresses it claims to come from; one address gets back less from a few dozen on.
const (
	sourceRate   = 20 // a second, from one network
	sourceBurst  = 60
	floodRate    = 200 // a second, from all unknown networks together
	floodBurst   = 400
	keptSources  = 4096
	welcomeLasts = 10 * time.Minute
)

// strangers decides which requests without credentials are answered. A browser's first request is one of these: that of
// a network to which the site gave credentials lately is not counted with the flood. Any goroutine.
type strangers struct {
	mu       sync.Mutex
	flood    *rate.Limiter
	sources  recent[netip.Prefix, *rate.Limiter]
	welcomed recent[netip.Prefix, time.Time]
}

func newStrangers() *strangers {
	return &strangers{
		flood:    rate.NewLimiter(floodRate, floodBurst),
		sources:  recent[netip.Prefix, *rate.Limiter]{size: keptSources},
		welcomed: recent[netip.Prefix, time.Time]{size: keptSources},
	}
}

// welcome notes that somebody at that address was given credentials.
func (s *strangers) welcome(from netip.Addr, now time.Time) {
	if !from.IsValid() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.welcomed.put(network(from), now)
}

// answers takes one answer from what that address, and strangers as a whole, may have.
func (s *strangers) answers(from netip.Addr, now time.Time) (reason DropReason, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	source := network(from)
	limiter, known := s.sources.get(source)
	if !known {
		limiter = rate.NewLimiter(sourceRate, sourceBurst)
		s.sources.put(source, limiter)
	}
	if !limiter.AllowN(now, 1) {
		return DropSource, false
	}
	if since, welcome := s.welcomed.get(source); welcome && now.Sub(since) < welcomeLasts {
		return 0, true
	}
	return DropFlood, s.flood.AllowN(now, 1)
}

// How often one participant may ask for an allocation. A browser asks for two at each joining.
const (
	paceRate  = 2 // a second
	paceBurst = 30
	keptPaces = 1024
)

// paces keeps participants from asking for allocations without end, each of which leaves something behind for a while.
// The zero value is ready. Any goroutine.
type paces struct {
	mu   sync.Mutex
	kept recent[string, *rate.Limiter]
}

// allow takes one request from what the participant may make.
func (p *paces) allow(participant string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept.size = keptPaces
	limiter, known := p.kept.get(participant)
	if !known {
		limiter = rate.NewLimiter(paceRate, paceBurst)
		p.kept.put(participant, limiter)
	}
	return limiter.AllowN(now, 1)
}

// network is whom one limit holds for: what one line is given, at the least.
func network(address netip.Addr) netip.Prefix {
	address = address.Unmap().WithZone("")
	bits := 24
	if address.Is6() {
		bits = 48
	}
	prefix, _ := address.Prefix(bits) // Fails only on an invalid address, and then all share the zero prefix.
	return prefix
}
