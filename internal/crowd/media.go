package crowd

import (
	"fmt"
	"strings"
	"sync"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// The receive slots besides those for cameras, as in web/client/media/layout.ts.
const (
	audioSlots  = 3
	screenSlots = 1
)

// layout is what differs between connections: how many cameras are received, and in how many sizes a screen leaves.
type layout struct {
	cameras int
	screen  []string // rids
}

var (
	inHelp  = layout{cameras: 4, screen: []string{""}}
	inClass = layout{cameras: 12, screen: []string{"h", "f"}}
)

// What is the same for everybody need not be made for each.
var (
	measuring  = sync.OnceValues(func() (*webrtc.API, error) { return newAPI(true) })
	unmeasured = sync.OnceValues(func() (*webrtc.API, error) { return newAPI(false) })
)

// newAPI is a browser's part, which may tell how what it receives arrives.
func newAPI(measures bool) (*webrtc.API, error) {
	codecs := &webrtc.MediaEngine{}
	feedback := []webrtc.RTCPFeedback{{Type: "nack"}, {Type: "nack", Parameter: "pli"}, {Type: "ccm", Parameter: "fir"}}
	for kind, list := range map[webrtc.RTPCodecType][]webrtc.RTPCodecParameters{
		webrtc.RTPCodecTypeAudio: {{PayloadType: 111, RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1"}}},
		webrtc.RTPCodecTypeVideo: {
			{PayloadType: 96, RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000, RTCPFeedback: feedback}},
			{PayloadType: 97, RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeRTX, ClockRate: 90000, SDPFmtpLine: "apt=96"}},
		},
	} {
		for _, codec := range list {
			if err := codecs.RegisterCodec(codec, kind); err != nil {
				return nil, fmt.Errorf("crowd: codec: %w", err)
			}
		}
		if err := codecs.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: sdp.AudioLevelURI}, kind); err != nil {
			return nil, fmt.Errorf("crowd: header extension: %w", err)
		}
	}
	if err := webrtc.ConfigureSimulcastExtensionHeaders(codecs); err != nil {
		return nil, fmt.Errorf("crowd: simulcast: %w", err)
	}
	chain := &interceptor.Registry{}
	feedbacks := []func(*webrtc.MediaEngine, *interceptor.Registry) error{
		webrtc.ConfigureNack, func(_ *webrtc.MediaEngine, r *interceptor.Registry) error { return webrtc.ConfigureRTCPReports(r) },
	}
	if measures {
		feedbacks = append(feedbacks, webrtc.ConfigureTWCCHeaderExtensionSender, webrtc.ConfigureTWCCSender)
	}
	for _, configure := range feedbacks {
		if err := configure(codecs, chain); err != nil {
			return nil, fmt.Errorf("crowd: feedback: %w", err)
		}
	}
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	return webrtc.NewAPI(webrtc.WithMediaEngine(codecs), webrtc.WithInterceptorRegistry(chain), webrtc.WithSettingEngine(settings)), nil
}

// media is a connection in the fixed layout.
type media struct {
	connection     *webrtc.PeerConnection
	microphone     *layer
	camera, screen []*layer
	connected      func(bool)

	mu       sync.Mutex
	received map[string]*Received     // by mid
	flows    map[Source]*Flow         // of those who are of a crowd too
	moved    chan struct{}            // closed when a packet of them arrives, and replaced; nil: nobody waits
	sources  map[string]webrtc.SSRC   // by mid
	arrived  map[string]chan struct{} // closed at the first packet, by mid
	ending   sync.WaitGroup
}

