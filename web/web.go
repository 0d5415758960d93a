// Package web is the site: its addresses (routes.go), one page per file, the sign-in and ticket cookies, and the
// headers that protect them. Pages are html/template documents that work without a script wherever they can; the live
// room and the desk are shells that web/client fills.
//
// It keeps nothing itself: people are asked of Accounts, live helps of Helps.
package web

import (
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"coupdemain/internal/family"
	"coupdemain/internal/ratelimit"
	"coupdemain/internal/spokencode"
	"coupdemain/web/locales"
	"coupdemain/workshops"
)

//go:embed all:dist
var dist embed.FS

// Options are what the site is made of. Accounts, Audit, Helps, Classes, Reports, Concerns and Workshops, Families and FamilyRooms
// are needed.
type Options struct {
	Accounts Accounts
	Audit    Audit
	Helps    Helps
	Classes  Classes
	Reports  Reports
	Concerns Concerns
	// Workshops is the domain itself: its pages ask it nearly everything that it answers.
	Workshops *workshops.Service
	// Families is the domain itself, FamilyRooms the live rooms behind it.
	Families    *family.Service
	FamilyRooms FamilyRooms
	Relay       Relay // nil: there is none
	Texts       Texts // nil: none are sent
	// Cards seals what browsers keep of cards.
	Cards spokencode.Key
	// BaseURL is the public address, "https://aide.example.org"; empty, each request's own is used.
	BaseURL string
	// TrustedProxies are the networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
	TrustedProxies []netip.Prefix
	// Assets is what Vite built; nil is what was built into the program.
	Assets fs.FS
	Log    *slog.Logger // nil: nothing is logged
}

// site is what every handler works with; it never changes once made, but for its lock.
type site struct {
	accounts    Accounts
	audit       Audit
	helps       Helps
	classes     Classes
	reports     Reports
	concerns    Concerns
	workshops   *workshops.Service
	families    *family.Service
	familyRooms FamilyRooms
	relay       Relay
	texting     texting
	sealing     spokencode.Key
	baseURL     string
	proxies     proxies
	assets      *assets
	pages       map[string]*pages // by language
	log         *slog.Logger

	doorstep doorstep
	requests *ratelimit.Buckets[netip.Prefix] // for a place, by who asks
	sending  sending

	refusing sync.Mutex // held while a refusal is drawn
	guessing sync.Mutex // held while a personal code is looked up
}

// New makes the site. The error is about the templates, the catalogue or the built client: of the program, not of its
// settings.
func New(o Options) (http.Handler, error) {
	s := &site{
		accounts: o.Accounts, audit: o.Audit, helps: o.Helps, classes: o.Classes, reports: o.Reports, concerns: o.Concerns, workshops: o.Workshops, families: o.Families, familyRooms: o.FamilyRooms, relay: o.Relay, texting: newTexting(o.Texts), sealing: o.Cards, log: o.Log,
		baseURL: strings.TrimSuffix(o.BaseURL, "/"), proxies: o.TrustedProxies,
	}
	s.requests = ratelimit.New[netip.Prefix](requestEvery, requestBurst)
	s.sending = newSending()
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	built := o.Assets
	if built == nil {
		var err error
		if built, err = fs.Sub(dist, "dist"); err != nil {
			return nil, fmt.Errorf("web: %w", err)
		}
	}
	var err error
	if s.assets, err = readAssets(built); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	catalogues, err := locales.Load()
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	if s.pages, err = readPages(catalogues, s.assets); err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	return s.guarded(s.routes()), nil
}
