package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store/storetest"
	"coupdemain/signaling"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// openIn opens a database that is closed at the end of the test.
func openIn(t *testing.T, dir string) *DB {
	t.Helper()
	db, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestAccounts(t *testing.T) {
	storetest.Accounts(t, func(t *testing.T) accounts.Store { return openIn(t, t.TempDir()).Accounts() })
}

func TestHelps(t *testing.T) {
	storetest.Helps(t, func(t *testing.T) signaling.Store { return openIn(t, t.TempDir()).Helps() })
}

func TestClasses(t *testing.T) {
	storetest.Classes(t, func(t *testing.T) class.Store { return openIn(t, t.TempDir()).Classes() })
}

func TestForgottenHelpsAreErased(t *testing.T) {
	db := openIn(t, t.TempDir())
	ctx := t.Context()
	ended := time.Date(2025, 3, 17, 9, 0, 0, 0, time.UTC)
	for id, phase := range map[string]protocol.Phase{"live": protocol.PhaseLive, "over": protocol.PhaseEnded} {
		if err := db.Helps().SaveHelp(ctx, signaling.Help{ID: id, Phase: phase, Ended: ended}); err != nil {
			t.Fatal(err)
		}
	}
	for _, forget := range []struct {
		before time.Time
		left   int
	}{{ended, 2}, {ended.Add(time.Nanosecond), 1}} {
		if err := db.Helps().Forget(ctx, forget.before, forget.before); err != nil {
			t.Fatal(err)
		}
		var left int
		if err := db.reader.QueryRowContext(ctx, `SELECT COUNT(*) FROM helps`).Scan(&left); err != nil || left != forget.left {
			t.Errorf("%d helps left, %v; want %d", left, err, forget.left)
		}
	}
}

func TestFolderIsPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder ?#%41 é", "data")
	db := openIn(t, dir)
	if _, err := SecretKey(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Accounts().SetFirstRun(t.Context(), accounts.Digest{1}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", info.Mode(), err)
	}
	for _, name := range []string{fileName, fileName + "-wal", fileName + "-shm", keyName} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
		} else if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", name, info.Mode())
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, keyName+".*")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 5 {
		group.Go(func() {
			db, err := Open(t.Context(), dir)
			if err != nil {
				t.Error(err)
				return
			}
			if err := errors.Join(db.Ping(t.Context()), db.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// Two databases open on one folder stand for two processes: each has its own connections.
func TestManyWritersWaitTheirTurn(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	for writer := range 2 {
		db := openIn(t, dir)
		for i := range 40 {
			group.Go(func() {
				p := accounts.Person{ID: fmt.Sprint(writer, "-", i), Role: accounts.Mediator}
				p.Email, p.Organization.ID, p.Organization.Name = p.ID, p.ID, "Ensemble"
				if _, err := db.Accounts().CreatePerson(t.Context(), p, "hash"); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	db := openIn(t, dir)
	if err := db.exec(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "newer coupdemain") {
		t.Errorf("opened all the same: %v", err)
	}
}

func TestFaultsAreExplained(t *testing.T) {
	db := openIn(t, t.TempDir())
	ctx := t.Context()
	readOnly := func() error {
		_, err := db.reader.ExecContext(ctx, `DELETE FROM people`)
		return explain(err)
	}
	full := func() error {
		var pages int
		if err := db.writer.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
			return err
		}
		if err := db.exec(ctx, fmt.Sprintf(`PRAGMA max_page_count = %d`, pages)); err != nil {
			return err
		}
		return db.exec(ctx, `CREATE TABLE filler AS SELECT randomblob(100000)`)
	}
	system := func(cause error) func() error {
		return func() error { return explain(&fs.PathError{Op: "open", Path: "x", Err: cause}) }
	}
	tests := []struct {
		name string
		do   func() error
		want error
	}{
		{"SQLite says read-only", readOnly, ErrReadOnly},
		{"SQLite says full", full, ErrFull},
		{"the system says read-only", system(syscall.EROFS), ErrReadOnly},
		{"the system says no permission", system(syscall.EACCES), ErrReadOnly},
		{"the system says no space", system(syscall.ENOSPC), ErrFull},
		{"the system says quota", system(syscall.EDQUOT), ErrFull},
		{"anything else stays itself", system(syscall.EIO), syscall.EIO},
		{"a call given up", func() error { return explain(context.Canceled) }, context.Canceled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.do(); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

func TestFolderThatIsAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), file); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("%v, want an error that names the folder", err)
	}
}

func TestSecretKey(t *testing.T) {
	dir := t.TempDir()
	keys := make([][32]byte, 8)
	var group sync.WaitGroup
	for i := range keys {
		group.Go(func() {
			var err error
			if keys[i], err = SecretKey(dir); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, key := range keys {
		if key != keys[0] || key == [32]byte{} {
			t.Fatal("drawn at once, the keys are not all one")
		}
	}
	if other, err := SecretKey(t.TempDir()); err != nil || other == keys[0] {
		t.Errorf("two folders have one key, or %v", err)
	}
}

func TestSecretKeySpoilt(t *testing.T) {
	for _, text := range []string{"", "abcd", strings.Repeat("z", 64)} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, keyName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := SecretKey(dir); err == nil || !strings.Contains(err.Error(), "delete it") {
			t.Errorf("%q: %v, want an error that says the mend", text, err)
		}
	}
	if _, err := SecretKey(filepath.Join(t.TempDir(), "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
