package multihome

import (
	"context"
	"net"
	"net/netip"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds what comes at once: only its absence fails.
const patience = 20 * time.Second

// echo listens everywhere and sends everything back.
func echo(t *testing.T, network string) netip.AddrPort {
	t.Helper()
	var config net.ListenConfig
	conn, err := config.ListenPacket(context.Background(), network, ":0")
	if err != nil {
		t.Fatal(err)
	}
	socket := Wrap(conn.(*net.UDPConn))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b := make([]byte, 1500)
		for {
			n, from, err := socket.ReadFrom(b)
			if err != nil {
				return
			}
			if _, err := socket.WriteTo(b[:n], from); err != nil {
				t.Error(err)
			}
		}
	}()
	t.Cleanup(func() { _ = socket.Close(); <-ended })
	return conn.LocalAddr().(*net.UDPAddr).AddrPort()
}

// A connected socket hears only whom it asked: an answer from another address is lost.
func TestAnswersComeFromWhereTheyWereAsked(t *testing.T) {
	for _, network := range []string{"udp", "udp4"} {
		port := echo(t, network).Port()
		asked := []string{"127.0.0.1", "127.0.0.2", "127.7.7.7"}
		if network == "udp" {
			asked = append(asked, "::1")
		}
		asker, err := net.ListenUDP("udp4", nil) // One peer that asks at several addresses, one after the other.
		if err != nil {
			t.Fatal(err)
		}
		defer asker.Close()
		for _, address := range asked {
			to := netip.AddrPortFrom(netip.MustParseAddr(address), port)
			conn, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(to))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			expect(t, conn, func() (int, error) { return conn.Write([]byte("who?")) }, to)
			if to.Addr().Is4() {
				expect(t, asker, func() (int, error) { return asker.WriteToUDPAddrPort([]byte("who?"), to) }, to)
			}
		}
	}
}

func expect(t *testing.T, conn *net.UDPConn, ask func() (int, error), want netip.AddrPort) {
	t.Helper()
	if _, err := ask(); err != nil {
		t.Fatal(err)
	}
	if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 10)
	n, from, err := conn.ReadFromUDPAddrPort(b)
	if err != nil || string(b[:n]) != "who?" || plain(from) != want {
		t.Errorf("%q from %v, %v; want it from %v", b[:n], from, err, want)
	}
}

func TestOneAddressNeedsNoHelp(t *testing.T) {
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if got := Wrap(conn); got != net.PacketConn(conn) {
		t.Errorf("%T", got)
	}
}

// However many strangers are heard, what is remembered has bounds; whoever was heard lately is still known.
func TestMemoryHasBounds(t *testing.T) {
	s := &Socket{new: map[netip.AddrPort]*origin{}, origins: map[netip.Addr]*origin{}}
	at, friend := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddrPort("198.51.100.1:7")
	for i := range 3 * kept {
		s.note(netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), 9), at)
		if i%kept == 0 {
			s.note(friend, at)
		}
	}
	if n := len(s.new) + len(s.old); n > 2*kept || s.asked(friend) == nil {
		t.Errorf("%d remembered, the friend among them: %t", n, s.asked(friend) != nil)
	}
}

func BenchmarkPacket(b *testing.B) {
	for name, wrap := range map[string]bool{"plain": false, "wrapped": true} {
		b.Run(name, func(b *testing.B) {
			conn, err := net.ListenUDP("udp", nil)
			if err != nil {
				b.Fatal(err)
			}
			defer conn.Close()
			to := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), conn.LocalAddr().(*net.UDPAddr).AddrPort().Port())
			packet := make([]byte, 1200)
			wrapped, _ := Wrap(conn).(*Socket)
			b.ReportAllocs()
			for b.Loop() {
				if wrap {
					_, _ = wrapped.WriteToAddrPort(packet, to)
					_, _, _ = wrapped.ReadFromAddrPort(packet)
				} else {
					_, _ = conn.WriteToUDPAddrPort(packet, to)
					_, _, _ = conn.ReadFromUDPAddrPort(packet)
				}
			}
		})
	}
}
