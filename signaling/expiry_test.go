package signaling_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coupdemain/internal/spokencode"
	"coupdemain/internal/store"
	"coupdemain/signaling"
)

// Time is synctest's: a quarter of an hour passes at once.
func TestACodeEndsAfterAQuarterOfAnHour(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		hub := signaling.NewHub(signaling.Config{BaseURL: "https://aide.example.org", Key: spokencode.Key{1}, Store: db.Helps()})
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- hub.Run(ctx) }()
		<-hub.Running()

		open := func() (help, code string) {
			help, err := hub.Open(context.Background(), mediator)
			if err != nil {
				t.Fatal(err)
			}
			link, _ := hub.Link(help, mediator.ID)
			return help, link[strings.LastIndex(link, "/")+1:]
		}
		inTime, goodCode := open()
		late, lateCode := open()
		time.Sleep(15*time.Minute - time.Second)
		if help, _, err := hub.Knock(context.Background(), goodCode, home, ""); err != nil || help != inTime {
			t.Errorf("in time: %v", err)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if _, _, err := hub.Knock(context.Background(), lateCode, home, ""); !errors.Is(err, signaling.ErrCode) {
			t.Errorf("too late: %v", err)
		}
		if _, live := hub.Link(late, mediator.ID); live {
			t.Error("the expired code is still shown")
		}
		stop()
		if err := errors.Join(<-ended, db.Close()); err != nil {
			t.Error(err)
		}
	})
}
