package crowd

import (
	"testing"
	"time"

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
