package crowd

import (
	"context"
	"fmt"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"

	"coupdemain/signaling/protocol"
)

// Received is what arrived in one slot since the page's opening, or since Recount.
type Received struct {
	Packets    int
	Bytes      int           // headers and payloads
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
		now := time.Now()
		r.take(packet.SequenceNumber, now)
		r.Bytes += packet.MarshalSize()
		m.note(packet.Payload, now)
		arrived := m.first(mid)
		select {
		case <-arrived:
		default:
			close(arrived)
		}
		m.mu.Unlock()
	}
}

// note counts a packet of somebody of a crowd. m.mu is held.
func (m *media) note(payload []byte, now time.Time) {
	source, sent, ok := markOf(payload)
	if !ok {
		return
	}
	if m.flows[source] == nil {
		m.flows[source] = &Flow{}
	}
	m.flows[source].take(sent, now)
	if m.moved != nil {
		close(m.moved)
		m.moved = nil
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

// Flows are what has arrived of each who is of a crowd too.
func (p *Page) Flows() map[Source]Flow {
	p.media.mu.Lock()
	defer p.media.mu.Unlock()
	all := make(map[Source]Flow, len(p.media.flows))
	for source, flow := range p.media.flows {
		all[source] = *flow
	}
	return all
}

// Slots is what has arrived in each slot.
func (p *Page) Slots() map[string]Received {
	p.media.mu.Lock()
	defer p.media.mu.Unlock()
	all := make(map[string]Received, len(p.media.received))
	for mid, r := range p.media.received {
		all[mid] = *r
	}
	return all
}

// AwaitFlow waits until enough has arrived of a layer of what another page sends.
func (p *Page) AwaitFlow(ctx context.Context, from *Page, kind protocol.Track, enough func(layer string, f Flow) bool) error {
	return p.awaitPacket(ctx, "of a "+string(kind), func() bool {
		for source, flow := range p.media.flows {
			if source.Page == from.Mark && source.Kind == kind && enough(source.Layer, *flow) {
				return true
			}
		}
		return false
	})
}

// AwaitSlot waits until something has arrived in a slot after that moment.
func (p *Page) AwaitSlot(ctx context.Context, mid string, after time.Time) error {
	return p.awaitPacket(ctx, "in slot "+mid, func() bool {
		r := p.media.received[mid]
		return r != nil && r.last.After(after)
	})
}

// awaitPacket waits until a packet has come with which ok is content, which is asked while p.media.mu is held.
func (p *Page) awaitPacket(ctx context.Context, what string, ok func() bool) error {
	for {
		p.media.mu.Lock()
		if ok() {
			p.media.mu.Unlock()
			return nil
		}
		if p.media.moved == nil {
			p.media.moved = make(chan struct{})
		}
		moved := p.media.moved
		p.media.mu.Unlock()
		select {
		case <-moved:
		case <-ctx.Done():
			return fmt.Errorf("crowd: packets %s: %w", what, ctx.Err())
		}
	}
}

// Recount begins all counts anew.
func (p *Page) Recount() {
	p.media.mu.Lock()
	defer p.media.mu.Unlock()
	clear(p.media.received)
	clear(p.media.flows)
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
func (p *Page) KeyframesAsked() []time.Time { return p.media.screen[len(p.media.screen)-1].asked.all() }
