package turn

import (
	"net/netip"
	"testing"
)

// door notes that it was closed.
type door struct{ closed bool }

func (d *door) Close() error { d.closed = true; return nil }

func TestCrowd(t *testing.T) {
	c := crowd{perNetwork: 3, strangers: 5, proven: 4}
	home, away := netip.MustParseAddr("198.51.100.1"), netip.MustParseAddr("203.0.113.1")
	var doors []*door
	var members []*member
	enter := func(from netip.Addr) *member {
		d := &door{}
		m := c.enter(from, d)
		doors, members = append(doors, d), append(members, m)
		return m
	}
	for range 3 {
		enter(home)
	}
	for range 2 {
		if !members[0].prove() {
			t.Fatal("there is room to prove oneself, and to do so again")
		}
	}
	if enter(home) == nil || !doors[1].closed || doors[0].closed || doors[2].closed {
		t.Error("the oldest stranger of a network gives way to another of it")
	}
	if members[1].prove() {
		t.Error("whoever gave way is gone")
	}
	members[2].prove()
	members[3].prove()
	if enter(home) != nil {
		t.Error("those who proved themselves do not give way, not even to their own network")
	}
	for range 3 {
		enter(away)
	}
	other := netip.MustParseAddr("192.0.2.1")
	enter(other)
	enter(other)
	if enter(netip.MustParseAddr("10.0.0.1")) == nil || !doors[5].closed {
		t.Error("the oldest of all strangers gives way when there are too many")
	}
	if !members[6].prove() || members[7].prove() {
		t.Error("four may stay, not five")
	}
	for _, m := range members {
		if m != nil {
			m.leave()
			m.leave()
		}
	}
	if c.waiting.Len() != 0 || c.proved != 0 || len(c.networks) != 0 {
		t.Errorf("%d wait, %d proved, networks %v", c.waiting.Len(), c.proved, c.networks)
	}
}
