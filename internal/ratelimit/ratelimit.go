// Package ratelimit holds strangers back: a token bucket for each key, such as an address's network, in memory that is
// bounded whatever they do. Nothing here is written down.
package ratelimit

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// MaxKeys is how many keys Buckets remembers.
const MaxKeys = 10_000

// Buckets is a token bucket per key, bounded: the key unused for longest makes room for a new one. Its methods may be
// called from any goroutine.
type Buckets[K comparable] struct {
	every time.Duration
	burst int

	mu    sync.Mutex // guards both
	byKey map[K]*list.Element
	order *list.List // of *bucket[K], most lately used first
}

type bucket[K comparable] struct {
	key     K
	limiter *rate.Limiter
}

// New makes buckets that hold a burst of tokens, and get one more per interval.
func New[K comparable](every time.Duration, burst int) *Buckets[K] {
	return &Buckets[K]{every: every, burst: burst, byKey: make(map[K]*list.Element), order: list.New()}
}

// Has tells whether the key has a bucket.
func (b *Buckets[K]) Has(key K) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.byKey[key] != nil
}

// Take takes a token; if there is none it takes nothing and returns how long until there is.
func (b *Buckets[K]) Take(key K) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
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

// Fill makes the bucket of a key full.
func (b *Buckets[K]) Fill(key K) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill(key)
}

func (b *Buckets[K]) fill(key K) *list.Element {
	if old := b.byKey[key]; old != nil {
		b.order.Remove(old)
	} else if len(b.byKey) >= MaxKeys {
		oldest := b.order.Back()
		b.order.Remove(oldest)
		delete(b.byKey, oldest.Value.(*bucket[K]).key)
	}
	element := b.order.PushFront(&bucket[K]{key, rate.NewLimiter(rate.Every(b.every), b.burst)})
	b.byKey[key] = element
	return element
}

// Subscriber is what one subscriber has: an IPv4 address, or an IPv6 /64 (RFC 6177). The zero address gives the zero
// prefix: all such callers share a bucket.
func Subscriber(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	prefix, _ := a.Prefix(bits)
	return prefix
}
