package store

import (
	"archive/tar"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Backup writes one archive (tar) with the database as it is at one moment and the secret key, beside a running server
// too. The file is there whole or not at all, and readable by its owner only; one of that name is replaced. ACME's
// certificates are not in it: others are given.
func Backup(ctx context.Context, dir, file string) error {
	if err := backup(ctx, dir, file); err != nil {
		return fmt.Errorf("back up %s to %s: %w", dir, file, explain(err))
	}
	return nil
}

// workPattern is the folder that a backup is made in; one killed leaves it, for the next to sweep away.
const workPattern = ".coupdemain-backup-*"

// workLasts is longer than any backup takes.
const workLasts = 24 * time.Hour

func backup(ctx context.Context, dir, file string) (err error) {
	if _, err := os.Stat(filepath.Join(dir, fileName)); err != nil {
		return err
	}
	key, err := os.ReadFile(filepath.Join(dir, keyName))
	if err != nil {
		return err
	}
	if err := sweep(filepath.Join(filepath.Dir(file), workPattern)); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(file), workPattern) // Mode 0700, on the same disk as file.
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	copied := filepath.Join(work, fileName)
	if err := snapshot(ctx, filepath.Join(dir, fileName), copied); err != nil {
		return err
	}
	if err := Verify(ctx, copied); err != nil {
		return err
	}
	packed := filepath.Join(work, "packed")
	if err := pack(packed, copied, key); err != nil {
		return err
	}
	if err := os.Rename(packed, file); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(file))
}

// sweep removes what backups that were killed have left.
func sweep(pattern string) error {
	left, err := filepath.Glob(pattern)
	for _, work := range left {
		if info, statErr := os.Stat(work); statErr == nil && time.Since(info.ModTime()) > workLasts {
			err = errors.Join(err, os.RemoveAll(work))
		}
	}
	return err
}

// snapshot copies a database at one moment, while others write to it (SQLite, VACUUM INTO). It changes no table: the
// server that runs may be of another version.
func snapshot(ctx context.Context, from, to string) (err error) {
	absolute, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(absolute, url.Values{"mode": {"rw"}}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, to)
	return err
}

// Verify reads a whole database file, and says what is wrong with it.
func Verify(ctx context.Context, file string) (err error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(absolute, url.Values{"mode": {"rw"}}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var said string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&said); err != nil {
		return fmt.Errorf("database %s: %w", file, explain(err))
	}
	if said != "ok" {
		return fmt.Errorf("database %s is damaged: %s", file, said)
	}
	return nil
}

// Try reads the whole database of a data folder and writes to it, without changing anything.
func Try(ctx context.Context, dir string) (err error) {
	if err := Verify(ctx, filepath.Join(dir, fileName)); err != nil {
		return err
	}
	absolute, err := filepath.Abs(filepath.Join(dir, fileName))
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(absolute, url.Values{"mode": {"rw"}, "_txlock": {"immediate"}}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("database: %w", explain(err))
	}
	_, err = tx.ExecContext(ctx, `CREATE TABLE tried (n INTEGER)`)
	if err = errors.Join(err, tx.Rollback()); err != nil {
		return fmt.Errorf("database: %w", explain(err))
	}
	return nil
}

// pack writes the archive and has it on disk.
func pack(to, database string, key []byte) (err error) {
	file, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	source, err := os.Open(database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	archive := tar.NewWriter(file)
	now := time.Now().Truncate(time.Second)
	if err := archive.WriteHeader(&tar.Header{Name: keyName, Mode: 0o600, Size: int64(len(key)), ModTime: now}); err != nil {
		return err
	}
	if _, err := archive.Write(key); err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: fileName, Mode: 0o600, Size: info.Size(), ModTime: now}); err != nil {
		return err
	}
	if _, err := io.Copy(archive, source); err != nil {
		return err
	}
	return errors.Join(archive.Close(), file.Sync())
}

// syncFolder has a folder's names on disk.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
