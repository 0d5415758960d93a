package sfu

import (
	"bytes"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// world is a source and a slot with nothing beneath: packets in, packets out.
type world struct {
	t      testing.TB
	clock  time.Duration
	drops  drops
	source *Source
	asked  []rtcp.Packet
}

func newWorld(t testing.TB, kind Kind) *world {
	w := &world{t: t, clock: time.Hour}
	w.source = w.newSource(kind)
	t.Cleanup(func() { w.source.close() })
	return w
}

func (w *world) newSource(kind Kind) *Source {
	return newSource(kind, &w.drops, func() time.Duration { return w.clock }, func(p []rtcp.Packet) error {
		w.asked = append(w.asked, p...)
		return nil
	})
}

// receive hands packets to source as if they had just arrived as ssrc.
func (w *world) receive(source *Source, ssrc uint32, rid string, packets ...*rtp.Packet) {
	w.t.Helper()
	st := source.stream(ssrc, rid)
	parse := parser{video: source.kind != Microphone}
	for _, p := range packets {
		raw, err := p.Marshal()
		if err != nil {
			w.t.Fatal(err)
		}
		if !parse.parse(raw) {
			w.t.Fatalf("does not parse: % x", raw)
		}
		parse.packet.arrived = w.clock
		source.receive(st, &parse.packet, parse.header.SequenceNumber)
	}
}

// wireTap keeps what a slot writes.
type wireTap struct{ packets []*rtp.Packet }

func (w *wireTap) WriteRTP(h *rtp.Header, payload []byte) (int, error) {
	w.packets = append(w.packets, &rtp.Packet{Header: h.Clone(), Payload: bytes.Clone(payload)})
	return len(payload), nil
}

func (w *wireTap) take() []*rtp.Packet {
	packets := w.packets
	w.packets = nil
	return packets
}

func (w *world) newSlot(kind Kind) (*slot, *wireTap) {
	tap := &wireTap{}
	t := newSlot(Slot{Mid: "7", Kind: kind}, 65000, 1<<32-100, &w.drops)
	t.bind(wire{ssrc: 1, rtxSSRC: 2, payload: 96, rtxPayload: 97, midExt: 4, writer: tap})
	t.connected()
	return t, tap
}

func TestStillAtOnceThenFreshKeyframe(t *testing.T) {
	w := newWorld(t, Camera)
	v := &video{tag: 'a', width: 640}
	w.receive(w.source, 9, "", v.frame(true, 4)...)
	for range 100 {
		w.clock += 33 * time.Millisecond
		w.receive(w.source, 9, "", v.frame(false, 1)...)
	}
	slot, tap := w.newSlot(Camera)
	from := slot.show(w.source, w.clock)
	still := tap.take()
	if len(still) != 4 || still[0].Timestamp != from {
		t.Fatalf("%d packets at once, want the keyframe's 4 from %d", len(still), from)
	}
	if len(w.asked) != 1 {
		t.Fatalf("asked %d times for a keyframe, want 1", len(w.asked))
	}
	w.clock += 33 * time.Millisecond
	w.receive(w.source, 9, "", v.frame(false, 2)...)
	if n := len(tap.take()); n != 0 {
		t.Fatalf("%d deltas sent that refer to frames never sent", n)
	}
	w.clock += 33 * time.Millisecond
	w.receive(w.source, 9, "", v.frame(true, 2)...)
	w.receive(w.source, 9, "", v.frame(false, 2)...)
	checkContinuous(t, append(still, tap.take()...))
}

func TestJoinWhereTheStreamIs(t *testing.T) {
	w := newWorld(t, Screen)
	v := &video{tag: 'a', width: 640}
	w.receive(w.source, 9, "", v.frame(true, 4)...)
	w.receive(w.source, 9, "", v.frame(false, 3)...)
	slot, tap := w.newSlot(Screen)
	slot.show(w.source, w.clock)
	w.receive(w.source, 9, "", v.frame(false, 3)...)
	got := tap.take()
	if len(got) != 10 || len(w.asked) != 0 {
		t.Fatalf("%d packets, %d keyframes asked for, want 10 and 0", len(got), len(w.asked))
	}
	checkContinuous(t, got)
}

func TestJoinWithinAKeyframe(t *testing.T) {
	w := newWorld(t, Screen)
	v := &video{tag: 'a', width: 640}
	frame := v.frame(true, 4)
	w.receive(w.source, 9, "", frame[:2]...)
	slot, tap := w.newSlot(Screen)
	slot.show(w.source, w.clock)
	w.receive(w.source, 9, "", frame[2:]...)
	got := tap.take()
	if len(got) != 4 || len(w.asked) != 0 {
		t.Fatalf("%d packets, %d keyframes asked for, want 4 and 0", len(got), len(w.asked))
	}
	checkContinuous(t, got)
}

func TestSwitchBetweenSources(t *testing.T) {
	w := newWorld(t, Camera)
	other := w.newSource(Camera)
	defer other.close()
	slot, tap := w.newSlot(Camera)
	a, b := &video{seq: 65530, picture: 9, tag: 'a', width: 640}, &video{seq: 12, timestamp: 77, picture: 30000, tl0: 200, tag: 'b', width: 320}
	slot.show(w.source, w.clock)
	w.receive(w.source, 9, "", v2(a, 8)...)
	var got []*rtp.Packet
	for range 3 {
		w.clock += time.Second
		got = append(got, tap.take()...)
		w.receive(w.source, 9, "", a.frame(false, 1)...)
		got = append(got, tap.take()...)
		from := slot.show(other, w.clock)
		w.receive(other, 10, "", v2(b, 5)...)
		w.receive(w.source, 9, "", v2(a, 5)...) // not shown
		for _, p := range tap.packets {
			if tagOf(t, p.Payload) != 'b' || int32(p.Timestamp-from) < 0 {
				t.Fatalf("packet of %c at %d, shown from %d", tagOf(t, p.Payload), p.Timestamp, from)
			}
		}
		got = append(got, tap.take()...)
		slot.show(w.source, w.clock)
	}
	checkContinuous(t, got)
}

// v2 is a keyframe and some deltas.
func v2(v *video, deltas int) []*rtp.Packet {
	packets := v.frame(true, 3)
	for range deltas {
		packets = append(packets, v.frame(false, 2)...)
	}
	return packets
}

func TestHoldLetsNothingThrough(t *testing.T) {
	w := newWorld(t, Screen)
	v := &video{tag: 'a', width: 640}
	slot, tap := w.newSlot(Screen)
	slot.show(w.source, w.clock)
	w.receive(w.source, 9, "", v2(v, 3)...)
	sent := tap.take()
	w.source.Hold()
	w.source.Hold()
	w.receive(w.source, 9, "", v2(v, 3)...)
	slot.feedback(&rtcp.TransportLayerNack{MediaSSRC: 1, Nacks: []rtcp.NackPair{{PacketID: sent[1].SequenceNumber}}})
	late, lateTap := w.newSlot(Screen)
	late.show(w.source, w.clock)
	w.clock += time.Second
	asked := len(w.asked)
	w.source.Release()
	if len(w.asked) != asked+1 {
		t.Error("no keyframe asked for on release")
	}
	w.receive(w.source, 9, "", v.frame(false, 3)...)
	if len(tap.packets)+len(lateTap.packets) != 0 {
		t.Fatalf("%d and %d packets while held or before a keyframe", len(tap.packets), len(lateTap.packets))
	}
	w.receive(w.source, 9, "", v2(v, 1)...)
	if len(tap.packets) != 5 || len(lateTap.packets) != 5 {
		t.Fatalf("%d and %d packets after the keyframe, want 5 each", len(tap.packets), len(lateTap.packets))
	}
	checkContinuous(t, append(sent, tap.take()...))
}

func TestStartedOncePerRelease(t *testing.T) {
	w := newWorld(t, Microphone)
	starts := 0
	w.source.started = func() { starts++ }
	audio := func(seq uint16) *rtp.Packet {
		return &rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: seq, Timestamp: uint32(seq) * 960}, Payload: []byte{1, 2, 3}}
	}
	slot, tap := w.newSlot(Microphone)
	slot.show(w.source, w.clock)
	w.receive(w.source, 5, "", audio(1), audio(2))
	w.source.Hold()
	w.receive(w.source, 5, "", audio(3))
	w.source.Release()
	w.receive(w.source, 5, "", audio(4), audio(5))
	if starts != 2 || len(tap.packets) != 4 {
		t.Fatalf("%d starts, %d packets, want 2 and 4", starts, len(tap.packets))
	}
	if last, first := tap.packets[3], tap.packets[0]; last.SequenceNumber != first.SequenceNumber+3 {
		t.Fatalf("sequence %d after %d", last.SequenceNumber, first.SequenceNumber)
	}
}
