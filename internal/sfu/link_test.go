package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtcp"
)

// told is an estimate as it stands.
type told int

func (t told) GetTargetBitrate() int { return int(t) }

// feedback tells of so many packets, of which the first were lost.
func feedback(packets, lost uint16) *rtcp.TransportLayerCC {
	return &rtcp.TransportLayerCC{PacketStatusCount: packets, PacketChunks: []rtcp.PacketStatusChunk{
		&rtcp.RunLengthChunk{PacketStatusSymbol: rtcp.TypeTCCPacketNotReceived, RunLength: lost},
		&rtcp.RunLengthChunk{PacketStatusSymbol: rtcp.TypeTCCPacketReceivedSmallDelta, RunLength: packets - lost},
	}}
}

const slotSSRC = 7

// trip is what a browser reports at wall of a sender report that reached it so long ago, there and back.
func trip(wall time.Time, took time.Duration) *rtcp.ReceiverReport {
	const held = 300 * time.Millisecond
	return &rtcp.ReceiverReport{Reports: []rtcp.ReceptionReport{
		{SSRC: slotSSRC}, // no sender report has come
		{SSRC: slotSSRC + 1, LastSenderReport: uint32(ntp(wall) >> 16)}, // of another slot, which hears it too
		{SSRC: slotSSRC, LastSenderReport: uint32(ntp(wall.Add(-took-held)) >> 16), Delay: uint32(held * 65536 / time.Second)},
	}}
}

// known is a link of which one whole look was had, at an hour and delaysOver.
func known(estimate int, lost uint16, took ...time.Duration) *link {
	l := &link{estimator: told(estimate)}
	wall := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, each := range took {
		l.hear(trip(wall, each), slotSSRC, wall)
	}
	l.hear(feedback(enough, lost), slotSSRC, wall)
	return l
}

func TestABusyMachineIsNotTakenForANarrowLink(t *testing.T) {
	const quick, slow = 5 * time.Millisecond, 700 * time.Millisecond
	for name, c := range map[string]struct {
		link *link
		want int
	}{
		"some come in time, none is lost": {known(60_000, 0, slow, quick, slow), firstEstimate},
		"a wide link":                     {known(2_000_000, 1, quick, quick, quick), 2_000_000},
		"a queue":                         {known(60_000, 0, slow, slow, slow), unlostEstimate},
		"too little is known":             {known(60_000, 0, quick, quick), unlostEstimate},
		"what is lost is believed":        {known(60_000, 10, quick, quick, quick), 60_000},
	} {
		if got := c.link.carries(time.Hour); got != c.want {
			t.Errorf("%s: %d bit/s, not %d", name, got, c.want)
		}
	}
}

// While all is withheld nothing comes, and what was told last grows old.
func TestWhatWasLostIsForgotten(t *testing.T) {
	l := known(60_000, 25)
	for _, step := range []struct {
		at   time.Duration
		want int
	}{{time.Hour, 60_000}, {time.Hour + lossLasts - time.Second, 60_000}, {time.Hour + lossLasts, unlostEstimate}} {
		if got := l.carries(step.at); got != step.want {
			t.Errorf("%v after: %d bit/s, not %d", step.at-time.Hour, got, step.want)
		}
	}
}

func TestAQueueIsRemembered(t *testing.T) {
	l := known(60_000, 0, time.Second, time.Second, time.Second)
	wall := time.Date(2026, 1, 1, 0, 0, 10, 0, time.UTC)
	for _, step := range []struct {
		at   time.Duration
		want int
	}{{time.Hour, unlostEstimate}, {time.Hour + queueLasts - time.Second, unlostEstimate}, {time.Hour + queueLasts, firstEstimate}} {
		if got := l.carries(step.at); got != step.want {
			t.Errorf("%v after: %d bit/s, not %d", step.at-time.Hour, got, step.want)
		}
		for range delaysOf {
			l.hear(trip(wall, time.Millisecond), slotSSRC, wall)
		}
	}
}

// Many are told of at once, one by one or in runs, and a chunk may reach past the end.
func TestArrivalsAreCounted(t *testing.T) {
	const lost, come = rtcp.TypeTCCPacketNotReceived, rtcp.TypeTCCPacketReceivedLargeDelta
	var a arrivals
	a.count(&rtcp.TransportLayerCC{PacketStatusCount: 55, PacketChunks: []rtcp.PacketStatusChunk{
		&rtcp.RunLengthChunk{PacketStatusSymbol: come, RunLength: 45},
		&rtcp.StatusVectorChunk{SymbolList: []uint16{lost, come, lost, come, lost, come, come}},
		&rtcp.RunLengthChunk{PacketStatusSymbol: lost, RunLength: 8000},
	}})
	if share, known := a.loss(); share != 6.0/55 || !known {
		t.Errorf("%g, %t", share, known)
	}
	if _, known := a.loss(); known {
		t.Error("known again")
	}
}

func TestALinkThatLosesSettlesLater(t *testing.T) {
	for name, c := range map[string]struct {
		lost uint16
		want time.Duration
	}{"sound": {0, 0}, "lossy": {9, settlesWithin}} {
		l := known(900_000, c.lost)
		if l.settled(time.Hour) {
			t.Errorf("%s: settled after one feedback", name)
		}
		for range knownAfter {
			l.hear(feedback(3, 0), slotSSRC, time.Time{})
		}
		at := time.Duration(0)
		for ; !l.settled(time.Hour + at); at += shareEvery {
		}
		if at != c.want {
			t.Errorf("%s: settled after %v", name, at)
		}
	}
}
