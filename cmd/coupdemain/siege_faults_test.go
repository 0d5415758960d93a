//go:build siege

package main

import (
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"coupdemain/internal/crowd"
	"coupdemain/signaling/protocol"
)

// The wall clock is set forwards and backwards while a help goes on, somebody waits, and a code was used and another
// expired.
func TestSiegeByClockJumps(t *testing.T) {
	wall := newClock(t)
	c := castleIn(t, filepath.Join(t.TempDir(), "data"))
	c.raise(wall.program, wall.env())
	t.Cleanup(c.leaveClean)
	mediator := c.mediator()
	live, _, err := c.meet(c.within(), mediator)
	if err != nil {
		t.Fatal(err)
	}
	defer live.close()
	_, waiting, used, err := c.invite(c.within(), mediator)
	if err != nil {
		t.Fatal(err)
	}
	defer waiting.Close()
	stranger := crowd.New(crowd.Options{URL: c.url})
	defer stranger.Close()
	help, err := stranger.Knock(c.within(), used)
	if err != nil {
		t.Fatal(err)
	}
	c.keep(stranger.Secrets()...)
	lobby, err := stranger.Join(c.within(), help, protocol.Person)
	if err != nil {
		t.Fatal(err)
	}
	defer lobby.Close()
	for _, by := range []time.Duration{time.Hour, -time.Hour, 40 * 24 * time.Hour, 0} {
		wall.ahead(t, by)
		live.mediator.Recount()
		if err := live.person.Write("après " + by.String()); err != nil {
			t.Fatal(err)
		}
		err := live.mediator.Await(c.within(), "a word", func(v crowd.View) bool {
			return len(v.Written) > 0 && v.Written[len(v.Written)-1].Text == "après "+by.String()
		})
		if err != nil {
			t.Errorf("%v: %v", by, err)
		}
		c.keep("après " + by.String())
		if err := live.mediator.AwaitPackets(c.within(), protocol.ScreenTrack); err != nil {
			t.Errorf("%v: the picture: %v", by, err)
		}
		if phase := lobby.View().Phase; phase != protocol.PhaseKnocking {
			t.Errorf("%v: whoever waits is %s", by, phase)
		}
		if _, err := crowd.New(crowd.Options{URL: c.url}).Knock(c.within(), used); err == nil {
			t.Errorf("%v: a used code opens", by)
		}
		if by < 24*time.Hour { // Two weeks sign everybody out, whose helps go on.
			c.holdsTogether(by, mediator, live)
		}
	}
	if err := c.comeAgain(live); err != nil {
		t.Errorf("back at the right time: %v", err)
	}
}

// holdsTogether checks that people come and come back after a jump, by the relay's credentials too.
func (c *castle) holdsTogether(by time.Duration, mediator *crowd.Browser, live *meeting) {
	c.Helper()
	if err := c.comeAgain(live); err != nil {
		c.Errorf("%v: coming back: %v", by, err)
	}
	if err := live.person.Show(c.within()); err != nil {
		c.Errorf("%v: %v", by, err)
	}
	next, _, err := c.meet(c.within(), mediator)
	if err != nil {
		c.Errorf("%v: a new help: %v", by, err)
		return
	}
	next.close()
	username, credential := c.credentials(live.browser, live.id)
	c.allocate(username, credential)
}

// After a restart a code that has expired stays so, whatever the clock says then.
func TestSiegeByClockAndRestart(t *testing.T) {
	wall := newClock(t)
	c := castleIn(t, filepath.Join(t.TempDir(), "data"))
	c.raise(wall.program, wall.env())
	_, page, code, err := c.invite(c.within(), c.mediator())
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Close()
	for _, by := range []time.Duration{20 * time.Minute, -2 * time.Hour, 0} {
		c.lower()
		wall.ahead(t, by)
		c.raise(wall.program, wall.env())
		_, err := crowd.New(crowd.Options{URL: c.url}).Knock(c.within(), code)
		if refused := (*crowd.StatusError)(nil); !errors.As(err, &refused) || refused.Status != http.StatusUnprocessableEntity {
			t.Errorf("%v: an expired code: %v", by, err)
		}
	}
	c.leaveClean()
}

