package sfu

import (
	"encoding/binary"
	"time"
)

// Bounds on answering the same request.
const (
	resendApart = 20 * time.Millisecond
	maxResends  = 8
)

// sentPacket maps one of a slot's numbers back to what was sent under it.
type sentPacket struct {
	stream  *stream // nil: nothing sent
	ext     uint64
	numbers numbers
	resent  time.Duration // when last
	resends int
}

// remember maps n back to the packet ext of the followed stream.
func (t *slot) remember(ext uint64, n numbers, now time.Duration) {
	t.sent[int(n.seq)%len(t.sent)] = sentPacket{stream: t.stream, ext: ext, numbers: n, resent: now - resendApart}
}

// lost answers a request for seq. It takes Source.mu, so that neither a held
// source nor one no longer shown is ever sent again.
func (t *slot) lost(seq uint16) {
	t.mu.Lock()
	source := t.source
	t.mu.Unlock()
	if source == nil {
		return
	}
	source.mu.Lock()
	defer source.mu.Unlock()
	if source.held || !source.shows(t) {
		return
	}
	t.resend(source, seq)
}

// resend sends seq again from the source's history, unless a keyframe comes
// behind it: on a narrow link that would wait for what nobody needs any more,
// as for all that was lost of a larger layer. The caller holds Source.mu.
func (t *slot) resend(source *Source, seq uint16) {
	t.mu.Lock()
	defer t.mu.Unlock()
	sent := &t.sent[int(seq)%len(t.sent)]
	if sent.stream == nil || sent.numbers.seq != seq || !source.has(sent.stream) {
		t.drops.add(DropNotInHistory)
		return
	}
	now := source.now()
	p := sent.stream.get(sent.ext)
	if p == nil || now-sent.resent > historyAge {
		t.drops.add(DropNotInHistory)
		return
	}
	if t.Kind != Microphone && (t.rewriter.precedes(seq) || sent.ext < sent.stream.keyFirst) {
		t.drops.add(DropSuperseded)
		return
	}
	if now-sent.resent < resendApart || sent.resends >= maxResends {
		t.drops.add(DropAskedTooOften)
		return
	}
	sent.resent = now
	sent.resends++
	t.writeAgain(p, sent.numbers)
}

// writeAgain sends p as a retransmission: the original number comes first in
// the payload (RFC 4588 section 4), or as it was where RTX was not negotiated.
func (t *slot) writeAgain(p *packet, n numbers) {
	if t.wire.rtxPayload == 0 {
		t.header.SSRC, t.header.PayloadType = t.wire.ssrc, t.wire.payload
		t.send(p, n, n.seq, t.compose(t.buffer[:], p, n))
		return
	}
	t.rtxSeq++
	binary.BigEndian.PutUint16(t.buffer[:], n.seq)
	t.header.SSRC, t.header.PayloadType = t.wire.rtxSSRC, t.wire.rtxPayload
	t.send(p, n, t.rtxSeq, 2+t.compose(t.buffer[2:], p, n))
}

// has reports whether st is one of the source's streams. The caller holds mu.
func (s *Source) has(st *stream) bool {
	for _, u := range s.streams {
		if u == st {
			return true
		}
	}
	return false
}
