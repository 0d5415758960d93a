package store

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"coupdemain/internal/accounts"
)

// filled is a data folder with people in it.
func filled(t *testing.T, people int) (dir string, db *DB) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	db = openIn(t, dir)
	if _, err := SecretKey(dir); err != nil {
		t.Fatal(err)
	}
	for i := range people {
		mustCreate(t, db, fmt.Sprint("before-", i))
	}
	return dir, db
}

func mustCreate(t *testing.T, db *DB, id string) {
	p := accounts.Person{ID: id, Email: id, Role: accounts.Admin}
	p.Organization.ID, p.Organization.Name = "o", "Mairie"
	if _, err := db.Accounts().CreatePerson(t.Context(), p, "hash"); err != nil {
		t.Error(err)
	}
}

func TestBackupUnderLoad(t *testing.T) {
	dir, db := filled(t, 10)
	file, copied := filepath.Join(t.TempDir(), "backup.tar"), filepath.Join(t.TempDir(), "elsewhere", "data")
	var writers sync.WaitGroup
	stop := make(chan struct{})
	written := make([]int, 4)
	for w := range written {
		writers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					mustCreate(t, db, fmt.Sprint("during-", w, "-", written[w]))
					written[w]++
				}
			}
		})
	}
	for range 3 { // One replaces the other.
		if err := Backup(t.Context(), dir, file); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	writers.Wait()
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(filepath.Dir(file)); len(left) != 1 {
		t.Errorf("left beside the backup: %v", left)
	}
	if aside, err := Restore(t.Context(), file, copied, false); err != nil || aside != "" {
		t.Fatalf("restored, aside %q: %v", aside, err)
	}
	people, err := openIn(t, copied).Accounts().People(t.Context(), "")
	if err != nil || len(people) < 10 {
		t.Errorf("%d people, %v", len(people), err)
	}
	expectNoGap(t, people, written)
	before, errBefore := SecretKey(dir)
	after, errAfter := SecretKey(copied)
	if err := errors.Join(errBefore, errAfter); err != nil || before != after {
		t.Errorf("the key is another, or %v", err)
	}
}

// expectNoGap checks that each writer's rows are there up to a moment, and none after it.
func expectNoGap(t *testing.T, people []accounts.Person, written []int) {
	t.Helper()
	there := map[string]bool{}
	for _, p := range people {
		there[p.ID] = true
	}
	for w, n := range written {
		gone := false
		for i := range n {
			id := fmt.Sprint("during-", w, "-", i)
			if there[id] && gone {
				t.Errorf("%s is there, one before it is not", id)
			}
			gone = gone || !there[id]
		}
	}
}

func TestRestoreKeepsWhatIsThere(t *testing.T) {
	dir, db := filled(t, 1)
	file := filepath.Join(t.TempDir(), "backup.tar")
	if err := Backup(t.Context(), dir, file); err != nil {
		t.Fatal(err)
	}
	mustCreate(t, db, "after")
	if _, err := Restore(t.Context(), file, dir, false); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("over a folder in use: %v", err)
	}
	release, err := Hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), file, dir, true); !errors.Is(err, ErrServing) {
		t.Errorf("under a running server: %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	aside, err := Restore(t.Context(), file, dir, true)
	if err != nil {
		t.Fatal(err)
	}
	for where, want := range map[string]int{dir: 1, aside: 2} {
		people, err := openIn(t, where).Accounts().People(t.Context(), "")
		if err != nil || len(people) != want {
			t.Errorf("%s: %d people, %v; want %d", where, len(people), err, want)
		}
	}
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	dir, _ := filled(t, 20)
	good := filepath.Join(t.TempDir(), "backup.tar")
	if err := Backup(t.Context(), dir, good); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := bytes.Clone(whole)
	for i := len(spoilt) / 2; i < len(spoilt)/2+8192; i++ {
		spoilt[i] ^= 0x5a
	}
	var other bytes.Buffer
	archive := tar.NewWriter(&other)
	_ = archive.WriteHeader(&tar.Header{Name: "../" + keyName, Size: 0})
	_ = archive.Close()
	for name, text := range map[string][]byte{
		"nothing": nil, "text": []byte("hello"), "half": whole[:len(whole)/2], "spoilt": spoilt, "a path out": other.Bytes(),
	} {
		bad, to := filepath.Join(t.TempDir(), "b.tar"), filepath.Join(t.TempDir(), "data")
		if err := os.WriteFile(bad, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(t.Context(), bad, to, false); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(filepath.Dir(to)); len(left) != 0 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
}

func TestBackupThatFailsLeavesTheOneBefore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "backup.tar")
	if err := os.WriteFile(file, []byte("the one before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Backup(t.Context(), t.TempDir(), file); err == nil {
		t.Error("an empty folder was backed up")
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "the one before" {
		t.Errorf("%q, %v", text, err)
	}
}
