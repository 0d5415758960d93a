//go:build siege

package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/pion/logging"
	"github.com/pion/stun/v4"
	"github.com/pion/turn/v5"
	"golang.org/x/time/rate"

	"coupdemain/signaling/protocol"
)

const (
	helloRate   = 1000 // a second
	helloLasts  = 60 * time.Second
	helloJoins  = 100
	pleaRate    = 1000 // a second
	pleaLasts   = 10 * time.Second
	pleaAnswers = 2       // requests for a keyframe a second
	stunPackets = 1000000 // mutated
	stunRate    = 25000   // a second: more would be lost to full buffers, and not be read at all
	before      = 10 * time.Second
	gapAtMost   = time.Second // between packets of a picture that comes ten times a second
)

// clientHello is a DTLS 1.2 ClientHello (RFC 6347 section 4.2) as browsers send it, but for its random.
func clientHello() []byte {
	body := []byte{0xfe, 0xfd}
	for range 32 {
		body = append(body, byte(rand.Uint32()))
	}
	body = append(body, 0, 0, 0, 8, 0xc0, 0x2b, 0xc0, 0x2f, 0xcc, 0xa9, 0xc0, 0x0a, 1, 0)
	extensions := []byte{
		0, 10, 0, 6, 0, 4, 0, 29, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 6, 0, 4, 4, 3, 4, 1, 0, 23, 0, 0, 0, 14, 0, 7, 0, 4, 0, 7, 0, 8, 0,
	}
	body = append(append(body, byte(len(extensions)>>8), byte(len(extensions))), extensions...)
	handshake := append([]byte{1, 0, byte(len(body) >> 8), byte(len(body)), 0, 0, 0, 0, 0, 0, byte(len(body) >> 8), byte(len(body))}, body...)
	return append([]byte{22, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, byte(len(handshake) >> 8), byte(len(handshake))}, handshake...)
}

// binding is a connectivity check (RFC 8445 section 7.2.2) for a ufrag, signed with a password that is nobody's.
func binding(ufrag string) []byte {
	return stun.MustBuild(stun.TransactionID, stun.BindingRequest, stun.NewUsername(ufrag+":strange"),
		stun.RawAttribute{Type: stun.AttrPriority, Value: []byte{110, 0, 1, 255}},
		stun.RawAttribute{Type: stun.AttrICEControlling, Value: make([]byte, 8)},
		stun.RawAttribute{Type: stun.AttrUseCandidate}, stun.NewShortTermIntegrity("nobody's password at all"), stun.Fingerprint).Raw
}

