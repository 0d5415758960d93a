package sfu

import "time"

// Bounds of what a stream keeps and tolerates.
const (
	historyAge    = 2 * time.Second         // older packets are not sent again
	maxJump       = 2000                    // sequence numbers; beyond is a restart, if a second packet says so
	maxKeyframe   = 512                     // packets kept of a keyframe
	flowingWithin = 700 * time.Millisecond  // of now
	besideWithin  = 1500 * time.Millisecond // of the other size of a screen, of which the small one has two pictures a second
	showWithin    = 5 * time.Second         // a kept keyframe is shown while its stream was heard this recently
)

// packet is one received RTP packet, its numbers unwrapped and read.
type packet struct {
	ext       uint64        // sequence number, unwrapped; 0: none
	arrived   time.Duration // since the engine's start
	timestamp uint32
	marker    bool
	level     byte // RFC 6464: V bit and -dBov
	stated    bool // level came with the packet
	vp8       vp8Header
	payload   []byte // empty: a probe that only takes up a number
}

// keep makes p a copy of q, in p's own buffer.
func (p *packet) keep(q *packet) {
	buffer := p.payload[:0]
	*p = *q
	p.payload = append(buffer, q.payload...)
}

// stream is one SSRC of a Source: one simulcast layer, or the only one.
// Source.mu guards it.
type stream struct {
	ssrc uint32
	rid  string

	ring      []packet // by ext modulo its length
	highest   uint64   // 0: nothing received
	cleared   uint64   // highest when the content was forgotten
	suspect   uint16   // what would follow a jump seen just before
	suspected bool
	epoch     uint32 // grows when the numbering starts anew
	heardAt   time.Duration
	meter     meter

	holes holes

	keyOpen  bool          // a keyframe is arriving
	keyAt    time.Duration // when the last one began to arrive
	keyFirst uint64
	keyLast  uint64   // 0: its marker has not come
	keyframe []packet // the last whole one
	area     int      // of that keyframe, pixels
	keyStamp uint32   // timestamp of the last keyframe

	wanted  bool // a keyframe has been asked for and has not come
	asked   time.Duration
	repeats int
}

func newStream(ssrc uint32, rid string, history int) *stream {
	return &stream{ssrc: ssrc, rid: rid, ring: make([]packet, history), asked: -time.Hour}
}

// clear forgets all content, what is still on its way too; numbering goes on.
func (s *stream) clear() {
	s.cleared = s.highest
	for i := range s.ring {
		s.ring[i].ext = 0
	}
	s.keyframe = nil
	s.keyOpen = false
	s.holes.clear()
}

// unwrap places seq next to the highest sequence number received.
func (s *stream) unwrap(seq uint16) (uint64, DropReason, bool) {
	if s.highest == 0 {
		return 1<<32 | uint64(seq), 0, true
	}
	diff := int(int16(seq - uint16(s.highest)))
	if diff > maxJump || diff < -maxJump {
		confirmed := s.suspected && seq == s.suspect
		s.suspect, s.suspected = seq+1, true
		if !confirmed {
			return 0, DropJump, false
		}
		s.restart()
		return (s.highest>>16+2)<<16 | uint64(seq), 0, true
	}
	s.suspected = false
	return s.highest + uint64(diff), 0, true
}

// restart forgets what came before a new numbering.
func (s *stream) restart() {
	s.epoch++
	s.suspected = false
	s.clear()
}

// insert numbers p and keeps it; nil and the reason when it is refused.
func (s *stream) insert(p *packet, seq uint16) (*packet, DropReason) {
	before := s.epoch
	ext, reason, ok := s.unwrap(seq)
	if !ok {
		return nil, reason
	}
	slot := &s.ring[ext%uint64(len(s.ring))]
	switch {
	case slot.ext == ext:
		return nil, DropDuplicate
	case ext <= s.cleared, ext+uint64(len(s.ring)) <= s.highest:
		return nil, DropTooOld
	}
	if s.highest != 0 && before == s.epoch {
		s.holes.note(s.highest, ext, p.arrived)
	}
	p.ext = ext
	slot.keep(p)
	s.highest = max(s.highest, ext)
	s.heardAt = p.arrived
	s.measure(p)
	return slot, 0
}

