package turn

import (
	"container/list"
	"io"
	"net/netip"
	"sync"
)

// crowd bounds the connections that are open. Those of strangers give way: to another of their own network first when
// it has its share, to anyone when there are too many, the oldest first. Whoever proves who they are stays. Any
// goroutine; connections are closed outside the lock.
type crowd struct {
	perNetwork int // connections of one network
	strangers  int // of all that have proved nothing
	proven     int // of all that have

	mu       sync.Mutex
	waiting  list.List // of *member: strangers, oldest first
	networks map[netip.Prefix]int
	proved   int
}

// member is one connection's place. The crowd's lock guards its fields.
type member struct {
	crowd   *crowd
	network netip.Prefix
	conn    io.Closer
	waiting *list.Element // nil once proven or gone
	proven  bool
	gone    bool
}

// enter makes room for a connection; nil if there is none, even so.
func (c *crowd) enter(from netip.Addr, conn io.Closer) *member {
	m := &member{crowd: c, network: network(from), conn: conn}
	c.mu.Lock()
	var givesWay *member
	switch {
	case c.networks[m.network] >= c.perNetwork:
		if givesWay = c.oldest(m.network); givesWay == nil {
			c.mu.Unlock()
			return nil
		}
	case c.waiting.Len() >= c.strangers:
		givesWay = c.waiting.Front().Value.(*member)
	}
	if givesWay != nil {
		givesWay.remove()
	}
	if c.networks == nil {
		c.networks = map[netip.Prefix]int{}
	}
	c.networks[m.network]++
	m.waiting = c.waiting.PushBack(m)
	c.mu.Unlock()
	if givesWay != nil {
		_ = givesWay.conn.Close()
	}
	return m
}

// oldest is the stranger of a network who has been there longest, nil if there is none.
func (c *crowd) oldest(network netip.Prefix) *member {
	for e := c.waiting.Front(); e != nil; e = e.Next() {
		if m := e.Value.(*member); m.network == network {
			return m
		}
	}
	return nil
}

// prove keeps the connection from giving way; false if too many do already, or it gave way before.
func (m *member) prove() bool {
	c := m.crowd
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case m.proven:
		return true
	case m.gone || c.proved >= c.proven:
		return false
	}
	c.waiting.Remove(m.waiting)
	m.waiting, m.proven = nil, true
	c.proved++
	return true
}

// leave gives the place back. Idempotent.
func (m *member) leave() {
	m.crowd.mu.Lock()
	defer m.crowd.mu.Unlock()
	m.remove()
}

// remove is leave under the lock.
func (m *member) remove() {
	if m.gone {
		return
	}
	m.gone = true
	c := m.crowd
	if m.waiting != nil {
		c.waiting.Remove(m.waiting)
		m.waiting = nil
	}
	if m.proven {
		c.proved--
	}
	if c.networks[m.network]--; c.networks[m.network] == 0 {
		delete(c.networks, m.network)
	}
}
