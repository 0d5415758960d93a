package turn

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"syscall"
)

var (
	errPeer      = errors.New("turn: not the media engine's address")
	errTransport = errors.New("turn: only UDP is relayed, to an address family of the media engine")
	errQuota     = errors.New("turn: too many allocations")
)

// socketBuffer is asked of the kernel, in bytes each way.
const socketBuffer = 1 << 20

// allocation is the relay's side of one client's allocation (RFC 8656 section 6): what the client sends to the
// announced media address goes to the media engine within the machine, and comes back as if from the announced address.
// Its socket is connected: the kernel lets it send to nobody else, and hear nobody else. It implements net.PacketConn.
//
// The client is told that its relayed address is the socket's own. It is what the media engine's answers to connectivity
// checks say too: if they named another, the browser would take that for a new address of its own, of a kind preferred
// to relays (RFC 8445 section 7.2.5.3.1).
type allocation struct {
	*net.UDPConn
	relay       *Relay
	participant string
	media       netip.AddrPort // the announced address
	from        *net.UDPAddr   // the same
	once        sync.Once
}

// newAllocation opens an allocation for a participant whose place is taken already; port 0 is any that is free.
func newAllocation(r *Relay, participant string, media netip.AddrPort, port int) (*allocation, error) {
	dial := func(own netip.Addr) (*net.UDPConn, error) {
		from, engine := netip.AddrPortFrom(own, uint16(port)), netip.AddrPortFrom(own, r.config.Engine)
		return net.DialUDP("udp", net.UDPAddrFromAddrPort(from), net.UDPAddrFromAddrPort(engine))
	}
	socket, err := dial(media.Addr())
	if errors.Is(err, syscall.EADDRNOTAVAIL) { // Translated on the way here.
		socket, err = dial(ownAddress(media.Addr().Is6()))
	}
	if err != nil {
		return nil, fmt.Errorf("turn: relayed socket: %w", err)
	}
	// The kernel may grant less; packets are then lost a little sooner.
	_ = socket.SetReadBuffer(socketBuffer)
	_ = socket.SetWriteBuffer(socketBuffer)
	return &allocation{
		UDPConn: socket, relay: r, participant: participant, media: media, from: net.UDPAddrFromAddrPort(media),
	}, nil
}

// ownAddress is one of this machine's addresses of a family. The loopback is the last resort: Firefox takes no answer
// that names it.
func ownAddress(six bool) netip.Addr {
	own := netip.AddrFrom4([4]byte{127, 0, 0, 1})
	if six {
		own = netip.IPv6Loopback()
	}
	all, err := net.InterfaceAddrs()
	if err != nil {
		return own
	}
	for _, one := range all {
		prefix, err := netip.ParsePrefix(one.String())
		if err == nil && prefix.Addr().Is6() == six && prefix.Addr().IsGlobalUnicast() {
			return prefix.Addr()
		}
	}
	return own
}

// WriteTo implements net.PacketConn: it sends to the media engine what is for its announced address, and nothing else.
func (a *allocation) WriteTo(b []byte, to net.Addr) (int, error) {
	if to.(*net.UDPAddr).AddrPort() != a.media {
		a.relay.drops.count(DropPacketPeer)
		return 0, errPeer
	}
	a.relay.fromPeople.Add(uint64(len(b)))
	_, _ = a.Write(b) // An engine that does not listen loses packets as any network does.
	return len(b), nil
}

// ReadFrom implements net.PacketConn. The error means that the allocation is closed.
func (a *allocation) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, err := a.Read(b)
		if errors.Is(err, net.ErrClosed) {
			return 0, nil, err
		}
		if err != nil {
			continue // The engine did not listen when something was sent: it may again.
		}
		a.relay.toPeople.Add(uint64(n))
		return n, a.from, nil
	}
}

// Close implements net.PacketConn. Idempotent.
func (a *allocation) Close() error {
	var err error
	a.once.Do(func() {
		err = a.UDPConn.Close()
		a.relay.forget(a)
	})
	return err
}