// spoof sends from addresses of the loopback network, so many packets a second, until ctx ends; it tells how many.
func (c *castle) spoof(ctx context.Context, port, perSecond int, packet func() [][]byte) (sent int) {
	c.Helper()
	sockets := make([]*net.UDPConn, 0, 500)
	for i := range cap(sockets) {
		from := &net.UDPAddr{IP: net.IPv4(127, 4, byte(i>>8), byte(i))}
		socket, err := net.DialUDP("udp4", from, &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
		if err != nil {
			c.Error(err)
			return 0
		}
		defer socket.Close()
		sockets = append(sockets, socket)
	}
	limit := rate.NewLimiter(rate.Limit(perSecond), perSecond/50+1)
	for limit.Wait(ctx) == nil {
		for _, one := range packet() {
			_, _ = sockets[sent%len(sockets)].Write(one) // Nobody listens to the answers.
		}
		sent++
	}
	return sent
}

func TestSiegeByClientHellos(t *testing.T) {
	c := besiege(t)
	mediator := c.mediator()
	// A stranger who was given a code has a ufrag of their own to attack with.
	m, _, err := c.meet(c.within(), mediator)
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	own := m.person.Ufrag()
	ctx, over := context.WithTimeout(context.Background(), helloLasts)
	defer over()
	var attacking sync.WaitGroup
	sent := 0
	attacking.Go(func() {
		ways := 0
		sent = c.spoof(ctx, c.media, helloRate, func() [][]byte {
			switch ways++; ways % 3 {
			case 0:
				return [][]byte{clientHello()}
			case 1:
				return [][]byte{binding(fmt.Sprintf("%016x", rand.Uint64())), clientHello()}
			default:
				return [][]byte{binding(own), clientHello()}
			}
		})
	})
	took := c.meetings(mediator, helloJoins)
	<-ctx.Done()
	attacking.Wait()
	t.Logf("%d ClientHellos from 500 addresses, a third alone, a third after a check for a ufrag that is nobody's, a third after one for an attacker's own; "+
		"%d of %d rightful joinings succeeded", sent, len(took), helloJoins)
	if sent < helloRate*int(helloLasts/time.Second)*9/10 {
		t.Errorf("%d were sent: no attack worth the name", sent)
	}
	if len(took) != helloJoins {
		t.Errorf("%d of %d joined", len(took), helloJoins)
	}
	c.within95("joining meanwhile", took, joinWithin)
}

func TestSiegeByKeyframeRequests(t *testing.T) {
	c := besiege(t)
	m, _, err := c.meet(c.within(), c.mediator())
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	ctx, over := context.WithTimeout(context.Background(), pleaLasts)
	defer over()
	first, asked := time.Now(), 0
	for limit := rate.NewLimiter(pleaRate, pleaRate); limit.Wait(ctx) == nil; asked++ {
		if err := m.mediator.AskKeyframe(protocol.ScreenTrack); err != nil {
			t.Fatal(err)
		}
	}
	heard := m.person.KeyframesAsked()
	heard = heard[slices.IndexFunc(heard, first.Before):]
	busiest := 0
	for i, at := range heard {
		n := 0
		for _, other := range heard[i:] {
			if other.Sub(at) < time.Second {
				n++
			}
		}
		busiest = max(busiest, n)
	}
	t.Logf("a viewer asked for %d keyframes in %v; the sender was asked for %d, at most %d in any second", asked, pleaLasts, len(heard), busiest)
	if most := pleaAnswers * int(pleaLasts/time.Second); len(heard) > most || len(heard) == 0 || busiest > pleaAnswers {
		t.Errorf("the sender was asked %d times, at most %d a second; want from 1 to %d, and %d", len(heard), busiest, most, pleaAnswers)
	}
	if asked < pleaRate*int(pleaLasts/time.Second)*9/10 {
		t.Errorf("%d were asked for: no attack worth the name", asked)
	}
}

// zeroLength is the packet of ADR 0001: a Send indication whose address has no bytes, which ended other servers when it
// came from a client that held an allocation.
const zeroLength = "0016000c" + "2112a442" + "000102030405060708090a0b" + "00120000" + "00130004" + "deadbeef"

// allocate opens an allocation at the relay, and gives the socket that holds it.
func (c *castle) allocate(username, credential string) net.PacketConn {
	c.Helper()
	socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		c.Fatal(err)
	}
	client, err := turn.NewClient(&turn.ClientConfig{
		TURNServerAddr: fmt.Sprintf("127.0.0.1:%d", c.relay), Conn: socket, Username: username, Password: credential, Realm: "coupdemain",
		LoggerFactory: logging.NewDefaultLoggerFactory(),
	})
	if err == nil {
		err = client.Listen()
	}
	if err == nil {
		_, err = client.Allocate()
	}
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { client.Close(); _ = socket.Close() })
	return socket
}

