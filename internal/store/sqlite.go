package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dialect is goose's name for this database.
const dialect = goose.DialectSQLite3

// fileName is the database's in the data folder; SQLite adds -wal and -shm beside it.
const fileName = "coupdemain.db"

// pragmas go to every connection. Waiting is for the other process; secure_delete because a telephone number that is
// erased must not stay readable in a freed page.
var pragmas = []string{
	"busy_timeout(10000)",
	"journal_mode(WAL)",
	"synchronous(FULL)",
	"foreign_keys(ON)",
	"secure_delete(ON)",
}

// openSQLite opens the two pools. With one writer and BEGIN IMMEDIATE no transaction finds, half-way, that another has
// written: "database is locked" can then only be a wait that was too long.
func openSQLite(dir string) (*DB, error) {
	file, err := filepath.Abs(filepath.Join(dir, fileName))
	if err != nil {
		return nil, err
	}
	if err := createFile(file); err != nil {
		return nil, err
	}
	writer, err := sql.Open("sqlite", dsn(file, url.Values{"_txlock": {"immediate"}}))
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	reader, err := sql.Open("sqlite", dsn(file, url.Values{"_pragma": {"query_only(ON)"}}))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(max(4, runtime.NumCPU()))
	return &DB{writer: writer, reader: reader}, nil
}

// emptyLog moves what the write-ahead log holds into the database and leaves the log empty: it would go on holding the
// pages as they were before something was erased. It waits for readers as any write waits; if one stays, the log is
// emptied another time.
func (d *DB) emptyLog(ctx context.Context) error {
	return d.exec(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
}

// dsn is the address of a file, whatever characters its path holds.
func dsn(file string, options url.Values) string {
	options["_pragma"] = append(options["_pragma"], pragmas...)
	address := url.URL{Scheme: "file", Path: file, RawQuery: options.Encode()}
	return address.String()
}

// explain puts a cause that the installer can mend in front of the driver's or the system's words for it.
func explain(err error) error {
	var cause error
	var fault *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		cause = ErrFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		cause = ErrReadOnly
	case errors.As(err, &fault):
		switch fault.Code() & 0xff { // The low byte is the primary result code.
		case sqlite3.SQLITE_FULL:
			cause = ErrFull
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			cause = ErrReadOnly
		}
	}
	if cause == nil {
		return err
	}
	return fmt.Errorf("%w (%w)", cause, err)
}
