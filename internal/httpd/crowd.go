package httpd

import (
	"container/list"
	"net"
	"net/netip"
	"sync"
)

// The bounds of connections that are open for pages. A town hall of a hundred browsers, six connections each, may stand
// behind one address.
const (
	maxConnections = 8192
	maxOfNetwork   = 600
)

// Why a connection gave way; the names are those of the metric.
const (
	dropCrowd   = "connections"
	dropNetwork = "connections_of_network"
)

// crowd has the connections that are open for pages. The zero value is ready. Any goroutine.
type crowd struct {
	mu       sync.Mutex
	open     list.List // of *conn: the one that began its request, or its wait, first is at the front
	networks map[netip.Prefix]*list.List
	drops    map[string]uint64
}

// enter makes room for a connection, at the cost of the oldest of its network or of all. A network that is not valid
// has no bound of its own.
func (c *crowd) enter(entering *conn) {
	c.mu.Lock()
	var giving *conn
	of := c.networks[entering.network]
	switch {
	case of != nil && of.Len() >= maxOfNetwork:
		giving = c.remove(of.Front().Value.(*conn), dropNetwork)
	case c.open.Len() >= maxConnections:
		giving = c.remove(c.open.Front().Value.(*conn), dropCrowd)
	}
	c.insert(entering)
	c.mu.Unlock()
	if giving != nil {
		_ = giving.Conn.Close()
	}
}

// insert puts a connection at the back. c.mu is held.
func (c *crowd) insert(entering *conn) {
	entering.among = c.open.PushBack(entering)
	if !entering.network.IsValid() {
		return
	}
	if c.networks == nil {
		c.networks = map[netip.Prefix]*list.List{}
	}
	if c.networks[entering.network] == nil { // remove may just have taken the last.
		c.networks[entering.network] = list.New()
	}
	entering.amongIts = c.networks[entering.network].PushBack(entering)
}

// remove takes a connection out, and counts why if that is for others' sake. c.mu is held.
func (c *crowd) remove(leaving *conn, why string) *conn {
	if leaving.among == nil {
		return nil
	}
	c.open.Remove(leaving.among)
	if of := c.networks[leaving.network]; of != nil {
		of.Remove(leaving.amongIts)
		if of.Len() == 0 {
			delete(c.networks, leaving.network)
		}
	}
	leaving.among, leaving.amongIts = nil, nil
	if why != "" {
		if c.drops == nil {
			c.drops = map[string]uint64{}
		}
		c.drops[why]++
	}
	return leaving
}

// listener bounds what it accepts.
type listener struct {
	net.Listener
	crowd   *crowd
	crowded func(netip.Addr) bool
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: accepted, crowd: l.crowd, network: l.network(accepted.RemoteAddr())}
	l.crowd.enter(c)
	return c, nil
}

// network is what one subscriber has: an IPv4 address, or an IPv6 /64 (RFC 6177); not valid where many share it.
func (l *listener) network(remote net.Addr) netip.Prefix {
	from, err := netip.ParseAddrPort(remote.String())
	if err != nil {
		return netip.Prefix{}
	}
	address := from.Addr().Unmap().WithZone("")
	if l.crowded != nil && l.crowded(address) {
		return netip.Prefix{}
	}
	bits := 32
	if address.Is6() {
		bits = 64
	}
	network, _ := address.Prefix(bits) // Never more bits than the address has.
	return network
}

// conn is a connection with a place in the crowd, whose lock guards the last two fields.
type conn struct {
	net.Conn
	crowd   *crowd
	network netip.Prefix

	among, amongIts *list.Element // nil once it has left
}

// Close implements net.Conn.
func (c *conn) Close() error {
	c.leave()
	return c.Conn.Close()
}

func (c *conn) leave() {
	c.crowd.mu.Lock()
	defer c.crowd.mu.Unlock()
	c.crowd.remove(c, "")
}

// renew puts the connection at the back: it has just been answered.
func (c *conn) renew() {
	c.crowd.mu.Lock()
	defer c.crowd.mu.Unlock()
	if c.crowd.remove(c, "") != nil {
		c.crowd.insert(c)
	}
}

// bounded finds ours beneath whatever was put over it; nil if it is not there.
func bounded(over net.Conn) *conn {
	for over != nil {
		if c, ok := over.(*conn); ok {
			return c
		}
		layer, ok := over.(interface{ NetConn() net.Conn })
		if !ok {
			return nil
		}
		over = layer.NetConn()
	}
	return nil
}
