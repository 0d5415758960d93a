package sfu

import (
	"math"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"

	"coupdemain/internal/bandwidth"
)

// Slot is a place in a Peer's connection where a Source can be shown.
type Slot struct {
	Mid  string // names it in Peer.Show and in the browser's transceivers
	Kind Kind   // Microphone: sound
}

// maxPayload is the largest payload forwarded, in bytes: what fits in one
// datagram of the path beneath.
const maxPayload = 1460

// rtpWriter is the part of the connection a slot writes to.
type rtpWriter interface {
	WriteRTP(header *rtp.Header, payload []byte) (int, error)
}

// wire is how a slot's packets are to look, known once the slot is bound.
type wire struct {
	ssrc, rtxSSRC       uint32
	payload, rtxPayload uint8 // rtxPayload 0: lost packets are sent again as they were
	midExt, levelExt    uint8 // header extension identifiers, 0: not negotiated
	writer              rtpWriter
}

// slot writes what its source carries under its own numbers.
type slot struct {
	Slot
	drops  *drops
	brake  bandwidth.Brake // with slowed, of the goroutine that shares the link out
	slowed *Source         // whose publisher this slot may have made slower
	told   *Source         // of which Events was told that it is withheld, of that goroutine too
	steady bandwidth.Steady
	fitted *Source      // whose size is kept steady, with it of that goroutine
	sized  int64        // useful, as it was then
	most   atomic.Int64 // the largest picture that the link carries, pixels; 0: none

	useful atomic.Int64 // the largest picture that is of use there, pixels

	switching sync.Mutex // serializes show; guards from and closed
	from      uint32     // first timestamp of what is shown
	closed    bool

	mu       sync.Mutex
	source   *Source
	live     bool // bound and connected
	wire     wire
	rewriter rewriter
	stream   *stream // followed now; nil: waiting for a place to join
	pictured bool    // something of source has been sent
	epoch    uint32  // of stream's numbering
	sent     []sentPacket
	header   rtp.Header
	level    [1]byte // what header's audio level extension points to
	buffer   [maxPayload + maxDescriptor + 2]byte
	packets  uint32 // for sender reports
	octets   uint32
	rtxSeq   uint16
}

func newSlot(s Slot, seq uint16, timestamp uint32, d *drops) *slot {
	t := &slot{Slot: s, drops: d, sent: make([]sentPacket, s.Kind.history())}
	t.most.Store(unlimited)
	t.useful.Store(unlimited)
	t.rewriter.clock = s.Kind.clock()
	t.rewriter.last = numbers{seq: seq, timestamp: timestamp, picture: seq & 0x7fff, tl0: uint8(seq)}
	t.rewriter.floor = timestamp
	return t
}

// bind sets how packets look. The mid goes with every packet, so that a
// receiver need not know the SSRC (RFC 8843 section 9.2).
func (t *slot) bind(w wire) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.wire = w
	t.header = rtp.Header{Version: 2}
	if w.midExt != 0 {
		_ = t.header.SetExtension(w.midExt, []byte(t.Mid))
	}
	if w.levelExt != 0 {
		_ = t.header.SetExtension(w.levelExt, t.level[:])
	}
}

// connected lets packets through from now on.
func (t *slot) connected() {
	t.switching.Lock()
	defer t.switching.Unlock()
	t.mu.Lock()
	again := t.live
	t.live = t.wire.writer != nil
	source := t.source
	t.mu.Unlock()
	if source == nil || again {
		return
	}
	source.mu.Lock()
	defer source.mu.Unlock()
	source.start(t)
}

// show puts s in the slot, nil empties it, and returns the first timestamp
// that holds for it. A closed slot stays empty.
func (t *slot) show(s *Source, now time.Duration) uint32 {
	t.switching.Lock()
	defer t.switching.Unlock()
	return t.put(s, now)
}

// close empties the slot for good.
func (t *slot) close(now time.Duration) {
	t.switching.Lock()
	defer t.switching.Unlock()
	t.put(nil, now)
	t.closed = true
}

// put does the work of show. The caller holds switching.
func (t *slot) put(s *Source, now time.Duration) uint32 {
	t.mu.Lock()
	old := t.source
	if old == s || t.closed {
		t.mu.Unlock()
		return t.from
	}
	t.source = s
	t.mu.Unlock()
	if old != nil {
		old.detach(t)
	}
	t.from = t.reserve(now)
	if s != nil {
		s.attach(t)
	}
	return t.from
}

