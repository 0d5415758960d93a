package signaling

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// desks keeps every mediator's list of live helps before their eyes. The zero
// value is ready. Any goroutine.
type desks struct {
	mu    sync.Mutex
	helps map[string]map[string]protocol.HelpSummary // by mediator, by help
	open  map[string]map[*page.Session]bool          // by mediator

	drained chan struct{} // not nil from Drain on; closed when nobody is in a help
}

// publish puts a help's summary on its mediator's desk, or takes it off at its end.
func (h *Hub) publish(s protocol.HelpSummary, mediatorID string) {
	d := &h.desks
	d.mu.Lock()
	defer d.mu.Unlock()
	helps := d.helps[mediatorID]
	was, known := helps[s.ID]
	switch {
	case s.Phase == protocol.PhaseEnded && !known, known && was == s:
		return
	case s.Phase == protocol.PhaseEnded:
		delete(helps, s.ID)
	default:
		if helps == nil {
			helps = map[string]protocol.HelpSummary{}
		}
		helps[s.ID] = s
	}
	if d.helps == nil {
		d.helps = map[string]map[string]protocol.HelpSummary{}
	}
	d.helps[mediatorID] = helps
	if len(helps) == 0 {
		delete(d.helps, mediatorID)
	}
	for session := range d.open[mediatorID] {
		session.Send(d.list(mediatorID))
	}
	d.checkDrained()
}

// list is the whole list, newest first. d.mu is held.
func (d *desks) list(mediatorID string) protocol.Helps {
	helps := slices.AppendSeq([]protocol.HelpSummary{}, maps.Values(d.helps[mediatorID]))
	slices.SortFunc(helps, func(a, b protocol.HelpSummary) int {
		return cmp.Or(cmp.Compare(b.Since, a.Since), cmp.Compare(a.ID, b.ID))
	})
	return protocol.Helps{Helps: helps, Now: time.Now().UnixMilli()}
}

func (d *desks) add(mediatorID string, s *page.Session) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		d.open = map[string]map[*page.Session]bool{}
	}
	if d.open[mediatorID] == nil {
		d.open[mediatorID] = map[*page.Session]bool{}
	}
	d.open[mediatorID][s] = true
	s.Send(d.list(mediatorID))
}

func (d *desks) remove(mediatorID string, s *page.Session) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open[mediatorID], s)
	if len(d.open[mediatorID]) == 0 {
		delete(d.open, mediatorID)
	}
}

// closeAll sends every desk away, to come back by itself.
func (d *desks) closeAll() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, sessions := range d.open {
		for s := range sessions {
			s.Close(protocol.CloseRestart)
		}
	}
}

// ServeDesk is the WebSocket of a signed-in mediator's desk. It returns when
// the socket is closed.
func (h *Hub) ServeDesk(w http.ResponseWriter, r *http.Request, mediatorID string) {
	page.Serve(w, r, h.log, &h.drops, func(s *page.Session) {
		h.desks.add(mediatorID, s)
		defer h.desks.remove(mediatorID, s)
		s.Read(func(name string, _ protocol.ClientMessage) {
			if name == "ping" {
				s.Send(protocol.Pong{})
				return
			}
			s.Refuse("invalid-message", protocol.CloseInvalid)
		})
	})
}
