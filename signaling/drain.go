package signaling

import (
	"context"
	"errors"

	"coupdemain/signaling/protocol"
)

// ErrDraining says that the server is about to stop and opens no new help.
var ErrDraining = errors.New("the server is about to stop: no new help is opened")

// Drain opens no help from now on, and waits until nobody is in one or ctx is
// done. Helps whose code was not used yet do not count: they come back after
// the restart. Any goroutine.
func (h *Hub) Drain(ctx context.Context) {
	d := &h.desks
	d.mu.Lock()
	if d.drained == nil {
		d.drained = make(chan struct{})
		d.checkDrained()
	}
	drained := d.drained
	waiting := d.underWay()
	d.mu.Unlock()
	if ctx.Err() == nil {
		h.log.Info("stopping: waiting for helps to end", "helps", waiting)
	}
	select {
	case <-drained:
		h.log.Info("stopping: no help is under way")
	case <-ctx.Done():
		d.mu.Lock()
		defer d.mu.Unlock()
		h.log.Info("stopping: no longer waiting", "helps", d.underWay())
	}
}

// draining tells whether Drain was called.
func (d *desks) draining() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.drained != nil
}

// checkDrained closes drained once nobody is in a help. d.mu is held.
func (d *desks) checkDrained() {
	if d.drained == nil || d.underWay() > 0 {
		return
	}
	select {
	case <-d.drained:
	default:
		close(d.drained)
	}
}

// underWay counts the helps that somebody is in. d.mu is held.
func (d *desks) underWay() (n int) {
	for _, helps := range d.helps {
		for _, help := range helps {
			switch help.Phase {
			case protocol.PhaseKnocking, protocol.PhaseLive, protocol.PhaseClosing:
				n++
			}
		}
	}
	return n
}
