package ratelimit

import (
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

func TestBucketsAreBounded(t *testing.T) {
	b := New[int](time.Minute, 1)
	for i := range MaxKeys + 10 {
		if wait := b.Take(i); wait != 0 {
			t.Fatalf("key %d: wait %s", i, wait)
		}
		b.Take(0) // Always lately used: never the one that makes room.
	}
	if len(b.byKey) != MaxKeys || b.order.Len() != MaxKeys {
		t.Errorf("%d keys, %d in order", len(b.byKey), b.order.Len())
	}
	if !b.Has(0) || b.Has(1) || b.Take(0) == 0 {
		t.Error("the key in use was forgotten, or one unused for longest was not")
	}
}

func TestTokensComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := New[string](time.Minute, 2)
		for i, want := range []time.Duration{0, 0, time.Minute, time.Minute} {
			if wait := b.Take("a"); wait != want {
				t.Errorf("take %d: wait %s, want %s", i, wait, want)
			}
		}
		if wait := b.Take("b"); wait != 0 {
			t.Errorf("another key waits %s", wait)
		}
		time.Sleep(time.Minute)
		if wait := b.Take("a"); wait != 0 {
			t.Errorf("a minute later: wait %s", wait)
		}
		b.Fill("a")
		if wait := b.Take("a"); wait != 0 {
			t.Errorf("filled: wait %s", wait)
		}
	})
}

func TestSubscriber(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1": "192.0.2.1/32", "::ffff:192.0.2.1": "192.0.2.1/32", "2001:db8::2:3:4:5%eth0": "2001:db8::/64",
	} {
		if got := Subscriber(netip.MustParseAddr(address)); got.String() != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if got := Subscriber(netip.Addr{}); got != (netip.Prefix{}) {
		t.Errorf("no address: %s", got)
	}
}
