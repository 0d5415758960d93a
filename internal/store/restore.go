package store

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// ErrNotEmpty is for a data folder that holds something already.
var ErrNotEmpty = errors.New("the folder is not empty: choose another, or add --force, which keeps what is there under another name")

// ErrServing is for a data folder that a server has in use.
var ErrServing = errors.New("a server runs on this folder: stop it first")

// Restore makes a data folder from what Backup wrote. What is in the archive is read to its end before anything is put
// in place. With force a folder that holds something is moved aside, to the name returned. The folder keeps its owner.
func Restore(ctx context.Context, file, dir string, force bool) (aside string, err error) {
	if aside, err = restore(ctx, file, filepath.Clean(dir), force); err != nil {
		return "", fmt.Errorf("restore %s from %s: %w", dir, file, explain(err))
	}
	return aside, nil
}

func restore(ctx context.Context, file, dir string, force bool) (aside string, err error) {
	there, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if len(there) > 0 {
		release, err := Hold(dir)
		if err != nil {
			return "", err
		}
		defer func() { err = errors.Join(err, release()) }()
	}
	if len(there) > 0 && !force {
		return "", ErrNotEmpty
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	work, err := os.MkdirTemp(parent, ".coupdemain-restore-*") // Mode 0700.
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }() // Gone already if all went well.
	if err := unpack(file, work); err != nil {
		return "", err
	}
	if err := usable(ctx, work); err != nil {
		return "", err
	}
	if err := own(work, dir); err != nil {
		return "", err
	}
	if len(there) > 0 {
		aside = dir + ".before-" + time.Now().Format("20060102-150405")
		if err := os.Rename(dir, aside); err != nil {
			return "", err
		}
	}
	if err := os.Rename(work, dir); err != nil { // An empty folder gives way.
		return "", err
	}
	return aside, syncFolder(parent)
}

// unpack takes the two files out of an archive; anything else in it is an error.
func unpack(file, to string) (err error) {
	source, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	archive := tar.NewReader(source)
	wanted := map[string]bool{fileName: true, keyName: true}
	for len(wanted) > 0 {
		header, err := archive.Next()
		if err != nil {
			return fmt.Errorf("it is not a whole backup of coupdemain: %w", err)
		}
		if !wanted[header.Name] || header.Typeflag != tar.TypeReg {
			return errors.New("it is not a backup of coupdemain: another file is in it")
		}
		delete(wanted, header.Name)
		if err := extract(filepath.Join(to, header.Name), archive); err != nil {
			return err
		}
	}
	return nil
}

func extract(to string, from io.Reader) error {
	file, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, from)
	return errors.Join(err, file.Sync(), file.Close())
}

// usable tells whether a server could run on a folder just unpacked; an older database is brought up to date.
func usable(ctx context.Context, dir string) error {
	if err := Verify(ctx, filepath.Join(dir, fileName)); err != nil {
		return err
	}
	if _, err := readKey(filepath.Join(dir, keyName)); err != nil {
		return fmt.Errorf("secret key: %w", err)
	}
	db, err := open(ctx, dir)
	if err != nil {
		return err
	}
	return db.Close()
}

// own gives what was unpacked to the owner of the folder that it replaces; only root can.
func own(work, dir string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) || os.Geteuid() != 0 {
		return nil
	}
	if err != nil {
		return err
	}
	owner := info.Sys().(*syscall.Stat_t) // Always so on Linux.
	return filepath.WalkDir(work, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chown(path, int(owner.Uid), int(owner.Gid)))
	})
}
