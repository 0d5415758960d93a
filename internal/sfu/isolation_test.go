package sfu

import (
	"sync"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// witness sees every packet that a slot writes, those sent again too, before
// the network can lose any.
type witness struct {
	rtpWriter
	mu      sync.Mutex
	packets int
}

func (w *witness) WriteRTP(h *rtp.Header, payload []byte) (int, error) {
	w.mu.Lock()
	w.packets++
	w.mu.Unlock()
	return w.rtpWriter.WriteRTP(h, payload)
}

func (w *witness) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.packets
}

// watch puts a witness before the wire of the client's slot mid.
func (c *client) watch(mid string) (*slot, *witness) {
	for _, t := range c.peer.slots {
		if t.Mid == mid {
			t.mu.Lock()
			defer t.mu.Unlock()
			w := &witness{rtpWriter: t.wire.writer}
			t.wire.writer = w
			return t, w
		}
	}
	c.t.Fatalf("no slot %s", mid)
	return nil, nil
}

func (c *client) show(mid string, s *Source) {
	c.t.Helper()
	if _, err := c.peer.Show(mid, s); err != nil {
		c.t.Fatal(err)
	}
}

// voice sends one sound packet tagged with who or when.
func (c *client) voice(seq uint16, tag byte) {
	c.t.Helper()
	send(c.t, c.mic, &rtp.Packet{
		Header: rtp.Header{Version: 2, SequenceNumber: seq, Timestamp: uint32(seq) * 960}, Payload: []byte{tag, 1, 2, 3},
	})
}

// TestAsideStaysAside: two of three speak aside and come back; the third gets
// not one packet of it, however it asks, then or later. Tags: before, aside, late, after.
func TestAsideStaysAside(t *testing.T) {
	for name, comeBack := range map[string]func(*Source){
		"Forget":           (*Source).Forget,
		"Hold and Release": func(s *Source) { s.Hold(); s.Release() },
	} {
		t.Run(name, func(t *testing.T) {
			e := newEngine(t)
			person, mediator, other := join(t, e, false), join(t, e, false), join(t, e, false)
			camera, mic := person.peer.Source(Camera), person.peer.Source(Microphone)
			face, faceWitness := other.watch(other.cameraSlot())
			sound, soundWitness := other.watch(other.audioSlot())
			for _, viewer := range []*client{other, mediator} { // in this order each packet is written
				viewer.show(viewer.cameraSlot(), camera)
				viewer.show(viewer.audioSlot(), mic)
			}
			v := &video{tag: 'b', width: 640}
			send(t, person.camera, v2(v, 3)...)
			person.voice(1, 'b')
			for range 9 {
				mediator.next(mediator.cameraSlot())
			}
			mediator.next(mediator.audioSlot())

			other.show(other.cameraSlot(), nil)
			other.show(other.audioSlot(), nil)
			faces, sounds := faceWitness.count(), soundWitness.count()
			if faces != 9 || sounds != 1 {
				t.Fatalf("%d and %d packets before, want 9 and 1", faces, sounds)
			}
			check := func(when string) {
				t.Helper()
				for _, slot := range []*slot{face, sound} {
					slot.feedback(&rtcp.PictureLossIndication{})
					nack := &rtcp.TransportLayerNack{MediaSSRC: slot.ssrc()}
					for seq := -40; seq < 40; seq++ {
						nack.Nacks = append(nack.Nacks, rtcp.NackPair{PacketID: slot.rewriter.last.seq + uint16(seq)})
					}
					slot.feedback(nack)
				}
				if f, s := faceWitness.count()-faces, soundWitness.count()-sounds; f != 0 || s != 0 {
					t.Fatalf("%s: %d packets of a face, %d of sound", when, f, s)
				}
			}
			v.tag = 'a'
			aside := v2(v, 3)
			late := v.frame(true, 1)
			aside = append(aside, v.frame(false, 1)...)
			send(t, person.camera, aside...)
			person.voice(2, 'a')
			person.voice(4, 'a')
			for range aside {
				mediator.next(mediator.cameraSlot())
			}
			mediator.next(mediator.audioSlot())
			mediator.next(mediator.audioSlot())
			check("aside")

			comeBack(camera)
			comeBack(mic)
			other.show(other.cameraSlot(), camera)
			other.show(other.audioSlot(), mic)
			check("back")
			send(t, person.camera, late...)
			person.voice(3, 'l')
			v.tag = 'n'
			send(t, person.camera, v.frame(false, 2)...)
			person.awaitKeyframeRequest()
			send(t, person.camera, v2(v, 1)...)
			person.voice(5, 'n')
			other.expect(other.cameraSlot(), 9, 'b', 5, 'n')
			for _, want := range []byte{'b', 'n'} {
				if got := other.next(other.audioSlot()).Payload[0]; got != want {
					t.Fatalf("sound of %c, want %c", got, want)
				}
			}
			if f, s := faceWitness.count()-faces, soundWitness.count()-sounds; f != 5 || s != 1 {
				t.Fatalf("%d packets of a face and %d of sound after, want 5 and 1", f, s)
			}
		})
	}
}

// expect takes that many packets of each tag, in this order.
func (c *client) expect(mid string, first int, tag byte, then int, next byte) {
	c.t.Helper()
	for i := range first + then {
		want := tag
		if i >= first {
			want = next
		}
		if got := tagOf(c.t, c.next(mid).Payload); got != want {
			c.t.Fatalf("packet %d is of %c, want %c", i, got, want)
		}
	}
}

func (c *client) awaitKeyframeRequest() {
	c.t.Helper()
	for {
		select {
		case p := <-c.keyAsked:
			if _, ok := p.(*rtcp.PictureLossIndication); ok {
				return
			}
		case <-time.After(patience):
			c.t.Fatal("no keyframe asked for")
		}
	}
}
