package crowd

import (
	"fmt"
	"strings"
	"sync"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// slots are those of a one-to-one help, as in web/client/media/layout.ts.
const (
	audioSlots  = 3
	screenSlots = 1
	cameraSlots = 4
)

// api is shared by all: what is the same for everybody need not be made for each.
var api = sync.OnceValues(func() (*webrtc.API, error) {
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
	for _, configure := range []func(*webrtc.MediaEngine, *interceptor.Registry) error{
		webrtc.ConfigureNack, webrtc.ConfigureTWCCHeaderExtensionSender, webrtc.ConfigureTWCCSender,
		func(_ *webrtc.MediaEngine, r *interceptor.Registry) error { return webrtc.ConfigureRTCPReports(r) },
	} {
		if err := configure(codecs, chain); err != nil {
			return nil, fmt.Errorf("crowd: feedback: %w", err)
		}
	}
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	return webrtc.NewAPI(webrtc.WithMediaEngine(codecs), webrtc.WithInterceptorRegistry(chain), webrtc.WithSettingEngine(settings)), nil
})

// media is a connection in the fixed layout.
type media struct {
	connection *webrtc.PeerConnection
	screen     *webrtc.TrackLocalStaticRTP
	connected  func(bool)

	asked tally // requests for a keyframe of the screen

	mu       sync.Mutex
	received map[string]*Received     // by mid
	sources  map[string]webrtc.SSRC   // by mid
	arrived  map[string]chan struct{} // closed at the first packet, by mid
	ending   sync.WaitGroup
}

// newMedia makes a connection that has offered nothing yet.
func newMedia() (*media, error) {
	shared, err := api()
	if err != nil {
		return nil, err
	}
	connection, err := shared.NewPeerConnection(webrtc.Configuration{BundlePolicy: webrtc.BundlePolicyMaxBundle})
	if err != nil {
		return nil, fmt.Errorf("crowd: connection: %w", err)
	}
	m := &media{
		connection: connection, received: map[string]*Received{}, sources: map[string]webrtc.SSRC{}, arrived: map[string]chan struct{}{},
	}
	if err := m.lay(); err != nil {
		m.close()
		return nil, err
	}
	connection.OnTrack(m.receive)
	connection.OnConnectionStateChange(func(s webrtc.PeerConnectionState) { m.connected(s == webrtc.PeerConnectionStateConnected) })
	return m, nil
}

// lay adds the m-lines: microphone, camera, screen, then the slots, then the data channel.
func (m *media) lay() error {
	microphone, err := webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "microphone", "microphone")
	if err != nil {
		return fmt.Errorf("crowd: microphone: %w", err)
	}
	if _, err := m.send(microphone); err != nil {
		return err
	}
	if err := m.layCamera(); err != nil {
		return err
	}
	if m.screen, err = webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8}, "screen", "screen"); err != nil {
		return fmt.Errorf("crowd: screen: %w", err)
	}
	screen, err := m.send(m.screen)
	if err != nil {
		return err
	}
	m.ending.Go(func() { m.listen(screen) })
	for kind, count := range []int{webrtc.RTPCodecTypeAudio: audioSlots, webrtc.RTPCodecTypeVideo: screenSlots + cameraSlots} {
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

// layCamera offers a camera in three layers.
func (m *media) layCamera() error {
	var sender *webrtc.RTPSender
	for _, rid := range []string{"q", "h", "f"} {
		layer, err := webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8}, "camera", "camera", webrtc.WithRTPStreamID(rid))
		if err == nil && sender == nil {
			sender, err = m.send(layer)
		} else if err == nil {
			err = sender.AddEncoding(layer)
		}
		if err != nil {
			return fmt.Errorf("crowd: camera: %w", err)
		}
	}
	return nil
}

func (m *media) send(track webrtc.TrackLocal) (*webrtc.RTPSender, error) {
	line, err := m.connection.AddTransceiverFromTrack(track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return nil, fmt.Errorf("crowd: %s: %w", track.ID(), err)
	}
	return line.Sender(), nil
}

// listen counts what the screen's sender is asked for.
func (m *media) listen(screen *webrtc.RTPSender) {
	for {
		packets, _, err := screen.ReadRTCP()
		if err != nil {
			return
		}
		for _, packet := range packets {
			switch packet.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				m.asked.add()
			}
		}
	}
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
