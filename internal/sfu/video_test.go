package sfu

import (
	"encoding/binary"
	"testing"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// camera makes VP8 packets as a browser would: 15 bit PictureID, TL0PICIDX.
type video struct {
	seq       uint16
	timestamp uint32
	picture   uint16
	tl0       uint8
	tag       byte // goes into every payload, to tell sources apart
	width     uint16
	padding   int // bytes more in every packet
}

// frame returns the packets of the next frame.
func (v *video) frame(key bool, packets int) []*rtp.Packet {
	frame := make([]*rtp.Packet, packets)
	for i := range frame {
		first := byte(0)
		if i == 0 {
			first = 0x10
		}
		payload := []byte{0x80 | first, 0xe0, 0x80 | byte(v.picture>>8)&0x7f, byte(v.picture), v.tl0, 0x20}
		if i == 0 {
			payload = append(payload, v.head(key)...)
		}
		payload = append(payload, make([]byte, v.padding)...)
		payload = append(payload, v.tag, byte(i), 1, 2, 3, 4)
		frame[i] = &rtp.Packet{
			Header:  rtp.Header{Version: 2, SequenceNumber: v.seq, Timestamp: v.timestamp, Marker: i == packets-1},
			Payload: payload,
		}
		v.seq++
	}
	v.picture = (v.picture + 1) & 0x7fff
	v.tl0++
	v.timestamp += 3000
	return frame
}

// head is the frame header: of a keyframe with its start code and size.
func (v *video) head(key bool) []byte {
	if !key {
		return []byte{0x31, 0, 0}
	}
	head := []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, 0, 0, 0, 0}
	binary.LittleEndian.PutUint16(head[6:], v.width)
	binary.LittleEndian.PutUint16(head[8:], v.width*9/16)
	return head
}

// tagOf returns the tag in a payload that video made.
func tagOf(t testing.TB, payload []byte) byte {
	t.Helper()
	h, ok := parseVP8(payload)
	if !ok || len(payload) < h.size+6 {
		t.Fatalf("payload % x", payload)
	}
	return payload[len(payload)-6]
}

func send(t testing.TB, track *webrtc.TrackLocalStaticRTP, packets ...*rtp.Packet) {
	t.Helper()
	for _, p := range packets {
		if err := track.WriteRTP(p); err != nil {
			t.Fatal(err)
		}
	}
}
