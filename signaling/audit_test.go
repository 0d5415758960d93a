package signaling

import (
	"slices"
	"testing"
	"time"

	"coupdemain/signaling/protocol"
)

// notes keeps what was told.
type notes []Happening

// HelpHappened implements Audit.
func (n *notes) HelpHappened(what Happening, _ Help, _ string) { *n = append(*n, what) }

func TestEachHappeningIsToldOnce(t *testing.T) {
	at := time.Date(2025, 3, 17, 9, 0, 0, 0, time.UTC)
	phase := func(p protocol.Phase) func(*Help) { return func(h *Help) { h.Phase = p } }
	admitted := func(h *Help) { h.Phase, h.Admitted = protocol.PhaseLive, at }
	tests := []struct {
		name  string
		moves []func(*Help)
		want  notes
	}{
		{"nobody came", []func(*Help){phase(protocol.PhaseInviting), phase(protocol.PhaseEnded)}, nil},
		{"a whole help, left and come back to", []func(*Help){
			phase(protocol.PhaseKnocking), admitted, phase(protocol.PhaseClosing), phase(protocol.PhaseLive),
			func(h *Help) { h.Shown = time.Minute }, phase(protocol.PhaseClosing), phase(protocol.PhaseEnded),
		}, notes{Admitted, Over}},
		{"turned away, and then let in", []func(*Help){
			phase(protocol.PhaseTurnedAway), phase(protocol.PhaseKnocking), admitted,
		}, notes{TurnedAway, Admitted}},
		{"a doubt, told once however often it is said", []func(*Help){
			phase(protocol.PhaseKnocking), func(h *Help) { h.Doubt = true }, func(h *Help) { h.Doubt = false }, func(h *Help) { h.Doubt = true },
		}, notes{Doubted}},
		{"guests, and another who takes over", []func(*Help){
			admitted, func(h *Help) { h.Colleague.Who.ID = "b" }, func(h *Help) { h.Colleague.Agreed = true },
			func(h *Help) { h.Mediator.ID, h.Colleague.Who.ID = "b", "a" }, func(h *Help) { h.Interpreter.Agreed = true },
		}, notes{Admitted, Joined, HandedOver, Interpreted}},
		{"a disk that failed for a while", []func(*Help){
			func(h *Help) { h.Phase, h.Admitted = protocol.PhaseEnded, at },
		}, notes{Admitted, Over}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got notes
			r := &room{hub: &Hub{audit: &got}, help: Help{ID: "h", Mediator: Mediator{ID: "a"}}}
			for _, move := range tt.moves {
				before := r.help
				move(&r.help)
				r.witness(before)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("told %v, want %v", got, tt.want)
			}
		})
	}
}
