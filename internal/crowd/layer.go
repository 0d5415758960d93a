package crowd

import (
	"fmt"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// layer is one stream that a page may send: sound, or one size of a picture.
type layer struct {
	track *webrtc.TrackLocalStaticRTP
	line  *webrtc.RTPTransceiver
	asked tally // requests for a keyframe
}

// write sends a packet, with what a size of a picture is known by (RFC 8852): the server was told no SSRC of it.
func (l *layer) write(packet *rtp.Packet) error {
	if rid := l.track.RID(); rid != "" {
		extensions := l.line.Sender().GetParameters().HeaderExtensions
		for uri, value := range map[string]string{sdp.SDESMidURI: l.line.Mid(), sdp.SDESRTPStreamIDURI: rid} {
			if err := extend(packet, extensions, uri, []byte(value)); err != nil {
				return err
			}
		}
	}
	if err := l.track.WriteRTP(packet); err != nil {
		return fmt.Errorf("crowd: %s: %w", l.track.ID(), err)
	}
	return nil
}

// writeLevel sends a packet of sound that is so loud, in -dBov (RFC 6464).
func (l *layer) writeLevel(packet *rtp.Packet, level byte) error {
	extensions := l.line.Sender().GetParameters().HeaderExtensions
	if err := extend(packet, extensions, sdp.AudioLevelURI, []byte{level}); err != nil {
		return err
	}
	return l.write(packet)
}

func extend(packet *rtp.Packet, extensions []webrtc.RTPHeaderExtensionParameter, uri string, value []byte) error {
	for _, e := range extensions {
		if e.URI != uri {
			continue
		}
		if err := packet.SetExtension(uint8(e.ID), value); err != nil {
			return fmt.Errorf("crowd: header extension: %w", err)
		}
	}
	return nil
}

// listen counts what the sender is asked for, until the connection ends.
func (l *layer) listen() {
	for {
		packets, err := l.read()
		if err != nil {
			return
		}
		for _, packet := range packets {
			switch packet.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				l.asked.add()
			}
		}
	}
}

func (l *layer) read() (packets []rtcp.Packet, err error) {
	if rid := l.track.RID(); rid != "" {
		packets, _, err = l.line.Sender().ReadSimulcastRTCP(rid)
	} else {
		packets, _, err = l.line.Sender().ReadRTCP()
	}
	if err != nil {
		return nil, fmt.Errorf("crowd: %s: %w", l.track.ID(), err)
	}
	return packets, nil
}

// tally is when something happened. The zero value is ready. Any goroutine.
type tally struct {
	mu sync.Mutex
	at []time.Time
}

func (t *tally) add() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at = append(t.at, time.Now())
}

func (t *tally) all() []time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]time.Time(nil), t.at...)
}

func (t *tally) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.at)
}
