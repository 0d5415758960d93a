package accounts

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many sign-ins are heard: a burst, then one per interval. An account under attack from everywhere still answers
// its mediator, whose address has signed in before and so has a bucket of its own.
const (
	addressBurst, addressEvery = 30, 2 * time.Second // a whole office may stand behind one address
	accountBurst, accountEvery = 10, 30 * time.Second
	knownBurst, knownEvery     = 10, 10 * time.Second
	maxBuckets                 = 10_000
)

// accountAt is an account seen from an address.
type accountAt struct {
	email string
	from  netip.Prefix
}

// limits holds back guessing, in memory only: no address of anybody is written down.
type limits struct {
	mu        sync.Mutex // guards all three
	addresses *buckets[netip.Prefix]
	accounts  *buckets[string]
	known     *buckets[accountAt]
}

func newLimits() *limits {
	return &limits{
		addresses: newBuckets[netip.Prefix](addressEvery, addressBurst),
		accounts:  newBuckets[string](accountEvery, accountBurst),
		known:     newBuckets[accountAt](knownEvery, knownBurst),
	}
}

// take counts one try on an account, whether it exists or not. The error is a *TooManyError.
func (l *limits) take(email string, from netip.Addr) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	prefix := prefixOf(from)
	wait := l.addresses.take(prefix)
	if wait == 0 {
		if at := (accountAt{email, prefix}); l.known.has(at) {
			wait = l.known.take(at)
		} else {
			wait = l.accounts.take(email)
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
	l.known.fill(accountAt{email, prefixOf(from)})
}

// prefixOf is what one subscriber has: an IPv4 address, or an IPv6 /64 (RFC 6177).
func prefixOf(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	prefix, _ := a.Prefix(bits) // The zero address gives the zero prefix: all such callers share a bucket.
	return prefix
}

// buckets is a token bucket per key, bounded: the key unused for longest makes room for a new one.
type buckets[K comparable] struct {
	every time.Duration
	burst int
	byKey map[K]*list.Element // values are *bucket[K]
	order *list.List          // most lately used first
}

type bucket[K comparable] struct {
	key     K
	limiter *rate.Limiter
}

func newBuckets[K comparable](every time.Duration, burst int) *buckets[K] {
	return &buckets[K]{every: every, burst: burst, byKey: make(map[K]*list.Element), order: list.New()}
}

func (b *buckets[K]) has(key K) bool { return b.byKey[key] != nil }

// take takes a token; if there is none it takes nothing and returns how long until there is.
func (b *buckets[K]) take(key K) time.Duration {
	element := b.byKey[key]
	if element == nil {
		element = b.fill(key)
	}
	b.order.MoveToFront(element)
	now := time.Now()
	reservation := element.Value.(*bucket[K]).limiter.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait > 0 {
		reservation.CancelAt(now)
	}
	return wait
}

// fill makes the bucket of a key full.
func (b *buckets[K]) fill(key K) *list.Element {
	if old := b.byKey[key]; old != nil {
		b.order.Remove(old)
	} else if len(b.byKey) >= maxBuckets {
		oldest := b.order.Back()
		b.order.Remove(oldest)
		delete(b.byKey, oldest.Value.(*bucket[K]).key)
	}
	element := b.order.PushFront(&bucket[K]{key, rate.NewLimiter(rate.Every(b.every), b.burst)})
	b.byKey[key] = element
	return element
}
