package sfu

import (
	"sync"
	"time"

	"github.com/pion/rtcp"
)

// When a link is taken to have a queue.
const (
	standing   = 200 * time.Millisecond // there and back, at the least
	delaysOver = 4 * time.Second
	delaysOf   = 3 // reports within that time
)

// delays keeps the shortest round trip of late. A busy machine answers late
// now and then; a full link always does, for the packets before it stand in
// the way of each. Any goroutine; the zero value is ready.
type delays struct {
	mu    sync.Mutex
	since time.Duration
	least time.Duration
	told  int
}

// note takes the block about ssrc of a receiver report that came at wall (RFC
// 3550 section 6.4.1: the round trip is A - LSR - DLSR). Every slot that a
// report is about hears all of it.
func (d *delays) note(reports []rtcp.ReceptionReport, ssrc uint32, wall time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range reports {
		trip := int32(uint32(ntp(wall)>>16) - r.LastSenderReport - r.Delay)
		if r.SSRC != ssrc || r.LastSenderReport == 0 || trip < 0 {
			continue
		}
		took := time.Duration(trip) * time.Second >> 16
		if d.told == 0 || took < d.least {
			d.least = took
		}
		d.told++
	}
}

// queue reports whether packets stood in a queue all the time since that was
// last known; it is not while too few reports have come.
func (d *delays) queue(now time.Duration) (stood, known bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now-d.since < delaysOver || d.told < delaysOf {
		return false, false
	}
	stood = d.least > standing
	d.since, d.told = now, 0
	return stood, true
}