// newMedia makes a connection that has offered nothing yet.
func newMedia(l layout, made func() (*webrtc.API, error)) (*media, error) {
	shared, err := made()
	if err != nil {
		return nil, err
	}
	connection, err := shared.NewPeerConnection(webrtc.Configuration{BundlePolicy: webrtc.BundlePolicyMaxBundle})
	if err != nil {
		return nil, fmt.Errorf("crowd: connection: %w", err)
	}
	m := &media{
		connection: connection, connected: func(bool) {}, received: map[string]*Received{}, flows: map[Source]*Flow{}, sources: map[string]webrtc.SSRC{},
		arrived: map[string]chan struct{}{},
	}
	if err := m.lay(l); err != nil {
		m.close()
		return nil, err
	}
	connection.OnTrack(m.receive)
	connection.OnConnectionStateChange(func(s webrtc.PeerConnectionState) { m.connected(s == webrtc.PeerConnectionStateConnected) })
	return m, nil
}

// lay adds the m-lines: microphone, camera, screen, then the slots, then the data channel.
func (m *media) lay(l layout) error {
	sound, err := m.send(webrtc.MimeTypeOpus, "microphone", "")
	if err != nil {
		return err
	}
	m.microphone = sound[0]
	if m.camera, err = m.send(webrtc.MimeTypeVP8, "camera", "q", "h", "f"); err != nil {
		return err
	}
	if m.screen, err = m.send(webrtc.MimeTypeVP8, "screen", l.screen...); err != nil {
		return err
	}
	for kind, count := range []int{webrtc.RTPCodecTypeAudio: audioSlots, webrtc.RTPCodecTypeVideo: screenSlots + l.cameras} {
		for range count {
			init := webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}
			if _, err := m.connection.AddTransceiverFromKind(webrtc.RTPCodecType(kind), init); err != nil {
				return fmt.Errorf("crowd: slot: %w", err)
			}
		}
	}
	negotiated, ordered, id, again := true, false, uint16(0), uint16(0)
	_, err = m.connection.CreateDataChannel("fast", &webrtc.DataChannelInit{
		Negotiated: &negotiated, Ordered: &ordered, ID: &id, MaxRetransmits: &again,
	})
	if err != nil {
		return fmt.Errorf("crowd: data channel: %w", err)
	}
	return nil
}

// send offers to send something in those layers, one without a name if it has one size.
func (m *media) send(mime, id string, rids ...string) (layers []*layer, err error) {
	for _, rid := range rids {
		named := []func(*webrtc.TrackLocalStaticRTP){}
		if rid != "" {
			named = append(named, webrtc.WithRTPStreamID(rid))
		}
		track, err := webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: mime}, id, id, named...)
		if err != nil {
			return nil, fmt.Errorf("crowd: %s: %w", id, err)
		}
		one := &layer{track: track}
		if len(layers) > 0 {
			one.line = layers[0].line
			err = one.line.Sender().AddEncoding(track)
		} else {
			init := webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly}
			one.line, err = m.connection.AddTransceiverFromTrack(track, init)
		}
		if err != nil {
			return nil, fmt.Errorf("crowd: %s: %w", id, err)
		}
		layers = append(layers, one)
	}
	for _, one := range layers {
		m.ending.Go(one.listen)
	}
	return layers, nil
}

func (m *media) offer() (string, error) {
	offer, err := m.connection.CreateOffer(nil)
	if err == nil {
		err = m.connection.SetLocalDescription(offer)
	}
	if err != nil {
		return "", fmt.Errorf("crowd: offer: %w", err)
	}
	return offer.SDP, nil // Whoever answers has an address: ours are found out by its checks.
}

func (m *media) answer(answer string) error {
	err := m.connection.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
	if err != nil {
		return fmt.Errorf("crowd: answer: %w", err)
	}
	return nil
}

// close ends the connection and waits for all that reads it.
func (m *media) close() {
	_ = m.connection.GracefulClose()
	m.ending.Wait()
}

// Ufrag is what the server's checks are addressed by: the first half of the usernames of whoever sends to this page's
// connection. It is no secret to whoever holds the page.
func (p *Page) Ufrag() string {
	answer := p.media.connection.RemoteDescription()
	if answer == nil {
		return ""
	}
	_, rest, _ := strings.Cut(answer.SDP, "a=ice-ufrag:")
	ufrag, _, _ := strings.Cut(rest, "\r\n")
	return ufrag
}
