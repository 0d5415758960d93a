package sfu

import (
	"testing"
	"time"
)

func TestSenderReport(t *testing.T) {
	w := newWorld(t, Camera)
	slot, tap := w.newSlot(Camera)
	slot.show(w.source, w.clock)
	wall := time.Date(2026, 1, 1, 0, 0, 0, int(time.Second/2), time.UTC)
	if r := slot.senderReport(w.clock, wall); r != nil {
		t.Errorf("a report before anything was sent: %v", r)
	}
	v := &video{tag: 'a', width: 640}
	w.receive(w.source, 1, "", v.frame(true, 3)...)
	w.clock += 2 * time.Second
	r := slot.senderReport(w.clock, wall)
	last := tap.packets[2]
	if r == nil || r.PacketCount != 3 || r.RTPTime != last.Timestamp+180000 || r.SSRC != last.SSRC {
		t.Errorf("report %v after %v", r, last)
	}
	if seconds, half := r.NTPTime>>32, r.NTPTime&0xffffffff; seconds != uint64(wall.Unix()+ntpEpoch) || half != 1<<31 {
		t.Errorf("NTP time %d and %x", seconds, half)
	}
}
