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
	picturesEvery     = 100 * time.Millisecond
	packetsOfPicture  = 3
	packetsOfKeyframe = 12
	screenWidth       = 1920
	screenHeight      = 1080
	payloadSize       = 1100 // bytes
)

// Show shows a screen, with a picture ten times a second and a keyframe whenever one is asked for, until the page is
// closed. It returns once the server has been told.
func (p *Page) Show(ctx context.Context) error {
	if err := p.AwaitMedia(ctx); err != nil {
		return err
	}
	err := p.Send(protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceMonitor}})
	if err != nil {
		return err
	}
	p.ending.Go(p.paint)
	return nil
}

// paint sends pictures. Writing fails only while the connection is down, as a network may.
func (p *Page) paint() {
	tick := time.NewTicker(picturesEvery)
	defer tick.Stop()
	v, asked := video{}, -1
	for {
		now := len(p.KeyframesAsked())
		for _, packet := range v.picture(now != asked) {
			_ = p.media.screen.WriteRTP(packet)
		}
		asked = now
		select {
		case <-tick.C:
		case <-p.over:
			return
		}
	}
}

// video makes VP8 packets (RFC 7741): the headers are right, the pictures are noise.
type video struct {
	sequence  uint16
	timestamp uint32
	number    uint16
	tl0       uint8
}

// picture is the next one.
func (v *video) picture(key bool) []*rtp.Packet {
	packets := make([]*rtp.Packet, packetsOfPicture)
	if key {
		packets = make([]*rtp.Packet, packetsOfKeyframe)
	}
	for i := range packets {
		payload := make([]byte, payloadSize)
		head := append(payload[:0], 0x80, 0xe0, 0x80|byte(v.number>>8), byte(v.number), v.tl0, 0x20)
		if i == 0 {
			payload[0] |= 0x10 // The beginning of a picture.
			if key {           // RFC 6386 section 9.1
				head = append(head, 0x10, 0, 0, 0x9d, 0x01, 0x2a)
				head = binary.LittleEndian.AppendUint16(head, screenWidth)
				binary.LittleEndian.AppendUint16(head, screenHeight)
			} else {
				_ = append(head, 0x31, 0, 0)
			}
		}
		packets[i] = &rtp.Packet{
			Header:  rtp.Header{Version: 2, SequenceNumber: v.sequence, Timestamp: v.timestamp, Marker: i == len(packets)-1},
			Payload: payload,
		}
		v.sequence++
	}
	v.number = (v.number + 1) & 0x7fff
	v.tl0++
	v.timestamp += 90 * uint32(picturesEvery/time.Millisecond)
	return packets
}
