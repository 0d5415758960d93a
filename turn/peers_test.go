package turn

import (
	"net"
	"net/netip"
	"sync/atomic"
	"testing"

	"github.com/pion/stun/v4"
)

// decoy is a listener that nothing may reach.
type decoy struct {
	address netip.AddrPort
	packets atomic.Int64
}

func (w *world) decoy() *decoy {
	socket := w.listenUDP()
	d := &decoy{address: socket.LocalAddr().(*net.UDPAddr).AddrPort()}
	go func() {
		b := make([]byte, 2000)
		for {
			if _, _, err := socket.ReadFromUDP(b); err != nil {
				return
			}
			d.packets.Add(1)
		}
	}()
	return d
}

func TestForbiddenPeers(t *testing.T) {
	w := newWorld(t)
	here := w.decoy()
	mapped := netip.AddrPortFrom(netip.AddrFrom16(here.address.Addr().As16()), here.address.Port())
	engine := netip.AddrPortFrom(here.address.Addr(), w.relay.config.Engine)
	peers := []netip.AddrPort{
		here.address, mapped, engine,
		netip.AddrPortFrom(fourth.Addr(), fourth.Port()+1), netip.AddrPortFrom(fourth.Addr(), 22), netip.AddrPortFrom(fourth.Addr(), 3478),
		netip.AddrPortFrom(netip.AddrFrom16(fourth.Addr().As16()), fourth.Port()),
	}
	for _, address := range []string{
		"10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8",
		"198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.255", "198.51.100.7", "::", "::1", "::ffff:127.0.0.1",
		"::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "fc00::1", "fe80::1",
		"ff02::1", "2001:db8::2", "2001:4860:4860::8888",
	} {
		peers = append(peers, netip.AddrPortFrom(netip.MustParseAddr(address), fourth.Port()),
			netip.AddrPortFrom(netip.MustParseAddr(address), here.address.Port()))
	}
	for _, network := range []string{"udp", "tcp"} {
		c := w.client(network, "ann")
		if code := c.allocate(); code != 0 {
			t.Fatal(code)
		}
		for _, to := range peers {
			if code := c.permit(to); code != stun.CodeForbidden {
				t.Errorf("%s: permission for %s: %d", network, to, code)
			}
			if code := c.bind(0x4000, to); code != stun.CodeForbidden {
				t.Errorf("%s: channel to %s: %d", network, to, code)
			}
			c.send(stun.NewType(stun.MethodSend, stun.ClassIndication), peer(to), attribute(stun.AttrData, 1, 2, 3))
		}
		// A permission is for an address, whatever the port: the port is held all the same.
		c.permit(fourth)
		for _, to := range peers {
			c.send(stun.NewType(stun.MethodSend, stun.ClassIndication), peer(to), attribute(stun.AttrData, 1, 2, 3))
		}
		if words, _ := c.relayed(fourth, "all of that was read"); words != "all of that was read" {
			t.Errorf("%s: %q", network, words)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := here.packets.Load(); n != 0 || w.heard != 2 {
		t.Errorf("%d packets at a forbidden peer, %d at the engine", n, w.heard)
	}
	if w.dropped(DropPeer) != 4*len(peers) || w.dropped(DropPacketPeer) == 0 {
		t.Errorf("%v", w.relay.Drops())
	}
}

func TestOneForbiddenPeerAmongOthers(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	bad := netip.MustParseAddrPort("10.0.0.1:7882")
	if code, _ := c.ask(stun.MethodCreatePermission, peer(fourth), peer(bad)); code != stun.CodeForbidden {
		t.Errorf("%d", code)
	}
}

func TestPermissionWithoutAPort(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	if code := c.permit(netip.AddrPortFrom(fourth.Addr(), 0)); code != 0 {
		t.Errorf("permission: %d", code)
	}
	if code := c.bind(0x4000, netip.AddrPortFrom(fourth.Addr(), 0)); code != stun.CodeForbidden {
		t.Errorf("channel: %d", code)
	}
}

// Nothing but the engine's socket gets through to a client, though others on this machine may guess the port.
func TestOnlyTheEngineIsHeard(t *testing.T) {
	w := newWorld(t)
	c := w.client("udp", "ann")
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	c.permit(fourth)
	c.relayed(fourth, "opens the way")
	stranger := w.listenUDP()
	for _, socket := range w.relayed() {
		stranger.WriteTo([]byte("from elsewhere"), socket)
	}
	if words, from := c.relayed(fourth, "the engine"); words != "the engine" || from != fourth {
		t.Errorf("%q from %s", words, from)
	}
}
