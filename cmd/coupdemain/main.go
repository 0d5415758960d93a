// Coupdemain is the whole program: it reads the settings, puts the parts together, runs them, and takes them down in
// reverse. Nothing else lives here.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"coupdemain/internal/config"
)

// The exit statuses.
const (
	statusDone     = 0
	statusFailed   = 1
	statusSettings = 2 // a setting is wrong: nothing was begun
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // A second signal ends the program at once.
	err := run(ctx, os.Args[1:])
	stop()
	os.Exit(status(err, os.Stderr))
}

// run does what the command line says, until it is done or ctx ends.
func run(ctx context.Context, args []string) error {
	command, err := config.Parse(args, os.Stdout, os.Stderr)
	if err != nil {
		return err
	}
	switch command := command.(type) {
	case config.Serve:
		return serve(ctx, command, os.Stdout, os.Stderr)
	case config.Check:
		return check(ctx, config.Serve(command), os.Stdout)
	case config.Backup:
		return backUp(ctx, command, os.Stdout)
	case config.Restore:
		return restore(ctx, command, os.Stdout)
	case config.MediatorAdd:
		return addMediator(ctx, command, os.Stdin, os.Stdout, os.Stderr)
	case config.Version:
		return version(os.Stdout)
	default:
		return fmt.Errorf("no such command: %T", command)
	}
}

// status says what went wrong, a line for each fault, and gives the exit status for it.
func status(err error, stderr io.Writer) int {
	if err == nil {
		return statusDone
	}
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintln(stderr, "coupdemain:", strings.TrimSuffix(line, "\n"))
	}
	var faults *config.FaultsError
	if errors.As(err, &faults) {
		return statusSettings
	}
	return statusFailed
}
