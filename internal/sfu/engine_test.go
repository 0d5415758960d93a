package sfu

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestNothingUnshown: whoever has not been shown anything receives no RTP.
func TestNothingUnshown(t *testing.T) {
	e := newEngine(t)
	mediator, person := join(t, e, false), join(t, e, false)
	v := &video{tag: 'm', width: 640}
	for range 20 {
		send(t, mediator.camera, v.frame(true, 3)...)
	}
	mediator.awaitStart(Camera)
	// The channel closes the order: what was sent before it has been handled.
	mediator.exchange()
	person.exchange()
	for _, slot := range person.peer.slots {
		slot.mu.Lock()
		if slot.packets != 0 {
			t.Errorf("slot %s: %d packets", slot.Mid, slot.packets)
		}
		slot.mu.Unlock()
	}
	person.mu.Lock()
	defer person.mu.Unlock()
	if len(person.arrived) != 0 {
		t.Errorf("%d tracks arrived", len(person.arrived))
	}
}

// exchange sends a message to the server and back.
func (c *client) exchange() {
	c.t.Helper()
	if c.data.ReadyState().String() != "open" {
		c.await(c.dataOpen, "data channel")
	}
	if err := c.data.SendText("up"); err != nil {
		c.t.Fatal(err)
	}
	for _, want := range []string{"server:up", "down"} {
		select {
		case got := <-c.messages:
			if got != want {
				c.t.Fatalf("message %q, want %q", got, want)
			}
		case <-time.After(patience):
			c.t.Fatalf("no message %q", want)
		}
		if want == "server:up" {
			if err := c.peer.SendData([]byte("down")); err != nil {
				c.t.Fatal(err)
			}
		}
	}
}

// TestLostIsSentAgain: a NACK is answered on the RTX stream.
func TestLostIsSentAgain(t *testing.T) {
	e := newEngine(t)
	mediator, person := join(t, e, false), join(t, e, false)
	v := &video{tag: 'm', width: 640}
	slot := person.cameraSlot()
	if _, err := person.peer.Show(slot, mediator.peer.Source(Camera)); err != nil {
		t.Fatal(err)
	}
	send(t, mediator.camera, v.frame(true, 3)...)
	first := person.next(slot)
	person.next(slot)
	third := person.next(slot)
	person.mu.Lock()
	media := uint32(person.remote[slot])
	person.mu.Unlock()
	nack := &rtcp.TransportLayerNack{MediaSSRC: media, Nacks: rtcp.NackPairsFromSequenceNumbers([]uint16{first.SequenceNumber})}
	if err := person.pc.WriteRTCP([]rtcp.Packet{nack}); err != nil {
		t.Fatal(err)
	}
	// A repair is read together with the next original.
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				for _, p := range v.frame(false, 1) {
					_ = mediator.camera.WriteRTP(p)
				}
			}
		}
	}()
	for {
		p := person.next(slot)
		if int16(p.SequenceNumber-third.SequenceNumber) > 0 {
			continue
		}
		if p.SequenceNumber != first.SequenceNumber || p.Timestamp != first.Timestamp || string(p.Payload) != string(first.Payload) {
			t.Fatalf("sent again: %v, want %v", p, first)
		}
		return
	}
}

// TestPublisherIsAskedForLost: a gap in what is published is asked for.
func TestPublisherIsAskedForLost(t *testing.T) {
	e := newEngine(t)
	mediator := join(t, e, false)
	v := &video{tag: 'm', width: 640}
	frame := v.frame(true, 4)
	send(t, mediator.camera, frame[0], frame[1], frame[3])
	for {
		select {
		case p := <-mediator.keyAsked:
			nack, ok := p.(*rtcp.TransportLayerNack)
			if !ok {
				continue
			}
			if nack.Nacks[0].PacketID != frame[2].SequenceNumber {
				t.Fatalf("asked for %d, want %d", nack.Nacks[0].PacketID, frame[2].SequenceNumber)
			}
			return
		case <-time.After(patience):
			t.Fatal("not asked for")
		}
	}
}

func TestPortTaken(t *testing.T) {
	local := netip.MustParseAddr("127.0.0.1")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	taken := listener.Addr().(*net.TCPAddr).Port
	_, err = New(Config{Listen: local, Port: taken})
	if !errors.Is(err, syscall.EADDRINUSE) || !strings.Contains(err.Error(), "tcp") {
		t.Errorf("tcp taken: %v", err)
	}
	_, err = New(Config{Listen: local, Port: newEngine(t).Port()})
	if !errors.Is(err, syscall.EADDRINUSE) || !strings.Contains(err.Error(), "udp") {
		t.Errorf("udp taken: %v", err)
	}
}

// TestCycles joins and leaves; VerifyTestMain sees what would remain.
func TestCycles(t *testing.T) {
	e := newEngine(t)
	offer := offerer(t, false).offer()
	source := join(t, e, false).peer.Source(Camera)
	for range 200 {
		peer, _, err := e.Accept(context.Background(), offer, room, Events{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := peer.Show(peer.Slots()[2].Mid, source); err != nil {
			t.Fatal(err)
		}
		peer.Close()
		peer.Close()
		if _, err := peer.Show(peer.Slots()[2].Mid, source); err != nil {
			t.Fatal(err)
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.peers) != 1 {
		t.Errorf("%d peers remain, want the publisher", len(e.peers))
	}
	if n := len(source.slots); n != 0 {
		t.Errorf("%d slots still attached", n)
	}
}

func TestShowRefusals(t *testing.T) {
	e := newEngine(t)
	c := join(t, e, false)
	if _, err := c.peer.Show("none", nil); !errors.Is(err, ErrSlot) {
		t.Errorf("unknown mid: %v", err)
	}
	if _, err := c.peer.Show(c.audioSlot(), c.peer.Source(Camera)); !errors.Is(err, ErrSlot) {
		t.Errorf("camera in an audio slot: %v", err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Accept(context.Background(), offerer(t, false).offer(), room, Events{}); !errors.Is(err, ErrClosed) {
		t.Errorf("accept when closed: %v", err)
	}
	if err := c.peer.SendData([]byte("x")); !errors.Is(err, ErrData) {
		t.Errorf("data when closed: %v", err)
	}
}

// The library refuses to connect with a certificate that has ended; a server may run for years.
func TestTheCertificateHasNoEnd(t *testing.T) {
	if end := newEngine(t).certificate.Expires(); time.Until(end) < 100*365*24*time.Hour {
		t.Errorf("it ends on %v", end)
	}
}

func TestVoicesAreAskedToBeSparing(t *testing.T) {
	e := newEngine(t)
	for rate, want := range map[int]bool{0: false, 28_000: true} {
		limits := room
		limits.Voice = rate
		peer, answer, err := e.Accept(context.Background(), offerText, limits, Events{})
		if err != nil {
			t.Fatal(err)
		}
		peer.Close()
		if strings.Contains(answer, "maxaveragebitrate=28000;ptime=40") != want || strings.Contains(answer, "a=ptime:40") != want {
			t.Errorf("a voice of %d bit/s is answered with %s", rate, answer)
		}
	}
}
