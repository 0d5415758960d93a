package sfu

import (
	"time"

	"github.com/pion/rtcp"
)

// reportEvery is the interval between sender reports.
const reportEvery = time.Second

// ntpEpoch is 1900-01-01 as Unix seconds, negated (RFC 5905 section 6).
const ntpEpoch = 2208988800

// report sends what the slots have sent, until the peer closes. Its own goroutine.
func (p *Peer) report() {
	ticker := time.NewTicker(reportEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.ended:
			return
		case <-ticker.C:
		}
		var reports []rtcp.Packet
		for _, t := range p.slots {
			if r := t.senderReport(p.engine.now(), time.Now()); r != nil {
				reports = append(reports, r)
			}
		}
		if len(reports) > 0 {
			if err := p.pc.WriteRTCP(reports); err != nil {
				p.engine.drops.add(DropWrite)
			}
		}
	}
}

// senderReport maps the slot's timestamps to the wall clock (RFC 3550 section
// 6.4.1); nil while nothing is sent.
func (t *slot) senderReport(now time.Duration, wall time.Time) *rtcp.SenderReport {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.live || t.stream == nil || t.packets == 0 {
		return nil
	}
	elapsed := max(now-t.rewriter.lastAt, 0)
	return &rtcp.SenderReport{
		SSRC:        t.wire.ssrc,
		NTPTime:     ntp(wall),
		RTPTime:     t.rewriter.last.timestamp + uint32(uint64(elapsed)*uint64(t.rewriter.clock)/uint64(time.Second)),
		PacketCount: t.packets,
		OctetCount:  t.octets,
	}
}

// ntp is t as a 64 bit NTP timestamp.
func ntp(t time.Time) uint64 {
	seconds := uint64(t.Unix() + ntpEpoch)
	return seconds<<32 | uint64(t.Nanosecond())<<32/uint64(time.Second)
}
