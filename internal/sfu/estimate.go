package sfu

import (
	"fmt"
	"sync"

	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/cc"
	"github.com/pion/interceptor/pkg/gcc"
	"github.com/pion/rtp"
)

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
