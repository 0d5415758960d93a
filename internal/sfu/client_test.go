package sfu

import (
	"context"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// patience bounds every wait: a test that reaches it has failed.
const patience = 15 * time.Second

var room = Limits{AudioSlots: 3, ScreenSlots: 1, CameraSlots: 4}

func newEngine(t testing.TB) *Engine {
	t.Helper()
	e, err := New(Config{Listen: netip.MustParseAddr("127.0.0.1")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// client is a browser's part, played by another connection of the library.
type client struct {
	t                   testing.TB
	pc                  *webrtc.PeerConnection
	peer                *Peer
	mic, camera, screen *webrtc.TrackLocalStaticRTP
	senders             map[*webrtc.TrackLocalStaticRTP]*webrtc.RTPSender
	data                *webrtc.DataChannel
	slotMids            []string // audio, screen, camera

	connected chan struct{} // the engine says so
	up        chan struct{} // the client says so
	started   chan Kind
	messages  chan string
	dataOpen  chan struct{}
	keyAsked  chan rtcp.Packet // RTCP about the camera

	mu      sync.Mutex
	arrived map[string]chan *rtp.Packet // by mid
	remote  map[string]webrtc.SSRC
}

// join connects a client that publishes all three and has one slot of each kind. What it receives goes through the roads
// first.
func join(t testing.TB, e *Engine, tcp bool, roads ...interceptor.Factory) *client {
	t.Helper()
	c := offerer(t, tcp, roads...)
	c.negotiate(e)
	c.await(c.connected, "connection")
	c.await(c.up, "connection on the client's side")
	return c
}

func clientAPI(t testing.TB, tcp bool, roads []interceptor.Factory) *webrtc.API {
	t.Helper()
	media := &webrtc.MediaEngine{}
	if err := media.RegisterDefaultCodecs(); err != nil {
		t.Fatal(err)
	}
	for _, uri := range []string{sdp.SDESMidURI, sdp.SDESRTPStreamIDURI, sdp.SDESRepairRTPStreamIDURI, sdp.TransportCCURI} {
		for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeAudio, webrtc.RTPCodecTypeVideo} {
			if err := media.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: uri}, kind); err != nil {
				t.Fatal(err)
			}
		}
	}
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	if tcp {
		settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeTCP4})
	}
	chain := &interceptor.Registry{}
	for _, road := range roads {
		chain.Add(road)
	}
	if err := webrtc.RegisterDefaultInterceptors(media, chain); err != nil {
		t.Fatal(err)
	}
	return webrtc.NewAPI(webrtc.WithMediaEngine(media), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(chain))
}

func offerer(t testing.TB, tcp bool, roads ...interceptor.Factory) *client {
	t.Helper()
	pc, err := clientAPI(t, tcp, roads).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	c := &client{
		t: t, pc: pc, senders: map[*webrtc.TrackLocalStaticRTP]*webrtc.RTPSender{},
		connected: make(chan struct{}, 8), up: make(chan struct{}, 8), started: make(chan Kind, 8), messages: make(chan string, 8),
		dataOpen: make(chan struct{}, 1), keyAsked: make(chan rtcp.Packet, 64),
		arrived: map[string]chan *rtp.Packet{}, remote: map[string]webrtc.SSRC{},
	}
	t.Cleanup(func() { _ = pc.GracefulClose() })
	c.mic = c.publish(webrtc.MimeTypeOpus, "mic")
	c.camera = c.publish(webrtc.MimeTypeVP8, "camera")
	c.screen = c.publish(webrtc.MimeTypeVP8, "screen")
	for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeAudio, webrtc.RTPCodecTypeVideo, webrtc.RTPCodecTypeVideo} {
		if _, err := pc.AddTransceiverFromKind(kind, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
			t.Fatal(err)
		}
	}
	c.openData()
	pc.OnTrack(c.track)
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateConnected {
			c.up <- struct{}{}
		}
	})
	return c
}

func (c *client) publish(mime, id string) *webrtc.TrackLocalStaticRTP {
	c.t.Helper()
	track, err := webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: mime}, id, id)
	if err != nil {
		c.t.Fatal(err)
	}
	line, err := c.pc.AddTransceiverFromTrack(track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		c.t.Fatal(err)
	}
	c.senders[track] = line.Sender()
	go func() {
		for {
			packets, _, err := line.Sender().ReadRTCP()
			if err != nil {
				return
			}
			for _, p := range packets {
				if _, report := p.(*rtcp.ReceiverReport); !report && id == "camera" {
					c.keyAsked <- p
				}
			}
		}
	}()
	return track
}

func (c *client) openData() {
	c.t.Helper()
	yes, no, zero := true, false, uint16(0)
	data, err := c.pc.CreateDataChannel("fast", &webrtc.DataChannelInit{Negotiated: &yes, Ordered: &no, ID: &zero, MaxRetransmits: &zero})
	if err != nil {
		c.t.Fatal(err)
	}
	data.OnOpen(func() { c.dataOpen <- struct{}{} })
	data.OnMessage(func(m webrtc.DataChannelMessage) { c.messages <- string(m.Data) })
	c.data = data
}

func (c *client) track(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	mid := receiver.RTPTransceiver().Mid()
	c.mu.Lock()
	c.remote[mid] = track.SSRC()
	c.mu.Unlock()
	for {
		p, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		c.inbox(mid) <- p
	}
}

func (c *client) inbox(mid string) chan *rtp.Packet {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.arrived[mid] == nil {
		c.arrived[mid] = make(chan *rtp.Packet, 4096)
	}
	return c.arrived[mid]
}

func (c *client) offer() string {
	c.t.Helper()
	offer, err := c.pc.CreateOffer(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.pc.SetLocalDescription(offer); err != nil {
		c.t.Fatal(err)
	}
	return c.pc.LocalDescription().SDP
}

func (c *client) negotiate(e *Engine) {
	c.t.Helper()
	peer, answer, err := e.Accept(context.Background(), c.offer(), room, Events{
		Connected: func() { c.connected <- struct{}{} },
		Started:   func(k Kind) { c.started <- k },
		Data:      func(payload []byte) { c.messages <- "server:" + string(payload) },
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.peer = peer
	for _, s := range peer.Slots() {
		c.slotMids = append(c.slotMids, s.Mid)
	}
	if err := c.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) await(event <-chan struct{}, what string) {
	c.t.Helper()
	select {
	case <-event:
	case <-time.After(patience):
		c.t.Fatalf("no %s", what)
	}
}

// next is the next packet that arrives in the slot.
func (c *client) next(mid string) *rtp.Packet {
	c.t.Helper()
	select {
	case p := <-c.inbox(mid):
		return p
	case <-time.After(patience):
		c.t.Fatalf("nothing arrives in slot %s", mid)
		return nil
	}
}

func (c *client) awaitStart(want Kind) {
	c.t.Helper()
	select {
	case got := <-c.started:
		if got != want {
			c.t.Fatalf("%s started, not %s", got, want)
		}
	case <-time.After(patience):
		c.t.Fatalf("%s did not start", want)
	}
}

func (c *client) audioSlot() string  { return c.slotMids[0] }
func (c *client) cameraSlot() string { return c.slotMids[2] }
