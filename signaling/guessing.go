package signaling

import (
	"fmt"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// TooManyError says that too many wrong codes came from one network.
type TooManyError struct {
	RetryAfter time.Duration
}

// Error is for logs.
func (e *TooManyError) Error() string {
	return fmt.Sprintf("too many wrong codes: again in %s", e.RetryAfter.Round(time.Second))
}

// prefixLimit is how many wrong codes a network of that prefix may try.
type prefixLimit struct {
	bits  int
	burst int
	every time.Duration // one more
}

// An IPv6 home has a /64 to a /48, so all three are counted.
var (
	limitsIPv4 = []prefixLimit{{32, 10, 30 * time.Second}}
	limitsIPv6 = []prefixLimit{
		{64, 10, 30 * time.Second}, {56, 30, 10 * time.Second}, {48, 100, 3 * time.Second},
	}
)

// maxNetworks bounds the memory that strangers' addresses may take: at most twice as many are remembered.
const maxNetworks = 1 << 15

// guesses limits wrong codes, by network, and measures how many come in all.
// Only wrong codes count, so that a whole town hall may knock from one address.
// The zero value is ready. Any goroutine.
type guesses struct {
	mu       sync.Mutex
	networks map[netip.Prefix]*rate.Limiter // asked for lately
	before   map[netip.Prefix]*rate.Limiter // asked for before that
	recent   float64                        // wrong codes of the last minutes, decaying
	at       time.Time
}

// allowed returns nil, or a *TooManyError while that network must wait.
func (g *guesses) allowed(from netip.Addr, now time.Time) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, limit := range limitsFor(from) {
		l := g.limiter(prefixOf(from, limit))
		if l == nil {
			continue
		}
		if tokens := l.TokensAt(now); tokens < 1 {
			return &TooManyError{RetryAfter: time.Duration((1 - tokens) * float64(limit.every))}
		}
	}
	return nil
}

// Allowed tells whether somebody at an address may try a code, of whatever kind: nil, or a *TooManyError. Knock counts a
// wrong one.
func (h *Hub) Allowed(from netip.Addr) error { return h.guesses.allowed(from, time.Now()) }

// wrong counts one wrong code.
func (g *guesses) wrong(from netip.Addr, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.recent = g.decayed(now) + 1
	g.at = now
	for _, limit := range limitsFor(from) {
		p := prefixOf(from, limit)
		l := g.limiter(p)
		if l == nil {
			l = rate.NewLimiter(rate.Every(limit.every), limit.burst)
			g.remember(p, l)
		}
		l.AllowN(now, 1)
	}
}

// limiter is a network's; nil if none is remembered. One that is asked for stays. g.mu is held.
func (g *guesses) limiter(p netip.Prefix) *rate.Limiter {
	if l, ok := g.networks[p]; ok {
		return l
	}
	l, ok := g.before[p]
	if ok {
		g.remember(p, l)
	}
	return l
}

// remember keeps a network's limiter. When there are too many, those that nobody asked for since the last time there
// were are forgotten, all at once: looking for one to forget would make everybody wait. g.mu is held.
func (g *guesses) remember(p netip.Prefix, l *rate.Limiter) {
	if len(g.networks) >= maxNetworks {
		g.before, g.networks = g.networks, nil
	}
	if g.networks == nil {
		g.networks = map[netip.Prefix]*rate.Limiter{}
	}
	g.networks[p] = l
}

// decayed is the wrong codes of about the last ten minutes.
func (g *guesses) decayed(now time.Time) float64 {
	const window = 10 * time.Minute
	left := 1 - float64(now.Sub(g.at))/float64(window)
	return g.recent * max(0, min(1, left))
}

// digits is how long new codes must be: six while few guess, one more each
// time guessing grows tenfold, so that strangers lock nobody out.
func (g *guesses) digits(now time.Time) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	length := shortestCode
	for most := 300.0; g.decayed(now) > most && length < longestCode; most *= 10 {
		length++
	}
	return length
}

func limitsFor(a netip.Addr) []prefixLimit {
	if a.Unmap().Is4() {
		return limitsIPv4
	}
	return limitsIPv6
}

func prefixOf(a netip.Addr, l prefixLimit) netip.Prefix {
	p, err := a.Unmap().WithZone("").Prefix(l.bits)
	if err != nil {
		return netip.Prefix{} // no address: all such share one allowance
	}
	return p
}