// mutated is a packet with a few bytes changed, cut off or put in; most keep a length that is right.
func mutated(packet []byte) []byte {
	b := slices.Clone(packet)
	for range 1 + rand.IntN(5) {
		switch at := rand.IntN(len(b)); rand.IntN(5) {
		case 0:
			b[at] = byte(rand.Uint32())
		case 1:
			b[at] ^= 1 << rand.IntN(8)
		case 2:
			b[at] = []byte{0, 1, 0x7f, 0x80, 0xff}[rand.IntN(5)]
		case 3:
			b = slices.Insert(b, at, byte(rand.Uint32()), 0, 0, byte(rand.Uint32()))
		default:
			if at >= 20 {
				b = b[:at]
			}
		}
	}
	if len(b) >= 20 && rand.IntN(4) != 0 {
		b = b[:20+(len(b)-20)&^3]
		b[2], b[3] = byte((len(b)-20)>>8), byte(len(b)-20)
	}
	return b
}

// A help runs while the media port and the relay get what they were not written for.
func TestSiegeByMutatedSTUN(t *testing.T) {
	c := besiege(t)
	m, _, err := c.meet(c.within(), c.mediator())
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	m.mediator.Recount()
	time.Sleep(before) // What the picture is like undisturbed.
	calm := m.mediator.Received(protocol.ScreenTrack)
	m.mediator.Recount()

	username, credential := c.credentials(m.browser, m.id)
	odd, err := hex.DecodeString(zeroLength)
	if err != nil {
		t.Fatal(err)
	}
	request := func(method stun.Method, more ...stun.Setter) []byte {
		setters := append([]stun.Setter{stun.TransactionID, stun.NewType(method, stun.ClassRequest)}, more...)
		return stun.MustBuild(append(setters, stun.NewUsername(username), stun.NewRealm("coupdemain"), stun.NewNonce("nonce"),
			stun.NewLongTermIntegrity(username, "coupdemain", credential))...).Raw
	}
	seeds := [][]byte{
		odd, binding(m.person.Ufrag()), binding("nobody"), clientHello(), stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw,
		request(stun.MethodAllocate, stun.RawAttribute{Type: stun.AttrRequestedTransport, Value: []byte{17, 0, 0, 0}}),
		request(stun.MethodRefresh, stun.RawAttribute{Type: stun.AttrLifetime, Value: []byte{0, 0, 2, 88}}),
		request(stun.MethodCreatePermission, stun.RawAttribute{Type: stun.AttrXORPeerAddress, Value: []byte{0, 1, 1, 2, 3, 4, 5, 6}}),
	}
	pid := c.command.Process.Pid
	holder, relay := c.allocate(username, credential), &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: c.relay}
	begun := time.Now()
	var attacking sync.WaitGroup
	for _, port := range []int{c.media, c.relay} {
		attacking.Go(func() {
			ctx, over := context.WithCancel(context.Background())
			defer over()
			n := 0
			c.spoof(ctx, port, stunRate/2, func() [][]byte {
				if n++; n >= stunPackets/2 {
					over()
				}
				packet := mutated(seeds[rand.IntN(len(seeds))])
				if n%1000 == 1 {
					packet = odd
				}
				if port == c.relay && n%2 == 1 {
					_, _ = holder.WriteTo(packet, relay)
					return nil
				}
				return [][]byte{packet}
			})
		})
	}
	attacking.Wait()
	lasted := time.Since(begun)
	under := m.mediator.Received(protocol.ScreenTrack)
	t.Logf("%d mutated packets in %v. The picture before: %d packets, %d missing, longest gap %v; meanwhile: %d packets, %d missing, longest gap %v",
		stunPackets, lasted.Round(time.Second), calm.Packets, calm.Missing, calm.LongestGap.Round(time.Millisecond),
		under.Packets, under.Missing, under.LongestGap.Round(time.Millisecond))
	if under.Missing > 0 || under.LongestGap > gapAtMost {
		t.Errorf("the picture was disturbed: %d packets missing, longest gap %v (load %s)", under.Missing, under.LongestGap, load())
	}
	if c.command.Process.Pid != pid || len(c.ended) > 0 {
		t.Error("the program ended")
	}
	if _, _, err := c.meet(c.within(), c.mediator()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
