package family

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
)

// Hub has all rooms in which somebody is. Its methods may be called from any goroutine while Run runs.
type Hub struct {
	media    *sfu.Engine
	register Register
	log      *slog.Logger
	drops    page.Drops
	names    page.Names
	rooms    *page.Rooms[*room]
}

// NewHub starts nothing: see Run.
func NewHub(c Config) *Hub {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Hub{media: c.Media, register: c.Register, log: c.Log, rooms: page.NewRooms[*room]()}
}

// Run serves until ctx is done; then it tells every page to come back by itself, and returns when all rooms are over. It
// is called once.
func (h *Hub) Run(ctx context.Context) error { return h.rooms.Run(ctx, nil, nil) }

// room is the room of a family, made if nobody is there yet. The error is ErrUnknown, or the register's.
func (h *Hub) room(ctx context.Context, id string) (*room, error) {
	select {
	case <-h.rooms.Restored():
	case <-ctx.Done():
		return nil, fmt.Errorf("family %s: %w", id, ctx.Err())
	}
	family, err := h.register.Family(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("family %s: %w", id, err)
	}
	r, ok := h.rooms.Start(id, func() *room { return newRoom(h, id) })
	if !ok {
		return nil, fmt.Errorf("family %s: the server is stopping", id)
	}
	r.Ask(func(time.Time) { r.plan(family) })
	return r, nil
}

// Changed has a live room look at its family again: at what is written of it, and whether it is still open.
func (h *Hub) Changed(ctx context.Context, id string) {
	r := h.rooms.Get(id)
	if r == nil {
		return
	}
	family, err := h.register.Family(ctx, id)
	switch {
	case err == nil:
		r.Ask(func(time.Time) { r.plan(family) })
	case errors.Is(err, ErrUnknown):
		r.Ask(func(time.Time) { r.closed = true })
	default:
		h.log.Error("family not read", "err", err)
	}
}

// Participant is how that member is known to the relay.
func Participant(family, member string) string {
	return page.Name(family, sha256.Sum256([]byte(member)))
}

// Participates tells whether somebody of that name has their page open; never waits for a room.
func (h *Hub) Participates(name string) bool { return h.names.Has(name) }

// Drops counts, by name, what was refused or lost since the start.
func (h *Hub) Drops() map[string]uint64 { return h.drops.All() }
