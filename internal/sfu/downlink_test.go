package sfu

import (
	"slices"
	"testing"
	"time"

	"github.com/pion/rtcp"
)

// flow feeds the three layers of a camera for two seconds; each packet takes
// some 72 bytes, so so many a frame is the layer's rate.
func flow(w *world, source *Source, layers map[uint32]*video, packets map[uint32]int) {
	for range 60 {
		w.clock += 33 * time.Millisecond
		for ssrc, v := range layers {
			w.receive(source, ssrc, string(v.tag), v.frame(v.picture%10 == 0, packets[ssrc])...)
		}
	}
}

func TestALinkIsSharedOut(t *testing.T) {
	w := newWorld(t, Camera)
	layers := map[uint32]*video{1: {tag: 'q', width: 320}, 2: {tag: 'h', width: 640}, 3: {tag: 'f', width: 1280}}
	packets := map[uint32]int{1: 2, 2: 10, 3: 40} // about 35, 175 and 700 kbit/s
	shown, tap := w.newSlot(Camera)
	var told []bool
	p := &Peer{slots: []*slot{shown}, events: Events{Withheld: func(_ string, _ *Source, withheld bool) { told = append(told, withheld) }}}
	shown.show(w.source, w.clock)
	flow(w, w.source, layers, packets)
	for _, step := range []struct {
		budget int
		want   byte // the last layer sent; 0: nothing
	}{
		{5_000_000, 'f'}, {300_000, 'h'}, {60_000, 'q'}, {25_000, 'q'}, {10_000, 0}, {5_000_000, 'f'},
	} {
		for range 2 { // a larger one comes with patience, and its keyframe
			p.share(step.budget, step.budget, w.clock)
			flow(w, w.source, layers, packets)
		}
		tap.take()
		flow(w, w.source, layers, packets)
		got := tap.take()
		if step.want == 0 {
			if len(got) != 0 {
				t.Errorf("at %d bit/s: %d packets", step.budget, len(got))
			}
			continue
		}
		checkContinuous(t, got)
		for _, one := range got {
			if tag := tagOf(t, one.Payload); tag != step.want {
				t.Fatalf("at %d bit/s: layer %c, want %c", step.budget, tag, step.want)
			}
		}
	}
	if !slices.Equal(told, []bool{true, false}) {
		t.Errorf("told %v", told)
	}
}

// A screen that comes in two sizes is not slowed for those who watch the larger:
// whoever has a narrow link is given the smaller.
func TestAScreenInTwoSizesIsNotSlowed(t *testing.T) {
	w := newWorld(t, Screen)
	shown, tap := w.newSlot(Screen)
	p := &Peer{slots: []*slot{shown}}
	shown.show(w.source, w.clock)
	layers := map[uint32]*video{1: {tag: 'h', width: 640}, 2: {tag: 'f', width: 1280}}
	packets := map[uint32]int{1: 3, 2: 40} // about 50 and 700 kbit/s
	flow(w, w.source, layers, packets)
	w.asked = nil
	p.slow(true, 100_000, w.clock)
	for _, packet := range w.asked {
		if remb, ok := packet.(*rtcp.ReceiverEstimatedMaximumBitrate); ok {
			t.Errorf("slowed: %v", remb)
		}
	}
	for _, budget := range []int{100_000, 10_000} {
		p.share(budget, budget, w.clock)
		flow(w, w.source, layers, packets) // a keyframe of the other layer comes
		tap.take()
		flow(w, w.source, layers, packets)
		got := tap.take()
		if len(got) == 0 {
			t.Fatalf("at %d bit/s: no screen", budget)
		}
		for _, one := range got {
			if tag := tagOf(t, one.Payload); tag != 'h' {
				t.Fatalf("at %d bit/s: layer %c", budget, tag)
			}
		}
	}
}

