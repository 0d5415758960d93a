package signaling_test

import (
	"context"
	"errors"
	"net/netip"
	"sync/atomic"
	"testing"

	"coupdemain/internal/sfu"
	"coupdemain/internal/store"
	"coupdemain/signaling"
)

// disk is a store that can be full.
type disk struct {
	signaling.Store
	full atomic.Bool
}

// SaveHelp implements signaling.Store.
func (d *disk) SaveHelp(ctx context.Context, h signaling.Help) error {
	if d.full.Load() {
		return errors.New("the disk is full")
	}
	return d.Store.SaveHelp(ctx, h)
}

// A help that would not outlive a restart is not begun; there is room again, and the next is.
func TestNoHelpBeginsOnAFullDisk(t *testing.T) {
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	media, err := sfu.New(sfu.Config{Listen: netip.MustParseAddr("127.0.0.1")})
	if err != nil {
		t.Fatal(err)
	}
	defer media.Close()
	d := &disk{Store: db.Helps()}
	hub := signaling.NewHub(signaling.Config{BaseURL: "https://aide.example.org", Store: d, Media: media})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- hub.Run(ctx) }()
	<-hub.Running()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	d.full.Store(true)
	if id, err := hub.Open(t.Context(), mediator); err == nil {
		t.Errorf("help %s was begun on a full disk", id)
	}
	d.full.Store(false)
	id, err := hub.Open(t.Context(), mediator)
	if _, found := hub.Link(id, mediator.ID); err != nil || !found {
		t.Errorf("with room again: %q, %v", id, err)
	}
}
