package sfu

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"

	"github.com/pion/ice/v4"
	"github.com/pion/logging"
	"github.com/pion/transport/v4/packetio"

	"coupdemain/internal/multihome"
)

const (
	socketBuffer    = 4 << 20  // bytes asked of the kernel, each way
	tcpWriteBuffer  = 64 << 10 // bytes queued for one slow TCP peer
	portAttempts    = 16       // to find one port free on both protocols
	tcpReadPackets  = 32
	maxAnnounced    = 16
	bindDescription = "sfu: media port %d/%s: %w"
)

// sockets are the one UDP and the one TCP socket, on the same port. A browser checks that answers come from the address
// it asked (RFC 8445 section 7.2.5.2.1).
type sockets struct {
	udp  net.PacketConn
	tcp  net.Listener
	port int
}

// bind opens both. With port 0 any port free on both protocols is taken.
func bind(address netip.Addr, port int) (*sockets, error) {
	attempts := 1
	if port == 0 {
		attempts = portAttempts
	}
	var err error
	for range attempts {
		var s *sockets
		if s, err = bindOnce(address, port); err == nil {
			return s, nil
		}
	}
	return nil, err
}

func bindOnce(address netip.Addr, port int) (*sockets, error) {
	host := ""
	if address.IsValid() && !address.IsUnspecified() {
		host = address.String()
	}
	var open net.ListenConfig // opening a local port waits for nothing
	packet, err := open.ListenPacket(context.Background(), "udp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf(bindDescription, port, "udp", err)
	}
	udp := packet.(*net.UDPConn)
	bound := udp.LocalAddr().(*net.UDPAddr).Port
	tcp, err := open.Listen(context.Background(), "tcp", net.JoinHostPort(host, strconv.Itoa(bound)))
	if err != nil {
		return nil, errors.Join(fmt.Errorf(bindDescription, bound, "tcp", err), udp.Close())
	}
	// The kernel may grant less; media then drops a little sooner.
	_ = udp.SetReadBuffer(socketBuffer)
	_ = udp.SetWriteBuffer(socketBuffer)
	return &sockets{udp: multihome.Wrap(udp), tcp: tcp, port: bound}, nil
}

// hosts returns the addresses to announce: those given, else the address
// bound to, else every address of the machine as it is now.
func hosts(announced []netip.Addr, listen netip.Addr) ([]netip.Addr, error) {
	if len(announced) > 0 {
		return announced, nil
	}
	if listen.IsValid() && !listen.IsUnspecified() {
		return []netip.Addr{listen}, nil
	}
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil, fmt.Errorf("sfu: addresses to announce: %w", err)
	}
	var outer, loopback []netip.Addr
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil || prefix.Addr().IsLinkLocalUnicast() {
			continue
		}
		if addr := prefix.Addr().Unmap(); addr.IsLoopback() {
			loopback = append(loopback, addr)
		} else {
			outer = append(outer, addr)
		}
	}
	found := append(outer, loopback...)
	return found[:min(len(found), maxAnnounced)], nil
}

// udpMux offers each connection one address of each family. The socket hears
// them all; but for each address offered a goroutine of its own would read the
// same queue, and packets would overtake each other between them.
type udpMux struct{ *ice.UDPMuxDefault }

// GetListenAddresses implements ice.UDPMux.
func (m udpMux) GetListenAddresses() []net.Addr {
	var one []net.Addr
	seen := map[bool]bool{}
	for _, address := range m.UDPMuxDefault.GetListenAddresses() {
		udp, ok := address.(*net.UDPAddr)
		if !ok || seen[udp.IP.To4() == nil] {
			continue
		}
		seen[udp.IP.To4() == nil] = true
		one = append(one, address)
	}
	return one
}

// tcpMux names what a slow TCP peer loses, which the mux itself only logs.
type tcpMux struct {
	*ice.TCPMuxDefault
	drops *drops
}

func newTCPMux(listener net.Listener, logger logging.LeveledLogger, d *drops) *tcpMux {
	return &tcpMux{ice.NewTCPMuxDefault(ice.TCPMuxParams{
		Listener: listener, Logger: logger, ReadBufferSize: tcpReadPackets, WriteBufferSize: tcpWriteBuffer,
	}), d}
}

// GetConnByUfrag implements ice.TCPMux.
func (m *tcpMux) GetConnByUfrag(ufrag string, isIPv6 bool, local net.IP) (net.PacketConn, error) {
	conn, err := m.TCPMuxDefault.GetConnByUfrag(ufrag, isIPv6, local)
	if err != nil {
		return nil, err
	}
	return &tcpConn{conn, m.drops}, nil
}

// tcpConn counts the packets its buffer had no room for.
type tcpConn struct {
	net.PacketConn
	drops *drops
}

// WriteTo implements net.PacketConn; it never blocks.
func (c *tcpConn) WriteTo(b []byte, to net.Addr) (int, error) {
	n, err := c.PacketConn.WriteTo(b, to)
	if errors.Is(err, packetio.ErrFull) {
		c.drops.add(DropTCPFull)
	}
	return n, err
}
