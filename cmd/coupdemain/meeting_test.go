package main

import (
	"context"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"coupdemain/internal/crowd"
	"coupdemain/signaling/protocol"
)

// The whole road of the real program, without a browser: the code, the wait, the letting in, words and a screen.
func TestPeopleMeet(t *testing.T) {
	data, pages := filepath.Join(t.TempDir(), "data"), freePort(t)
	expect(t, statusDone, password, addArgs(data, "p@example.org")...)
	log := &heard{news: make(chan struct{}, 1)}
	command := start(t, "", "serve", "--data", data, "--listen", "127.0.0.1:"+pages, "--media-ip", "127.0.0.1", "--media-port", "0", "--turn-port", "0")
	command.Stderr = log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	log.await(t, `(msg=serving)`)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := meet(ctx, "http://127.0.0.1:"+pages); err != nil {
		t.Errorf("%v\n%s", err, log.all())
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("told to stop: %v", err)
	}
}

func meet(ctx context.Context, site string) error {
	desk, door := crowd.New(crowd.Options{URL: site}), crowd.New(crowd.Options{URL: site})
	defer desk.Close()
	defer door.Close()
	if err := desk.SignIn(ctx, "p@example.org", password); err != nil {
		return err
	}
	help, err := desk.Open(ctx)
	if err != nil {
		return err
	}
	mediator, err := desk.Join(ctx, help, protocol.Mediator)
	if err != nil {
		return err
	}
	defer mediator.Close()
	if err := mediator.Await(ctx, "a code", func(v crowd.View) bool { return v.Code != "" }); err != nil {
		return err
	}
	if help, err = door.Knock(ctx, mediator.View().Code); err != nil {
		return err
	}
	person, err := door.Join(ctx, help, protocol.Person)
	if err != nil {
		return err
	}
	defer person.Close()
	for _, step := range []func() error{
		func() error { return person.AwaitMedia(ctx) },
		func() error { return mediator.AwaitPhase(ctx, protocol.PhaseKnocking) },
		func() error { return mediator.Send(protocol.Admit{}) },
		func() error { return person.AwaitPhase(ctx, protocol.PhaseLive) },
		func() error { return person.Write("bonjour") },
		func() error {
			return mediator.Await(ctx, "a word", func(v crowd.View) bool { return len(v.Written) == 1 && v.Written[0].Text == "bonjour" })
		},
		func() error { return person.Show(ctx) },
		func() error { return mediator.AwaitPackets(ctx, protocol.ScreenTrack) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
