package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// FuzzRewrite sends any packets through: data is cut into packets, each led
// by how to disturb the numbering. What comes out never panics, and every
// number is new or the same packet again.
func FuzzRewrite(f *testing.F) {
	v := &video{tag: 'a', width: 640}
	var seed []byte
	for _, p := range v2(v, 4) {
		seed = append(seed, 1, 0, byte(len(p.Payload)))
		seed = append(seed, p.Payload...)
	}
	f.Add(seed)
	f.Add([]byte{1, 0, 0, 200, 9, 1, 0xff, 0, 128, 3, 0x90, 0x80, 0x80})
	f.Fuzz(func(t *testing.T, data []byte) {
		w := newWorld(t, Camera)
		defer w.source.close()
		slot, tap := w.newSlot(Camera)
		slot.show(w.source, w.clock)
		seq, timestamp := uint16(65000), uint32(1<<32-9000)
		parse := parser{video: true}
		for len(data) >= 3 {
			step, how, size := data[0], data[1], min(int(data[2]), len(data)-3)
			seq += uint16(int16(int8(step))) << (how & 0x0f)
			timestamp += uint32(how>>4) * 1500
			p := rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: seq, Timestamp: timestamp, Marker: how&0x10 != 0}, Payload: data[3 : 3+size]}
			data = data[3+size:]
			w.clock += time.Duration(how) * time.Millisecond
			raw, err := p.Marshal()
			if err != nil || !parse.parse(raw) {
				continue
			}
			parse.packet.arrived = w.clock
			if st := w.source.stream(uint32(how>>6), "abcd"[how>>6:how>>6+1]); st != nil {
				w.source.receive(st, &parse.packet, seq)
			}
		}
		checkNumbers(t, tap.take())
	})
}

// checkNumbers verifies that no number is given out twice and that none falls
// back further than a segment's reordering allows.
func checkNumbers(t *testing.T, packets []*rtp.Packet) {
	t.Helper()
	if len(packets) == 0 {
		return
	}
	seen := map[int64]bool{}
	highest := int64(packets[0].SequenceNumber)
	for _, p := range packets {
		ext := highest + int64(int16(p.SequenceNumber-uint16(highest)))
		if seen[ext] {
			t.Fatalf("sequence %d given out twice", p.SequenceNumber)
		}
		if ext > highest+maxJump || ext < highest-maxJump {
			t.Fatalf("sequence %d after %d", p.SequenceNumber, uint16(highest))
		}
		seen[ext] = true
		highest = max(highest, ext)
	}
}

// FuzzPacket reads strangers' RTP and RTCP.
func FuzzPacket(f *testing.F) {
	for _, p := range v2(&video{tag: 'a', width: 640}, 1) {
		raw, err := p.Marshal()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte{0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, raw []byte) {
		w := newWorld(t, Screen)
		defer w.source.close()
		slot, _ := w.newSlot(Screen)
		slot.show(w.source, w.clock)
		parse := parser{video: true, levelExt: 1}
		if parse.parse(raw) {
			w.source.receive(w.source.stream(1, ""), &parse.packet, parse.header.SequenceNumber)
		}
		packets, err := rtcp.Unmarshal(raw)
		if err != nil {
			return
		}
		for _, p := range packets {
			slot.feedback(p)
		}
	})
}

// FuzzOffer reads strangers' offers; what passes is within the limits.
func FuzzOffer(f *testing.F) {
	f.Add(offerText)
	f.Add("v=0\r\n")
	f.Fuzz(func(t *testing.T, offer string) {
		p, err := parseOffer(offer, room)
		if err != nil {
			return
		}
		if len(p.sources) > int(kinds) || p.count(Microphone) > room.AudioSlots || p.count(Screen) > room.ScreenSlots || p.count(Camera) > room.CameraSlots {
			t.Fatalf("plan %+v beyond the limits", p)
		}
		if _, err := parseOffer(p.offer, room); err != nil {
			t.Fatalf("trimmed offer refused: %v", err)
		}
	})
}
