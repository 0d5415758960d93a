package sfu

import (
	"testing"

	"github.com/pion/rtp"
)

// TestForward is the whole path: one publishes, the other is shown it.
func TestForward(t *testing.T) {
	for name, tcp := range map[string]bool{"udp": false, "tcp": true} {
		t.Run(name, func(t *testing.T) {
			e := newEngine(t)
			mediator, person := join(t, e, tcp), join(t, e, tcp)
			v := &video{seq: 65530, timestamp: 1<<32 - 4000, picture: 0x7ffe, tl0: 254, tag: 'm', width: 640}
			send(t, mediator.camera, v.frame(true, 3)...)
			mediator.awaitStart(Camera)
			if _, err := person.peer.Show(person.cameraSlot(), mediator.peer.Source(Camera)); err != nil {
				t.Fatal(err)
			}
			for range 5 {
				send(t, mediator.camera, v.frame(false, 2)...)
			}
			var got []*rtp.Packet
			for range 13 {
				got = append(got, person.next(person.cameraSlot()))
			}
			checkContinuous(t, got)
		})
	}
}

// checkContinuous verifies that packets read as one undisturbed stream.
func checkContinuous(t *testing.T, packets []*rtp.Packet) {
	t.Helper()
	for i, p := range packets[1:] {
		before := packets[i]
		if p.SequenceNumber != before.SequenceNumber+1 {
			t.Fatalf("packet %d: sequence %d after %d", i+1, p.SequenceNumber, before.SequenceNumber)
		}
		h, _ := parseVP8(p.Payload)
		old, _ := parseVP8(before.Payload)
		step := uint16(0)
		if before.Marker {
			step = 1
			if int32(p.Timestamp-before.Timestamp) <= 0 {
				t.Fatalf("packet %d: timestamp %d after %d", i+1, p.Timestamp, before.Timestamp)
			}
		} else if p.Timestamp != before.Timestamp {
			t.Fatalf("packet %d: timestamp changes within a frame", i+1)
		}
		if h.picture != (old.picture+step)&0x7fff || h.tl0 != old.tl0+uint8(step) {
			t.Fatalf("packet %d: picture %d tl0 %d after %d, %d", i+1, h.picture, h.tl0, old.picture, old.tl0)
		}
	}
}
