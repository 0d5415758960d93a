package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store"
)

const password = "un mot de passe long"

// program is the path of the real binary, built once for all tests.
var program string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "coupdemain")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "coupdemain")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		panic(fmt.Sprintf("%s\n%s", err, out))
	}
	status := m.Run()
	os.RemoveAll(dir)
	os.Exit(status)
}

// start prepares the program, which is killed if it still runs a minute later.
func start(t testing.TB, stdin string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	command := exec.CommandContext(ctx, program, args...)
	command.Stdin = strings.NewReader(stdin)
	return command
}

// expect runs the program to its end and checks its exit status.
func expect(t testing.TB, status int, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	command := start(t, stdin, args...)
	command.Stdout, command.Stderr = &out, &errs
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := command.ProcessState.ExitCode(); got != status {
		t.Errorf("%q ended with %d, want %d\n%s%s", args, got, status, &out, &errs)
	}
	return out.String(), errs.String()
}

func addArgs(dir, email string, more ...string) []string {
	return append([]string{"mediator", "add", "--data", dir, "--email", email, "--name", "Philippe Martin",
		"--organization", "Médiathèque", "--phone", "05 57 00 00 00", "--town", "Pessac"}, more...)
}

func TestMediatorAddBesideAnOpenDatabase(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	people := accounts.New(db.Accounts(), accounts.Options{})
	if _, needed, err := people.FirstRunToken(t.Context()); !needed || err != nil {
		t.Fatalf("needed %v, %v", needed, err)
	}
	var group sync.WaitGroup
	for i := range 3 { // Others write at the same time, here and there.
		group.Go(func() {
			expect(t, statusDone, password+"\n", addArgs(dir, fmt.Sprintf("p%d@example.org", i), "--role", "coordinator")...)
		})
		group.Go(func() {
			_, err := people.Add(t.Context(), accounts.NewPerson{
				Email: fmt.Sprintf("q%d@example.org", i), Name: "Zoé", Organization: "Mairie", Phone: "3949", Town: "Pessac",
				Role: accounts.Mediator, Password: password,
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	token, p, err := people.SignIn(t.Context(), "p1@example.org", password, netip.MustParseAddr("192.0.2.1"))
	if err != nil || token == "" || p.Role != accounts.Coordinator || p.Organization.Town != "Pessac" {
		t.Errorf("signed in %+v, %v", p, err)
	}
	if _, needed, err := people.FirstRunToken(t.Context()); needed || err != nil {
		t.Errorf("a first administrator is still wanted: %v", err)
	}
}

func TestMediatorAddSpeaks(t *testing.T) {
	dir := t.TempDir()
	stdout, _ := expect(t, statusDone, password, addArgs(dir, "p@example.org")...)
	want := "Added Philippe Martin <p@example.org>, mediator, of Médiathèque (05 57 00 00 00, Pessac).\n"
	if stdout != want {
		t.Errorf("%q, want %q", stdout, want)
	}
	_, stderr := expect(t, statusFailed, password+"\r\nmore", addArgs(dir, "p@example.org")...)
	if want := "coupdemain: p@example.org already has an account: choose another --email\n"; stderr != want {
		t.Errorf("%q, want %q", stderr, want)
	}
	_, stderr = expect(t, statusDone, password+"\r\n", addArgs(dir, "q@example.org", "--town", "Talence")...)
	if want := "Médiathèque was known already, and keeps its phone and town.\n"; stderr != want {
		t.Errorf("%q, want %q", stderr, want)
	}
	_, stderr = expect(t, statusSettings, "short\n", "mediator", "add", "--data", dir, "--role", "chief")
	for _, fault := range []string{`--email ""`, `--name ""`, `--organization ""`, `--phone ""`, `--town ""`, `--role "chief"`, "the password"} {
		if !strings.Contains(stderr, "coupdemain: "+fault) {
			t.Errorf("%q does not name %s", stderr, fault)
		}
	}
}

func TestServeRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		status int
		args   []string
		want   []string
	}{
		{"port taken", statusFailed, []string{"--listen", address}, []string{
			"coupdemain: port " + port + " is already taken by another program (" + address + "): stop that program, or choose another with --listen (COUPDEMAIN_LISTEN)\n"}},
		{"not our address", statusFailed, []string{"--listen", "192.0.2.1:0"}, []string{"coupdemain: 192.0.2.1:0 is not an address of this machine"}},
		{"media port taken", statusFailed, []string{"--listen", "127.0.0.1:0", "--media-port", port}, []string{
			"coupdemain: port " + port + " is already taken", "--media-port (COUPDEMAIN_MEDIA_PORT)\n"}},
		{"wrong settings", statusSettings, []string{"--listen", "x", "--drain", "y"}, []string{"coupdemain: --listen \"x\"", "\ncoupdemain: --drain \"y\""}},
		{"data folder is a file", statusFailed, []string{"--data", file}, []string{"coupdemain: data folder " + file}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, stderr := expect(t, tt.status, "", append([]string{"serve", "--data", t.TempDir()}, tt.args...)...)
			for _, want := range tt.want {
				if !strings.Contains(stderr, want) {
					t.Errorf("%q does not say %q", stderr, want)
				}
			}
		})
	}
}

// serveBriefly runs a server until it serves, then tells it to stop; it returns what was said on standard output.
func serveBriefly(t *testing.T, dir string) string {
	t.Helper()
	var said bytes.Buffer
	command := start(t, "", "serve", "--data", dir, "--listen", "127.0.0.1:0", "--media-port", "0", "--turn-port", "0")
	command.Stdout = &said
	stderr, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	log := bufio.NewReader(stderr)
	for line := ""; !strings.Contains(line, "msg=serving"); {
		if line, err = log.ReadString('\n'); err != nil {
			t.Fatalf("not serving: %q, %v", line, err)
		}
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(log)
	if err := errors.Join(err, command.Wait()); err != nil {
		t.Errorf("told to stop: %v\n%s", err, rest)
	}
	return said.String()
}

func TestServeOffersTheFirstRunAndStops(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	link := regexp.MustCompile(`^[^\n]+ http://localhost:\d+/premier-acces/[\w-]{43}\n$`)
	first, second := serveBriefly(t, dir), serveBriefly(t, dir)
	if !link.MatchString(first) || !link.MatchString(second) || first == second {
		t.Errorf("an empty data folder: %q, then %q; want one line with a link, a new one each time", first, second)
	}
	expect(t, statusDone, password, addArgs(dir, "p@example.org")...)
	if said := serveBriefly(t, dir); said != "" {
		t.Errorf("with an account: %q", said)
	}
}
