//go:build siege

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"coupdemain/internal/crowd"
	"coupdemain/signaling/protocol"
)

// These tests attack the real program, each its own, and say what they measured. They need Linux, root for some, and
// minutes: `make siege` runs them.

// siegePatience is how long anything may take that should come at once: only its absence fails.
const siegePatience = time.Minute

// rightful is where people come from who mean well; strangers have other addresses.
var rightful = netip.MustParseAddr("127.0.0.9")

// castle is a program under attack.
type castle struct {
	*testing.T
	url                 string
	media, relay, watch int // ports
	data                string
	command             *exec.Cmd
	log                 *heard
	ended               chan error
	args                []string

	mu      sync.Mutex
	secrets map[string]bool
}

// besiege starts the program with an account in it, and stops it at the end of the test, whose logs must then hold no
// secret.
func besiege(t *testing.T, more ...string) *castle {
	t.Helper()
	c := castleIn(t, filepath.Join(t.TempDir(), "data"), more...)
	c.raise(program)
	t.Cleanup(c.leaveClean)
	return c
}

// castleIn is one that does not run yet.
func castleIn(t *testing.T, data string, more ...string) *castle {
	t.Helper()
	c := &castle{T: t, data: data, secrets: map[string]bool{password: true}}
	pages := c.port()
	c.media, c.relay, c.watch = c.port(), c.port(), c.port()
	c.url = "http://127.0.0.1:" + strconv.Itoa(pages)
	c.args = append([]string{"serve", "--data", data, "--listen", "127.0.0.1:" + strconv.Itoa(pages), "--media-ip", "127.0.0.1",
		"--media-port", strconv.Itoa(c.media), "--turn-port", strconv.Itoa(c.relay), "--metrics", "127.0.0.1:" + strconv.Itoa(c.watch)}, more...)
	expect(t, statusDone, password, addArgs(data, "p@example.org")...)
	return c
}

func (c *castle) port() int {
	n, err := strconv.Atoi(freePort(c.T))
	if err != nil {
		c.Fatal(err)
	}
	return n
}

// raise starts a binary and waits until it serves.
func (c *castle) raise(binary string, env ...string) {
	c.Helper()
	c.log, c.ended = &heard{news: make(chan struct{}, 1)}, make(chan error, 1)
	c.command = exec.Command(binary, c.args...)
	c.command.Env = append(os.Environ(), env...)
	c.command.Stdout, c.command.Stderr = c.log, c.log
	c.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // However this test ends.
	if err := c.command.Start(); err != nil {
		c.Fatal(err)
	}
	go func() { c.ended <- c.command.Wait() }()
	c.log.await(c.T, `(msg=serving)`)
}

// lower tells the program to stop.
func (c *castle) lower() {
	c.Helper()
	if err := c.command.Process.Signal(syscall.SIGTERM); err != nil {
		c.Errorf("the program had ended: %v", err)
	}
	select {
	case err := <-c.ended:
		if err != nil {
			c.Errorf("told to stop: %v\n%s", err, tail(c.log.all()))
		}
	case <-time.After(siegePatience):
		_ = c.command.Process.Kill()
		c.Error("told to stop, it does not")
	}
}

func tail(text string) string { return text[max(0, len(text)-4000):] }

// leaveClean stops the program and looks for secrets in what it wrote.
func (c *castle) leaveClean() {
	c.lower()
	written := c.log.all() + auditOf(c.T, c.data)
	c.mu.Lock()
	defer c.mu.Unlock()
	for secret := range c.secrets {
		// A number stands alone: one in the midst of a longer one is another.
		if regexp.MustCompile(`(^|\W)` + regexp.QuoteMeta(secret) + `(\W|$)`).MatchString(written) {
			c.Errorf("%q is written down", secret)
		}
	}
	if strings.Contains(written, "a=ice-") || strings.Contains(written, "v=0") {
		c.Error("an SDP is written down")
	}
	c.Logf("%d secrets looked for in %d lines of log and audit: none", len(c.secrets), strings.Count(written, "\n"))
}

// keep notes what must never be written down.
func (c *castle) keep(secrets ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, secret := range secrets {
		if secret != "" {
			c.secrets[secret] = true
		}
	}
}

// within is a context for what should come at once.
func (c *castle) within() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), siegePatience)
	c.Cleanup(cancel)
	return ctx
}

// mediator is a browser in which the mediator is signed in.
func (c *castle) mediator() *crowd.Browser {
	c.Helper()
	b := crowd.New(crowd.Options{URL: c.url, From: rightful})
	c.Cleanup(b.Close)
	if err := b.SignIn(c.within(), "p@example.org", password); err != nil {
		c.Fatal(err)
	}
	c.keep(b.Secrets()...)
	return b
}

// meeting is a help and both who take part in it.
type meeting struct {
	id               string
	mediator, person *crowd.Page
	browser          *crowd.Browser // the person's
}

func (m *meeting) close() {
	for _, page := range []*crowd.Page{m.mediator, m.person} {
		if page != nil {
			_ = page.Close()
		}
	}
	m.browser.Close()
}

// invite opens a help; its mediator is there, with media, and the code can be said.
func (c *castle) invite(ctx context.Context, from *crowd.Browser) (help string, page *crowd.Page, code string, err error) {
	if help, err = from.Open(ctx); err != nil {
		return "", nil, "", err
	}
	if page, err = from.Join(ctx, help, protocol.Mediator); err != nil {
		return "", nil, "", err
	}
	err = page.Await(ctx, "a code", func(v crowd.View) bool { return v.Code != "" })
	code = page.View().Code
	c.keep(code, page.Secret)
	return help, page, code, err
}

