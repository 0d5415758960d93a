package sfu

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"

	"github.com/pion/webrtc/v4"

	"coupdemain/internal/bandwidth"
)

// dataQueue is how many bytes may wait on the data channel.
const dataQueue = 64 << 10

// Events are told by goroutines of the engine, which wait for them to return:
// none may block, nor call Engine.Close. Each may be nil.
type Events struct {
	Connected func()               // ICE and DTLS are up; again when a lost connection comes back
	Lost      func()               // ICE is disconnected or has failed
	Data      func(payload []byte) // a message of the data channel; payload is the callee's
	Started   func(Kind)           // first packet of a source since the connection or since Release

	// Withheld tells that the peer's link does not carry the picture of s, which a slot showed a moment ago and may not
	// show any more, or that it does again.
	Withheld func(mid string, s *Source, withheld bool)
}

// Peer is one browser's connection.
type Peer struct {
	engine  *Engine
	pc      *webrtc.PeerConnection
	events  Events
	sources [kinds]*Source
	kinds   map[string]Kind // of the publishing lines, by mid
	slots   []*slot         // in offer order
	data    *webrtc.DataChannel

	link   link
	budget atomic.Int64 // bit/s shared out last
	fresh  atomic.Bool  // nothing has been shared out yet

	// Of the goroutine that shares the link out.
	trial bandwidth.Trial
	tried *Source // that trial is about

	telling         sync.Mutex // orders Connected and Lost
	told, connected bool       // what was told last

	mu       sync.Mutex
	closed   bool
	ended    chan struct{}
	routines sync.WaitGroup
}

func newPeer(e *Engine, pc *webrtc.PeerConnection, plan *plan, events Events) *Peer {
	p := &Peer{engine: e, pc: pc, events: events, kinds: plan.sources, ended: make(chan struct{})}
	p.budget.Store(firstBudget)
	p.fresh.Store(true)
	for kind := range kinds {
		p.sources[kind] = newSource(kind, &e.drops, e.now, pc.WriteRTCP)
		p.sources[kind].origin = e.origin()
		if events.Started != nil {
			p.sources[kind].started = func() { events.Started(kind) }
		}
	}
	for _, s := range plan.slots {
		p.slots = append(p.slots, newSlot(s, uint16(rand.Uint32()), rand.Uint32(), &e.drops))
	}
	pc.OnConnectionStateChange(p.stateChanged)
	pc.OnTrack(p.trackArrived)
	return p
}

// negotiate applies the offer and returns the answer as generated.
func (p *Peer) negotiate(ctx context.Context, plan *plan) (string, error) {
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: plan.offer}); err != nil {
		return "", fmt.Errorf("%w: %w", ErrOffer, err)
	}
	if err := p.fillSlots(); err != nil {
		return "", err
	}
	if plan.data {
		if err := p.openData(); err != nil {
			return "", err
		}
	}
	answer, err := p.pc.CreateAnswer(nil)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrOffer, err)
	}
	gathered := webrtc.GatheringCompletePromise(p.pc)
	if err := p.pc.SetLocalDescription(answer); err != nil {
		return "", fmt.Errorf("%w: %w", ErrOffer, err)
	}
	select {
	case <-gathered:
	case <-ctx.Done():
		return "", fmt.Errorf("sfu: answer: %w", ctx.Err())
	}
	p.spawn(p.report)
	p.spawn(p.shareOut)
	return p.pc.LocalDescription().SDP, nil
}

// fillSlots binds each slot to the line of its mid.
func (p *Peer) fillSlots() error {
	for _, t := range p.slots {
		sender, err := p.pc.AddTrack(&slotTrack{slot: t})
		if err != nil {
			return fmt.Errorf("sfu: slot %s: %w", t.Mid, err)
		}
		mid := ""
		for _, line := range p.pc.GetTransceivers() {
			if line.Sender() == sender {
				mid = line.Mid()
			}
		}
		if mid != t.Mid {
			return fmt.Errorf("%w: slot %s came to line %q", ErrOffer, t.Mid, mid)
		}
		p.spawn(func() { p.readFeedback(sender, t) })
	}
	return nil
}

// openData opens the one data channel, agreed on beforehand.
func (p *Peer) openData() error {
	negotiated, ordered, id, again := true, false, uint16(0), uint16(0)
	data, err := p.pc.CreateDataChannel("fast", &webrtc.DataChannelInit{
		Negotiated: &negotiated, Ordered: &ordered, ID: &id, MaxRetransmits: &again,
	})
	if err != nil {
		return fmt.Errorf("sfu: data channel: %w", err)
	}
	if p.events.Data != nil {
		data.OnMessage(func(m webrtc.DataChannelMessage) { p.events.Data(m.Data) })
	}
	p.data = data
	return nil
}

