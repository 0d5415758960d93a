package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

func TestBestLayerOnKeyframesOnly(t *testing.T) {
	w := newWorld(t, Camera)
	slot, tap := w.newSlot(Camera)
	slot.show(w.source, w.clock)
	low, high := &video{tag: 'q', width: 320}, &video{seq: 500, timestamp: 5, picture: 77, tag: 'f', width: 1280}
	w.receive(w.source, 1, "q", v2(low, 2)...)
	w.receive(w.source, 3, "f", high.frame(false, 2)...)
	w.receive(w.source, 3, "f", v2(high, 2)...)
	w.receive(w.source, 1, "q", v2(low, 2)...)
	got := tap.take()
	checkContinuous(t, got)
	if first, last := tagOf(t, got[0].Payload), tagOf(t, got[len(got)-1].Payload); first != 'q' || last != 'f' {
		t.Fatalf("from %c to %c, want q to f", first, last)
	}
	// The large layer stops: after a while the small one takes over.
	asked := len(w.asked)
	for range 40 {
		w.clock += 33 * time.Millisecond
		w.receive(w.source, 1, "q", low.frame(false, 1)...)
	}
	if len(w.asked) == asked {
		t.Fatal("no keyframe of the small layer asked for")
	}
	if pli, ok := w.asked[len(w.asked)-1].(*rtcp.PictureLossIndication); !ok || pli.MediaSSRC != 1 {
		t.Fatalf("asked %v, want a keyframe of 1", w.asked[len(w.asked)-1])
	}
	w.receive(w.source, 1, "q", v2(low, 2)...)
	more := tap.take()
	if len(more) != 7 || tagOf(t, more[0].Payload) != 'q' {
		t.Fatalf("%d packets of the small layer, want 7", len(more))
	}
	checkContinuous(t, append(got, more...))
}

func TestNewSSRCOfALayerReplacesTheOld(t *testing.T) {
	w := newWorld(t, Camera)
	slot, tap := w.newSlot(Camera)
	slot.show(w.source, w.clock)
	old, fresh := &video{tag: 'a', width: 640}, &video{seq: 9000, tag: 'b', width: 640}
	w.receive(w.source, 1, "f", v2(old, 2)...)
	w.receive(w.source, 2, "f", v2(fresh, 2)...)
	got := tap.take()
	checkContinuous(t, got)
	if len(got) != 14 || len(w.source.streams) != 1 {
		t.Fatalf("%d packets, %d streams, want 14 and 1", len(got), len(w.source.streams))
	}
}

func TestRestartOfTheNumbering(t *testing.T) {
	w := newWorld(t, Camera)
	slot, tap := w.newSlot(Camera)
	slot.show(w.source, w.clock)
	v := &video{tag: 'a', width: 640}
	w.receive(w.source, 1, "", v2(v, 2)...)
	v.seq += 20000
	w.receive(w.source, 1, "", v.frame(true, 1)...) // could be a stray
	w.receive(w.source, 1, "", v2(v, 2)...)
	got := tap.take()
	checkContinuous(t, got)
	if len(got) != 14 {
		t.Fatalf("%d packets, want 14", len(got))
	}
}

func TestPadding(t *testing.T) {
	w := newWorld(t, Camera)
	slot, tap := w.newSlot(Camera)
	slot.show(w.source, w.clock)
	v := &video{tag: 'a', width: 640}
	w.receive(w.source, 1, "", v2(v, 1)...)
	w.receive(w.source, 1, "", &rtp.Packet{Header: rtp.Header{
		Version: 2, Padding: true, PaddingSize: 200, SequenceNumber: v.seq, Timestamp: v.timestamp,
	}})
	v.seq++
	w.receive(w.source, 1, "", v.frame(false, 1)...)
	got := tap.take()
	if len(got) != 7 || len(got[5].Payload) != 0 {
		t.Fatalf("%d packets, want 7 with an empty one", len(got))
	}
	for i, p := range got {
		if p.SequenceNumber != got[0].SequenceNumber+uint16(i) {
			t.Fatalf("packet %d has sequence %d", i, p.SequenceNumber)
		}
	}
}
