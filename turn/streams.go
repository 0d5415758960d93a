package turn

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"sync"
	"time"
)

// How long connections last, and how many there are.
const (
	proveWithin     = 10 * time.Second // from its opening to the first signed request
	strangerPackets = 16               // that a connection may send before that
	packetWithin    = 10 * time.Second // from a packet's first byte to its last, either way
	idleProven      = 11 * time.Minute // clients refresh sooner than an allocation's ten minutes
	acceptAgain     = 50 * time.Millisecond
	maxPacket       = 1500 // bytes; no browser sends more over a relay
)

// crowd limits of the connections to the relay.
const (
	streamsPerNetwork = 64
	streamStrangers   = 512
	streamsProven     = 4096
)

// streams is a listener behind the gate. Close closes its connections too.
type streams struct {
	net.Listener
	gate  *gate
	crowd *crowd

	mu     sync.Mutex
	closed bool
	open   map[*stream]struct{}
}

func newStreams(listener net.Listener, g *gate, c *crowd) *streams {
	return &streams{Listener: listener, gate: g, crowd: c, open: map[*stream]struct{}{}}
}

// Accept implements net.Listener. The error means that the listener is closed.
func (s *streams) Accept() (net.Conn, error) {
	for {
		conn, err := s.Listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil, err
		}
		if err != nil {
			time.Sleep(acceptAgain) // No descriptors left: others will close.
			continue
		}
		if admitted := s.admit(conn); admitted != nil {
			return admitted, nil
		}
		_ = conn.Close()
	}
}

// admit gives a connection its place; nil if there is none.
func (s *streams) admit(conn net.Conn) net.Conn {
	from, err := netip.ParseAddrPort(conn.RemoteAddr().String())
	if err != nil {
		return nil
	}
	c := &stream{Conn: conn, reader: bufio.NewReaderSize(conn, maxPacket+4), from: from.Addr(), streams: s}
	c.proveBy = time.Now().Add(proveWithin)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	c.member = s.crowd.enter(from.Addr(), conn)
	if c.member == nil {
		s.gate.drops.count(DropCrowd)
		return nil
	}
	s.open[c] = struct{}{}
	return c
}

// Close implements net.Listener.
func (s *streams) Close() error {
	s.mu.Lock()
	s.closed = true
	for c := range s.open {
		_ = c.Conn.Close()
	}
	s.mu.Unlock()
	return s.Listener.Close()
}

// stream is one client's connection. It gives whole packets only, one at a read (RFC 8656 section 3.1), which spares
// the relay what it would do with a length of its own choosing. One goroutine reads; any may write.
type stream struct {
	net.Conn
	streams *streams
	member  *member
	from    netip.Addr

	// Of the goroutine that reads.
	reader  *bufio.Reader
	proven  bool
	proveBy time.Time
	heard   int // packets before it proved anything

	writing sync.Mutex
}

// Read implements net.Conn: one packet that passed the gate. b holds at least maxPacket bytes.
func (c *stream) Read(b []byte) (int, error) {
	for {
		n, err := c.packet(b)
		if err != nil {
			return 0, err
		}
		v := c.streams.gate.judge(b[:n], c.from, true)
		if v.proven && !c.proven {
			if !c.member.prove() {
				return 0, c.refuse(DropCrowd)
			}
			c.proven = true
		}
		if v.answer != nil {
			if _, err := c.Write(v.answer); err != nil {
				return 0, err
			}
		}
		if c.heard++; !c.proven && c.heard > strangerPackets {
			return 0, c.refuse(DropStrangerTalks)
		}
		if v.pass {
			return n, nil
		}
		if v.answer == nil && !c.proven {
			return 0, io.EOF // Not a relay's client, or not one that will be served.
		}
	}
}

// packet reads one packet, in the time it has.
func (c *stream) packet(b []byte) (int, error) {
	wait := c.proveBy
	if c.proven {
		wait = time.Now().Add(idleProven)
	}
	if err := c.SetReadDeadline(wait); err != nil {
		return 0, err
	}
	header, err := c.reader.Peek(1)
	if err == nil {
		if rest := time.Now().Add(packetWithin); c.proven || rest.Before(wait) {
			err = c.SetReadDeadline(rest)
		}
	}
	if err == nil {
		header, err = c.reader.Peek(4)
	}
	if err != nil {
		return 0, c.late(err)
	}
	size := packetSize(header)
	if size > min(maxPacket, len(b)) {
		return 0, c.refuse(DropOversized)
	}
	n, err := io.ReadFull(c.reader, b[:size])
	return n, c.late(err)
}

// packetSize is a packet's length on a stream, by its first four bytes: STUN's has a header of 20 bytes, channel data
// one of 4, and is filled up to a multiple of 4 (RFC 8656 section 12.5).
func packetSize(header []byte) int {
	length := int(binary.BigEndian.Uint16(header[2:4]))
	if header[0]>>6 == 0 {
		return 20 + length
	}
	return 4 + (length+3)&^3
}

// Write implements net.Conn: whole packets, one after the other. A client that does not take them in time is let go,
// since half a packet would be the end of the stream anyway.
func (c *stream) Write(b []byte) (int, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	if err := c.SetWriteDeadline(time.Now().Add(packetWithin)); err != nil {
		return 0, err
	}
	n, err := c.Conn.Write(b)
	if err != nil {
		_ = c.Close()
	}
	return n, c.late(err)
}

// Close implements net.Conn. Idempotent.
func (c *stream) Close() error {
	c.member.leave()
	c.streams.mu.Lock()
	delete(c.streams.open, c)
	c.streams.mu.Unlock()
	return c.Conn.Close()
}

// late counts what came too late.
func (c *stream) late(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		c.streams.gate.drops.count(DropSlow)
	}
	return err
}

func (c *stream) refuse(reason DropReason) error {
	c.streams.gate.drops.count(reason)
	return io.EOF
}