// A screen that stands still sends nothing for a while: whoever has the smaller keeps it when it moves again, and nobody
// is slowed for them. The larger, when it was given up, leaves the smaller to all.
func TestAScreenInTwoSizesMayStandStill(t *testing.T) {
	w := newWorld(t, Screen)
	shown, tap := w.newSlot(Screen)
	p := &Peer{slots: []*slot{shown}}
	shown.show(w.source, w.clock)
	small, whole := &video{tag: 'h', width: 640}, &video{tag: 'f', width: 1280}
	layers := map[uint32]*video{1: small, 2: whole}
	packets := map[uint32]int{1: 3, 2: 40}
	flow(w, w.source, layers, packets)
	const narrow = 100_000
	for range 3 {
		p.share(narrow, narrow, w.clock)
		flow(w, w.source, layers, packets) // a keyframe of the smaller comes
		tap.take()
		w.asked = nil
		w.clock += 3 * time.Second
		p.slow(true, narrow, w.clock)
		p.share(narrow, narrow, w.clock)
		flow(w, w.source, layers, packets)
		for _, one := range tap.take() {
			if tag := tagOf(t, one.Payload); tag != 'h' {
				t.Fatalf("layer %c", tag)
			}
		}
		if len(w.asked) != 0 {
			t.Fatalf("the publisher is asked: %v", w.asked)
		}
		flow(w, w.source, map[uint32]*video{2: whole}, packets) // the smaller has few pictures a second, or fewer
		p.slow(true, narrow, w.clock)
		flow(w, w.source, map[uint32]*video{2: whole}, packets)
		if sent := tap.take(); len(sent)+len(w.asked) != 0 {
			t.Fatalf("%d packets of the larger, and the publisher is asked: %v", len(sent), w.asked)
		}
	}
	for range 3 { // a larger one comes with patience
		p.share(mostEstimate, mostEstimate, w.clock)
		w.clock += time.Second
	}
	tap.take()
	w.receive(w.source, 2, "f", whole.frame(true, 2)...)
	for range 4 {
		w.clock += 500 * time.Millisecond
		w.receive(w.source, 1, "h", small.frame(true, 2)...)
	}
	got := tap.take()
	if first, last := tagOf(t, got[0].Payload), tagOf(t, got[len(got)-1].Payload); first != 'f' || last != 'h' {
		t.Errorf("from %c to %c, want f to h", first, last)
	}
}

// Twelve large pictures at once would hold up the voices: until a link is
// measured each is shown as small as it must be; hands that sign are larger.
func TestANewLinkIsNotFlooded(t *testing.T) {
	w := newWorld(t, Camera)
	p := &Peer{}
	p.budget.Store(800_000)
	var cameras []*Source
	for range 12 {
		source := w.newSource(Camera)
		defer source.close()
		flow(w, source, map[uint32]*video{1: {tag: 'q', width: 320}, 2: {tag: 'h', width: 640}, 3: {tag: 'f', width: 1280}},
			map[uint32]int{1: 3, 2: 20, 3: 40}) // about 50, 350 and 700 kbit/s
		cameras = append(cameras, source)
	}
	cameras[7].Prefer(First)
	for _, want := range []string{"fqqqqqqhqqqq", "qqqqqqqqqqqq"} {
		got := ""
		for _, source := range cameras {
			source.streams[0].heardAt, source.streams[1].heardAt, source.streams[2].heardAt = w.clock, w.clock, w.clock
			shown, tap := w.newSlot(Camera)
			p.slots = append(p.slots, shown)
			p.fit(shown, source, w.clock)
			shown.show(source, w.clock)
			for _, first := range tap.take()[:1] {
				got += string(tagOf(t, first.Payload))
			}
		}
		if got != want {
			t.Errorf("layers %s, want %s", got, want)
		}
		p.slots = nil
		p.fresh.Store(true)
	}
}