// The disk fills up, or becomes readable only, while a help goes on.
func TestSiegeByDisk(t *testing.T) {
	for name, fault := range map[string]func(t *testing.T, dir string) (mend func()){"full": fill, "read-only": freeze} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if name == "full" {
				if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=16m"); err != nil {
					t.Fatalf("a small disk of our own needs root: %v", err)
				}
				t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
			}
			c := castleIn(t, filepath.Join(dir, "data"))
			c.raise(program)
			mediator := c.mediator()
			live, _, err := c.meet(c.within(), mediator)
			if err != nil {
				t.Fatal(err)
			}
			defer live.close()
			mend := fault(t, dir)

			// What is under way goes on: words, picture, coming back.
			if err := live.person.Write("je vous lis"); err != nil {
				t.Fatal(err)
			}
			if err := live.mediator.Await(c.within(), "a word", func(v crowd.View) bool { return len(v.Written) == 1 }); err != nil {
				t.Error(err)
			}
			if err := c.comeAgain(live); err != nil {
				t.Errorf("coming back: %v", err)
			}
			if err := live.person.Show(c.within()); err != nil {
				t.Error(err)
			}
			live.mediator.Recount()
			if err := live.mediator.AwaitPackets(c.within(), protocol.ScreenTrack); err != nil {
				t.Error(err)
			}
			// What would be lost is not begun, and said so.
			_, err = mediator.Open(c.within())
			if refused := (*crowd.StatusError)(nil); !errors.As(err, &refused) || refused.Status != http.StatusServiceUnavailable {
				t.Errorf("a new help: %v", err)
			}
			signing := crowd.New(crowd.Options{URL: c.url})
			answer, err := signing.Do(c.within(), http.MethodPost, "/espace/connexion", map[string][]string{"email": {"p@example.org"}, "password": {password}})
			signing.Close()
			if err != nil || answer.Status != http.StatusInternalServerError || !strings.Contains(string(answer.Body), "Quelque chose n’a pas marché") {
				t.Errorf("signing in: %d, %v", answer.Status, err)
			}
			c.said(`level=ERROR`)

			mend()
			next, _, err := c.meet(c.within(), mediator)
			if err != nil {
				t.Fatalf("with space again: %v", err)
			}
			defer next.close()
			c.lower()
			c.raise(program)
			for which, m := range map[string]*meeting{"the help that went on": live, "the next": next} {
				if err := c.comeAgain(m); err != nil {
					t.Errorf("%s, after a restart: %v", which, err)
				}
			}
			c.leaveClean()
		})
	}
}

// said checks that the program has told its operator.
func (c *castle) said(what string) {
	c.Helper()
	found := 0
	for line := range strings.Lines(c.log.all()) {
		if strings.Contains(line, what) {
			if found++; found <= 3 {
				c.Logf("said: %s", strings.TrimSpace(line))
			}
		}
	}
	if found == 0 {
		c.Errorf("%s was never said: %s", what, tail(c.log.all()))
	}
}

// fill leaves no room on a disk.
func fill(t *testing.T, dir string) (mend func()) {
	t.Helper()
	name := filepath.Join(dir, "filler")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for size := 64 << 10; size > 0; {
		if _, err := file.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Error(err)
		}
	}
}

// freeze lets nobody write into a data folder any more, as after a fault of its disk. A whole file system cannot be made
// read-only while files on it are open for writing, so the files are; but not the index of the log, which is memory.
func freeze(t *testing.T, dir string) (mend func()) {
	t.Helper()
	data := filepath.Join(dir, "data")
	files, err := filepath.Glob(filepath.Join(data, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(append(files, data), func(name string) bool { return strings.HasSuffix(name, "-shm") })
	set := func(attribute string) {
		if out, err := exec.Command("chattr", append([]string{attribute}, files...)...).CombinedOutput(); err != nil {
			t.Errorf("chattr needs root: %v: %s", err, out)
		}
	}
	set("+i")
	var once sync.Once
	mend = func() { once.Do(func() { set("-i") }) }
	t.Cleanup(mend) // Or the folder could not be removed.
	return mend
}

func TestSiegeStartsOnNoReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	expect(t, statusDone, password, addArgs(filepath.Join(dir, "data"), "p@example.org")...)
	defer freeze(t, dir)()
	_, stderr := expect(t, statusFailed, "", "serve", "--data", filepath.Join(dir, "data"), "--listen", "127.0.0.1:0", "--media-port", "0", "--turn-port", "0")
	t.Logf("said: %s", stderr)
	if !strings.Contains(stderr, filepath.Join(dir, "data")) {
		t.Errorf("the folder is not named: %s", stderr)
	}
}
