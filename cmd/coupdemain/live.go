package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"coupdemain/internal/accounts"
	"coupdemain/internal/config"
	"coupdemain/internal/sfu"
	"coupdemain/internal/spokencode"
	"coupdemain/signaling"
	"coupdemain/web"
)

// live is what people meet: the pages, and the helps behind them. It serves nothing until its hub runs.
type live struct {
	media *sfu.Engine
	hub   *signaling.Hub
	pages http.Handler
}

// newLive puts media, helps and pages together. Close it after its hub has ended.
func newLive(s config.Serve, publicURL string, key spokencode.Key, helps signaling.Store, people *accounts.Service, log *slog.Logger) (*live, error) {
	media, err := sfu.New(sfu.Config{Port: s.MediaPort, Announce: s.MediaIPs, Logger: log})
	if err != nil {
		return nil, unavailable("media-port", ":"+strconv.Itoa(s.MediaPort), err)
	}
	hub := signaling.NewHub(signaling.Config{BaseURL: publicURL, Key: key, Store: helps, Media: media, Log: log})
	pages, err := web.New(web.Options{
		Accounts: people, Helps: hub, BaseURL: s.BaseURL, TrustedProxies: s.TrustedProxies, Log: log,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("pages: %w", err), media.Close())
	}
	return &live{media: media, hub: hub, pages: pages}, nil
}

// Close lets the media port go.
func (l *live) Close() error { return l.media.Close() }

// drops are what the parts count.
func (l *live) drops() dropsByPart {
	return dropsByPart{"media": l.media.Drops, "signaling": l.hub.Drops}
}
