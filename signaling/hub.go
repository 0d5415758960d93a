package signaling

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/internal/spokencode"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// keepHelps is how long what happened in a help is kept after its end.
const keepHelps = 31 * 24 * time.Hour

// Config is what a Hub works with. All are needed, but Audit and Log.
type Config struct {
	BaseURL string // the public address, without a slash at its end
	Key     spokencode.Key
	Store   Store
	Media   *sfu.Engine
	Audit   Audit
	Log     *slog.Logger
}

// Hub has all live helps. Its methods may be called from any goroutine while Run runs.
type Hub struct {
	baseURL string
	store   Store
	media   *sfu.Engine
	audit   Audit
	log     *slog.Logger
	codes   *codebook
	guesses guesses
	slips   guesses // digits that match no code
	drops   page.Drops
	desks   desks

	participants page.Names
	warm         atomic.Int64 // see warming.go
	rooms        *page.Rooms[*room]
}

// NewHub starts nothing: see Run.
func NewHub(c Config) *Hub {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Audit == nil {
		c.Audit = noAudit{}
	}
	return &Hub{
		baseURL: c.BaseURL, store: c.Store, media: c.Media, audit: c.Audit, log: c.Log,
		codes: newCodebook(c.Key), rooms: page.NewRooms[*room](),
	}
}

// Run brings back the helps that were live, and serves until ctx is done; then
// it saves, tells every page to come back by itself, and returns when all
// rooms are over. It is called once.
func (h *Hub) Run(ctx context.Context) error {
	defer h.desks.closeAll()
	return h.rooms.Run(ctx, func() error { return h.restore(ctx, time.Now()) }, func() {
		now := time.Now()
		if err := h.store.Forget(ctx, now.Add(-keepHelps), now.Add(-codeRest)); err != nil && ctx.Err() == nil {
			h.log.Error("old helps not forgotten", "err", err)
		}
	})
}

// Running is closed once the helps of before are back.
func (h *Hub) Running() <-chan struct{} { return h.rooms.Restored() }

// Drops counts, by name, what was refused or lost since the start.
func (h *Hub) Drops() map[string]uint64 { return h.drops.All() }

// restore makes a room again of each help that was live.
func (h *Hub) restore(ctx context.Context, now time.Time) error {
	helps, err := h.store.LiveHelps(ctx)
	if err != nil {
		return fmt.Errorf("live helps: %w", err)
	}
	drawn, err := h.store.DrawnCodes(ctx, now.Add(-codeRest))
	if err != nil {
		return fmt.Errorf("drawn codes: %w", err)
	}
	wanted, lengths := map[Hash]string{}, map[int]bool{}
	for _, help := range helps {
		if help.Code != (Hash{}) {
			wanted[help.Code], lengths[help.CodeLength] = help.ID, true
		}
	}
	h.codes.find(wanted, lengths, drawn)
	for _, help := range helps {
		r := newRoom(h, help, h.codes.codeOf(help.Code))
		r.saved = help
		h.add(r)
	}
	return nil
}

func (h *Hub) add(r *room) bool {
	_, ok := h.rooms.Start(r.help.ID, func() *room { return r })
	return ok
}

// room is the live help of that ID, nil if there is none.
func (h *Hub) room(id string) *room { return h.rooms.Get(id) }

// Open begins a help: it draws a code and returns the help's ID once it is on
// disk. ErrDraining when the server is about to stop.
func (h *Hub) Open(_ context.Context, m Mediator) (id string, err error) {
	if h.desks.draining() {
		return "", ErrDraining
	}
	now := time.Now()
	id = strings.ToLower(rand.Text())
	code, hash, err := h.codes.draw(id, h.guesses.digits(now), now)
	if err != nil {
		return "", err
	}
	help := Help{
		ID: id, Reference: newReference(), Mediator: m, Phase: protocol.PhaseInviting,
		Opened: now, Deadline: now.Add(codeLasts), Code: hash, CodeLength: len(code),
	}
	r := newRoom(h, help, code)
	if !h.add(r) {
		h.codes.retire(hash)
		return "", fmt.Errorf("help %s: the server is stopping", help.Reference)
	}
	r.Ask(func(time.Time) {}) // settles: saved before anyone is told
	saved := false
	r.Ask(func(now time.Time) {
		if saved = r.saved.ID != ""; !saved { // A disk that fails: this one would not outlive a restart.
			r.end(protocol.EndedByMediator, now)
		}
	})
	if !saved {
		return "", fmt.Errorf("help %s: not saved", help.Reference)
	}
	return id, nil
}

// Link is the address with the code filled in, for the QR; false once the code
// is used or expired, or if the help is another mediator's.
func (h *Hub) Link(help, mediatorID string) (link string, ok bool) {
	r := h.room(help)
	if r == nil {
		return "", false
	}
	r.Ask(func(time.Time) {
		if r.help.Mediator.ID == mediatorID && r.code != "" {
			link = r.link()
		}
	})
	return link, link != ""
}
