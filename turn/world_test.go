package turn

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/pion/stun/v4"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The addresses at which the media engine is announced: nobody's, so that only translation can reach it.
var (
	fourth = netip.MustParseAddrPort("192.0.2.1:7882")
	sixth  = netip.MustParseAddrPort("[2001:db8::1]:7882")
)

// patience is how long anything may take that should come at once: only its absence fails.
const patience = 20 * time.Second

// world is a relay that runs, and a media engine that sends everything back.
type world struct {
	*testing.T
	relay  *Relay
	engine *net.UDPConn
	media  []netip.AddrPort

	mu      sync.Mutex
	revoked map[string]bool
	heard   int // packets that reached the engine
}

func newWorld(t *testing.T, streams ...net.Listener) *world {
	w := &world{T: t, revoked: map[string]bool{}, media: []netip.AddrPort{fourth, sixth}}
	engine, err := net.ListenUDP("udp", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	w.engine = engine
	relay, err := New(Config{
		Addresses: []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("192.0.2.1")},
		Streams:   streams,
		Secret:    []byte("a secret of the server's own, 32 "),
		Media: func() []netip.AddrPort {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.media
		},
		Engine: w.engine.LocalAddr().(*net.UDPAddr).AddrPort().Port(),
		Allowed: func(participant string) bool {
			w.mu.Lock()
			defer w.mu.Unlock()
			return !w.revoked[participant]
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.relay = relay
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- relay.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	go w.echo()
	return w
}

func (w *world) listenUDP() *net.UDPConn {
	w.Helper()
	socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { socket.Close() })
	return socket
}

// echo is the media engine.
func (w *world) echo() {
	b := make([]byte, 2000)
	for {
		n, from, err := w.engine.ReadFromUDPAddrPort(b)
		if err != nil {
			return
		}
		w.mu.Lock()
		w.heard++
		w.mu.Unlock()
		w.engine.WriteToUDPAddrPort(b[:n], from)
	}
}

func (w *world) revoke(participant string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.revoked[participant] = true
}

// relayed are the relayed addresses of all allocations.
func (w *world) relayed() (sockets []*net.UDPAddr) {
	w.relay.mu.Lock()
	defer w.relay.mu.Unlock()
	for a := range w.relay.opened {
		sockets = append(sockets, a.LocalAddr().(*net.UDPAddr))
	}
	return sockets
}

// address is where the relay listens.
func (w *world) address() string { return w.relay.sockets.listeners[0].Addr().String() }

func (w *world) dropped(reason DropReason) int { return int(w.relay.drops[reason].Load()) }

// client is one connection to the relay, which speaks STUN and no more.
type client struct {
	*world
	net.Conn
	reliable           bool
	username, password string
	nonce              string
}

// client opens a connection with a participant's credentials; with none if that is "".
func (w *world) client(network, participant string) *client {
	w.Helper()
	conn, err := net.Dial(network, w.address())
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { conn.Close() })
	c := &client{world: w, Conn: conn, reliable: network == "tcp"}
	if participant != "" {
		c.username, c.password = w.relay.Credentials(participant, netip.Addr{})
	}
	return c
}

// send puts a message together, signed once there is a nonce.
func (c *client) send(kind stun.MessageType, more ...stun.Setter) {
	c.Helper()
	setters := append([]stun.Setter{stun.TransactionID, kind}, more...)
	if c.nonce != "" && kind.Class == stun.ClassRequest {
		setters = append(setters, stun.NewUsername(c.username), stun.NewRealm(realm), stun.NewNonce(c.nonce),
			stun.NewLongTermIntegrity(c.username, realm, c.password))
	}
	m, err := stun.Build(setters...)
	if err != nil {
		c.Fatal(err)
	}
	if _, err := c.Write(m.Raw); err != nil {
		c.Fatal(err)
	}
}

// hear waits for the next message.
func (c *client) hear() *stun.Message {
	c.Helper()
	m := &stun.Message{Raw: c.hearBytes()}
	if err := m.Decode(); err != nil {
		c.Fatal(err)
	}
	return m
}

func (c *client) hearBytes() []byte {
	c.Helper()
	c.SetReadDeadline(time.Now().Add(patience))
	b := make([]byte, 2000)
	n, err := c.Read(b)
	if err != nil {
		c.Fatal(err)
	}
	return b[:n]
}

// ask sends a request and gives the answer's error code, 0 for success.
func (c *client) ask(method stun.Method, more ...stun.Setter) (stun.ErrorCode, *stun.Message) {
	c.Helper()
	c.send(stun.NewType(method, stun.ClassRequest), more...)
	answer := c.hear()
	if answer.Type.Class == stun.ClassSuccessResponse {
		return 0, answer
	}
	var code stun.ErrorCodeAttribute
	if err := code.GetFrom(answer); err != nil {
		c.Fatal(err)
	}
	var nonce stun.Nonce
	if nonce.GetFrom(answer) == nil {
		c.nonce = nonce.String()
	}
	return code.Code, answer
}

// allocate asks for an allocation, as a browser does: first without a signature, then with one.
func (c *client) allocate(more ...stun.Setter) stun.ErrorCode {
	c.Helper()
	asked := append([]stun.Setter{attribute(stun.AttrRequestedTransport, 17, 0, 0, 0)}, more...)
	code, _ := c.ask(stun.MethodAllocate, asked...)
	if code != stun.CodeUnauthorized || c.username == "" {
		return code
	}
	code, _ = c.ask(stun.MethodAllocate, asked...)
	return code
}

// permit asks for the permission to send to a peer.
func (c *client) permit(to netip.AddrPort) stun.ErrorCode {
	c.Helper()
	code, _ := c.ask(stun.MethodCreatePermission, peer(to))
	return code
}

// bind asks for a channel to a peer.
func (c *client) bind(number uint16, to netip.AddrPort) stun.ErrorCode {
	c.Helper()
	code, _ := c.ask(stun.MethodChannelBind, attribute(stun.AttrChannelNumber, byte(number>>8), byte(number), 0, 0), peer(to))
	return code
}

// relayed sends words to a peer and gives what comes back, and from where.
func (c *client) relayed(to netip.AddrPort, words string) (string, netip.AddrPort) {
	c.Helper()
	c.send(stun.NewType(stun.MethodSend, stun.ClassIndication), peer(to), attribute(stun.AttrData, []byte(words)...))
	m := c.hear()
	var from stun.XORMappedAddress
	if err := from.GetFromAs(m, stun.AttrXORPeerAddress); err != nil {
		c.Fatal(err)
	}
	data, err := m.Get(stun.AttrData)
	if err != nil {
		c.Fatal(err)
	}
	return string(data), (&net.UDPAddr{IP: from.IP, Port: from.Port}).AddrPort()
}

// attribute is one of a message, as it is.
func attribute(kind stun.AttrType, value ...byte) stun.Setter {
	return stun.RawAttribute{Type: kind, Value: value}
}

// peer is an XOR-PEER-ADDRESS, written out so that no form of address is made into another on the way.
func peer(to netip.AddrPort) stun.Setter { return rawPeer(to) }

type rawPeer netip.AddrPort

// AddTo implements stun.Setter.
func (p rawPeer) AddTo(m *stun.Message) error {
	to := netip.AddrPort(p)
	mask := append([]byte{0x21, 0x12, 0xa4, 0x42}, m.TransactionID[:]...)
	family := byte(1)
	if to.Addr().Is6() {
		family = 2
	}
	value := []byte{0, family, byte(to.Port()>>8) ^ mask[0], byte(to.Port()) ^ mask[1]}
	for i, b := range to.Addr().AsSlice() {
		value = append(value, b^mask[i])
	}
	m.Add(stun.AttrXORPeerAddress, value)
	return nil
}
