package signaling_test

import (
	"testing"

	"github.com/pion/webrtc/v4"
)

// offer is what a page with media offers: the fixed layout of docs/protocol.md.
func offer(t *testing.T) string {
	t.Helper()
	pc, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pc.GracefulClose() }()
	lines := func(kind webrtc.RTPCodecType, direction webrtc.RTPTransceiverDirection, count int) {
		for range count {
			if _, err := pc.AddTransceiverFromKind(kind, webrtc.RTPTransceiverInit{Direction: direction}); err != nil {
				t.Fatal(err)
			}
		}
	}
	lines(webrtc.RTPCodecTypeAudio, webrtc.RTPTransceiverDirectionSendonly, 1)
	lines(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverDirectionSendonly, 2)
	lines(webrtc.RTPCodecTypeAudio, webrtc.RTPTransceiverDirectionRecvonly, 3)
	lines(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverDirectionRecvonly, 5)
	negotiated, ordered, id := true, false, uint16(0)
	if _, err := pc.CreateDataChannel("fast", &webrtc.DataChannelInit{Negotiated: &negotiated, Ordered: &ordered, ID: &id}); err != nil {
		t.Fatal(err)
	}
	description, err := pc.CreateOffer(nil)
	if err != nil {
		t.Fatal(err)
	}
	return description.SDP
}
