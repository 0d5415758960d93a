// Package store keeps on disk what the domains declare in their Store interfaces: accounts, and live helps.
//
// SQL is written once, with $1 parameters and types that SQLite and PostgreSQL both take; what is SQLite's own is in
// sqlite.go. Times are stored as nanoseconds since 1970 (zero: none), hashes in hexadecimal (empty: none). Package
// storetest holds the suite that any database behind these interfaces must pass.
package store

import (
	"context"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"

	"coupdemain/internal/accounts"
)

// What may be wrong with the data folder; compare with errors.Is. Each says the mend.
var (
	// ErrFull is for a disk without room.
	ErrFull = errors.New("the disk is full: make room on it, or choose a folder on another")
	// ErrReadOnly is for a folder or file that may not be written.
	ErrReadOnly = errors.New("it cannot be written: give it to the user that runs coupdemain, or choose another folder")
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is an open database. Its methods may be called from any goroutine.
type DB struct {
	writer *sql.DB // one connection: a write waits its turn here, not in the database
	reader *sql.DB
}

// Open opens the database in a data folder, making both if need be, and brings its tables up to date. Several processes
// may have it open. Close it in the end.
func Open(ctx context.Context, dir string) (*DB, error) {
	db, err := open(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("data folder %s: %w", dir, explain(err))
	}
	return db, nil
}

func open(ctx context.Context, dir string) (*DB, error) {
	unlock, err := prepareFolder(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	db, err := openSQLite(dir)
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// migrate runs the migrations that have not been. The caller sees to it that no other process does the same.
func (d *DB) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(dialect, d.writer, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	newest := provider.ListSources()[len(provider.ListSources())-1].Version
	current, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if current > newest {
		return fmt.Errorf("its database is of a newer coupdemain (%d, this one knows %d): install that one", current, newest)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	return nil
}

// Close ends every connection. Nothing may be called after it.
func (d *DB) Close() error { return errors.Join(d.reader.Close(), d.writer.Close()) }

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.reader.PingContext(ctx); err != nil {
		return fmt.Errorf("database: %w", explain(err))
	}
	return nil
}

// Accounts is the part that accounts are kept in.
func (d *DB) Accounts() accounts.Store { return accountStore{d} }

// update runs a function in a transaction: all of it is on disk when update returns nil, none of it otherwise.
func (d *DB) update(ctx context.Context, change func(*sql.Tx) error) error {
	tx, err := d.writer.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = tx.Rollback() }() // Does nothing after Commit.
	if err := change(tx); err != nil {
		return explain(err)
	}
	return explain(tx.Commit())
}

// each reads the rows of a query one by one.
func (d *DB) each(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	return each(ctx, d.reader, scan, query, args...)
}

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func each(ctx context.Context, from querier, scan func(*sql.Rows) error, query string, args ...any) (err error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return explain(err)
	}
	defer func() { err = explain(errors.Join(err, rows.Close())) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// exec runs one statement as a transaction of its own.
func (d *DB) exec(ctx context.Context, statement string, args ...any) error {
	_, err := d.writer.ExecContext(ctx, statement, args...)
	return explain(err)
}

// stamp is a time as it is stored.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// unstamp is a stored time, in UTC.
func unstamp(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

// hexed is a hash as it is stored.
func hexed[H ~[32]byte](h H) string {
	if h == (H{}) {
		return ""
	}
	return hex.EncodeToString(h[:])
}

// hashColumn scans a stored hash.
type hashColumn[H ~[32]byte] struct{ into *H }

// Scan reads what hexed wrote.
func (c hashColumn[H]) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("stored hash is a %T", value)
	}
	*c.into = H{}
	if text == "" {
		return nil
	}
	if len(text) != 2*len(*c.into) {
		return fmt.Errorf("stored hash of %d characters", len(text))
	}
	_, err := hex.Decode((*c.into)[:], []byte(text))
	return err
}

// timeColumn scans a stored time.
type timeColumn struct{ into *time.Time }

// Scan reads what stamp wrote.
func (c timeColumn) Scan(value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("stored time is a %T", value)
	}
	*c.into = unstamp(n)
	return nil
}
