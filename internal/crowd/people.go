package crowd

import (
	"context"
	"time"

	"github.com/pion/rtp"

	"coupdemain/signaling/protocol"
)

// A voice as browsers send it in a class; one that is silent sends little (RFC 7587 section 3.1.3).
const (
	soundsEvery  = 40 * time.Millisecond
	silenceEvery = 400 * time.Millisecond
	soundSize    = 120 // bytes
	speaking     = 30  // -dBov (RFC 6464)
	silent       = 127
)

// faces are the layers of a camera in a class.
var faces = map[string]video{
	"q": {width: 160, height: 90, packets: 1, keyPackets: 2, size: 400},
	"h": {width: 320, height: 180, packets: 1, keyPackets: 3, size: 900},
	"f": {width: 640, height: 360, packets: 2, keyPackets: 6, size: payloadSize},
}

// Talk opens the microphone, until the page is closed: somebody who speaks all the time, or who is silent. Called again,
// it changes that.
func (p *Page) Talk(ctx context.Context, aloud bool) error {
	p.aloud.Store(aloud)
	if !p.talks.CompareAndSwap(false, true) {
		return nil
	}
	if err := p.AwaitMedia(ctx); err != nil {
		return err
	}
	if err := p.Send(protocol.Speak{Voice: protocol.Voice{Mode: protocol.VoiceDevice}}); err != nil {
		return err
	}
	p.ending.Go(p.sound)
	return nil
}

// sound sends what the microphone hears.
func (p *Page) sound() {
	source := Source{Page: p.Mark, Kind: protocol.Microphone}
	packet := &rtp.Packet{Header: rtp.Header{Version: 2}}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-p.over:
			return
		}
		level, every := byte(silent), silenceEvery
		if p.aloud.Load() {
			level, every = speaking, soundsEvery
		}
		packet.Payload = sound(source, time.Now())
		_ = p.media.microphone.writeLevel(packet, level)
		packet.SequenceNumber++
		packet.Timestamp += 48 * uint32(every/time.Millisecond)
		timer.Reset(every)
	}
}

// sound is what one packet of a voice carries.
func sound(source Source, now time.Time) []byte {
	payload := make([]byte, soundSize)
	payload[0] = 0x08
	source.put(payload, now)
	return payload
}

// Film turns the camera on until the page is closed, with a picture so often in each of those layers, "q", "h" and "f".
func (p *Page) Film(ctx context.Context, every time.Duration, layers ...string) error {
	if err := p.AwaitMedia(ctx); err != nil {
		return err
	}
	if err := p.Send(protocol.Film{Camera: true}); err != nil {
		return err
	}
	for _, layer := range p.media.camera {
		for _, rid := range layers {
			if layer.track.RID() == rid {
				p.paint(layer, faces[rid], protocol.Camera, every)
			}
		}
	}
	return nil
}
