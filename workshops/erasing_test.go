package workshops_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
)

// TestErasedIsNowhereInTheFiles looks at the database's files themselves, its log among them.
func TestErasedIsNowhereInTheFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		goTo(t, "2026-12-01 09:00")
		dir := t.TempDir()
		w := newWorldIn(t, dir)
		defer w.db.Close()
		const name = "Rosamonde Introuvable"
		series := w.series(t, nil)
		rose := w.enrol(t, series.ID, name, nil)
		if !holds(t, dir, name) {
			t.Fatal("a name that is kept is not found: this test sees nothing")
		}
		if err := w.Erase(t.Context(), w.office, rose.ID); err != nil {
			t.Fatal(err)
		}
		if holds(t, dir, name) {
			t.Error("a name that was erased is still in the files")
		}
		w.enrol(t, series.ID, name, nil)
		goTo(t, "2027-10-01 09:00")
		if n, err := w.EraseDue(t.Context()); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if holds(t, dir, name) {
			t.Error("a name whose time had come is still in the files")
		}
	})
}

// holds tells whether a file of the folder has the text.
func holds(t *testing.T, dir, text string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, databaseName+"*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(text)) {
			return true
		}
	}
	return false
}