// stateChanged tells of the state as it is now: the connection announces
// each change on a goroutine of its own, so they may come out of order.
func (p *Peer) stateChanged(webrtc.PeerConnectionState) {
	p.telling.Lock()
	defer p.telling.Unlock()
	switch p.pc.ConnectionState() {
	case webrtc.PeerConnectionStateConnected:
		p.tell(true, p.events.Connected)
	case webrtc.PeerConnectionStateDisconnected, webrtc.PeerConnectionStateFailed:
		p.tell(false, p.events.Lost)
	}
}

// tell calls event unless that has been told already.
func (p *Peer) tell(connected bool, event func()) {
	if p.told && p.connected == connected {
		return
	}
	p.told, p.connected = true, connected
	if connected {
		for _, t := range p.slots {
			t.connected()
		}
	}
	if event != nil {
		event()
	}
}

func (p *Peer) trackArrived(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	p.spawn(func() { p.receive(track, receiver) })
	p.spawn(func() { readSenderReports(receiver, track.RID()) })
}

// sourceOf returns the source that the receiver's line publishes.
func (p *Peer) sourceOf(receiver *webrtc.RTPReceiver) *Source {
	line := receiver.RTPTransceiver()
	if line == nil {
		return nil
	}
	kind, ok := p.kinds[line.Mid()]
	if !ok {
		return nil
	}
	return p.sources[kind]
}

// spawn runs f unless the peer is closed; Close waits for it.
func (p *Peer) spawn(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.routines.Go(f)
	}
}

// Source returns what the peer publishes as k; never nil, empty until packets
// arrive. Any goroutine.
func (p *Peer) Source(k Kind) *Source { return p.sources[k] }

// Slots returns the receive slots in offer order. Any goroutine.
func (p *Peer) Slots() []Slot {
	slots := make([]Slot, len(p.slots))
	for i, t := range p.slots {
		slots[i] = t.Slot
	}
	return slots
}

// ErrSlot is returned by Show for a mid that is no slot, or a source of
// another kind of medium.
var ErrSlot = errors.New("sfu: no such slot")

// Show puts s in the slot named mid, nil empties it, and returns the first RTP
// timestamp that holds for it: frames stamped earlier, modulo 2^32, are of
// what was shown before. A kept keyframe is sent before Show returns. Any
// goroutine; the last call wins.
func (p *Peer) Show(mid string, s *Source) (from uint32, err error) {
	for _, t := range p.slots {
		if t.Mid != mid {
			continue
		}
		if s != nil && (s.kind == Microphone) != (t.Kind == Microphone) {
			return 0, fmt.Errorf("%w: %s does not take a %s", ErrSlot, mid, s.kind)
		}
		now := p.engine.now()
		if s != nil && t.Kind != Microphone {
			p.fit(t, s, now)
		}
		return t.show(s, now), nil
	}
	return 0, fmt.Errorf("%w: %q", ErrSlot, mid)
}

// Size says how large a picture is of use in the slot named mid, in pixels of
// its area: a face among twelve needs no more than it is drawn with. The
// smallest layer goes out whatever its size. It holds for whatever the slot
// shows, within half a second; a mid that is no slot is ignored. Any goroutine.
func (p *Peer) Size(mid string, pixels int) {
	for _, t := range p.slots {
		if t.Mid == mid {
			t.useful.Store(int64(pixels))
		}
	}
}

// ErrData is returned by SendData for a message that was dropped.
var ErrData = errors.New("sfu: data channel closed or full")

// SendData sends one message without waiting and without repeating it. Any goroutine.
func (p *Peer) SendData(payload []byte) error {
	if p.data == nil || p.data.ReadyState() != webrtc.DataChannelStateOpen {
		p.engine.drops.add(DropDataClosed)
		return ErrData
	}
	if p.data.BufferedAmount()+uint64(len(payload)) > dataQueue {
		p.engine.drops.add(DropDataFull)
		return ErrData
	}
	if err := p.data.Send(payload); err != nil {
		p.engine.drops.add(DropDataClosed)
		return fmt.Errorf("%w: %w", ErrData, err)
	}
	return nil
}

// Close stops forwarding from and to the peer at once and takes the
// connection down in the background. Idempotent; any goroutine.
func (p *Peer) Close() {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return
	}
	p.closed = true
	close(p.ended)
	p.mu.Unlock()
	for _, t := range p.slots {
		t.close(p.engine.now())
	}
	for _, s := range p.sources {
		s.close()
	}
	p.engine.forget(p)
	go func() {
		defer p.engine.ending.Done()
		if err := p.pc.GracefulClose(); err != nil {
			p.engine.log.Debug("closing media connection", "error", err)
		}
		p.routines.Wait()
	}()
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}
