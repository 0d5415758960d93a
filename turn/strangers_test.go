package turn

import (
	"net/netip"
	"testing"
	"time"

	"github.com/pion/stun/v4"
)

func TestAFloodGetsLessThanItSends(t *testing.T) {
	for name, smallest := range map[string]stun.MessageType{
		"allocate": stun.NewType(stun.MethodAllocate, stun.ClassRequest), "binding": stun.BindingRequest,
	} {
		w := newWorld(t)
		c := w.client("udp", "ann")
		if code := c.allocate(); code != 0 {
			t.Fatal(code)
		}
		request := stun.MustBuild(stun.TransactionID, smallest).Raw
		out, in := 0, 0
		for range 20 {
			for range 100 {
				c.Write(request)
				out += len(request)
			}
			// A signed request is answered whatever comes before it, and after all of that.
			c.send(stun.NewType(stun.MethodRefresh, stun.ClassRequest))
			for answer := c.hear(); answer.Type.Method != stun.MethodRefresh; answer = c.hear() {
				in += len(answer.Raw)
			}
		}
		t.Logf("%s: %d bytes sent without credentials, %d came back", name, out, in)
		if in == 0 || in >= out {
			t.Errorf("%s: %d bytes sent without credentials, %d came back", name, out, in)
		}
	}
}

func TestStrangersShareAndArriveAnyway(t *testing.T) {
	now := time.Now()
	s := newStrangers()
	liar := netip.MustParseAddr("198.51.100.1")
	answered := 0
	for range 10_000 {
		if _, ok := s.answers(liar, now); ok {
			answered++
		}
		liar = liar.Next()
		if liar.As4()[3] == 0 {
			liar = netip.MustParseAddr("198.51.100.1")
		}
	}
	if answered != sourceBurst {
		t.Errorf("one network: %d answers at once, want %d", answered, sourceBurst)
	}
	address := netip.MustParseAddr("11.0.0.1").As4()
	answered = 0
	for i := range 10_000 {
		address[1], address[2] = byte(i>>8), byte(i)
		if _, ok := s.answers(netip.AddrFrom4(address), now); ok {
			answered++
		}
	}
	if answered != floodBurst-sourceBurst {
		t.Errorf("as many networks as requests: %d answers at once, want %d", answered, floodBurst-sourceBurst)
	}
	if kept := len(s.sources.new) + len(s.sources.old); kept > 2*keptSources {
		t.Errorf("%d networks kept", kept)
	}
	rightful := netip.MustParseAddr("2001:db8:1:2::3")
	if _, ok := s.answers(rightful, now); ok {
		t.Error("the flood left room")
	}
	s.welcome(rightful, now)
	if _, ok := s.answers(netip.MustParseAddr("2001:db8:1:ffff::4"), now); !ok {
		t.Error("a network that was given credentials is kept out by the flood")
	}
	if _, ok := s.answers(rightful, now.Add(welcomeLasts)); !ok {
		t.Error("the flood is over")
	}
}

func TestRecentForgets(t *testing.T) {
	r := recent[int, int]{size: 10}
	for i := range 1000 {
		r.put(i, i)
		if _, ok := r.get(0); !ok {
			t.Fatalf("what is asked for is forgotten after %d", i)
		}
		if len(r.new)+len(r.old) > 20 {
			t.Fatalf("%d and %d", len(r.new), len(r.old))
		}
	}
	if _, ok := r.get(900); ok {
		t.Error("everything is kept")
	}
}
