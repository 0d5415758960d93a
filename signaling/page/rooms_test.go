package page_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"coupdemain/signaling/page"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// room is a room in which nothing happens; it is over when it is told.
type room struct {
	page.Loop
	over, stopped, emptied bool
}

func newRoom() *room { return &room{Loop: page.NewLoop()} }

func (r *room) Settle(time.Time)             {}
func (r *room) Tick(time.Time)               {}
func (r *room) Next(now time.Time) time.Time { return now.Add(24 * time.Hour) }
func (r *room) Over(time.Time) bool          { return r.over }
func (r *room) Stop(time.Time)               { r.stopped = true }
func (r *room) Empty()                       { r.emptied = true }

func start(l *page.Rooms[*room], id string) *room {
	r, _ := l.Start(id, newRoom)
	return r
}

func TestRoomsStartOnceAndEndWithTheServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rooms := page.NewRooms[*room]()
		if start(rooms, "early") != nil {
			t.Error("a room started before Run")
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended, hours := make(chan error, 1), 0
		before := newRoom()
		go func() {
			ended <- rooms.Run(ctx, func() error {
				rooms.Start("before", func() *room { return before })
				return nil
			}, func() { hours++ })
		}()
		<-rooms.Restored()
		if rooms.Get("before") != before || start(rooms, "before") != before {
			t.Error("a room of before is another")
		}
		other := start(rooms, "other")
		if other == nil || len(rooms.All()) != 2 {
			t.Errorf("%d rooms are live, want 2", len(rooms.All()))
		}
		other.Post(func(time.Time) { other.over = true })
		synctest.Wait()
		if rooms.Get("other") != nil || !other.emptied || other.stopped {
			t.Errorf("a room that is over: %+v", rooms.Get("other"))
		}
		if start(rooms, "other") == other {
			t.Error("a room that is over was found again")
		}
		time.Sleep(2*time.Hour + time.Minute)
		cancel()
		if err := <-ended; err != nil || hours != 3 {
			t.Errorf("%v after %d hours, want 3", err, hours)
		}
		if !before.stopped || !before.emptied || len(rooms.All()) != 0 {
			t.Error("a room outlived the server")
		}
		if start(rooms, "late") != nil {
			t.Error("a room started after the end")
		}
	})
}

func TestRoomsThatCannotBeRestored(t *testing.T) {
	rooms, failed := page.NewRooms[*room](), errors.New("the disk is gone")
	if err := rooms.Run(t.Context(), func() error { return failed }, nil); !errors.Is(err, failed) {
		t.Errorf("%v, want %v", err, failed)
	}
	select {
	case <-rooms.Restored():
		t.Error("said to be back")
	default:
	}
}
