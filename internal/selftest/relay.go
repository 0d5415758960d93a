package selftest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"github.com/pion/stun/v4"
	pion "github.com/pion/turn/v5"

	"coupdemain/turn"
)

// relayWithin bounds what the relay takes to answer on this very machine.
const relayWithin = 5 * time.Second

// errNotRelayed is for a packet that was sent through the relay and did not arrive.
var errNotRelayed = errors.New("nothing came through")

// tryRelay opens a relay for a moment and sends a packet through it with real credentials, over UDP and over TCP. Of a
// server that runs only the answering is tried: its credentials end with a help, and there is none.
func tryRelay(ctx context.Context, s Settings, say teller) {
	if s.TURNPort == 0 {
		say(Note, "relay.off")
		return
	}
	try, fine := s.allocate, "relay"
	if s.Running {
		try, fine = s.askRelay, "relay.answers"
	}
	for _, network := range []string{"udp", "tcp"} {
		ctx, cancel := context.WithTimeout(ctx, relayWithin)
		err := try(ctx, network)
		cancel()
		if err != nil {
			say(Mend, "relay.error", "network", network, "error", err)
			continue
		}
		say(Fine, fine, "network", network)
	}
}

// host is an address of this machine at which media and relay listen.
func (s Settings) host() netip.Addr {
	ours, err := machineAddresses()
	if err == nil {
		for _, a := range s.Announced {
			if slices.Contains(ours, a) {
				return a
			}
		}
	}
	return netip.AddrFrom4([4]byte{127, 0, 0, 1})
}

// dial opens a connection to the relay's port.
func (s Settings) dial(ctx context.Context, network string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort(s.host().String(), strconv.Itoa(s.TURNPort)))
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	return conn, conn.SetDeadline(deadline)
}

// askRelay sends a STUN binding request to a relay that runs (RFC 8489).
func (s Settings) askRelay(ctx context.Context, network string) (err error) {
	conn, err := s.dial(ctx, network)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	request, err := stun.Build(stun.TransactionID, stun.BindingRequest)
	if err != nil {
		return err
	}
	if _, err := conn.Write(request.Raw); err != nil {
		return err
	}
	b := make([]byte, 1500)
	n, err := conn.Read(b)
	if err != nil {
		return err
	}
	answer := &stun.Message{Raw: b[:n]}
	if err := answer.Decode(); err != nil {
		return err
	}
	if answer.TransactionID != request.TransactionID {
		return errors.New("another answer than was asked for")
	}
	return nil
}

// allocate runs a relay before a media engine of its own, and sends a packet there and back.
func (s Settings) allocate(ctx context.Context, network string) (err error) {
	engine, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	at := engine.LocalAddr().(*net.UDPAddr).AddrPort()
	relay, err := turn.New(turn.Config{
		Port: s.TURNPort, Addresses: s.Announced, Secret: s.Secret, Engine: at.Port(),
		Media:   func() []netip.AddrPort { return []netip.AddrPort{at} },
		Allowed: func(string) bool { return true },
	})
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- relay.Run(running) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()
	username, password := relay.Credentials("check", s.host())
	return s.through(ctx, network, username, password, engine)
}

// through sends a packet to the engine by an allocation.
func (s Settings) through(ctx context.Context, network, username, password string, engine *net.UDPConn) error {
	relay := net.JoinHostPort(s.host().String(), strconv.Itoa(s.TURNPort))
	var base net.PacketConn
	if network == "tcp" {
		conn, err := s.dial(ctx, network)
		if err != nil {
			return err
		}
		base = pion.NewSTUNConn(conn)
	} else {
		family := "udp4" // By the socket's family the client asks for the allocation's.
		if s.host().Is6() {
			family = "udp6"
		}
		socket, err := (&net.ListenConfig{}).ListenPacket(ctx, family, ":0")
		if err != nil {
			return err
		}
		base = socket
	}
	defer func() { _ = base.Close() }() // Nothing is lost by it any more.
	client, err := pion.NewClient(&pion.ClientConfig{
		STUNServerAddr: relay, TURNServerAddr: relay, Username: username, Password: password, Conn: base,
	})
	if err != nil {
		return err
	}
	defer client.Close()
	if err := client.Listen(); err != nil {
		return err
	}
	allocation, err := client.Allocate()
	if err != nil {
		return fmt.Errorf("allocation: %w", err)
	}
	defer func() { _ = allocation.Close() }()
	said := []byte("coupdemain check")
	if _, err := allocation.WriteTo(said, engine.LocalAddr()); err != nil {
		return err
	}
	deadline, _ := ctx.Deadline()
	if err := engine.SetReadDeadline(deadline); err != nil {
		return err
	}
	heard := make([]byte, len(said)+1)
	n, err := io.ReadAtLeast(engine, heard, len(said))
	if err != nil || !bytes.Equal(heard[:n], said) {
		return errors.Join(errNotRelayed, err)
	}
	return nil
}
