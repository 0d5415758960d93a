package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtp"
)

// speaker makes sound packets that state their level.
type speaker struct{ seq uint16 }

// say feeds source for so long with packets of 20 ms that state -dBov; a
// negative one states none, and the payload takes size bytes.
func (s *speaker) say(w *world, source *Source, dBov, size int, lasts time.Duration) {
	w.t.Helper()
	st, parse := source.stream(5, ""), parser{levelExt: 1}
	for end := w.clock + lasts; w.clock < end; {
		w.clock += 20 * time.Millisecond
		s.seq++
		p := rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: s.seq, Timestamp: uint32(s.seq) * 960}, Payload: make([]byte, size)}
		if dBov >= 0 {
			if err := p.SetExtension(1, []byte{byte(dBov)}); err != nil {
				w.t.Fatal(err)
			}
		}
		raw, err := p.Marshal()
		if err != nil || !parse.parse(raw) {
			w.t.Fatal("no packet", err)
		}
		parse.packet.arrived = w.clock
		source.receive(st, &parse.packet, parse.header.SequenceNumber)
	}
}

func TestLoudness(t *testing.T) {
	type spell struct {
		dBov, size int
		lasts      time.Duration
	}
	for name, c := range map[string]struct {
		said        []spell
		least, most int
	}{
		"nothing yet":              {nil, 0, 0},
		"a voice, from its start":  {[]spell{{127, 60, time.Second}, {30, 60, 80 * time.Millisecond}}, 46, 97},
		"a voice":                  {[]spell{{30, 60, time.Second}}, 96, 97},
		"a faint voice":            {[]spell{{90, 60, time.Second}, {65, 60, time.Second}}, 60, 62},
		"louder than can be":       {[]spell{{0, 60, time.Second}}, 126, 127},
		"a click":                  {[]spell{{127, 60, time.Second}, {20, 60, 20 * time.Millisecond}}, 0, 0},
		"silence":                  {[]spell{{127, 60, time.Second}}, 0, 0},
		"the noise of a fan":       {[]spell{{45, 60, 20 * time.Second}}, 0, 0},
		"a voice over it":          {[]spell{{45, 60, 20 * time.Second}, {25, 60, time.Second}}, 95, 102},
		"a gap between words":      {[]spell{{30, 60, time.Second}, {110, 60, 120 * time.Millisecond}}, 46, 90},
		"the end of a sentence":    {[]spell{{30, 60, time.Second}, {110, 60, time.Second}}, 0, 0},
		"no level, full packets":   {[]spell{{-1, 60, time.Second}}, 92, 95},
		"no level, comfort noise":  {[]spell{{-1, 3, time.Second}}, 0, 0},
		"comfort noise at its end": {[]spell{{30, 60, time.Second}, {-1, 3, time.Second}}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Microphone)
			var s speaker
			for _, spell := range c.said {
				s.say(w, w.source, spell.dBov, spell.size, spell.lasts)
			}
			if got := w.source.Loudness().Level; got < c.least || got > c.most {
				t.Errorf("%d, want %d to %d", got, c.least, c.most)
			}
		})
	}
}

func TestWhatIsNotHeardIsNotLoud(t *testing.T) {
	w := newWorld(t, Microphone)
	w.source.origin = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var s speaker
	if l := w.source.Loudness(); l != (Loudness{}) {
		t.Errorf("before anything: %v", l)
	}
	s.say(w, w.source, 30, 60, time.Second)
	last := w.source.origin.Add(w.clock)
	check := func(what string, loud bool) {
		t.Helper()
		if l := w.source.Loudness(); (l.Level > 0) != loud || !l.Spoke.Equal(last) {
			t.Errorf("%s: %v, want speech last at %v", what, l, last)
		}
	}
	check("speaking", true)
	w.clock += quietAfter
	check("a packet is late", true)
	w.clock += time.Millisecond
	check("no more packets", false)
	s.say(w, w.source, 30, 60, time.Second)
	last = w.source.origin.Add(w.clock)
	w.source.Hold()
	check("held", false)
	s.say(w, w.source, 30, 60, time.Second)
	check("speaking while held", false)
	w.source.Release()
	check("released", false)
	s.say(w, w.source, 30, 60, time.Second)
	last = w.source.origin.Add(w.clock)
	check("speaking again", true)
	w.source.close()
	check("closed", false)
}
