//go:build siege

package main

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clock is what the wall clock of a program is ahead by. The program is the real one, but for time.Now, which reads
// that from a file that both have in memory; as where an operator or a time server sets the machine's clock, timers
// and durations notice nothing.
type clock struct {
	program string
	file    string
}

// newClock builds the program with a clock that can be set.
func newClock(t *testing.T) *clock {
	t.Helper()
	// Always the same folder for what the whole program is built anew from: it then is only once.
	dir := filepath.Join(os.TempDir(), "coupdemain-siege")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	c := &clock{program: filepath.Join(t.TempDir(), "coupdemain"), file: filepath.Join(t.TempDir(), "ahead")}
	c.ahead(t, 0)
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	original := filepath.Join(strings.TrimSpace(string(root)), "src", "time", "time.go")
	source, err := os.ReadFile(original)
	if err != nil {
		t.Fatal(err)
	}
	const reads = "\tsec, nsec, mono := runtimeNow()\n\tif mono == 0 {"
	if strings.Count(string(source), reads) != 1 {
		t.Fatal("time.Now is written otherwise in this version of Go: this test must be too")
	}
	changed := strings.Replace(string(source), reads, "\tsec, nsec, mono := runtimeNow()\n\tsec += setAhead()\n\tif mono == 0 {", 1)
	files := map[string]string{"time.go": changed, "ahead.go": setAhead, "overlay.json": ""}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		original: filepath.Join(dir, "time.go"), filepath.Join(filepath.Dir(original), "ahead.go"): filepath.Join(dir, "ahead.go"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	files["overlay.json"] = string(overlay)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", c.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return c
}

// setAhead is added to package time.
const setAhead = `package time

import (
	"syscall"
	"sync/atomic"
	"unsafe"
)

var aheadBy = func() *int64 {
	name, _ := syscall.Getenv("SIEGE_CLOCK")
	file, err := syscall.Open(name, syscall.O_RDONLY, 0)
	if err != nil {
		panic(err)
	}
	shared, err := syscall.Mmap(file, 0, 8, syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		panic(err)
	}
	return (*int64)(unsafe.Pointer(&shared[0]))
}()

func setAhead() int64 {
	if aheadBy == nil { // Not begun yet.
		return 0
	}
	return atomic.LoadInt64(aheadBy)
}
`

// ahead sets the clock.
func (c *clock) ahead(t *testing.T, by time.Duration) {
	t.Helper()
	file, err := os.OpenFile(c.file, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var seconds [8]byte
	binary.NativeEndian.PutUint64(seconds[:], uint64(int64(by/time.Second)))
	if _, err := file.WriteAt(seconds[:], 0); err != nil {
		t.Fatal(err)
	}
}

// env tells the program where its clock is.
func (c *clock) env() string { return "SIEGE_CLOCK=" + c.file }