// meet goes the person's road: the door, the wait with media connected, the letting in, until the first packet of their
// screen is with the mediator. It tells how long all of that took.
func (c *castle) meet(ctx context.Context, mediator *crowd.Browser) (m *meeting, took time.Duration, err error) {
	m = &meeting{browser: crowd.New(crowd.Options{URL: c.url, From: rightful})}
	code := ""
	if _, m.mediator, code, err = c.invite(ctx, mediator); err != nil {
		m.close()
		return nil, 0, err
	}
	begun := time.Now()
	if err := c.goIn(ctx, m, code); err != nil {
		m.close()
		return nil, 0, err
	}
	return m, time.Since(begun), nil
}

func (c *castle) goIn(ctx context.Context, m *meeting, code string) error {
	if _, err := m.browser.Do(ctx, http.MethodGet, "/", nil); err != nil {
		return err
	}
	var err error
	if m.id, err = m.browser.Knock(ctx, code); err != nil {
		return err
	}
	c.keep(m.browser.Secrets()...)
	if _, err := m.browser.Do(ctx, http.MethodGet, "/aide/"+m.id, nil); err != nil {
		return err
	}
	if m.person, err = m.browser.Join(ctx, m.id, protocol.Person); err != nil {
		return err
	}
	c.keep(m.person.Secret)
	if err := m.person.AwaitMedia(ctx); err != nil {
		return err
	}
	if err := m.mediator.AwaitPhase(ctx, protocol.PhaseKnocking); err != nil {
		return err
	}
	if err := m.mediator.Send(protocol.Admit{}); err != nil {
		return err
	}
	if err := m.person.AwaitPhase(ctx, protocol.PhaseLive); err != nil {
		return err
	}
	if err := m.person.Show(ctx); err != nil {
		return err
	}
	return m.mediator.AwaitPackets(ctx, protocol.ScreenTrack)
}

// meetings makes so many one after the other and tells how long each took; every one must succeed.
func (c *castle) meetings(mediator *crowd.Browser, n int) []time.Duration {
	c.Helper()
	took := make([]time.Duration, 0, n)
	for i := range n {
		ctx, cancel := context.WithTimeout(context.Background(), siegePatience)
		m, each, err := c.meet(ctx, mediator)
		cancel()
		if err != nil {
			c.Errorf("joining %d of %d: %v", i+1, n, err)
			continue
		}
		m.close()
		took = append(took, each)
	}
	return took
}

// within95 says the percentiles of what was sampled and checks the 95th.
func (c *castle) within95(what string, took []time.Duration, most time.Duration) {
	c.Helper()
	if len(took) == 0 {
		c.Errorf("%s: nothing was sampled", what)
		return
	}
	slices.Sort(took)
	p95 := took[(len(took)*95-1)/100]
	c.Logf("%s: %d sampled, median %v, 95th percentile %v, longest %v", what, len(took),
		took[len(took)/2].Round(time.Millisecond), p95.Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	if p95 > most {
		c.Errorf("%s: 95th percentile %v, want at most %v (busy cores: load %s)", what, p95, most, load())
	}
}

func load() string {
	text, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(text), " ")
	return first + " on " + strconv.Itoa(runtime.NumCPU())
}

// figure is one of the program's metrics, the sum over its labels that hold the text.
func (c *castle) figure(name, label string) float64 {
	c.Helper()
	answer, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d/metrics", c.watch))
	if err != nil {
		c.Fatal(err)
	}
	defer answer.Body.Close()
	sum := 0.0
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		series, value, _ := strings.Cut(lines.Text(), " ")
		if series != name && !strings.HasPrefix(series, name+"{") || !strings.Contains(series, label) {
			continue
		}
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			c.Fatal(err)
		}
		sum += n
	}
	return sum
}

// memory is a line of /proc/PID/status, in bytes.
func (c *castle) memory(line string) int {
	c.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.command.Process.Pid))
	if err != nil {
		c.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + line + `:\s+(\d+) kB`).FindSubmatch(text)
	if found == nil {
		c.Fatalf("no %s: %s", line, text)
	}
	n, _ := strconv.Atoi(string(found[1]))
	return n << 10
}

// forgetPeak makes VmHWM begin anew.
func (c *castle) forgetPeak() {
	c.Helper()
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", c.command.Process.Pid), []byte("5"), 0); err != nil {
		c.Fatal(err)
	}
}

// credentials are a seat's for the relay.
func (c *castle) credentials(b *crowd.Browser, help string) (username, credential string) {
	c.Helper()
	answer, err := b.Do(c.within(), http.MethodGet, "/aide/"+help+"/relais", nil)
	if err != nil {
		c.Fatal(err)
	}
	var servers []struct{ Username, Credential string }
	if err := json.Unmarshal(answer.Body, &servers); err != nil || len(servers) == 0 {
		c.Fatalf("%s: %v", answer.Body, err)
	}
	c.keep(servers[0].Credential)
	return servers[0].Username, servers[0].Credential
}

// runTool runs somebody else's program until the test ends; where it is missing the test fails and says so.
func (c *castle) runTool(name string, args ...string) {
	c.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		c.Fatalf("%s is missing: apt-get install %s", name, name)
	}
	ctx, stop := context.WithCancel(context.Background())
	tool := exec.CommandContext(ctx, path, args...)
	tool.Stdout, tool.Stderr = io.Discard, io.Discard
	if err := tool.Start(); err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { stop(); _ = tool.Wait() })
}
