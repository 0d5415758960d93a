package turn

import (
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pion/stun/v4"
)

func TestIdleConnectionsStopNobody(t *testing.T) {
	w := newWorld(t)
	for range 2000 {
		conn, err := net.Dial("tcp", w.address())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	for _, network := range []string{"tcp", "udp"} {
		start := time.Now()
		if code := w.client(network, "ann").allocate(); code != 0 {
			t.Errorf("%s: %d", network, code)
		}
		t.Logf("%s: allocation in %v beside 2,000 idle connections", network, time.Since(start))
	}
	w.relay.crowd.mu.Lock()
	defer w.relay.crowd.mu.Unlock()
	if waiting := w.relay.crowd.waiting.Len(); waiting > streamsPerNetwork {
		t.Errorf("%d strangers of one network are kept", waiting)
	}
}

// A length just below 65,536 is none at all to a reader that adds the header's in 16 bits.
func TestLengthsOnAStream(t *testing.T) {
	for _, length := range []uint16{65535, 65516, 65520, maxPacket - 19, maxPacket} {
		w := newWorld(t)
		c := w.client("tcp", "")
		c.Write(append([]byte{0, 3, byte(length >> 8), byte(length), 0x21, 0x12, 0xa4, 0x42}, make([]byte, 12)...))
		c.closed()
		if w.dropped(DropOversized) != 1 {
			t.Errorf("%d: %v", length, w.relay.Drops())
		}
	}
}

func TestGarbageOnAStream(t *testing.T) {
	for _, garbage := range []string{"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "\xff\xff\x00\x00"} {
		w := newWorld(t)
		c := w.client("tcp", "")
		c.Write([]byte(garbage))
		c.CloseWrite()
		c.closed()
	}
}

func TestAStrangerMayNotTalkForEver(t *testing.T) {
	w := newWorld(t)
	c := w.client("tcp", "")
	for range strangerPackets {
		c.nonce = ""
		if code, _ := c.ask(stun.MethodAllocate); code != stun.CodeUnauthorized {
			t.Fatal(code)
		}
	}
	c.send(stun.BindingRequest)
	c.closed()
	if w.dropped(DropStrangerTalks) != 1 {
		t.Errorf("%v", w.relay.Drops())
	}
}

// closed waits until the relay has closed the connection.
func (c *client) closed() {
	c.Helper()
	c.SetReadDeadline(time.Now().Add(patience))
	var timeout net.Error
	if _, err := io.Copy(io.Discard, c.Conn); errors.As(err, &timeout) && timeout.Timeout() {
		c.Fatal("the connection goes on")
	}
}

// CloseWrite says that no more will come.
func (c *client) CloseWrite() { c.Conn.(*net.TCPConn).CloseWrite() }

// pipeListener gives one connection, of nobody in particular, in a test's own time.
type pipeListener struct {
	once   sync.Once
	given  chan net.Conn
	closed chan struct{}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.given:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error { l.once.Do(func() { close(l.closed) }); return nil }

func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

// pipe is a net.Pipe that has an address.
type pipe struct{ net.Conn }

func (pipe) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(203, 0, 113, 1), Port: 4000} }

func TestSlowConnections(t *testing.T) {
	key, err := newCredentialsKey([]byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	signed := stun.MustBuild(stun.TransactionID, stun.NewType(stun.MethodRefresh, stun.ClassRequest), signature{key}).Raw
	tests := []struct {
		name  string
		send  func(net.Conn)
		lasts time.Duration
	}{
		{"says nothing", func(net.Conn) {}, proveWithin},
		{"one byte a second", func(c net.Conn) {
			for _, err := c.Write([]byte{0}); err == nil; _, err = c.Write([]byte{0}) {
				time.Sleep(time.Second)
			}
		}, proveWithin},
		{"asks without end", func(c net.Conn) {
			for range 10 {
				c.Write(stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw)
				time.Sleep(2 * time.Second)
			}
		}, proveWithin},
		{"proves itself, then says nothing", func(c net.Conn) { c.Write(signed) }, idleProven},
		{"proves itself, then half a packet", func(c net.Conn) {
			c.Write(signed)
			time.Sleep(time.Minute)
			c.Write(signed[:30])
		}, time.Minute + packetWithin},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				counts := &drops{}
				g := &gate{key: key, allowed: func(string) bool { return true }, media: func() []netip.AddrPort { return nil },
					strangers: newStrangers(), drops: counts}
				near, far := net.Pipe()
				listener := &pipeListener{given: make(chan net.Conn, 1), closed: make(chan struct{})}
				listener.given <- pipe{near}
				s := newStreams(listener, g, &crowd{perNetwork: 1, strangers: 1, proven: 1})
				conn, err := s.Accept()
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				var sending sync.WaitGroup
				sending.Go(func() { tt.send(far) })
				for b := make([]byte, 1600); err == nil; {
					_, err = conn.Read(b)
				}
				if lasted := time.Since(start); lasted != tt.lasts || counts[DropSlow].Load() != 1 {
					t.Errorf("closed after %v, want %v: %v, %v", lasted, tt.lasts, err, counts.all())
				}
				conn.Close()
				far.Close()
				s.Close()
				sending.Wait()
			})
		})
	}
}

func TestAReaderThatStopsIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		listener := &pipeListener{given: make(chan net.Conn, 1), closed: make(chan struct{})}
		listener.given <- pipe{near}
		counts := &drops{}
		s := newStreams(listener, &gate{drops: counts}, &crowd{perNetwork: 1, strangers: 1, proven: 1})
		conn, err := s.Accept()
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := conn.Write(make([]byte, 100)); err == nil || time.Since(start) != packetWithin || counts[DropSlow].Load() != 1 {
			t.Errorf("%v after %v, %v", err, time.Since(start), counts.all())
		}
		if _, err := far.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("the connection goes on: %v", err)
		}
		s.Close()
	})
}

// signature signs for a participant who was given credentials.
type signature struct{ key credentialsKey }

// AddTo implements stun.Setter.
func (s signature) AddTo(m *stun.Message) error {
	username, _ := s.key.issue("ann", time.Now().Add(time.Hour))
	m.Add(stun.AttrUsername, []byte(username))
	return s.key.integrity(username).AddTo(m)
}
