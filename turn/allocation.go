package turn

import (
	"errors"
	"net"
	"net/netip"
	"sync"
)

var (
	errPeer      = errors.New("turn: not the media engine's address")
	errTransport = errors.New("turn: only UDP is relayed, on a port of the relay's choice")
	errQuota     = errors.New("turn: too many allocations")
)

const (
	socketBuffer = 1 << 20 // bytes asked of the kernel, each way
	relayedQueue = 64      // packets between the sockets of one allocation and whoever sends them on
)

// allocation is the relay's side of one client's allocation (RFC 8656 section 6): what the client sends to an
// announced media address leaves for the media engine's local socket, and comes back as if from that address. Each
// announced address has a socket of its own, connected to the engine's, since a client expects answers from where it
// asked. It implements net.PacketConn, without deadlines.
type allocation struct {
	net.PacketConn // nil: only what is below is called

	relay       *Relay
	participant string
	address     *net.UDPAddr // what the client is told
	arriving    chan arrival
	closed      chan struct{}

	mu    sync.Mutex
	ended bool
	spare *net.UDPConn // the first socket, until an address is asked for
	ways  map[netip.AddrPort]*net.UDPConn
}

// arrival is a packet from the media engine, by way of the announced address.
type arrival struct {
	buffer *[maxPacket]byte
	size   int
	from   *net.UDPAddr
}

// buffers are what arrivals are kept in on their way.
var buffers = sync.Pool{New: func() any { return new([maxPacket]byte) }}

// newAllocation opens an allocation for a participant whose place is taken already.
func newAllocation(r *Relay, participant string, announced netip.Addr) (*allocation, error) {
	socket, err := r.dial()
	if err != nil {
		return nil, err
	}
	port := socket.LocalAddr().(*net.UDPAddr).Port
	return &allocation{
		relay: r, participant: participant,
		address:  &net.UDPAddr{IP: announced.AsSlice(), Port: port},
		arriving: make(chan arrival, relayedQueue),
		closed:   make(chan struct{}),
		spare:    socket, ways: map[netip.AddrPort]*net.UDPConn{},
	}, nil
}

// WriteTo implements net.PacketConn: it sends to the media engine what is for one of its announced addresses, and
// nothing else anywhere.
func (a *allocation) WriteTo(b []byte, to net.Addr) (int, error) {
	way, err := a.way(to.(*net.UDPAddr).AddrPort())
	if err != nil {
		return 0, err
	}
	a.relay.fromPeople.Add(uint64(len(b)))
	_, _ = way.Write(b) // An engine that does not listen loses packets like any network.
	return len(b), nil
}

// way is the socket for an announced address.
func (a *allocation) way(to netip.AddrPort) (*net.UDPConn, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if way, known := a.ways[to]; known {
		return way, nil
	}
	switch {
	case a.ended:
		return nil, net.ErrClosed
	case !a.relay.gate.reachable(to.Addr(), to.Port(), false):
		a.relay.drops.count(DropPacketPeer)
		return nil, errPeer
	}
	way := a.spare
	if a.spare = nil; way == nil {
		var err error
		if way, err = a.relay.dial(); err != nil {
			return nil, err
		}
	}
	a.ways[to] = way
	from := net.UDPAddrFromAddrPort(to)
	a.relay.reading.Go(func() { a.read(way, from) })
	return way, nil
}

// read hands on what comes back by one socket until it is closed.
func (a *allocation) read(way *net.UDPConn, from *net.UDPAddr) {
	for {
		b := buffers.Get().(*[maxPacket]byte)
		n, err := way.Read(b[:])
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue // The engine did not listen when something was sent: it may again.
		}
		select {
		case a.arriving <- arrival{b, n, from}:
		case <-a.closed:
			return
		}
	}
}

// ReadFrom implements net.PacketConn.
func (a *allocation) ReadFrom(b []byte) (int, net.Addr, error) {
	select {
	case came := <-a.arriving:
		n := copy(b, came.buffer[:came.size])
		buffers.Put(came.buffer)
		a.relay.toPeople.Add(uint64(n))
		return n, came.from, nil
	case <-a.closed:
		return 0, nil, net.ErrClosed
	}
}

// LocalAddr implements net.PacketConn: the relayed address, by which nobody but the media engine gets through.
func (a *allocation) LocalAddr() net.Addr { return a.address }

// Close implements net.PacketConn. Idempotent.
func (a *allocation) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ended {
		return nil
	}
	a.ended = true
	close(a.closed)
	var err error
	if a.spare != nil {
		err = a.spare.Close()
	}
	for _, way := range a.ways {
		err = errors.Join(err, way.Close())
	}
	a.relay.forget(a)
	return err
}
