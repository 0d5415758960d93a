package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coupdemain/internal/audit"
	"coupdemain/internal/store"
)

func TestBackupAndRestoreSpeak(t *testing.T) {
	dir := t.TempDir()
	data, other, file := filepath.Join(dir, "data"), filepath.Join(dir, "other"), filepath.Join(dir, "backup.tar")
	expect(t, statusDone, password, addArgs(data, "p@example.org")...)
	said, _ := expect(t, statusDone, "", "backup", file, "--data", data)
	if !strings.HasPrefix(said, "Backed up "+data+" to "+file) {
		t.Errorf("%q", said)
	}
	expect(t, statusDone, "", "restore", file, "--data", other)
	if _, stderr := expect(t, statusFailed, password, addArgs(other, "p@example.org")...); !strings.Contains(stderr, "already has an account") {
		t.Errorf("restored without its accounts: %q", stderr)
	}
	if _, stderr := expect(t, statusFailed, "", "restore", file, "--data", other); !strings.Contains(stderr, "--force") {
		t.Errorf("over a folder in use: %q", stderr)
	}
	said, _ = expect(t, statusDone, "", "restore", file, "--data", other, "--force")
	if !strings.Contains(said, "What was there is in "+other+".before-") {
		t.Errorf("%q", said)
	}
	expect(t, statusSettings, "", "backup", "--data", data)
}

// Killed at whatever moment, a backup is there whole or not at all.
func TestBackupKilled(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	expect(t, statusDone, password, addArgs(data, "p@example.org")...)
	db, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i := range 20 {
		if err := db.Audit().Append(t.Context(), audit.Entry{ID: fmt.Sprint(i), Detail: strings.Repeat("x", 1<<20)}); err != nil {
			t.Fatal(err)
		}
	}
	killed := 0
	for i := range 8 {
		file := filepath.Join(dir, fmt.Sprint(i), "backup.tar")
		if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		command := start(t, "", "backup", file, "--data", data)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- command.Wait() }()
		for begun := 0; begun < i+1 && len(ended) == 0; { // Later each time: once its work shows so many times.
			if left, _ := filepath.Glob(filepath.Join(dir, fmt.Sprint(i), ".coupdemain-backup-*", "*")); len(left) > 0 {
				begun++
			}
		}
		_ = command.Process.Kill()
		if <-ended != nil {
			killed++
		}
		if _, err := os.Stat(file); err == nil {
			if _, err := store.Restore(t.Context(), file, filepath.Join(dir, "restored", fmt.Sprint(i)), false); err != nil {
				t.Errorf("half a file: %v", err)
			}
		}
	}
	if killed == 0 {
		t.Error("no backup was killed: nothing was tried")
	}
}

func TestCheckSpeaks(t *testing.T) {
	t.Setenv("LC_ALL", "fr_FR.UTF-8")
	data := filepath.Join(t.TempDir(), "data")
	expect(t, statusDone, password, addArgs(data, "p@example.org")...)
	well := []string{"check", "--data", data, "--listen", "127.0.0.1:0", "--media-port", "0", "--turn-port", "0"}
	said, _ := expect(t, statusDone, "", well...)
	for _, want := range []string{"OK          Dossier des données", "OK          Base de données", "À vérifier  Ce qui est hors de cette machine"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said: %s", want, said)
		}
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	said, _ = expect(t, statusFailed, "", append(well, "--listen", taken.Addr().String())...)
	if !strings.Contains(said, "À corriger  Le port") || !strings.Contains(said, "→ Arrêtez cet autre programme") {
		t.Errorf("a port that is taken: %s", said)
	}
	t.Setenv("LC_ALL", "en_GB.UTF-8")
	if said, _ := expect(t, statusDone, "", well...); !strings.Contains(said, "OK          Database") {
		t.Errorf("in English: %s", said)
	}
}

func TestOneServerToAFolder(t *testing.T) {
	data := t.TempDir()
	release, err := store.Hold(data)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	_, stderr := expect(t, statusFailed, "", "serve", "--data", data, "--listen", "127.0.0.1:0")
	if !strings.Contains(stderr, "a server runs on this folder") {
		t.Errorf("%q", stderr)
	}
}
