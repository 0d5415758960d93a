// Package mailtest runs a real SMTP server, Debian's aiosmtpd, that fails, stalls, breaks off and comes back as a test
// tells it to.
package mailtest

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"os"
	"os/exec"
	"sync"
	"testing"
)

//go:embed server.py
var program string

// Deeds are what the server does with a message to somebody, the first with the first attempt and so on; after the last
// it takes what comes. "rcpt-busy" and "data-busy" ask to come back, "rcpt-unknown" and "data-refuse" are the last word,
// "rcpt-drop" and "data-drop" break off, "rcpt-stall" never answers; "data-take-and-drop" and "data-take-and-stall" take
// the message and lose their own answer.
type Deeds map[string][]string

// Options are the server's own.
type Options struct {
	Port             int    `json:"port,omitempty"` // 0: any that is free
	Certificate, Key string // files in PEM; empty: no TLS
	STARTTLS         bool   // TLS is asked for, rather than there from the first byte
	Auth             bool   // "coup" with the password "main" is let in, nobody else
}

// Happening is one thing that the server did.
type Happening struct {
	Port  int // it is open
	Did   string
	To    string
	Taken bool // the message is the server's now, whether it said so or not
	User  string
	TLS   bool
	Mail  string // as it was sent
}

// PostOffice is a running server.
type PostOffice struct {
	Port    int
	process *exec.Cmd
	read    chan struct{} // closed once all that it said is read

	mu      sync.Mutex
	did     []Happening
	changed chan struct{} // closed when something happens, and made anew
}

// Open starts a server; it ends with the test.
func Open(t testing.TB, deeds Deeds, options Options) *PostOffice {
	t.Helper()
	said := make([]string, 2)
	if deeds == nil {
		deeds = Deeds{}
	}
	for i, value := range []any{deeds, options} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		said[i] = string(text)
	}
	office := &PostOffice{read: make(chan struct{}), changed: make(chan struct{})}
	office.process = exec.CommandContext(t.Context(), "/usr/bin/python3", "-W", "ignore", "-c", program, said[0], said[1])
	office.process.Stderr = os.Stderr
	out, err := office.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := office.process.Start(); err != nil {
		t.Fatal(err)
	}
	opened := make(chan int, 1)
	go func() {
		defer close(office.read)
		defer close(opened)
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 10<<20)
		for lines.Scan() {
			var h Happening
			if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
				t.Errorf("the post office said %q: %v", lines.Text(), err)
			} else if h.Port != 0 {
				opened <- h.Port
			} else {
				office.note(h)
			}
		}
	}()
	t.Cleanup(office.Close)
	if office.Port = <-opened; office.Port == 0 {
		t.Fatal("aiosmtpd did not start: is python3-aiosmtpd installed?")
	}
	return office
}

// Close kills the server, whatever it is at. Closing twice does nothing.
func (o *PostOffice) Close() {
	_ = o.process.Process.Kill() // It may have ended.
	<-o.read
	_ = o.process.Wait()
}

func (o *PostOffice) note(h Happening) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.did = append(o.did, h)
	close(o.changed)
	o.changed = make(chan struct{})
}

// Did is all that it has done so far.
func (o *PostOffice) Did() []Happening {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]Happening(nil), o.did...)
}

// Taken are the messages that it has taken.
func (o *PostOffice) Taken() (all []Happening) {
	for _, h := range o.Did() {
		if h.Taken {
			all = append(all, h)
		}
	}
	return all
}

// WaitFor waits until it has done so many things, or the test is over.
func (o *PostOffice) WaitFor(t testing.TB, things int) {
	t.Helper()
	for {
		o.mu.Lock()
		done, changed := len(o.did), o.changed
		o.mu.Unlock()
		if done >= things {
			return
		}
		select {
		case <-changed:
		case <-o.read:
			t.Fatalf("the post office closed after %d things, not %d", done, things)
		}
	}
}
