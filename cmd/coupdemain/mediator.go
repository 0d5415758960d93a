package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"golang.org/x/term"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/internal/config"
	"coupdemain/internal/store"
)

// maxPasswordLine bounds, in bytes, what is read as a password; accounts has the exact bound.
const maxPasswordLine = 1024

// addMediator creates an account in a data folder, beside a running server too.
func addMediator(ctx context.Context, add config.MediatorAdd, stdin *os.File, stdout, stderr io.Writer) (err error) {
	password, err := readPassword(stdin, stderr)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, add.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	new := add.Person
	new.Password = password
	key, err := store.SecretKey(add.Data)
	if err != nil {
		return err
	}
	audited, err := audit.New(db.Audit(), key[:], slog.New(slog.NewTextHandler(stderr, nil)))
	if err != nil {
		return err
	}
	person, err := accounts.New(db.Accounts(), accounts.Options{Audit: accountActs{audited}}).Add(ctx, new)
	if errors.Is(err, accounts.ErrEmailTaken) {
		return fmt.Errorf("%s already has an account: choose another --email", new.Email)
	}
	if err != nil {
		return add.Refused(err)
	}
	o := person.Organization
	fmt.Fprintf(stdout, "Added %s <%s>, %s, of %s (%s, %s).\n", person.Name, person.Email, person.Role, o.Name, o.Phone, o.Town)
	if new.Phone != "" && strings.TrimSpace(new.Phone) != o.Phone || new.Town != "" && strings.TrimSpace(new.Town) != o.Town {
		fmt.Fprintf(stderr, "%s was known already, and keeps its phone and town.\n", o.Name)
	}
	return nil
}

// readPassword reads the first line of standard input, without showing it if somebody types it.
func readPassword(stdin *os.File, stderr io.Writer) (string, error) {
	if term.IsTerminal(int(stdin.Fd())) {
		fmt.Fprint(stderr, "Password (12 characters or more): ")
		typed, err := term.ReadPassword(int(stdin.Fd()))
		fmt.Fprintln(stderr)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return string(typed), nil
	}
	line, err := bufio.NewReader(io.LimitReader(stdin, maxPasswordLine)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password on standard input: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
