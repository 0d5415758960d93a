package sfu

import (
	"errors"
	"net"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// holePoll is how often a stream with holes looks for retransmissions and
// asks again: they arrive on another SSRC, which does not wake its reader.
const holePoll = 15 * time.Millisecond

// silence is the audio level of a packet that states none (RFC 6464 section 3).
const silence = 127

// receiveMTU is the largest packet read, in bytes.
const receiveMTU = 1500

// parser reads RTP packets one after the other without allocating.
type parser struct {
	header   rtp.Header
	levelExt uint8
	video    bool
	packet   packet
}

// parse reads raw into p.packet, which points into raw; false when malformed.
func (p *parser) parse(raw []byte) bool {
	n, err := p.header.Unmarshal(raw)
	if err != nil || p.header.Version != 2 {
		return false
	}
	payload := raw[n:]
	if p.header.Padding && len(payload) > 0 {
		pad := int(payload[len(payload)-1])
		if pad > len(payload) {
			return false
		}
		payload = payload[:len(payload)-pad]
	}
	if len(payload) > maxPayload {
		return false
	}
	p.packet = packet{timestamp: p.header.Timestamp, marker: p.header.Marker, level: silence, payload: payload}
	if level := p.header.GetExtension(p.levelExt); p.levelExt != 0 && len(level) > 0 {
		p.packet.level, p.packet.stated = level[0], true
	}
	if p.video && len(payload) > 0 {
		var ok bool
		p.packet.vp8, ok = parseVP8(payload)
		return ok
	}
	return true
}

// receive reads one remote track until the connection closes. Its own goroutine.
func (p *Peer) receive(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	source := p.sourceOf(receiver)
	if source == nil {
		return
	}
	parse := parser{video: source.kind != Microphone, levelExt: extension(receiver.GetParameters().HeaderExtensions, sdp.AudioLevelURI)}
	raw := make([]byte, receiveMTU)
	var st *stream
	polling := false
	for {
		n, _, err := track.Read(raw)
		if err != nil && !isTimeout(err) {
			return
		}
		if err == nil {
			st = p.take(source, st, &parse, raw[:n], track.RID())
		}
		if st == nil || source.kind == Microphone {
			continue
		}
		polling = p.poll(source, st, track, polling)
	}
}

// take hands one packet to the source and returns the stream it belongs to.
func (p *Peer) take(source *Source, st *stream, parse *parser, raw []byte, rid string) *stream {
	if !parse.parse(raw) {
		p.engine.drops.add(DropMalformed)
		return st
	}
	if st == nil || st.ssrc != parse.header.SSRC {
		if st = source.stream(parse.header.SSRC, rid); st == nil {
			p.engine.drops.add(DropLayer)
			return nil
		}
	}
	parse.packet.arrived = p.engine.now()
	source.receive(st, &parse.packet, parse.header.SequenceNumber)
	return st
}

// poll asks for what is lost and sets the reader's deadline while anything is.
func (p *Peer) poll(source *Source, st *stream, track *webrtc.TrackRemote, polling bool) bool {
	missing := source.askLost(st, p.engine.now())
	switch {
	case missing:
		_ = track.SetReadDeadline(time.Now().Add(holePoll))
	case polling:
		_ = track.SetReadDeadline(time.Time{})
	}
	return missing
}

// readSenderReports keeps the interceptors fed with the publisher's RTCP.
func readSenderReports(receiver *webrtc.RTPReceiver, rid string) {
	raw := make([]byte, receiveMTU)
	for {
		var err error
		if rid == "" {
			_, _, err = receiver.Read(raw)
		} else {
			_, _, err = receiver.ReadSimulcast(raw, rid)
		}
		if err != nil {
			return
		}
	}
}

// readFeedback answers what a subscriber says about one slot. Its own goroutine.
func (p *Peer) readFeedback(sender *webrtc.RTPSender, t *slot) {
	raw := make([]byte, receiveMTU)
	for {
		n, _, err := sender.Read(raw)
		if err != nil {
			return
		}
		packets, err := rtcp.Unmarshal(raw[:n])
		if err != nil {
			p.engine.drops.add(DropMalformed)
			continue
		}
		for _, packet := range packets {
			p.link.hear(packet, t.ssrc(), time.Now())
			t.feedback(packet)
		}
	}
}

// feedback obeys one RTCP packet that reached the slot.
func (t *slot) feedback(packet rtcp.Packet) {
	switch f := packet.(type) {
	case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
		t.mu.Lock()
		source, st := t.source, t.stream
		t.mu.Unlock()
		if source != nil {
			source.refresh(t, st)
		}
	case *rtcp.TransportLayerNack:
		if f.MediaSSRC != t.ssrc() {
			return
		}
		for _, pair := range f.Nacks {
			pair.Range(func(seq uint16) bool {
				t.lost(seq)
				return true
			})
		}
	}
}

func (t *slot) ssrc() uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.wire.ssrc
}

// extension returns the identifier negotiated for uri, 0 if none.
func extension(list []webrtc.RTPHeaderExtensionParameter, uri string) uint8 {
	for _, e := range list {
		if e.URI == uri {
			return uint8(e.ID)
		}
	}
	return 0
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}
