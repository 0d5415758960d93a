package crowd

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"

	"coupdemain/signaling/protocol"
)

// Received is what arrived in one slot since the page's opening, or since Recount.
type Received struct {
	Packets    int
	Missing    int           // sequence numbers that were passed over and never came
	LongestGap time.Duration // between two packets

	last time.Time
	next uint16
}

// take counts one packet.
func (r *Received) take(sequence uint16, now time.Time) {
	ahead := int16(sequence - r.next)
	switch {
	case r.Packets == 0 || ahead > 1000 || ahead < -1000: // The first, or another source.
		r.next = sequence + 1
	case ahead >= 0:
		r.Missing += int(ahead)
		r.next = sequence + 1
	default: // Late, or sent again.
		r.Missing = max(0, r.Missing-1)
	}
	if !r.last.IsZero() {
		r.LongestGap = max(r.LongestGap, now.Sub(r.last))
	}
	r.last = now
	r.Packets++
}

// receive counts one slot's packets until the connection ends.
func (m *media) receive(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	mid := receiver.RTPTransceiver().Mid()
	m.mu.Lock()
	m.sources[mid] = track.SSRC()
	m.mu.Unlock()
	for {
		packet, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		m.mu.Lock()
		r := m.received[mid]
		if r == nil {
			r = &Received{}
			m.received[mid] = r
		}
		r.take(packet.SequenceNumber, time.Now())
		arrived := m.first(mid)
		select {
		case <-arrived:
		default:
			close(arrived)
		}
		m.mu.Unlock()
	}
}

// first is closed at a slot's first packet. m.mu is held.
func (m *media) first(mid string) chan struct{} {
	if m.arrived[mid] == nil {
		m.arrived[mid] = make(chan struct{})
	}
	return m.arrived[mid]
}

// Slot is the mid of the slot that has a track of that kind, "" if none has.
func (v View) Slot(kind protocol.Track) string {
	for _, slot := range v.Slots {
		if slot.Kind == kind {
			return slot.Mid
		}
	}
	return ""
}

// AwaitPackets waits until something arrives in a slot of that kind.
func (p *Page) AwaitPackets(ctx context.Context, kind protocol.Track) error {
	err := p.Await(ctx, "a slot for a "+string(kind), func(v View) bool { return v.Slot(kind) != "" })
	if err != nil {
		return err
	}
	p.media.mu.Lock()
	arrived := p.media.first(p.View().Slot(kind))
	p.media.mu.Unlock()
	select {
	case <-arrived:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("crowd: packets of a %s: %w", kind, ctx.Err())
	}
}

// Received is what has arrived in the slot of that kind.
func (p *Page) Received(kind protocol.Track) Received {
	mid := p.View().Slot(kind)
	p.media.mu.Lock()
	defer p.media.mu.Unlock()
	if r := p.media.received[mid]; r != nil {
		return *r
	}
	return Received{}
}

// Recount begins all counts anew.
func (p *Page) Recount() {
	p.media.mu.Lock()
	defer p.media.mu.Unlock()
	clear(p.media.received)
}

// AskKeyframe tells the server that this viewer lost the picture in the slot of that kind.
func (p *Page) AskKeyframe(kind protocol.Track) error {
	p.media.mu.Lock()
	source := p.media.sources[p.View().Slot(kind)]
	p.media.mu.Unlock()
	if err := p.media.connection.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: uint32(source)}}); err != nil {
		return fmt.Errorf("crowd: keyframe: %w", err)
	}
	return nil
}

// KeyframesAsked is when the page's own screen was asked for a keyframe.
func (p *Page) KeyframesAsked() []time.Time { return p.media.asked.all() }

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
