package main

import (
	"context"
	"fmt"
	"io"

	"coupdemain/internal/config"
	"coupdemain/internal/store"
)

// backUp writes a data folder into a file.
func backUp(ctx context.Context, b config.Backup, stdout io.Writer) error {
	if err := store.Backup(ctx, b.Data, b.File); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Backed up %s to %s. Keep it as safe as the server: it holds the accounts and the secret key.\n", b.Data, b.File)
	return nil
}

// restore makes a data folder from a file.
func restore(ctx context.Context, r config.Restore, stdout io.Writer) error {
	aside, err := store.Restore(ctx, r.File, r.Data, r.Force)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Restored %s from %s.\n", r.Data, r.File)
	if aside != "" {
		fmt.Fprintf(stdout, "What was there is in %s: delete it once you are sure.\n", aside)
	}
	return nil
}
