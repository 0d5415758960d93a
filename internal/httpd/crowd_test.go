package httpd

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"testing"
)

// strangers open connections from an address of the loopback network, and send what they are given.
func strangers(t *testing.T, n int, from, to, said string) []net.Conn {
	t.Helper()
	local, err := net.ResolveTCPAddr("tcp", from+":0")
	if err != nil {
		t.Fatal(err)
	}
	all := make([]net.Conn, n)
	for i := range all {
		conn, err := (&net.Dialer{LocalAddr: local}).Dial("tcp", to)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		if _, err := io.WriteString(conn, said); err != nil {
			t.Fatal(err)
		}
		all[i] = conn
	}
	return all
}

// answered sends a request on a connection and reads the answer.
func answered(t *testing.T, conn net.Conn) bool {
	t.Helper()
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: aide.example.org\r\n\r\n"); err != nil {
		return false
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return err == nil && answer.StatusCode == http.StatusOK
}

// ended waits for the other side to close.
func ended(conn net.Conn) bool {
	_, err := io.Copy(io.Discard, conn)
	return err == nil || errors.Is(err, syscall.ECONNRESET)
}

func TestSlowOnesGiveWay(t *testing.T) {
	s := &Server{Handler: hello}
	address := serve(t, s)
	slow := strangers(t, maxOfNetwork, "127.0.0.2", address, "GET / HTTP/1.1\r\nX-Slow: ")
	neighbour := strangers(t, 1, "127.0.0.3", address, "")[0]
	if !answered(t, neighbour) || len(s.Drops()) != 0 {
		t.Errorf("somebody elsewhere is not answered, or at others' cost: %v", s.Drops())
	}
	more := strangers(t, 3, "127.0.0.2", address, "")
	for i, conn := range more {
		if !answered(t, conn) {
			t.Errorf("number %d of a full network is not answered", i)
		}
		if !ended(slow[i]) {
			t.Errorf("the oldest, number %d, is still there", i)
		}
	}
	if got := s.Drops()[dropNetwork]; got != 3 {
		t.Errorf("%d gave way, want 3", got)
	}
	if !answered(t, neighbour) || !answered(t, more[0]) {
		t.Error("a connection that was answered gave way before the slow ones")
	}
}

func TestSharedAddressHasNoBoundOfItsOwn(t *testing.T) {
	proxy := netip.MustParseAddr("127.0.0.2")
	s := &Server{Handler: hello, Crowded: func(a netip.Addr) bool { return a == proxy }}
	address := serve(t, s)
	all := strangers(t, maxOfNetwork+2, "127.0.0.2", address, "")
	if !answered(t, all[0]) || !answered(t, all[maxOfNetwork+1]) || len(s.Drops()) != 0 {
		t.Errorf("connections of a trusted proxy gave way: %v", s.Drops())
	}
}

// A WebSocket is the live page of somebody: it stays, however many come.
func TestHijackedConnectionsStay(t *testing.T) {
	taken := make(chan net.Conn, 1)
	s := &Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
		}
		taken <- conn
	})}
	address := serve(t, s)
	page := strangers(t, 1, "127.0.0.2", address, "GET / HTTP/1.1\r\nHost: aide.example.org\r\n\r\n")[0]
	server := <-taken
	defer server.Close()
	strangers(t, maxOfNetwork+1, "127.0.0.2", address, "")
	if _, err := io.WriteString(server, "."); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(page, make([]byte, 1)); err != nil {
		t.Errorf("the page was closed: %v", err)
	}
}