func (t *slot) reserve(now time.Duration) uint32 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.rewriter.reserve(now)
}

// unlimited is the most of a slot whose link carries anything.
const unlimited = math.MaxInt64

// restrict sets the largest picture of s that goes out from now on, in pixels,
// and reports whether somebody is to be told that it is withheld now, or no
// more: whoever shows another source begins anew.
func (t *slot) restrict(s *Source, most int64) (turned bool) {
	t.most.Store(most)
	turned = (most == 0) != (t.told == s)
	t.told = nil
	if most == 0 {
		t.told = s
	}
	return turned
}

// steadily returns the largest picture of s that is to go out while the link's
// share of it is the layer of o that is given, in pixels; 0 for none. Whoever
// comes into the slot, begins to flow, or is looked at in another size, gets
// what there is at once.
func (t *slot) steadily(s *Source, o offer, layer int, now time.Duration) int64 {
	if sized := t.useful.Load(); t.fitted != s || t.sized != sized || len(o.areas) == 0 {
		t.fitted, t.sized, t.steady = s, sized, bandwidth.Steady{}
	}
	if len(o.areas) == 0 {
		return o.most(layer)
	}
	return t.steady.Follow(o.most(layer), now)
}

// shown returns the source in the slot, nil if it is empty.
func (t *slot) shown() *Source {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.source
}

func (t *slot) isLive() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.live
}

// isPictured reports whether something of what is shown has been sent.
func (t *slot) isPictured() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.pictured
}

// unfollow makes the slot wait for a place to join its source.
func (t *slot) unfollow() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stream, t.pictured = nil, false
}

// feed offers the slot packet p of st and reports whether it needs a keyframe
// of best. The caller holds the source's mu, as for join and still.
func (t *slot) feed(st *stream, p *packet, best *stream, now time.Duration) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.live {
		return false
	}
	following := t.stream != nil && t.epoch == t.stream.epoch
	switch {
	case following && t.stream == st:
		t.write(p, now)
	case t.Kind == Microphone, p.vp8.key && (st == best || !following && !t.pictured && int64(st.area) <= t.most.Load()):
		t.follow(st, p.ext, now)
	}
	return t.Kind != Microphone && t.stream != best
}

// join follows st from its packet ext on.
func (t *slot) join(st *stream, ext uint64, now time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.follow(st, ext, now)
}

// follow begins a segment at st's packet ext and sends all there is of it.
func (t *slot) follow(st *stream, ext uint64, now time.Duration) {
	t.stream, t.epoch, t.pictured = st, st.epoch, true
	t.rewriter.begin(st.get(ext), now)
	for ; ext <= st.highest; ext++ {
		if p := st.get(ext); p != nil {
			t.write(p, now)
		}
	}
}

// still sends st's kept keyframe by itself; deltas wait for the next.
func (t *slot) still(st *stream, now time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rewriter.begin(&st.keyframe[0], now)
	t.stream, t.epoch = st, st.epoch
	for i := range st.keyframe {
		t.write(&st.keyframe[i], now)
	}
	t.stream, t.pictured = nil, true
}

// write sends p under the slot's numbers.
func (t *slot) write(p *packet, now time.Duration) {
	n, ok := t.rewriter.next(p, now)
	if !ok {
		t.drops.add(DropBeforeSwitch)
		return
	}
	t.remember(p.ext, n, now)
	t.header.SSRC, t.header.PayloadType = t.wire.ssrc, t.wire.payload
	t.send(p, n, n.seq, t.compose(t.buffer[:], p, n))
	t.packets++
	t.octets += uint32(len(p.payload))
}

// compose writes p's payload with the counters of n to dst and returns its size.
func (t *slot) compose(dst []byte, p *packet, n numbers) int {
	if len(p.payload) == 0 {
		return 0
	}
	if t.Kind == Microphone {
		return copy(dst, p.payload)
	}
	size := p.vp8.marshal(dst, n.picture, n.tl0, p.payload[1])
	return size + copy(dst[size:], p.payload[p.vp8.size:])
}

// send writes size bytes of the buffer as packet seq; SSRC and payload type
// are in the header already.
func (t *slot) send(p *packet, n numbers, seq uint16, size int) {
	t.header.Marker = p.marker
	t.header.SequenceNumber = seq
	t.header.Timestamp = n.timestamp
	t.level[0] = p.level
	if _, err := t.wire.writer.WriteRTP(&t.header, t.buffer[:size]); err != nil {
		t.drops.add(DropWrite)
	}
}
