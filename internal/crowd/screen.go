package crowd

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/pion/rtp"

	"coupdemain/signaling/protocol"
)

// A screen as somebody's who reads and scrolls: few pictures a second.
const (
	picturesEvery = 100 * time.Millisecond
	payloadSize   = 1100 // bytes
)

// screens are the sizes of a screen, the full one and the small one of a class.
var screens = map[string]video{
	"":  {width: 1920, height: 1080, packets: 3, keyPackets: 12, size: payloadSize},
	"f": {width: 1920, height: 1080, packets: 3, keyPackets: 12, size: payloadSize},
	"h": {width: 960, height: 540, packets: 1, keyPackets: 4, size: 600},
}

// Show shows a screen, with a picture ten times a second and a keyframe whenever one is asked for, until the page is
// closed. It returns once the server has been told.
func (p *Page) Show(ctx context.Context) error { return p.ShowEvery(ctx, picturesEvery) }

// ShowEvery is Show with another interval between two pictures.
func (p *Page) ShowEvery(ctx context.Context, every time.Duration) error {
	if err := p.AwaitMedia(ctx); err != nil {
		return err
	}
	err := p.Send(protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceMonitor}})
	if err != nil {
		return err
	}
	for _, layer := range p.media.screen {
		p.paint(layer, screens[layer.track.RID()], protocol.ScreenTrack, every)
	}
	return nil
}

// paint sends pictures of one layer until the page is closed. Writing fails only while the connection is down, as a
// network may.
func (p *Page) paint(layer *layer, v video, kind protocol.Track, every time.Duration) {
	v.source = Source{Page: p.Mark, Kind: kind, Layer: layer.track.RID()}
	p.ending.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		asked := -1
		for {
			now := layer.asked.count()
			for _, packet := range v.picture(now != asked, time.Now()) {
				_ = layer.write(packet)
			}
			asked = now
			v.timestamp += 90 * uint32(every/time.Millisecond)
			select {
			case <-tick.C:
			case <-p.over:
				return
			}
		}
	})
}

// video makes VP8 packets (RFC 7741). What follows a picture's head are zeros, which every decoder reads as « predicted,
// and nothing to add »: a grey picture, whatever its size.
type video struct {
	source              Source
	width, height       uint16
	packets, keyPackets int // of a picture, of a keyframe
	size                int // of a packet's payload, bytes

	sequence  uint16
	timestamp uint32
	number    uint16
	tl0       uint8
}

// picture is the next one, that leaves now.
func (v *video) picture(key bool, now time.Time) []*rtp.Packet {
	packets := make([]*rtp.Packet, v.packets)
	if key {
		packets = make([]*rtp.Packet, v.keyPackets)
	}
	for i := range packets {
		payload := make([]byte, v.size)
		head := append(payload[:0], 0x80, 0xe0, 0x80|byte(v.number>>8), byte(v.number), v.tl0, 0x20)
		if i == 0 {
			payload[0] |= 0x10 // The beginning of a picture.
			v.begin(head, key)
		}
		v.source.put(payload, now)
		packets[i] = &rtp.Packet{
			Header:  rtp.Header{Version: 2, SequenceNumber: v.sequence, Timestamp: v.timestamp, Marker: i == len(packets)-1},
			Payload: payload,
		}
		v.sequence++
	}
	v.number = (v.number + 1) & 0x7fff
	v.tl0++
	return packets
}

// begin writes a picture's head (RFC 6386 section 9.1). Half of its first packet is how each block is predicted, the rest
// what is to be added to that.
func (v *video) begin(b []byte, key bool) {
	tag := uint32(v.size/2)<<5 | 1<<4 // to be shown
	if !key {
		tag |= 1
	}
	b = append(b, byte(tag), byte(tag>>8), byte(tag>>16))
	if key {
		b = append(b, 0x9d, 0x01, 0x2a)
		b = binary.LittleEndian.AppendUint16(b, v.width)
		binary.LittleEndian.AppendUint16(b, v.height)
	}
}
