package main

import (
	"context"
	"log/slog"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/internal/audit"
	"coupdemain/internal/concerns"
	"coupdemain/internal/family"
	"coupdemain/signaling"
)

// accountActs writes down what accounts tells.
type accountActs struct{ log *audit.Log }

// Record implements accounts.Audit.
func (a accountActs) Record(ctx context.Context, e accounts.Event) {
	entry := audit.Entry{
		What: audit.What(e.Act), By: e.By, About: e.About, Organization: e.Organization, Detail: string(e.Role), From: a.log.Place(e.From),
	}
	if e.Act == accounts.SignInRefused {
		a.log.RecordSoon(entry)
		return
	}
	a.log.Record(ctx, entry)
}

// concernActs writes down what concerns tells.
type concernActs struct{ log *audit.Log }

// Record implements concerns.Audit.
func (a concernActs) Record(ctx context.Context, e concerns.Event) {
	a.log.Record(ctx, audit.Entry{What: audit.What(e.Act), By: e.By, Organization: e.Organization, Help: e.Help})
}

// familyActs writes down what families tell.
type familyActs struct{ log *audit.Log }

// Record implements family.Audit.
func (a familyActs) Record(ctx context.Context, e family.Event) {
	a.log.Record(ctx, audit.Entry{What: audit.What(e.Act), By: e.By, Organization: e.Organization})
}

// helpHappenings writes down what signaling tells, and begins the report of a help that is over.
type helpHappenings struct {
	log     *audit.Log
	reports *activity.Service
	errors  *slog.Logger
}

var happenings = map[signaling.Happening]audit.What{
	signaling.Admitted: audit.HelpAdmitted, signaling.TurnedAway: audit.HelpTurnedAway, signaling.Over: audit.HelpEnded,
	signaling.Doubted: audit.HelpDoubted, signaling.Joined: audit.HelpJoined, signaling.HandedOver: audit.HelpHandedOver,
	signaling.Interpreted: audit.HelpInterpreted,
}

// HelpHappened implements signaling.Audit.
func (h helpHappenings) HelpHappened(what signaling.Happening, help signaling.Help, about string) {
	h.log.Record(context.Background(), audit.Entry{
		What: happenings[what], By: help.Mediator.ID, About: about, Help: help.Reference, Detail: string(help.EndReason), Lasted: help.Shown + help.Filmed,
	})
	if what != signaling.Over {
		return
	}
	facts := activity.Facts{
		Help: help.Reference, PersonID: help.Mediator.ID, Town: help.Mediator.Town, Admitted: help.Admitted, Ended: help.Ended,
		Equipment: activity.EquipmentOf(string(help.Device)),
	}
	if err := h.reports.Ended(context.Background(), facts); err != nil {
		h.errors.Error("no report begun", "help", help.Reference, "error", err)
	}
}
