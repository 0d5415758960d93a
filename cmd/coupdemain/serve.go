package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/internal/config"
	"coupdemain/internal/httpd"
	"coupdemain/internal/store"
	"coupdemain/signaling"
)

// serve runs the server until ctx ends or a part of it fails.
func serve(ctx context.Context, s config.Serve, stdout, stderr io.Writer) (err error) {
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: s.LogLevel}))
	db, err := store.Open(ctx, s.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	release, err := store.Hold(s.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	key, err := store.SecretKey(s.Data)
	if err != nil {
		return err
	}
	audited, err := audit.New(db.Audit(), key[:], log)
	if err != nil {
		return err
	}
	people := accounts.New(db.Accounts(), accounts.Options{Audit: accountActs{audited}})

	door, err := openDoor(ctx, s, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, door.Close()) }()
	publicURL := s.BaseURL
	if publicURL == "" {
		publicURL = config.LocalURL(door.number())
	}
	live, err := newLive(s, publicURL, key, db, people, audited, door, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, live.Close()) }()

	if err := live.taught.Ship(ctx); err != nil {
		return err
	}

	ctx, stop := afterDraining(ctx, s.Drain, live.hub)
	defer stop()
	group, ctx := errgroup.WithContext(ctx)
	if s.Metrics != "" {
		figures, err := listen(ctx, "metrics", s.Metrics)
		if err != nil {
			return err
		}
		drops := live.drops()
		drops["http"], drops["audit"] = door.server.Drops, audited.Drops
		if door.shared != nil {
			drops["tls"] = door.shared.Drops
		}
		server := httpd.Server{Handler: metricsHandler(drops, relayFigures(live.figures)), Log: log}
		group.Go(func() error { return server.Run(ctx, figures) })
	}
	group.Go(func() error { return live.run(ctx, log) })
	group.Go(func() error { return audited.Run(ctx) })
	group.Go(func() error {
		for _, running := range []<-chan struct{}{live.hub.Running(), live.classes.Running()} {
			select {
			case <-running:
			case <-ctx.Done():
				return nil
			}
		}
		if err := announce(ctx, people, publicURL, stdout); err != nil {
			return err
		}
		log.Info("serving", "address", door.port.Addr().String(), "url", publicURL)
		return door.run(ctx, live.pages)
	})
	return group.Wait()
}

// afterDraining is a context that ends once ctx has, and live helps have ended or been given that long to.
func afterDraining(ctx context.Context, patience time.Duration, hub *signaling.Hub) (context.Context, context.CancelFunc) {
	lasting, end := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		defer end()
		draining, cancel := context.WithTimeout(lasting, patience)
		defer cancel()
		hub.Drain(draining)
	})
	return lasting, func() { stop(); end() }
}

// announce prints, as long as nobody has an account, the link by which the first administrator makes theirs.
func announce(ctx context.Context, people *accounts.Service, publicURL string, stdout io.Writer) error {
	token, needed, err := people.FirstRunToken(ctx)
	if err != nil || !needed {
		return err
	}
	_, err = fmt.Fprintf(stdout, "To create the first administrator, open this link, good once: %s/premier-acces/%s\n", publicURL, token)
	return err
}
