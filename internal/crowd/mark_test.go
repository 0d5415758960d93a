package crowd

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/pion/rtp/codecs"
	"golang.org/x/image/vp8"

	"coupdemain/signaling/protocol"
)

func TestPacketsSayWhoseTheyAre(t *testing.T) {
	now := time.Now()
	for _, source := range []Source{
		{Page: 7, Kind: protocol.Camera, Layer: "q"}, {Page: 1 << 31, Kind: protocol.ScreenTrack, Layer: "f"},
	} {
		for _, key := range []bool{true, false} {
			v := video{source: source, width: 320, height: 180, packets: 2, keyPackets: 3, size: 200}
			for _, packet := range v.picture(key, now) {
				got, sent, ok := markOf(packet.Payload)
				if !ok || got != source || !sent.Equal(now) {
					t.Errorf("%+v reads %+v, %v, %v", source, got, sent, ok)
				}
			}
		}
	}
	source := Source{Page: 9, Kind: protocol.Microphone}
	if got, _, ok := markOf(sound(source, now)); !ok || got != source {
		t.Errorf("%+v reads %+v, %v", source, got, ok)
	}
	if _, _, ok := markOf(make([]byte, 400)); ok {
		t.Error("noise is somebody's")
	}
}

func TestFacesCanBeDecoded(t *testing.T) {
	for rid, v := range faces {
		var frame []byte
		for _, packet := range v.picture(true, time.Now()) {
			part, err := (&codecs.VP8Packet{}).Unmarshal(packet.Payload)
			if err != nil {
				t.Fatal(err)
			}
			frame = append(frame, part...)
		}
		decoder := vp8.NewDecoder()
		decoder.Init(bytes.NewReader(frame), len(frame))
		head, err := decoder.DecodeFrameHeader()
		if err != nil || head.Width != int(v.width) || head.Height != int(v.height) {
			t.Fatalf("%s: %+v, %v", rid, head, err)
		}
		picture, err := decoder.DecodeFrame()
		if err != nil {
			t.Fatalf("%s: %v", rid, err)
		}
		if darkest, lightest := slices.Min(picture.Y), slices.Max(picture.Y); rid == "q" && lightest-darkest > 4 {
			t.Errorf("%s is no grey picture: %d to %d", rid, darkest, lightest)
		}
	}
}
