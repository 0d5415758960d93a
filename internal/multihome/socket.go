// Package multihome makes a UDP socket that listens at every address of a machine answer from the one that was asked.
// Left to itself the kernel answers from the address that its routes prefer, and a peer that asked another, or a NAT or
// firewall on the way to it, throws the answer away.
package multihome

import (
	"errors"
	"net"
	"net/netip"
	"sync"
)

// kept is how many peers are remembered at the least; twice as many at the most.
const kept = 1 << 14

// maxControl bounds, in bytes, what the kernel says of a packet besides its source.
const maxControl = 128

// Socket is such a socket. It remembers at which address each peer was last heard, and answers there; peers that were
// not heard lately get the kernel's choice. One goroutine reads; any may write.
type Socket struct {
	*net.UDPConn

	mu       sync.RWMutex // guards the rest
	new, old map[netip.AddrPort]*origin
	origins  map[netip.Addr]*origin
}

// origin is one of this machine's addresses.
type origin struct {
	control []byte // what is said to the kernel of packets that leave from it
}

// Wrap makes a socket answer from where it was asked. One that is bound to a single address does so already, and is
// given back as it is, as is any on a system that cannot tell. The socket is closed by whoever has the result.
func Wrap(conn *net.UDPConn) net.PacketConn {
	bound := conn.LocalAddr().(*net.UDPAddr)
	if !bound.IP.IsUnspecified() || ask(conn) != nil {
		return conn
	}
	return &Socket{UDPConn: conn, new: map[netip.AddrPort]*origin{}, origins: map[netip.Addr]*origin{}}
}

// ReadFromAddrPort reads one packet. The error means that the socket is closed: those of single packets are passed over.
func (s *Socket) ReadFromAddrPort(b []byte) (int, netip.AddrPort, error) {
	var control [maxControl]byte
	for {
		n, size, _, from, err := s.ReadMsgUDPAddrPort(b, control[:])
		if errors.Is(err, net.ErrClosed) {
			return 0, netip.AddrPort{}, err
		}
		if err != nil {
			continue
		}
		if at, ok := destination(control[:size]); ok {
			s.note(from, at)
		}
		return n, from, nil
	}
}

// ReadFrom implements net.PacketConn, as ReadFromAddrPort.
func (s *Socket) ReadFrom(b []byte) (int, net.Addr, error) {
	n, from, err := s.ReadFromAddrPort(b)
	if err != nil {
		return 0, nil, err
	}
	return n, net.UDPAddrFromAddrPort(from), nil
}

// WriteToAddrPort sends one packet from the address at which the peer was last heard.
func (s *Socket) WriteToAddrPort(b []byte, to netip.AddrPort) (int, error) {
	at := s.asked(to)
	if at == nil {
		return s.WriteToUDPAddrPort(b, to)
	}
	n, _, err := s.WriteMsgUDPAddrPort(b, at.control, to)
	if err != nil { // That address may be gone: the kernel knows another.
		return s.WriteToUDPAddrPort(b, to)
	}
	return n, nil
}

// WriteTo implements net.PacketConn, as WriteToAddrPort.
func (s *Socket) WriteTo(b []byte, to net.Addr) (int, error) {
	peer, ok := to.(*net.UDPAddr)
	if !ok {
		return s.UDPConn.WriteTo(b, to)
	}
	return s.WriteToAddrPort(b, peer.AddrPort())
}

// note remembers where a peer was heard. Only what is new takes the lock for long: peers seldom change the address they
// send to.
func (s *Socket) note(peer netip.AddrPort, at netip.Addr) {
	peer = plain(peer)
	s.mu.RLock()
	known, asked := s.new[peer], s.origins[at]
	s.mu.RUnlock()
	if known != nil && known == asked {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if asked == nil {
		asked = &origin{leaving(at)}
		s.origins[at] = asked
	}
	if _, there := s.new[peer]; !there && len(s.new) >= kept {
		s.new, s.old = map[netip.AddrPort]*origin{}, s.new
	}
	s.new[peer] = asked
}

// asked is the address at which that peer was heard; nil if it was not lately.
func (s *Socket) asked(peer netip.AddrPort) *origin {
	peer = plain(peer)
	s.mu.RLock()
	defer s.mu.RUnlock()
	if at := s.new[peer]; at != nil {
		return at
	}
	return s.old[peer]
}

// plain is the one form of an address that is a key.
func plain(peer netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(peer.Addr().Unmap(), peer.Port())
}
