package main

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/internal/audit"
	"coupdemain/internal/store"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// Whatever becomes of the mediator's page, the report of a help that is over waits for them.
func TestReportBeginsWhenAHelpIsOver(t *testing.T) {
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	log := slog.New(slog.DiscardHandler)
	audited, err := audit.New(db.Audit(), nil, log)
	if err != nil {
		t.Fatal(err)
	}
	marc, err := db.Accounts().CreatePerson(t.Context(), accounts.Person{
		ID: "marc", Email: "marc@example.org", Name: "Marc", Role: accounts.Mediator, CreatedAt: time.Now(),
		Organization: accounts.Organization{ID: "mairie", Name: "Mairie"},
	}, "hash")
	if err != nil {
		t.Fatal(err)
	}
	reports := activity.New(db.Activity(), log)
	now := time.Now()
	help := signaling.Help{
		Reference: "ACDF-3479", Mediator: signaling.Mediator{ID: marc.ID, Town: "Coutras"}, Admitted: now.Add(-40 * time.Minute), Ended: now,
		Device: protocol.Tablet,
	}
	happened := helpHappenings{audited, reports, log}
	for _, what := range []signaling.Happening{signaling.Admitted, signaling.Over, signaling.Over} {
		happened.HelpHappened(what, help, "")
	}
	drafts, err := reports.Drafts(t.Context(), marc)
	if err != nil || len(drafts) != 1 {
		t.Fatalf("drafts %+v, %v", drafts, err)
	}
	if d := drafts[0]; d.Help != help.Reference || d.Minutes != 45 || !slices.Equal(d.Equipment, []activity.Equipment{activity.Tablet}) || d.Place != (activity.Place{Kind: activity.AtDistance, Town: "Coutras"}) {
		t.Errorf("draft %+v", d)
	}
}
