package sfu

import (
	"fmt"
	"sync"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/cc"
	"github.com/pion/interceptor/pkg/gcc"
	"github.com/pion/rtp"

	"coupdemain/internal/bandwidth"
)

// What a link to a subscriber is taken to carry, in bit/s.
const (
	firstEstimate = 900_000
	leastEstimate = 60_000
	mostEstimate  = 20_000_000
	voiceRate     = 40_000 // of one voice, with its headers; voices are never held back
)

// shareEvery is how often a link is shared out anew.
const shareEvery = 500 * time.Millisecond

// estimator says what the link to one peer carries, from the transport-wide
// feedback that its browser gives.
type estimator interface{ GetTargetBitrate() int }

// newEstimation makes the interceptor that estimates, and gives each peer's
// estimator to took while the peer's connection is being made.
func newEstimation(took func(estimator)) (interceptor.Factory, error) {
	factory, err := cc.NewInterceptor(func() (cc.BandwidthEstimator, error) {
		return gcc.NewSendSideBWE(
			gcc.SendSideBWEInitialBitrate(firstEstimate), gcc.SendSideBWEMinBitrate(leastEstimate),
			gcc.SendSideBWEMaxBitrate(mostEstimate), gcc.SendSideBWEPacer(&passing{}),
		)
	})
	if err != nil {
		return nil, fmt.Errorf("sfu: estimate of links: %w", err)
	}
	factory.OnNewPeerConnection(func(_ string, e cc.BandwidthEstimator) { took(e) })
	return factory, nil
}

// passing is a pacer that holds nothing back: encoders have paced what comes.
// Retransmissions, whose SSRC is no stream's own, go the way of any stream.
type passing struct {
	mu      sync.RWMutex
	writers map[uint32]interceptor.RTPWriter
	any     interceptor.RTPWriter
}

// AddStream implements gcc.Pacer.
func (p *passing) AddStream(ssrc uint32, writer interceptor.RTPWriter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.writers == nil {
		p.writers = map[uint32]interceptor.RTPWriter{}
	}
	p.writers[ssrc], p.any = writer, writer
}

// Write implements gcc.Pacer.
func (p *passing) Write(header *rtp.Header, payload []byte, attributes interceptor.Attributes) (int, error) {
	p.mu.RLock()
	writer := p.writers[header.SSRC]
	if writer == nil {
		writer = p.any
	}
	p.mu.RUnlock()
	return writer.Write(header, payload, attributes)
}

// SetTargetBitrate implements gcc.Pacer.
func (p *passing) SetTargetBitrate(int) {}

// Close implements gcc.Pacer.
func (p *passing) Close() error { return nil }

// shareOut keeps what goes to the peer within what its link carries, until the
// peer closes. Its own goroutine.
func (p *Peer) shareOut() {
	ticker := time.NewTicker(shareEvery)
	defer ticker.Stop()
	var damper bandwidth.Damper
	before := 0
	for {
		select {
		case <-p.ended:
			p.unbind()
			return
		case <-ticker.C:
		}
		// A browser that gives no feedback is sent what there is.
		if !p.measured.Load() {
			continue
		}
		now, estimate := p.engine.now(), p.estimator.GetTargetBitrate()
		p.slow(float64(estimate) < congestion*float64(before), estimate, now)
		p.share(damper.Follow(estimate, now), estimate, now)
		before = estimate
	}
}

// congestion is the part of the estimate half a second ago below which it is
// taken to have fallen for a reason.
const congestion = 0.92

// slow has those who publish a screen to the peer send less where its link is
// congested by it: a screen has no smaller layer to fall back on.
func (p *Peer) slow(congested bool, estimate int, now time.Duration) {
	for _, t := range p.slots {
		source := t.shown()
		if source == nil || source.kind != Screen {
			source = nil
		}
		if t.slowed != nil && t.slowed != source {
			t.slowed.bound(t, 0)
			t.brake = bandwidth.Brake{}
		}
		t.slowed = source
		if source != nil {
			source.bound(t, t.brake.Follow(congested, estimate, source.rate(now), screenMost, now))
		}
	}
}

// unbind lets everybody whom the peer made slower go at their own pace.
func (p *Peer) unbind() {
	for _, t := range p.slots {
		if t.slowed != nil {
			t.slowed.bound(t, 0)
		}
	}
}

// share gives each slot its part of budget, while the link is taken to carry
// estimate.
func (p *Peer) share(budget, estimate int, now time.Duration) {
	var slots []*slot
	var offers []offer
	var wishes []bandwidth.Wish
	for _, t := range p.slots {
		source := t.shown()
		switch {
		case source == nil:
		case t.Kind == Microphone:
			budget, estimate = budget-voiceRate, estimate-voiceRate
		default:
			o := source.offer(now)
			slots, offers = append(slots, t), append(offers, o)
			wishes = append(wishes, o.wish)
		}
	}
	granted := bandwidth.Allocate(budget, wishes)
	first, needs := bandwidth.Unserved(wishes, granted)
	if p.trial.Follow(needs, estimate, now) {
		granted[first] = 0
	}
	for i, layer := range granted {
		withheld := layer == bandwidth.None && len(offers[i].areas) > 0
		most := int64(unlimited)
		switch {
		case withheld:
			most = 0
		case layer != bandwidth.None && layer < len(offers[i].areas)-1:
			most = int64(offers[i].areas[layer])
		}
		if slots[i].restrict(most) && p.events.Withheld != nil {
			p.events.Withheld(slots[i].Mid, withheld)
		}
	}
}

// offer is what a source has for whoever is shown it.
type offer struct {
	wish  bandwidth.Wish
	areas []int // of each layer of the wish, pixels
}