// measure counts p into the stream's rate, but for its keyframes: those are
// sent when somebody asks, as whoever joins does, and the rate is what decides
// who joins.
func (s *stream) measure(p *packet) {
	if p.vp8.key {
		s.keyStamp = p.timestamp
		return
	}
	if s.area > 0 && p.timestamp == s.keyStamp {
		return
	}
	s.meter.count(len(p.payload), p.arrived)
}

// meterOver is the time over which a rate is measured, and meterWeighs how much
// the last such time weighs in it: what is on a screen, and who moves, changes
// from one second to the next.
const (
	meterOver   = time.Second
	meterWeighs = 0.35
)

// pauseAfter is without any packet longer than a screen that stands still takes: what is measured then is no rate.
const pauseAfter = 10 * time.Second

// meter measures the rate of a stream.
type meter struct {
	since time.Duration
	bytes int
	rate  int // bit/s; 0: not known yet
}

// count adds a packet with a payload of n bytes that arrived at now.
func (m *meter) count(n int, now time.Duration) {
	const headers = 60 // IP, UDP, RTP, SRTP
	if passed := now - m.since; passed >= meterOver {
		if m.since != 0 && passed < pauseAfter {
			m.weigh(8 * float64(m.bytes) / passed.Seconds())
		}
		m.since, m.bytes = now, 0
	}
	m.bytes += n + headers
}

func (m *meter) weigh(latest float64) {
	if m.rate == 0 {
		m.rate = int(latest)
		return
	}
	m.rate += int(meterWeighs * (latest - float64(m.rate)))
}

// get returns the packet numbered ext, or nil when it is not kept.
func (s *stream) get(ext uint64) *packet {
	if p := &s.ring[ext%uint64(len(s.ring))]; p.ext == ext && ext != 0 {
		return p
	}
	if n := len(s.keyframe); n > 0 && ext >= s.keyframe[0].ext && ext-s.keyframe[0].ext < uint64(n) {
		return &s.keyframe[ext-s.keyframe[0].ext]
	}
	return nil
}

// watchKeyframe follows the keyframe that is arriving and keeps it once whole.
// It reports whether p begins one, and whether one was too large to keep.
func (s *stream) watchKeyframe(p *packet) (begins, tooBig bool) {
	if p.vp8.key && (!s.keyOpen || p.ext > s.keyFirst) {
		s.keyOpen, s.keyFirst, s.keyLast = true, p.ext, 0
		s.area = int(p.vp8.width) * int(p.vp8.height)
		s.wanted, s.repeats, s.keyAt = false, 0, p.arrived
		begins = true
	}
	if !s.keyOpen {
		return begins, false
	}
	first := s.get(s.keyFirst)
	if first == nil || p.ext-s.keyFirst >= min(maxKeyframe, uint64(len(s.ring))) && p.ext > s.keyFirst {
		s.keyOpen = false
		return begins, first != nil && s.keyLast == 0
	}
	if p.timestamp != first.timestamp || p.ext < s.keyFirst {
		return begins, false
	}
	if p.marker {
		s.keyLast = p.ext
	}
	if s.keyLast != 0 {
		s.keepKeyframe()
	}
	return begins, false
}

// keepKeyframe copies the keyframe out of the history if no packet of it is missing.
func (s *stream) keepKeyframe() {
	for ext := s.keyFirst; ext <= s.keyLast; ext++ {
		if s.ring[ext%uint64(len(s.ring))].ext != ext {
			return
		}
	}
	n := int(s.keyLast - s.keyFirst + 1)
	if n > cap(s.keyframe) {
		s.keyframe = make([]packet, n)
	}
	s.keyframe = s.keyframe[:n]
	for i := range s.keyframe {
		s.keyframe[i].keep(&s.ring[(s.keyFirst+uint64(i))%uint64(len(s.ring))])
	}
	s.keyOpen = false
}

// unbroken reports whether every packet from ext to the newest is in the
// history, and that they are at most limit.
func (s *stream) unbroken(ext uint64, limit int) bool {
	if s.highest < ext || s.highest-ext >= uint64(min(limit, len(s.ring))) {
		return false
	}
	for ; ext <= s.highest; ext++ {
		if s.ring[ext%uint64(len(s.ring))].ext != ext {
			return false
		}
	}
	return true
}
