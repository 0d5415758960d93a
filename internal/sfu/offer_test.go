package sfu

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
)

// offerText is what a browser offers, cut down to the lines that matter.
var offerText = strings.ReplaceAll(`v=0
o=- 1 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1 2 3 4 5 6
a=ice-ufrag:abcd
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=fingerprint:sha-256 4B:68:53:74:5E:6E:70:8E:1D:18:26:79:3C:E5:A6:9A:64:7B:47:0E:87:39:3A:2F:F2:17:24:51:32:DA:21:07
m=audio 9 UDP/TLS/RTP/SAVPF 111 9
c=IN IP4 0.0.0.0
a=mid:0
a=setup:actpass
a=sendonly
a=candidate:1 1 udp 1 tracker.example.org 9 typ host
a=rtpmap:111 opus/48000/2
a=rtpmap:9 G722/8000
m=video 9 UDP/TLS/RTP/SAVPF 96 97 102
c=IN IP4 0.0.0.0
a=mid:1
a=setup:actpass
a=sendonly
a=rtpmap:96 VP8/90000
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:102 H264/90000
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
a=rid:q send
a=rid:h send
a=rid:f send
a=simulcast:send q;h;f
m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=mid:2
a=setup:actpass
a=sendonly
a=rtpmap:96 VP8/90000
m=audio 9 UDP/TLS/RTP/SAVPF 111
c=IN IP4 0.0.0.0
a=mid:3
a=setup:actpass
a=recvonly
a=rtpmap:111 opus/48000/2
m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=mid:4
a=setup:actpass
a=recvonly
a=rtpmap:96 VP8/90000
m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP4 0.0.0.0
a=mid:5
a=setup:actpass
a=recvonly
a=rtpmap:96 VP8/90000
m=application 0 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=bundle-only
a=mid:6
a=setup:actpass
a=sctp-port:5000
`, "\n", "\r\n")

func TestPlan(t *testing.T) {
	p, err := parseOffer(offerText, room)
	if err != nil {
		t.Fatal(err)
	}
	for mid, want := range map[string]Kind{"0": Microphone, "1": Camera, "2": Screen} {
		if got, ok := p.sources[mid]; !ok || got != want {
			t.Errorf("line %s publishes %s, want %s", mid, got, want)
		}
	}
	want := []Slot{{"3", Microphone}, {"4", Screen}, {"5", Camera}}
	if len(p.slots) != len(want) {
		t.Fatalf("slots %v, want %v", p.slots, want)
	}
	for i := range want {
		if p.slots[i] != want[i] {
			t.Errorf("slot %d is %v, want %v", i, p.slots[i], want[i])
		}
	}
	if !strings.Contains(p.offer, "bundle-only") {
		t.Error("the trimmed offer does not open the data channel's line")
	}
	for _, gone := range []string{"example.org", "G722", "H264", "102"} {
		if strings.Contains(p.offer, gone) {
			t.Errorf("the trimmed offer still has %s", gone)
		}
	}
}

func TestOfferRefusals(t *testing.T) {
	without := func(old string) string { return strings.Replace(offerText, old, "", 1) }
	with := func(old, new string) string { return strings.Replace(offerText, old, new, 1) }
	for name, c := range map[string]struct {
		offer  string
		limits Limits
		want   error
	}{
		"too long":         {offerText + strings.Repeat("a=x\r\n", maxOffer/5), room, ErrOfferTooLong},
		"not SDP":          {"hello", room, ErrOfferSyntax},
		"no lines":         {offerText[:strings.Index(offerText, "m=")], room, ErrOfferLines},
		"too many lines":   {offerText + strings.Repeat("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", maxLines), room, ErrOfferLines},
		"audio slots":      {offerText, Limits{ScreenSlots: 1, CameraSlots: 4}, ErrOfferLines},
		"camera slots":     {offerText, Limits{AudioSlots: 3, ScreenSlots: 1}, ErrOfferLines},
		"mid missing":      {without("a=mid:1\r\n"), room, ErrOfferMid},
		"mid repeated":     {with("a=mid:1\r\n", "a=mid:0\r\n"), room, ErrOfferMid},
		"mid odd":          {with("BUNDLE 0", "BUNDLE ../"), room, ErrOfferMid},
		"not bundled":      {with("a=group:BUNDLE", "a=group:LS"), room, ErrOfferMid},
		"both ways":        {with("a=sendonly", "a=sendrecv"), room, ErrOfferLine},
		"second mic":       {with("a=recvonly", "a=sendonly"), room, ErrOfferLine},
		"plain RTP":        {with("UDP/TLS/RTP/SAVPF", "RTP/AVP"), room, ErrOfferLine},
		"port 0":           {without("a=bundle-only\r\n"), room, ErrOfferLine},
		"no Opus":          {with("a=rtpmap:111 opus/48000/2\r\n", ""), room, ErrOfferCodec},
		"no fingerprint":   {with("a=fingerprint", "a=finger"), room, ErrOfferIdentity},
		"two applications": {offerText + strings.Replace(offerText[strings.Index(offerText, "m=application"):], "mid:6", "mid:0", 1), room, ErrOfferMid},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parseOffer(c.offer, c.limits); !errors.Is(err, c.want) || !errors.Is(err, ErrOffer) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}

// TestAnswer checks what a browser reads in the answer.
func TestAnswer(t *testing.T) {
	e, err := New(Config{Listen: netip.MustParseAddr("127.0.0.1"), Announce: []netip.Addr{netip.MustParseAddr("192.0.2.7")}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	_, answer, err := e.Accept(context.Background(), offerText, room, Events{})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(answer, "\r\nm=")[1:]
	if len(lines) != 7 {
		t.Fatalf("%d lines, want 7", len(lines))
	}
	if n := strings.Count(answer, "typ host"); n != 2 || strings.Count(answer, " 192.0.2.7 ") != 2 {
		t.Errorf("%d candidates, want the announced address on udp and tcp:\n%s", n, answer)
	}
	for want, where := range map[string]int{
		"a=end-of-candidates": 0, "useinbandfec=1;usedtx=1": 0, "a=recvonly": 1, "simulcast:recv q;h;f": 1,
		"x-google-start-bitrate=2500": 2, "b=TIAS:8000000": 2, "a=sendonly": 4, "max-message-size:65536": 6,
	} {
		if !strings.Contains(lines[where]+"\r\n", want) {
			t.Errorf("line %d lacks %s:\n%s", where, want, lines[where])
		}
	}
	if strings.Count(answer, "x-google") != 1 || !strings.Contains(answer, "a=ice-lite") {
		t.Error("a start bitrate on another line than the screen's, or not ICE-lite")
	}
}
