package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// help is a live help with every field filled in.
func help(id string, opened time.Time) signaling.Help {
	return signaling.Help{
		ID: id, Reference: "A-" + id,
		Mediator: signaling.Mediator{ID: "m1", FirstName: "Philippe", Organization: "Médiathèque", Phone: "05 57 00 00 00", Town: "Pessac"},
		Phase:    protocol.PhaseLive, Opened: opened, Deadline: opened.Add(15 * time.Minute),
		Code: signaling.Hash{1, 2, 3}, CodeLength: 6, Pictogram: "fox", Ticket: signaling.Hash{4, 5, 6}, Callback: "05 57 11 11 11",
		Admitted: opened.Add(time.Minute), Ended: opened.Add(time.Hour), EndReason: protocol.EndedByPerson,
		Shown: 12*time.Minute + 345*time.Microsecond, Filmed: 3 * time.Minute, Photographs: 4, Others: 2,
		SeenBy: "Philippe\nNadia", Device: protocol.Tablet, Doubt: true, Note: "Reste à imprimer.",
		Colleague: signaling.Guest{
			Who: signaling.Mediator{ID: "m2", FirstName: "Nadia", Organization: "CCAS", Phone: "05 57 00 00 01", Town: "Talence"}, Agreed: true,
		},
		Interpreter: signaling.Guest{Who: signaling.Mediator{FirstName: "Lucie"}, Ticket: signaling.Hash{7}},
		Lens:        signaling.Guest{Invitation: signaling.Hash{8}},
	}
}

// Helps puts a signaling.Store through its contract.
func Helps(t *testing.T, open func(t *testing.T) signaling.Store) {
	t.Run("live helps", func(t *testing.T) { liveHelps(t, open(t)) })
	t.Run("saved again", func(t *testing.T) { savedAgain(t, open(t)) })
	t.Run("saved at once", func(t *testing.T) { savedAtOnce(t, open(t)) })
	t.Run("drawn codes", func(t *testing.T) { drawnCodes(t, open(t)) })
	t.Run("forgotten", func(t *testing.T) { forgotten(t, open(t)) })
	t.Run("given up", func(t *testing.T) { givenUp(t, open(t)) })
}

func mustSave(t *testing.T, store signaling.Store, helps ...signaling.Help) {
	t.Helper()
	for _, h := range helps {
		if err := store.SaveHelp(t.Context(), h); err != nil {
			t.Fatal(err)
		}
	}
}

func expectLive(t *testing.T, store signaling.Store, want ...signaling.Help) {
	t.Helper()
	got, err := store.LiveHelps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("live helps\n%+v\nwant\n%+v", got, want)
	}
}

func liveHelps(t *testing.T, store signaling.Store) {
	expectLive(t, store)
	bare := signaling.Help{ID: "bare", Phase: protocol.PhaseInviting, Opened: start}
	full := help("full", start.Add(-time.Nanosecond))
	closing := help("closing", start.Add(time.Second))
	closing.Phase = protocol.PhaseClosing
	over := help("over", start)
	over.Phase = protocol.PhaseEnded
	mustSave(t, store, closing, over, bare, full)
	expectLive(t, store, full, bare, closing)
}

func savedAgain(t *testing.T, store signaling.Store) {
	full := help("h", start)
	mustSave(t, store, full)
	bare := signaling.Help{ID: "h", Phase: protocol.PhaseInviting, Opened: start.Add(time.Second)}
	mustSave(t, store, bare, bare)
	expectLive(t, store, bare)
	mustSave(t, store, full)
	expectLive(t, store, full)
	full.Phase = protocol.PhaseEnded
	mustSave(t, store, full)
	expectLive(t, store)
}

func savedAtOnce(t *testing.T, store signaling.Store) {
	const n = 50
	race(n, func(i int) {
		h := help(fmt.Sprintf("%02d", i), start.Add(time.Duration(i)*time.Second))
		for others := range 3 {
			h.Others = others
			if err := store.SaveHelp(t.Context(), h); err != nil {
				t.Error(err)
			}
		}
	})
	want := make([]signaling.Help, n)
	for i := range want {
		want[i] = help(fmt.Sprintf("%02d", i), start.Add(time.Duration(i)*time.Second))
	}
	expectLive(t, store, want...)
}

func drawnCodes(t *testing.T, store signaling.Store) {
	ctx := t.Context()
	before := time.Now()
	first, second := help("h", start), help("h", start)
	second.Code = signaling.Hash{9}
	used := help("h", start)
	used.Code = signaling.Hash{}
	mustSave(t, store, first)
	between := time.Now()
	mustSave(t, store, second, used)

	drawn, err := store.DrawnCodes(ctx, before)
	if err != nil || len(drawn) != 2 {
		t.Fatalf("drawn %v, %v; want two codes, the used help's included", drawn, err)
	}
	if at := drawn[first.Code]; at.Before(before) || at.After(between) {
		t.Errorf("the first drawn at %s, not between %s and %s", at, before, between)
	}
	mustSave(t, store, first)
	if again, err := store.DrawnCodes(ctx, before); err != nil || !again[first.Code].Equal(drawn[first.Code]) {
		t.Errorf("saved with it again, drawn at %s, %v; want %s", again[first.Code], err, drawn[first.Code])
	}
	other := help("other", start)
	mustSave(t, store, other)
	if again, err := store.DrawnCodes(ctx, before); err != nil || !again[first.Code].After(drawn[first.Code]) {
		t.Errorf("drawn anew for another help at %s, %v; want after %s", again[first.Code], err, drawn[first.Code])
	}
	if none, err := store.DrawnCodes(ctx, time.Now().Add(time.Hour)); err != nil || len(none) != 0 {
		t.Errorf("drawn in the future: %v, %v", none, err)
	}
}

func forgotten(t *testing.T, store signaling.Store) {
	ctx := t.Context()
	before := time.Now()
	live := help("live", start)
	over := help("over", start)
	over.Phase, over.Code = protocol.PhaseEnded, signaling.Hash{7}
	mustSave(t, store, live, over)
	if err := store.Forget(ctx, over.Ended, before); err != nil {
		t.Fatal(err)
	}
	if drawn, err := store.DrawnCodes(ctx, before); err != nil || len(drawn) != 2 {
		t.Errorf("codes drawn since: %v, %v", drawn, err)
	}
	if err := store.Forget(ctx, over.Ended.Add(time.Nanosecond), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if drawn, err := store.DrawnCodes(ctx, before); err != nil || len(drawn) != 0 {
		t.Errorf("codes still there: %v, %v", drawn, err)
	}
	expectLive(t, store, live)
}

func givenUp(t *testing.T, store signaling.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := store.SaveHelp(ctx, help("h", start)); !errors.Is(err, context.Canceled) {
		t.Errorf("saved after all: %v", err)
	}
	expectLive(t, store)
}
