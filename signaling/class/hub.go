package class

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// Hub has all live classes. Its methods may be called from any goroutine while Run runs.
type Hub struct {
	baseURL  string
	store    Store
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
	return &Hub{
		baseURL: c.BaseURL, store: c.Store, media: c.Media, register: c.Register, log: c.Log,
		rooms: page.NewRooms[*room](),
	}
}

// forgetAfter is how long the state of a class is kept after its end.
const forgetAfter = 24 * time.Hour

// Run brings back the classes that were live, and serves until ctx is done;
// then it saves, tells every page to come back by itself, and returns when all
// rooms are over. It is called once.
func (h *Hub) Run(ctx context.Context) error {
	return h.rooms.Run(ctx, func() error { return h.restore(ctx) }, func() {
		if err := h.store.ForgetClasses(ctx, time.Now().Add(-forgetAfter)); err != nil && ctx.Err() == nil {
			h.log.Error("old classes not forgotten", "err", err)
		}
	})
}

// Running is closed once the classes of before are back.
func (h *Hub) Running() <-chan struct{} { return h.rooms.Restored() }

// restore makes a room again of each class that was live.
func (h *Hub) restore(ctx context.Context) error {
	live, err := h.store.LiveClasses(ctx, time.Now())
	if err != nil {
		return fmt.Errorf("live classes: %w", err)
	}
	for id, saved := range live {
		s, err := readState(id, saved)
		if err != nil {
			h.log.Error("a class is not readable", "class", id, "err", err)
			continue
		}
		h.rooms.Start(id, func() *room {
			r := newRoom(h, s)
			r.saved, r.restored = saved, time.Now()
			r.dirty = true // The register may not have been told of all.
			return r
		})
	}
	return nil
}

// room is the room of an open class, made if nobody came before, with the
// people who are enrolled at this moment. The error is ErrUnknown, or the
// register's.
func (h *Hub) room(ctx context.Context, id string) (*room, error) {
	select {
	case <-h.rooms.Restored(): // or a class of before would begin anew
	case <-ctx.Done():
		return nil, fmt.Errorf("class %s: %w", id, ctx.Err())
	}
	planned, err := h.register.Class(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("class %s: %w", id, err)
	}
	r, ok := h.rooms.Start(id, func() *room { return newRoom(h, newState(planned)) })
	if !ok {
		return nil, fmt.Errorf("class %s: the server is stopping", id)
	}
	r.Ask(func(time.Time) { r.plan(planned) })
	return r, nil
}

// Admits tells whether the holder has a seat in a class that is open: the page
// may be shown. They may still have to wait to be let in.
func (h *Hub) Admits(ctx context.Context, id string, who Holder) (admits bool) {
	r, err := h.room(ctx, id)
	if err != nil {
		if !errors.Is(err, ErrUnknown) {
			h.log.Error("class not read", "err", err)
		}
		return false
	}
	r.Ask(func(time.Time) { admits = r.admits(who) })
	return admits
}

// Pocket lists those who may come in from a telephone in the hall, whose QR has
// that secret; false if the secret is another.
func (h *Hub) Pocket(ctx context.Context, id, secret string) (names []Person, ok bool) {
	r, err := h.room(ctx, id)
	if err != nil {
		return nil, false
	}
	r.Ask(func(time.Time) {
		if ok = r.opensPocket(secret); ok {
			names = r.pocketNames()
		}
	})
	return names, ok
}

// TakePocket lets somebody of Pocket's list in from the telephone that has that
// device secret; false if another was faster, the session is over, or the secret is not that of its telephones.
func (h *Hub) TakePocket(ctx context.Context, id, secret, person, device string) (took bool) {
	r, err := h.room(ctx, id)
	if err != nil {
		return false
	}
	r.Ask(func(now time.Time) {
		took = r.opensPocket(secret) && r.takePocket(person, device, now)
	})
	return took
}

// Mirror is what a person sees at this moment.
func (h *Hub) Mirror(id, person string) Mirror {
	seen := Mirror{Standing: protocol.StandingAbsent, View: protocol.ViewWaiting}
	if r := h.rooms.Get(id); r != nil {
		r.Ask(func(time.Time) {
			if m := r.person(person); m != nil {
				seen = m.mirror()
			}
			seen.Over = !r.Ended.IsZero()
		})
	}
	return seen
}

// Participant is how whoever holds that in a class is known to the relay.
func Participant(id string, who Holder) string { return page.Name(id, who.key()) }

// key is what tells the holders of one class apart.
func (who Holder) key() [32]byte {
	return sha256.Sum256([]byte(string(who.Role) + "\x00" + who.Mediator.ID + "\x00" + who.Person + "\x00" + who.Device + "\x00" + who.Secret))
}

// Dismiss closes the pages of a mediator who is signed out everywhere: each tries to come back by itself, and finds that
// it must sign in.
func (h *Hub) Dismiss(mediatorID string) {
	for _, r := range h.rooms.All() {
		r.Post(func(time.Time) {
			if m := r.of(protocol.ClassMediator, mediatorID); m != nil && m.in != nil {
				m.in.Close(protocol.CloseRestart)
				r.dirty = true
			}
		})
	}
}

// Participates tells whether somebody of that name takes part in a live class; never waits for a room.
func (h *Hub) Participates(name string) bool { return h.names.Has(name) }

// Drops counts, by name, what was refused or lost since the start.
func (h *Hub) Drops() map[string]uint64 { return h.drops.All() }
