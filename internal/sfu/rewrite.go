package sfu

import "time"

// numbers are what a packet is called on its way out.
type numbers struct {
	seq       uint16
	timestamp uint32
	picture   uint16 // 15 bits
	tl0       uint8
}

// rewriter gives one continuous numbering to the segments, one after the
// other, that a slot shows: a segment is a run of one stream's packets. Gaps
// within a segment are kept, so that what is lost can be asked for again.
// Not safe for concurrent use.
type rewriter struct {
	clock uint32 // Hz

	last   numbers       // the highest given out
	lastAt time.Duration // when last.timestamp was given out
	floor  uint32        // no later segment has a timestamp under it

	first     uint64 // the segment's first sequence number, unwrapped
	seq       uint16 // offsets, added to what comes in
	timestamp uint32
	picture   uint16
	tl0       uint8

	inPicture uint16 // latest PictureID in, widened to 16 bits
}

// reserve moves the floor to the timestamp that belongs to now and returns
// it: every packet of the segments begun afterwards has this one or a later.
func (r *rewriter) reserve(now time.Duration) uint32 {
	elapsed := max(now-r.lastAt, 0)
	at := r.last.timestamp + uint32(uint64(elapsed)*uint64(r.clock)/uint64(time.Second)) + 1
	if int32(at-r.floor) > 0 {
		r.floor = at
	}
	return r.floor
}

// begin starts a segment whose first packet is p, sent at now.
func (r *rewriter) begin(p *packet, now time.Duration) {
	r.first = p.ext
	r.seq = r.last.seq + 1 - uint16(p.ext)
	r.timestamp = r.reserve(now) - p.timestamp
	r.inPicture = p.vp8.picture
	r.picture = r.last.picture + 1 - p.vp8.picture
	r.tl0 = r.last.tl0 + 1 - p.vp8.tl0
}

// next returns the numbers for p; false when p comes before the segment.
func (r *rewriter) next(p *packet, now time.Duration) (numbers, bool) {
	if p.ext < r.first {
		return numbers{}, false
	}
	n := numbers{seq: uint16(p.ext) + r.seq, timestamp: p.timestamp + r.timestamp}
	if int32(n.timestamp-r.floor) < 0 {
		// A stream whose own timestamps run backwards must not reach back
		// into what the slot showed before.
		r.timestamp += r.floor - n.timestamp
		n.timestamp = r.floor
	}
	if p.vp8.hasPic {
		n.picture = (r.widen(&p.vp8) + r.picture) & 0x7fff
	}
	if p.vp8.hasTL0 {
		n.tl0 = p.vp8.tl0 + r.tl0
	}
	r.advance(n, &p.vp8, now)
	return n, true
}

// precedes reports whether seq was given out before the segment.
func (r *rewriter) precedes(seq uint16) bool {
	return int16(seq-uint16(r.first)-r.seq) < 0
}

// advance remembers the highest numbers given out.
func (r *rewriter) advance(n numbers, h *vp8Header, now time.Duration) {
	if int16(n.seq-r.last.seq) <= 0 {
		return
	}
	r.last.seq = n.seq
	if int32(n.timestamp-r.last.timestamp) > 0 {
		r.last.timestamp, r.lastAt = n.timestamp, now
	}
	if h.hasPic {
		r.last.picture = n.picture
	}
	if h.hasTL0 {
		r.last.tl0 = n.tl0
	}
}

// widen continues a 7 or 15 bit PictureID past its wrap.
func (r *rewriter) widen(h *vp8Header) uint16 {
	shift := 1
	if !h.wide {
		shift = 9
	}
	diff := int16((h.picture-r.inPicture)<<shift) >> shift
	picture := r.inPicture + uint16(diff)
	if diff > 0 {
		r.inPicture = picture
	}
	return picture
}