func TestAFaceIsNoLargerThanIsOfUse(t *testing.T) {
	w := newWorld(t, Camera)
	layers := map[uint32]*video{1: {tag: 'q', width: 320}, 2: {tag: 'h', width: 640}, 3: {tag: 'f', width: 1280}}
	packets := map[uint32]int{1: 2, 2: 10, 3: 40}
	shown, tap := w.newSlot(Camera)
	p := &Peer{slots: []*slot{shown}}
	shown.show(w.source, w.clock)
	flow(w, w.source, layers, packets)
	for _, step := range []struct {
		pixels int
		want   byte
	}{{640 * 360, 'h'}, {640*360 - 1, 'q'}, {1, 'q'}, {1 << 30, 'f'}} {
		p.Size(shown.Mid, step.pixels)
		p.share(mostEstimate, mostEstimate, w.clock)
		flow(w, w.source, layers, packets)
		tap.take()
		flow(w, w.source, layers, packets)
		for _, one := range tap.take() {
			if tag := tagOf(t, one.Payload); tag != step.want {
				t.Fatalf("for %d pixels: layer %c, want %c", step.pixels, tag, step.want)
			}
		}
	}
}

func TestARateIsMeasuredOverAWholeSecond(t *testing.T) {
	var m meter
	now := time.Hour
	for range 100 {
		m.count(940, now) // with headers 1,000 bytes
		now += 20 * time.Millisecond
	}
	if m.rate < 390_000 || m.rate > 410_000 {
		t.Errorf("%d bit/s of fifty packets of 8,000 bits a second", m.rate)
	}
	before := m.rate
	m.count(940, now+time.Minute)
	if m.rate != before {
		t.Errorf("a pause was measured: %d", m.rate)
	}
}

// A keyframe comes because somebody asks: it is no part of the rate. But a link
// that is to have it must carry it in time.
func TestAKeyframeIsNoRate(t *testing.T) {
	w := newWorld(t, Screen)
	v := &video{tag: 'f', width: 1280}
	for range 8 {
		w.receive(w.source, 1, "f", v.frame(true, 100)...) // some 8 kB with headers
		for range 9 {
			w.clock += 100 * time.Millisecond
			w.receive(w.source, 1, "f", v.frame(false, 1)...)
		}
		w.clock += 100 * time.Millisecond
	}
	if rate := w.source.streams[0].meter.rate; rate > 6000 {
		t.Errorf("%d bit/s, of 9 packets a second beside a keyframe", rate)
	}
	large := &video{tag: 'f', width: 1280, padding: 1000}
	large.seq, large.timestamp = v.seq, v.timestamp
	w.receive(w.source, 1, "f", large.frame(true, 50)...)
	if rate := w.source.offer(w.clock).wish.Rates[0]; rate < int(borne*200_000) {
		t.Errorf("%d bit/s for a keyframe of 50 kB", rate)
	}
}

func TestAScreenIsSlowedForACongestedLinkOnly(t *testing.T) {
	w := newWorld(t, Screen)
	shown, _ := w.newSlot(Screen)
	p := &Peer{slots: []*slot{shown}}
	shown.show(w.source, w.clock)
	screen := map[uint32]*video{1: {tag: 's', width: 1280}}
	told := func() (bits []int) {
		for _, packet := range w.asked {
			if remb, ok := packet.(*rtcp.ReceiverEstimatedMaximumBitrate); ok {
				bits = append(bits, int(remb.Bitrate))
			}
		}
		w.asked = nil
		return bits
	}
	flow(w, w.source, screen, map[uint32]int{1: 40}) // about 700 kbit/s
	p.slow(false, 100_000, w.clock)
	if got := told(); got != nil {
		t.Errorf("without congestion: %d", got)
	}
	p.slow(true, 200_000, w.clock)
	if got := told(); !slices.Equal(got, []int{200_000}) {
		t.Errorf("congested: %d", got)
	}
	p.slow(false, 200_000, w.clock+time.Second)
	if got := told(); !slices.Equal(got, []int{200_000}) {
		t.Errorf("told again, since the network may lose it: %d", got)
	}
	shown.show(nil, w.clock)
	p.slow(false, 200_000, w.clock+2*time.Second)
	if got := told(); !slices.Equal(got, []int{screenMost}) {
		t.Errorf("once nobody watches: %d", got)
	}
}
