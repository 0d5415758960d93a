package sfu

import (
	"fmt"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// nowhere is a connection that takes everything.
type nowhere struct{}

func (nowhere) WriteRTP(_ *rtp.Header, payload []byte) (int, error) { return len(payload), nil }

// BenchmarkForward is the path of one full packet from its bytes to the
// connections of those who see it; what encrypts and sends is not counted.
func BenchmarkForward(b *testing.B) {
	for _, slots := range []int{1, 30} {
		b.Run(fmt.Sprintf("slots=%d", slots), func(b *testing.B) {
			w := newWorld(b, Camera)
			for range slots {
				s, _ := w.newSlot(Camera)
				s.bind(wire{ssrc: 1, rtxSSRC: 2, payload: 96, rtxPayload: 97, midExt: 4, writer: nowhere{}})
				s.show(w.source, w.clock)
			}
			v := &video{tag: 'a', width: 640}
			w.receive(w.source, 1, "", v.frame(true, 1)...)
			p := v.frame(false, 1)[0]
			p.Payload = append(p.Payload, make([]byte, 1100)...)
			raw, err := p.Marshal()
			if err != nil {
				b.Fatal(err)
			}
			st, parse := w.source.stream(1, ""), parser{video: true}
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				raw[2], raw[3] = byte(v.seq>>8), byte(v.seq)
				v.seq++
				if !parse.parse(raw) {
					b.Fatal("does not parse")
				}
				w.clock += time.Millisecond
				parse.packet.arrived = w.clock
				w.source.receive(st, &parse.packet, parse.header.SequenceNumber)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*slots), "ns/packet/slot")
		})
	}
}

// BenchmarkFanOut is the path of one packet of a face to a class that sees it,
// over real connections: numbers, estimate, encryption and socket.
func BenchmarkFanOut(b *testing.B) {
	for _, viewers := range []int{12, 24, 48} {
		b.Run(fmt.Sprintf("viewers=%d", viewers), func(b *testing.B) {
			e := newEngine(b)
			w := &world{t: b}
			source := newSource(Camera, &e.drops, e.now, func([]rtcp.Packet) error { return nil })
			defer source.close()
			for range viewers {
				c := join(b, e, false)
				c.show(c.cameraSlot(), source)
			}
			v := &video{tag: 'a', width: 640}
			w.clock = e.now()
			w.receive(source, 1, "", v.frame(true, 1)...)
			b.ReportAllocs()
			b.ResetTimer()
			for range b.N {
				p := v.frame(false, 1)[0]
				p.Payload = append(p.Payload, make([]byte, 1100)...)
				w.clock = e.now()
				w.receive(source, 1, "", p)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*viewers), "ns/packet/viewer")
		})
	}
}
