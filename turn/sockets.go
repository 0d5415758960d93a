package turn

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
	"syscall"
)

// portAttempts is how often a port free on both protocols is looked for.
const portAttempts = 16

// sockets are where clients come in: for each address one UDP and one TCP socket, all on one port.
type sockets struct {
	packets   []net.PacketConn
	listeners []net.Listener
	port      int
}

// bind listens on those of the addresses that are this machine's own, or on all of its addresses, with a socket that wrap
// makes answer from the one that was asked.
func bind(addresses []netip.Addr, port int, wrap func(*net.UDPConn) net.PacketConn) (*sockets, error) {
	attempts := 1
	if port == 0 {
		attempts = portAttempts
	}
	var s *sockets
	var err error
	for range attempts {
		if s, err = bindOnce(addresses, port, wrap); err == nil {
			return s, nil
		}
	}
	return nil, err
}

func bindOnce(addresses []netip.Addr, port int, wrap func(*net.UDPConn) net.PacketConn) (*sockets, error) {
	s := &sockets{port: port}
	for _, address := range addresses {
		err := s.add(address.String())
		if err != nil && !errors.Is(err, syscall.EADDRNOTAVAIL) { // Translated on the way here, if so.
			return nil, errors.Join(err, s.close())
		}
	}
	if len(s.packets) == 0 {
		if err := s.add(""); err != nil {
			return nil, errors.Join(err, s.close())
		}
		if wrap != nil {
			s.packets[0] = wrap(s.packets[0].(*net.UDPConn))
		}
	}
	return s, nil
}

// add listens on one more address.
func (s *sockets) add(host string) error {
	var plain net.ListenConfig
	packet, err := plain.ListenPacket(context.Background(), "udp", net.JoinHostPort(host, strconv.Itoa(s.port)))
	if err != nil {
		return fmt.Errorf("turn: port %d/udp: %w", s.port, err)
	}
	port := packet.LocalAddr().(*net.UDPAddr).Port
	listener, err := plain.Listen(context.Background(), "tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return errors.Join(fmt.Errorf("turn: port %d/tcp: %w", port, err), packet.Close())
	}
	// The kernel may grant less; packets are then lost a little sooner.
	_ = packet.(*net.UDPConn).SetReadBuffer(socketBuffer)
	_ = packet.(*net.UDPConn).SetWriteBuffer(socketBuffer)
	s.packets, s.listeners, s.port = append(s.packets, packet), append(s.listeners, listener), port
	return nil
}

// close lets go of those that are not closed yet.
func (s *sockets) close() error {
	var closers []io.Closer
	for i := range s.packets {
		closers = append(closers, s.packets[i], s.listeners[i])
	}
	var err error
	for _, one := range closers {
		if closed := one.Close(); !errors.Is(closed, net.ErrClosed) {
			err = errors.Join(err, closed)
		}
	}
	return err
}
