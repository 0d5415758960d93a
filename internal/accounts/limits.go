package accounts

import (
	"net/netip"
	"sync"
	"time"

	"coupdemain/internal/ratelimit"
)

// How many sign-ins are heard: a burst, then one per interval. An account under attack from everywhere still answers
// its mediator, whose address has signed in before and so has a bucket of its own.
const (
	addressBurst, addressEvery = 30, 2 * time.Second // a whole office may stand behind one address
	accountBurst, accountEvery = 10, 30 * time.Second
	knownBurst, knownEvery     = 10, 10 * time.Second
)

// accountAt is an account seen from an address.
type accountAt struct {
	email string
	from  netip.Prefix
}

// limits holds back guessing, in memory only: no address of anybody is written down.
type limits struct {
	mu        sync.Mutex // makes one try of what asks several buckets
	addresses *ratelimit.Buckets[netip.Prefix]
	accounts  *ratelimit.Buckets[string]
	known     *ratelimit.Buckets[accountAt]
}

func newLimits() *limits {
	return &limits{
		addresses: ratelimit.New[netip.Prefix](addressEvery, addressBurst),
		accounts:  ratelimit.New[string](accountEvery, accountBurst),
		known:     ratelimit.New[accountAt](knownEvery, knownBurst),
	}
}

// take counts one try on an account, whether it exists or not. The error is a *TooManyError.
func (l *limits) take(email string, from netip.Addr) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	prefix := ratelimit.Subscriber(from)
	wait := l.addresses.Take(prefix)
	if wait == 0 {
		if at := (accountAt{email, prefix}); l.known.Has(at) {
			wait = l.known.Take(at)
		} else {
			wait = l.accounts.Take(email)
		}
	}
	if wait > 0 {
		return &TooManyError{RetryAfter: wait}
	}
	return nil
}

// welcome remembers that an account has signed in from an address.
func (l *limits) welcome(email string, from netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.known.Fill(accountAt{email, ratelimit.Subscriber(from)})
}
