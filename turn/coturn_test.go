//go:build coturn

package turn

import (
	"bytes"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"
)

// These tests let another's client speak to the relay: turnutils_uclient, of Debian's package coturn. Run them by
// `make coturn`, which installs it.

const (
	coturnProcesses = 10
	coturnClients   = 2 // of one process; it opens more than it says, and four is all there are
	coturnMessages  = 200
)

// newCoturnWorld is one in which the port after the media engine's is allowed: uclient always asks for it first, and
// then sends nothing there.
func newCoturnWorld(t *testing.T) *world {
	w := newWorld(t)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.media = append(w.media, netip.AddrPortFrom(fourth.Addr(), fourth.Port()+1))
	return w
}

// uclient runs one process of clients for a participant, and gives what it says.
func (w *world) uclient(participant string, more ...string) (string, error) {
	username, password := w.relay.Credentials(participant, netip.Addr{})
	args := append([]string{"-c", "-v", "-u", username, "-w", password, "-p", strconv.Itoa(w.relay.Port())}, more...)
	said, err := exec.CommandContext(w.Context(), "timeout", append([]string{"60", "turnutils_uclient"}, append(args, "127.0.0.1")...)...).CombinedOutput()
	return string(said), err
}

// echoByCoturn puts turnutils_peer where the media engine is.
func (w *world) echoByCoturn() {
	w.Helper()
	port := w.engine.LocalAddr().(*net.UDPAddr).Port
	w.engine.Close()
	peer := exec.Command("turnutils_peer", "-p", strconv.Itoa(port))
	if err := peer.Start(); err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { peer.Process.Kill(); peer.Wait() })
	probe, err := net.Dial("udp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		w.Fatal(err)
	}
	defer probe.Close()
	for answered := false; !answered; { // It says nothing when it is ready.
		probe.Write([]byte("ready?"))
		probe.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		_, err := probe.Read(make([]byte, 10))
		answered = err == nil
	}
}

var totals = regexp.MustCompile(`start_mclient: tot_send_msgs=(\d+), tot_recv_msgs=(\d+)(?s:.*)Total lost packets (\d+)`)

func TestCoturnLosesNothing(t *testing.T) {
	for name, how := range map[string][]string{"udp": {}, "tcp": {"-t"}, "udp, indications": {"-s"}} {
		t.Run(name, func(t *testing.T) {
			w := newCoturnWorld(t)
			w.echoByCoturn()
			var group sync.WaitGroup
			var mu sync.Mutex
			sent, received, lost := 0, 0, 0
			for i := range coturnProcesses {
				group.Go(func() {
					said, err := w.uclient(fmt.Sprint("participant", i), append(how, "-m", strconv.Itoa(coturnClients),
						"-n", strconv.Itoa(coturnMessages), "-e", fourth.Addr().String(), "-r", strconv.Itoa(int(fourth.Port())))...)
					found := last(totals.FindAllStringSubmatch(said, -1))
					if err != nil || found == nil {
						t.Errorf("%v\n%s", err, said)
						return
					}
					mu.Lock()
					defer mu.Unlock()
					for j, n := range []*int{&sent, &received, &lost} {
						more, _ := strconv.Atoi(found[j+1])
						*n += more
					}
				})
			}
			group.Wait()
			t.Logf("%d clients, %s: %d messages sent, %d came back, %d lost", coturnProcesses*coturnClients, name, sent, received, lost)
			if sent != coturnProcesses*coturnClients*coturnMessages || received != sent || lost != 0 {
				t.Errorf("%d sent, %d came back, %d lost", sent, received, lost)
			}
		})
	}
}

func TestCoturnIsRefused(t *testing.T) {
	w := newCoturnWorld(t)
	here := w.decoy()
	known := []string{"-e", fourth.Addr().String(), "-r", strconv.Itoa(int(fourth.Port()))}
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"another's password", append([]string{"-w", "wrong"}, known...), "error 400"},
		{"a name not given here", append([]string{"-u", "ann"}, known...), "error 400"},
		{"no credentials", append([]string{"-u", "", "-w", ""}, known...), "error 4"},
		{"five at a time", append([]string{"-m", "5"}, known...), "error 486"},
		{"a TCP relay", []string{"-T"}, "error 508"},
	}
	for _, forbidden := range []netip.AddrPort{
		here.address, netip.MustParseAddrPort("10.0.0.1:7882"), netip.MustParseAddrPort("255.255.255.255:7882"),
		netip.MustParseAddrPort("192.0.2.1:22"), netip.MustParseAddrPort("[::ffff:127.0.0.1]:7882"), netip.MustParseAddrPort("[64:ff9b::7f00:1]:7882"),
	} {
		tests = append(tests, struct {
			name string
			args []string
			want string
		}{forbidden.String(), []string{"-e", forbidden.Addr().String(), "-r", strconv.Itoa(int(forbidden.Port()))}, "error 403"})
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			said, _ := w.uclient(fmt.Sprint("participant", i), append([]string{"-n", "3"}, tt.args...)...)
			if !bytes.Contains([]byte(said), []byte(tt.want)) {
				t.Errorf("without %q:\n%s", tt.want, said)
			}
		})
	}
	if n := here.packets.Load(); n != 0 {
		t.Errorf("%d packets at a forbidden peer", n)
	}
	t.Logf("%v", w.relay.Drops())
}

func last[E any](all []E) (one E) {
	if len(all) > 0 {
		one = all[len(all)-1]
	}
	return one
}
