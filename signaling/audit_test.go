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
func (n *notes) HelpHappened(what Happening, help Help) { *n = append(*n, what) }

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
		{"a disk that failed for a while", []func(*Help){
			func(h *Help) { h.Phase, h.Admitted = protocol.PhaseEnded, at },
		}, notes{Admitted, Over}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got notes
			r := &room{hub: &Hub{audit: &got}}
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
