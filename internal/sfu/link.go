package sfu

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
)

// What a link to a subscriber is taken to carry, in bit/s.
const (
	firstEstimate  = 900_000 // until it is measured, and whenever nothing says that it is narrow
	unlostEstimate = 250_000 // while nothing is lost, if there was a queue
	leastEstimate  = 60_000
	mostEstimate   = 20_000_000
)

// When a link is taken to be narrow, for how long, and when enough is known of it.
const (
	lossy         = 0.02 // share of packets; less is the air's
	lossLasts     = 10 * time.Second
	queueLasts    = 5 * time.Minute // whoever shares their link goes on doing so
	knownAfter    = 10              // times that its browser told what has come
	settlesWithin = 3 * time.Second // of that, if it loses packets
)

// estimator says what the link to one peer carries, from the transport-wide
// feedback that its browser gives.
type estimator interface {
	GetTargetBitrate() int // bit/s
}

// link is what is known of the way to one peer. A machine that is busy delays
// packets as a full link does, and the estimate falls; but it loses none, and
// some come in time.
type link struct {
	estimator
	measured atomic.Int64 // how often the browser has told what has come
	arrivals arrivals
	delays   delays

	// Of the goroutine that shares the link out; 0: never.
	known time.Duration // when the first was told
	lost  time.Duration // when packets were last seen to be lost
	full  time.Duration // when it last had a queue
	clear bool          // it has been without one
}

// hear takes what the browser tells at wall of the slot that sends as ssrc. Any goroutine.
func (l *link) hear(packet rtcp.Packet, ssrc uint32, wall time.Time) {
	switch told := packet.(type) {
	case *rtcp.TransportLayerCC:
		l.measured.Add(1)
		l.arrivals.count(told)
	case *rtcp.ReceiverReport:
		l.delays.note(told.Reports, ssrc, wall)
	case *rtcp.SenderReport:
		l.delays.note(told.Reports, ssrc, wall)
	}
}

// carries is what the link is taken to carry at now, in bit/s.
func (l *link) carries(now time.Duration) int {
	estimate := l.GetTargetBitrate()
	l.look(now)
	switch {
	case l.lost != 0 && now-l.lost < lossLasts:
		return estimate
	case !l.clear, l.full != 0 && now-l.full < queueLasts:
		return max(estimate, unlostEstimate)
	}
	return max(estimate, firstEstimate)
}

// look takes what the browser has told since the last look.
func (l *link) look(now time.Duration) {
	if share, known := l.arrivals.loss(); known && share > lossy {
		l.lost = now
	}
	if stood, known := l.delays.queue(now); stood {
		l.full = now
	} else if known {
		l.clear = true
	}
}

// settled reports whether enough is known of the link to share it out: of one
// that loses packets the estimate has to come down from where it began.
func (l *link) settled(now time.Duration) bool {
	if l.known == 0 {
		l.known = now
	}
	l.look(now)
	return l.measured.Load() >= knownAfter && (l.lost == 0 || now-l.known >= settlesWithin)
}

// enough is how many packets a share of losses is taken of.
const enough = 50

// arrivals counts what a browser says has come and what has not. The
// estimator's own count takes what it no longer remembers for lost, of which
// feedback that is a second late is full. Any goroutine; the zero value is ready.
type arrivals struct {
	mu           sync.Mutex
	told, missed int // packets
}

// count adds one feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1).
func (a *arrivals) count(feedback *rtcp.TransportLayerCC) {
	a.mu.Lock()
	defer a.mu.Unlock()
	left := int(feedback.PacketStatusCount)
	note := func(symbol uint16, n int) {
		n = min(n, left)
		left -= n
		a.told += n
		if symbol == rtcp.TypeTCCPacketNotReceived {
			a.missed += n
		}
	}
	for _, chunk := range feedback.PacketChunks {
		switch c := chunk.(type) {
		case *rtcp.RunLengthChunk:
			note(c.PacketStatusSymbol, int(c.RunLength))
		case *rtcp.StatusVectorChunk:
			for _, symbol := range c.SymbolList {
				note(symbol, 1)
			}
		}
	}
}

// loss returns the share of packets that were lost since it was last known; it
// is not while too few have been told of.
func (a *arrivals) loss() (share float64, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.told < enough {
		return 0, false
	}
	share = float64(a.missed) / float64(a.told)
	a.told, a.missed = 0, 0
	return share, true
}
