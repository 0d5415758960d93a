package sfu

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/report"
	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/logging"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// Times and sizes of one connection.
const (
	iceDisconnected = 5 * time.Second
	iceFailed       = 20 * time.Second
	iceKeepalive    = 2 * time.Second
	maxMessage      = 64 << 10  // bytes of a data channel message
	sctpReceive     = 256 << 10 // bytes
)

// newCertificate makes the one certificate all connections share. It holds for every time: the library's own would be
// refused after a month, and no connection be made any more by a server that ran for so long or whose clock jumped.
// Peers know it by its fingerprint (RFC 8827 section 6.5).
func newCertificate() (*webrtc.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("sfu: certificate key: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, fmt.Errorf("sfu: certificate number: %w", err)
	}
	certificate, err := webrtc.NewCertificate(key, x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: "WebRTC"},
		NotBefore:    time.Unix(0, 0),
		NotAfter:     time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), // No end, in RFC 5280 section 4.1.2.5.
	})
	if err != nil {
		return nil, fmt.Errorf("sfu: certificate: %w", err)
	}
	return certificate, nil
}

// newAPI prepares what every connection has in common.
func newAPI(udp ice.UDPMux, tcp ice.TCPMux, logs logging.LoggerFactory, took func(estimator)) (*webrtc.API, error) {
	var settings webrtc.SettingEngine
	settings.LoggerFactory = logs
	settings.SetLite(true)
	settings.SetICEUDPMux(udp)
	settings.SetICETCPMux(tcp)
	settings.SetNetworkTypes([]webrtc.NetworkType{
		webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6, webrtc.NetworkTypeTCP4, webrtc.NetworkTypeTCP6,
	})
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetICETimeouts(iceDisconnected, iceFailed, iceKeepalive)
	settings.SetSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AEAD_AES_256_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80)
	settings.SetSCTPMaxMessageSize(maxMessage)
	settings.SetSCTPMaxReceiveBufferSize(sctpReceive)

	media, err := newMedia()
	if err != nil {
		return nil, err
	}
	chain, err := newInterceptors(logs, took)
	if err != nil {
		return nil, err
	}
	return webrtc.NewAPI(webrtc.WithSettingEngine(settings), webrtc.WithMediaEngine(media), webrtc.WithInterceptorRegistry(chain)), nil
}

// newMedia lists the codecs and header extensions: Opus and VP8.
func newMedia() (*webrtc.MediaEngine, error) {
	media := &webrtc.MediaEngine{}
	opus := webrtc.RTPCodecParameters{PayloadType: 111, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1",
		RTCPFeedback: []webrtc.RTCPFeedback{{Type: "nack"}, {Type: "transport-cc"}},
	}}
	vp8 := webrtc.RTPCodecParameters{PayloadType: 96, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeVP8, ClockRate: 90000,
		RTCPFeedback: []webrtc.RTCPFeedback{
			{Type: "nack"}, {Type: "nack", Parameter: "pli"}, {Type: "ccm", Parameter: "fir"}, {Type: "transport-cc"},
		},
	}}
	rtx := webrtc.RTPCodecParameters{PayloadType: 97, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeRTX, ClockRate: 90000, SDPFmtpLine: "apt=96",
	}}
	if err := media.RegisterCodec(opus, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, fmt.Errorf("sfu: opus: %w", err)
	}
	for _, codec := range []webrtc.RTPCodecParameters{vp8, rtx} {
		if err := media.RegisterCodec(codec, webrtc.RTPCodecTypeVideo); err != nil {
			return nil, fmt.Errorf("sfu: %s: %w", codec.MimeType, err)
		}
	}
	both := []webrtc.RTPCodecType{webrtc.RTPCodecTypeAudio, webrtc.RTPCodecTypeVideo}
	for uri, types := range map[string][]webrtc.RTPCodecType{
		sdp.SDESMidURI: both, sdp.TransportCCURI: both, sdp.AudioLevelURI: both[:1],
		sdp.SDESRTPStreamIDURI: both[1:], sdp.SDESRepairRTPStreamIDURI: both[1:],
	} {
		for _, kind := range types {
			if err := media.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: uri}, kind); err != nil {
				return nil, fmt.Errorf("sfu: header extension: %w", err)
			}
		}
	}
	return media, nil
}

// newInterceptors keeps four: receiver reports, transport-wide feedback on what
// comes, the estimate from that on what goes, and the numbers it takes.
// Requests for lost packets and their answers are the engine's own.
func newInterceptors(logs logging.LoggerFactory, took func(estimator)) (*interceptor.Registry, error) {
	reports, err := report.NewReceiverInterceptor(report.WithReceiverLoggerFactory(logs))
	if err != nil {
		return nil, fmt.Errorf("sfu: receiver reports: %w", err)
	}
	feedback, err := twcc.NewSenderInterceptor(twcc.WithLoggerFactory(logs))
	if err != nil {
		return nil, fmt.Errorf("sfu: transport feedback: %w", err)
	}
	estimation, err := newEstimation(took)
	if err != nil {
		return nil, err
	}
	numbers, err := twcc.NewHeaderExtensionInterceptor()
	if err != nil {
		return nil, fmt.Errorf("sfu: transport-wide numbers: %w", err)
	}
	chain := &interceptor.Registry{}
	chain.Add(reports)
	chain.Add(feedback)
	chain.Add(estimation)
	chain.Add(numbers)
	return chain, nil
}
