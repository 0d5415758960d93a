package turn

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// handshakeWithin is how long a TLS connection has until its first byte.
const handshakeWithin = 10 * time.Second

// Demux lets the relay share a TLS port with the pages. A browser that speaks HTTP over TLS negotiates a protocol in
// its handshake (ALPN, RFC 7301), and its connection goes to the pages as it is, which HTTP/2 needs. Where none was
// negotiated the first byte tells: a STUN message begins with 0 to 3 (RFC 7983), nothing of HTTP does. How many
// connections there are at a time is for the listener below to bound.
type Demux struct {
	listener   net.Listener
	web, relay *side
	failed     atomic.Uint64
}

// NewDemux shares the connections of a listener made by tls.NewListener. It starts nothing: see Run.
func NewDemux(listener net.Listener) *Demux {
	return &Demux{listener: listener, web: newSide(listener), relay: newSide(listener)}
}

// Web is where HTTP connections arrive while Run runs.
func (d *Demux) Web() net.Listener { return d.web }

// Relay is where the relay's connections arrive while Run runs.
func (d *Demux) Relay() net.Listener { return d.relay }

// Drops counts, by name, the connections that did not get as far as their first byte.
func (d *Demux) Drops() map[string]uint64 { return map[string]uint64{"handshake": d.failed.Load()} }

// Run sorts connections until ctx is done, and closes the listener. It is called once.
func (d *Demux) Run(ctx context.Context) error {
	var sorting sync.WaitGroup
	defer sorting.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer func() { _ = errors.Join(d.web.Close(), d.relay.Close()) }() // Neither fails.
	stop := context.AfterFunc(ctx, func() { _ = d.listener.Close() })
	defer stop()
	for {
		conn, err := d.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			time.Sleep(acceptAgain) // No descriptors left: others will close.
			continue
		}
		secure, ok := conn.(*tls.Conn)
		if !ok {
			return errors.Join(errors.New("turn: the shared listener is not a TLS one"), conn.Close(), d.listener.Close())
		}
		sorting.Go(func() {
			stop := context.AfterFunc(ctx, func() { _ = secure.NetConn().SetDeadline(time.Now()) })
			defer stop()
			d.sort(ctx, secure)
		})
	}
}

// sort hands one connection to its side.
func (d *Demux) sort(ctx context.Context, conn *tls.Conn) {
	err := conn.SetDeadline(time.Now().Add(handshakeWithin))
	if err == nil {
		err = conn.HandshakeContext(ctx)
	}
	to, sorted := d.web, net.Conn(conn)
	if err == nil && conn.ConnectionState().NegotiatedProtocol == "" {
		to, sorted, err = d.peek(conn)
	}
	if err == nil {
		err = conn.SetDeadline(time.Time{})
	}
	if err != nil || !to.give(ctx, sorted) {
		d.failed.Add(1)
		_ = conn.NetConn().Close() // Without the farewell of TLS, which might wait.
	}
}

// peek reads the byte that tells.
func (d *Demux) peek(conn *tls.Conn) (*side, net.Conn, error) {
	b := make([]byte, 1)
	if _, err := conn.Read(b); err != nil {
		return nil, nil, err
	}
	peeked := &peekedConn{Conn: conn, first: b}
	if b[0] <= 3 {
		return d.relay, peeked, nil
	}
	return d.web, peeked, nil
}

// peekedConn gives back the byte that was read ahead. It still tells the state of its TLS connection, which net/http
// asks for. One goroutine reads.
type peekedConn struct {
	*tls.Conn
	first []byte
}

// Read implements net.Conn.
func (c *peekedConn) Read(b []byte) (int, error) {
	if len(c.first) == 0 || len(b) == 0 {
		return c.Conn.Read(b)
	}
	n := copy(b, c.first)
	c.first = c.first[n:]
	return n, nil
}

// side is one of the listeners that connections are sorted to.
type side struct {
	address  net.Addr
	arriving chan net.Conn
	once     sync.Once
	closed   chan struct{}
}

func newSide(of net.Listener) *side {
	return &side{address: of.Addr(), arriving: make(chan net.Conn), closed: make(chan struct{})}
}

// give hands a connection over; false if nobody will take it.
func (s *side) give(ctx context.Context, conn net.Conn) bool {
	select {
	case s.arriving <- conn:
		return true
	case <-s.closed:
	case <-ctx.Done():
	}
	return false
}

// Accept implements net.Listener.
func (s *side) Accept() (net.Conn, error) {
	select {
	case conn := <-s.arriving:
		return conn, nil
	case <-s.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener: the other side goes on.
func (s *side) Close() error {
	s.once.Do(func() { close(s.closed) })
	return nil
}

// Addr implements net.Listener.
func (s *side) Addr() net.Addr { return s.address }
