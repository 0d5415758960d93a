package page

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// Room is an Owner that embeds the Loop it is run by.
type Room interface {
	comparable
	Owner
	Run(ctx context.Context, room Owner)
}

// Rooms are the live rooms of one kind, by ID. Any goroutine.
type Rooms[R Room] struct {
	mu    sync.Mutex
	rooms map[string]R
	run   func(id string, room R) // set while Run runs

	restored chan struct{}
}

// NewRooms starts nothing: see Run.
func NewRooms[R Room]() *Rooms[R] {
	return &Rooms[R]{rooms: map[string]R{}, restored: make(chan struct{})}
}

// Run has restore start the rooms of before, and lets others start until ctx is done, with hourly called at first and
// each hour; either may be nil. It returns when all rooms are over. The error is restore's. It is called once.
func (l *Rooms[R]) Run(ctx context.Context, restore func() error, hourly func()) error {
	var running sync.WaitGroup
	defer running.Wait()
	l.runBy(func(id string, room R) {
		running.Go(func() {
			room.Run(ctx, room)
			l.remove(id, room)
		})
	})
	defer l.runBy(nil)
	if restore != nil {
		if err := restore(); err != nil {
			return err
		}
	}
	close(l.restored)
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		if hourly != nil {
			hourly()
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// Restored is closed once the rooms of before are back.
func (l *Rooms[R]) Restored() <-chan struct{} { return l.restored }

// Get is the live room of that ID, the zero R if there is none.
func (l *Rooms[R]) Get(id string) R {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.rooms[id]
}

// Start is the live room of that ID, made and started if there is none; false if none starts any more.
func (l *Rooms[R]) Start(id string, make func() R) (room R, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if room, ok = l.rooms[id]; ok {
		return room, true
	}
	if l.run == nil {
		return room, false
	}
	room = make()
	l.rooms[id] = room
	l.run(id, room)
	return room, true
}

// All are the live rooms at this moment, in no order.
func (l *Rooms[R]) All() []R {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Collect(maps.Values(l.rooms))
}

func (l *Rooms[R]) runBy(run func(id string, room R)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run = run
}

func (l *Rooms[R]) remove(id string, room R) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.rooms[id] == room {
		delete(l.rooms, id)
	}
}
