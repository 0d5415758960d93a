package main

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os/exec"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"coupdemain/internal/config"
)

func TestRelayURLs(t *testing.T) {
	tests := []struct {
		name   string
		media  []string
		public string
		secure bool
		want   []string
	}{
		{"the pages' host", nil, "https://aide.example.org", false, []string{
			"turn:aide.example.org:3478?transport=udp", "turn:aide.example.org:3478?transport=tcp"}},
		{"announced addresses", []string{"203.0.113.5", "2001:db8::5", "203.0.113.6"}, "https://aide.example.org", true, []string{
			"turn:203.0.113.5:3478?transport=udp", "turn:[2001:db8::5]:3478?transport=udp",
			"turn:203.0.113.5:3478?transport=tcp", "turn:[2001:db8::5]:3478?transport=tcp",
			"turns:aide.example.org:443?transport=tcp"}},
		{"another port for the pages", nil, "https://aide.example.org:8443", true, []string{
			"turn:aide.example.org:3478?transport=udp", "turn:aide.example.org:3478?transport=tcp",
			"turns:aide.example.org:8443?transport=tcp"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s config.Serve
			for _, address := range tt.media {
				s.MediaIPs = append(s.MediaIPs, netip.MustParseAddr(address))
			}
			if got := relayURLs(s, tt.public, 3478, tt.secure); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// freePort is a port that was free on UDP and TCP a moment ago.
func freePort(t testing.TB) string {
	t.Helper()
	for {
		packet, err := net.ListenPacket("udp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer packet.Close()
		if listener, err := net.Listen("tcp", packet.LocalAddr().String()); err == nil {
			defer listener.Close()
			_, port, _ := net.SplitHostPort(packet.LocalAddr().String())
			return port
		}
	}
}

// relaying is a server with its relay beside the pages, and what is left of its log. Other tests take ports meanwhile: it
// tries again with others then.
func relaying(t *testing.T, certificate, key string) (command *exec.Cmd, log *bufio.Reader, pages, port string) {
	t.Helper()
	for {
		pages, port = freePort(t), freePort(t)
		command = start(t, "", "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:"+pages, "--http", "127.0.0.1:0", "--media-port", "0",
			"--turn-port", port, "--tls-cert", certificate, "--tls-key", key, "--base-url", "https://localhost:"+pages)
		stderr, err := command.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		log = bufio.NewReader(stderr)
		said := ""
		for err == nil {
			var line string
			line, err = log.ReadString('\n')
			if strings.Contains(line, "msg=serving") {
				return command, log, pages, port
			}
			said += line
		}
		if !strings.Contains(said, "is already taken") {
			t.Fatalf("not serving: %v\n%s", err, said)
		}
		command.Wait()
	}
}

func TestRelayBesideThePages(t *testing.T) {
	certificate, key, roots := certificateFiles(t)
	command, log, pages, port := relaying(t, certificate, key)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}}
	answer, err := client.Get("https://localhost:" + pages + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	client.CloseIdleConnections()
	if answer.StatusCode != http.StatusOK || answer.ProtoMajor != 2 {
		t.Errorf("the pages: %s %d", answer.Proto, answer.StatusCode)
	}
	secure, err := tls.Dial("tcp", "localhost:"+pages, &tls.Config{RootCAs: roots})
	if err != nil {
		t.Fatal(err)
	}
	defer secure.Close()
	plain, err := net.Dial("udp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	for name, conn := range map[string]net.Conn{"TLS": secure, "UDP": plain} {
		// An Allocate request (RFC 8656) with no attributes: the refusal names the realm.
		conn.Write([]byte{0, 3, 0, 0, 0x21, 0x12, 0xa4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
		conn.SetReadDeadline(time.Now().Add(20 * time.Second))
		b := make([]byte, 1500)
		if n, err := conn.Read(b); err != nil || !strings.HasPrefix(string(b[:n]), "\x01\x13") || !strings.Contains(string(b[:n]), "coupdemain") {
			t.Errorf("%s: %q, %v", name, b[:n], err)
		}
	}
	command.Process.Signal(syscall.SIGTERM)
	rest, _ := io.ReadAll(log)
	if err := command.Wait(); err != nil {
		t.Errorf("told to stop: %v\n%s", err, rest)
	}
}
