package sfu

import (
	"errors"
	"net"
	"net/netip"
	"testing"

	"github.com/pion/transport/v4/packetio"
)

// TestOneReaderPerFamily: were more addresses offered, several goroutines
// would read one connection's packets and disorder them.
func TestOneReaderPerFamily(t *testing.T) {
	e, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	families := map[bool]int{}
	for _, a := range (udpMux{e.udp}).GetListenAddresses() {
		families[a.(*net.UDPAddr).IP.To4() != nil]++
	}
	if families[true] != 1 || families[false] > 1 {
		t.Errorf("addresses by family (IPv4: true): %v", families)
	}
}

func TestHosts(t *testing.T) {
	public, local := netip.MustParseAddr("192.0.2.7"), netip.MustParseAddr("127.0.0.1")
	for name, c := range map[string]struct {
		announced []netip.Addr
		listen    netip.Addr
		want      netip.Addr
	}{
		"announced wins":    {[]netip.Addr{public}, local, public},
		"else what listens": {nil, local, local},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := hosts(c.announced, c.listen)
			if err != nil || len(got) != 1 || got[0] != c.want {
				t.Errorf("%v, %v, want %v", got, err, c.want)
			}
		})
	}
	all, err := hosts(nil, netip.IPv6Unspecified())
	if err != nil || len(all) == 0 || !all[len(all)-1].IsLoopback() {
		t.Errorf("all addresses: %v, %v, want loopback last", all, err)
	}
}

// full is a connection whose buffer has no room.
type full struct{ net.PacketConn }

func (full) WriteTo([]byte, net.Addr) (int, error) { return 0, packetio.ErrFull }

func TestSlowTCPIsCounted(t *testing.T) {
	var d drops
	conn := &tcpConn{full{}, &d}
	if _, err := conn.WriteTo([]byte("x"), nil); !errors.Is(err, packetio.ErrFull) || d[DropTCPFull].Load() != 1 {
		t.Errorf("error %v, counted %d", err, d[DropTCPFull].Load())
	}
}

// On a machine of several addresses answers come from the one that was asked: a peer takes no others.
func TestAnyAnnouncedAddressAnswers(t *testing.T) {
	for _, address := range []string{"127.0.0.1", "127.0.0.2", "127.9.9.9"} {
		e, err := New(Config{Announce: []netip.Addr{netip.MustParseAddr(address)}})
		if err != nil {
			t.Fatal(err)
		}
		join(t, e, false)
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}
