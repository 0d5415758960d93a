package turn

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/pion/stun/v4"

	"coupdemain/internal/multihome"
)

func TestRelays(t *testing.T) {
	for _, network := range []string{"udp", "tcp"} {
		t.Run(network, func(t *testing.T) {
			w := newWorld(t)
			c := w.client(network, "ann")
			if code := c.allocate(); code != 0 {
				t.Fatalf("allocation: %d", code)
			}
			if code := c.permit(fourth); code != 0 {
				t.Fatalf("permission: %d", code)
			}
			for range 3 {
				if words, from := c.relayed(fourth, "bonjour"); words != "bonjour" || from != fourth {
					t.Errorf("%q from %s", words, from)
				}
			}
			if code := c.bind(0x4000, fourth); code != 0 {
				t.Fatalf("channel: %d", code)
			}
			packet := append([]byte{0x40, 0, 0, 8}, "bonsoir!"...)
			c.Write(packet)
			if back := c.hearBytes(); string(back) != string(packet) {
				t.Errorf("by channel: %q", back)
			}
			if f := w.relay.Figures(); f.Allocations != 1 || f.FromPeople != 29 || f.ToPeople != 29 {
				t.Errorf("%+v", f)
			}
			if code, _ := c.ask(stun.MethodRefresh, attribute(stun.AttrLifetime, 0, 0, 0, 0)); code != 0 {
				t.Errorf("letting it go: %d", code)
			}
			if f := w.relay.Figures(); f.Allocations != 0 {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestAllocationIsRefused(t *testing.T) {
	tests := []struct {
		name   string
		change func(*client)
		more   stun.Setter
		want   stun.ErrorCode
		drop   DropReason
	}{
		{"without credentials", func(c *client) { c.username = "" }, nil, stun.CodeUnauthorized, dropReasons},
		{"with another's password", func(c *client) { _, c.password = c.relay.Credentials("bob", netip.Addr{}) }, nil, stun.CodeBadRequest, DropCredentials},
		{"with a name not given here", func(c *client) { c.username = "ann" }, nil, stun.CodeBadRequest, DropCredentials},
		{"with credentials too old", func(c *client) {
			c.username, c.password = c.relay.key.issue("ann", time.Now().Add(-time.Second))
		}, nil, stun.CodeBadRequest, DropExpired},
		{"with an expiry put off", func(c *client) {
			_, c.password = c.relay.key.issue("ann", time.Now().Add(-time.Second))
		}, nil, stun.CodeBadRequest, DropCredentials},
		{"after the help", func(c *client) { c.revoke("ann") }, nil, stun.CodeBadRequest, DropRevoked},
		{"on a port that nobody reserved", func(*client) {}, attribute(stun.AttrReservationToken, 1, 2, 3, 4, 5, 6, 7, 8), stun.CodeInsufficientCapacity, dropReasons},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			c := w.client("udp", "ann")
			tt.change(c)
			var more []stun.Setter
			if tt.more != nil {
				more = append(more, tt.more)
			}
			if code := c.allocate(more...); code != tt.want {
				t.Errorf("%d, want %d", code, tt.want)
			}
			if tt.drop < dropReasons && w.dropped(tt.drop) != 1 {
				t.Errorf("%v: not counted once: %v", tt.drop, w.relay.Drops())
			}
			if f := w.relay.Figures(); f.Allocations != 0 {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestNoAllocationForTCP(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	c.ask(stun.MethodAllocate)
	if code, _ := c.ask(stun.MethodAllocate, attribute(stun.AttrRequestedTransport, 6, 0, 0, 0)); code != stun.CodeInsufficientCapacity {
		t.Errorf("%d", code)
	}
}

func TestEvenPort(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	if code := c.allocate(attribute(stun.AttrEvenPort, 0x80)); code != 0 {
		t.Fatal(code)
	}
	for _, socket := range w.relayed() {
		if socket.Port%2 != 0 {
			t.Error(socket)
		}
	}
}

func TestAllocationsWithoutEnd(t *testing.T) {
	w := newWorld(t)
	c := w.client("tcp", "ann")
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	for range 2 * paceBurst {
		c.send(stun.NewType(stun.MethodAllocate, stun.ClassRequest))
	}
	c.send(stun.NewType(stun.MethodRefresh, stun.ClassRequest))
	for answers := 0; c.hear().Type.Method != stun.MethodRefresh; answers++ {
		if answers > 2*paceBurst {
			t.Fatal("everything is answered")
		}
	}
	if w.dropped(DropPace) == 0 {
		t.Errorf("%v", w.relay.Drops())
	}
}

func TestAFifthAllocationIsRefused(t *testing.T) {
	w := newWorld(t)
	var clients []*client
	for i := range maxAllocations {
		c := w.client([]string{"udp", "tcp"}[i%2], "ann")
		if code := c.allocate(); code != 0 {
			t.Fatalf("allocation %d: %d", i, code)
		}
		clients = append(clients, c)
	}
	if code := w.client("udp", "ann").allocate(); code != stun.CodeAllocQuotaReached {
		t.Errorf("a fifth: %d", code)
	}
	if code := w.client("udp", "bob").allocate(); code != 0 {
		t.Errorf("somebody else's: %d", code)
	}
	clients[0].ask(stun.MethodRefresh, attribute(stun.AttrLifetime, 0, 0, 0, 0))
	if code := w.client("udp", "ann").allocate(); code != 0 {
		t.Errorf("after one was let go: %d", code)
	}
}

func TestAllocationsLastAsLongAsTheHelp(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	c.permit(fourth)
	// An hour later the credentials open nothing more, but what they opened goes on.
	c.username, c.password = w.relay.key.issue("ann", time.Now().Add(-time.Second))
	if code, _ := c.ask(stun.MethodRefresh); code != 0 {
		t.Errorf("refreshed: %d", code)
	}
	if code := c.permit(fourth); code != 0 {
		t.Errorf("permission: %d", code)
	}
	w.revoke("ann")
	for name, ask := range map[string]func() stun.ErrorCode{
		"refresh":    func() stun.ErrorCode { code, _ := c.ask(stun.MethodRefresh); return code },
		"permission": func() stun.ErrorCode { return c.permit(fourth) },
		"channel":    func() stun.ErrorCode { return c.bind(0x4001, fourth) },
	} {
		if code := ask(); code != stun.CodeBadRequest {
			t.Errorf("%s after the help: %d", name, code)
		}
	}
	w.relay.endRevoked()
	if f := w.relay.Figures(); f.Allocations != 0 {
		t.Errorf("%+v", f)
	}
}

func TestOnesAllocationIsNotAnothers(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	c.username, c.password = w.relay.Credentials("bob", netip.Addr{})
	c.send(stun.NewType(stun.MethodRefresh, stun.ClassRequest), attribute(stun.AttrLifetime, 0, 0, 0, 0))
	c.username, c.password = w.relay.Credentials("ann", netip.Addr{})
	if code, _ := c.ask(stun.MethodRefresh); code != 0 {
		t.Errorf("ann's own: %d", code)
	}
}

func TestPortTaken(t *testing.T) {
	for _, network := range []string{"udp", "tcp"} {
		w := newWorld(t)
		var port int
		if network == "udp" {
			port = w.engine.LocalAddr().(*net.UDPAddr).Port
		} else {
			taken, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer taken.Close()
			port = taken.Addr().(*net.TCPAddr).Port
		}
		_, err := New(Config{Port: port, Addresses: []netip.Addr{netip.MustParseAddr("127.0.0.1")}})
		if !errors.Is(err, syscall.EADDRINUSE) {
			t.Errorf("%s port %s: %v", network, strconv.Itoa(port), err)
		}
	}
}

// On a machine of several addresses answers come from the one that was asked.
func TestAnyAddressAnswers(t *testing.T) {
	s, err := bind(nil, 0, multihome.Wrap)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	go func() {
		b := make([]byte, 100)
		for {
			n, from, err := s.packets[0].ReadFrom(b)
			if err != nil {
				return
			}
			s.packets[0].WriteTo(b[:n], from)
		}
	}()
	for _, address := range []string{"127.0.0.1", "127.0.0.2", "127.9.9.9"} {
		conn, err := net.Dial("udp", net.JoinHostPort(address, strconv.Itoa(s.port)))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		conn.SetReadDeadline(time.Now().Add(patience))
		conn.Write([]byte("?"))
		if _, err := conn.Read(make([]byte, 1)); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}
