package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"golang.org/x/sync/errgroup"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/internal/audit"
	"coupdemain/internal/concerns"
	"coupdemain/internal/config"
	"coupdemain/internal/family"
	"coupdemain/internal/outbox"
	"coupdemain/internal/sfu"
	"coupdemain/internal/spokencode"
	"coupdemain/internal/store"
	"coupdemain/signaling"
	"coupdemain/signaling/class"
	rooms "coupdemain/signaling/family"
	"coupdemain/turn"
	"coupdemain/web"
	"coupdemain/workshops"
)

// live is what people meet: the pages, and the helps, classes and families' rooms behind them. It serves nothing until its hubs run.
type live struct {
	media    *sfu.Engine
	hub      *signaling.Hub
	classes  *class.Hub
	reports  *activity.Service
	concerns *concerns.Service
	taught   *workshops.Service
	families *family.Service
	rooms    *rooms.Hub
	outbox   *outbox.Outbox
	relay    *relay // nil if it is switched off
	pages    http.Handler
}

// newLive puts media, helps, classes, relay and pages together; the door may have connections for the relay too. Close it after
// its hubs have ended.
func newLive(s config.Serve, publicURL string, key spokencode.Key, db *store.DB, people *accounts.Service,
	audited *audit.Log, door *door, log *slog.Logger,
) (*live, error) {
	media, err := sfu.New(sfu.Config{Port: s.MediaPort, Announce: s.MediaIPs, Logger: log})
	if err != nil {
		return nil, unavailable("media-port", ":"+strconv.Itoa(s.MediaPort), err)
	}
	reports := activity.New(db.Activity(), log)
	hub := signaling.NewHub(signaling.Config{
		BaseURL: publicURL, Key: key, Store: db.Helps(), Media: media, Audit: helpHappenings{audited, reports, log}, Log: log,
	})
	wrongs := concerns.New(db.Concerns(), concernActs{audited}, log)
	l := &live{media: media, hub: hub, reports: reports, concerns: wrongs}
	if l.taught, err = workshops.New(db.Workshops(), key[:]); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	l.classes = class.NewHub(class.Config{
		BaseURL: publicURL, Store: db.Classes(), Media: media, Register: register{l.taught}, Log: log,
	})
	if l.families, err = family.New(db.Families(), key[:], familyActs{audited}, log); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	l.rooms = rooms.NewHub(rooms.Config{Media: media, Register: relatives{l.families}, Log: log})
	if l.outbox, err = newOutbox(s, publicURL, db, l.taught, log); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	cards, err := spokencode.DeriveKey(key[:], "cards kept by browsers")
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	options := web.Options{
		Cards:    cards,
		Accounts: people, Audit: audited, Helps: hub, Classes: l.classes, Reports: reports, Concerns: wrongs, Workshops: l.taught, Families: l.families, FamilyRooms: l.rooms,
		BaseURL: s.BaseURL, TrustedProxies: s.TrustedProxies, Log: log,
	}
	if l.relay, err = newRelay(s, publicURL, key[:], media, l.participates, door.relayed()...); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	if l.relay != nil {
		options.Relay = l.relay
	}
	if s.SMS != nil {
		options.Texts = s.SMS
	}
	if l.pages, err = web.New(options); err != nil {
		return nil, errors.Join(fmt.Errorf("pages: %w", err), l.Close())
	}
	return l, nil
}

// run lets people meet until ctx ends.
func (l *live) run(ctx context.Context, log *slog.Logger) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return l.hub.Run(ctx) })
	group.Go(func() error { return l.classes.Run(ctx) })
	group.Go(func() error { return l.rooms.Run(ctx) })
	group.Go(func() error { return l.families.Run(ctx) })
	group.Go(func() error { return l.reports.Run(ctx) })
	group.Go(func() error { return l.concerns.Run(ctx) })
	group.Go(func() error { return l.taught.Run(ctx, log) })
	group.Go(func() error { return l.outbox.Run(ctx) })
	if l.relay != nil {
		group.Go(func() error { return l.relay.Run(ctx) })
	}
	return group.Wait()
}

// participates tells whether somebody of that name takes part in a help, in a class or in a family's room.
func (l *live) participates(name string) bool {
	return l.hub.Participates(name) || l.classes.Participates(name) || l.rooms.Participates(name)
}

// Close lets the ports of media and relay go.
func (l *live) Close() error {
	if l.relay == nil {
		return l.media.Close()
	}
	return errors.Join(l.relay.Close(), l.media.Close())
}

// drops are what the parts count.
func (l *live) drops() dropsByPart {
	drops := dropsByPart{
		"media": l.media.Drops, "signaling": l.hub.Drops, "class": l.classes.Drops, "family": l.rooms.Drops,
		"concerns": l.concerns.Drops, "outbox": l.outbox.Drops,
	}
	if l.relay != nil {
		drops["relay"] = l.relay.Drops
	}
	return drops
}

// figures are what the relay does.
func (l *live) figures() turn.Figures {
	if l.relay == nil {
		return turn.Figures{}
	}
	return l.relay.Figures()
}
