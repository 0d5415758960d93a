package turn

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/pion/stun/v4"
)

// shared is a TLS port with pages and a relay behind it.
type shared struct {
	*world
	demux   *Demux
	clients *tls.Config
}

func newShared(t *testing.T) *shared {
	// httptest makes the certificate, and the client that trusts it.
	template := httptest.NewUnstartedServer(nil)
	template.StartTLS()
	t.Cleanup(template.Close)
	own := template.TLS.Clone()
	own.NextProtos = []string{"h2", "http/1.1"}
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	demux := NewDemux(tls.NewListener(plain, own))
	s := &shared{demux: demux, clients: template.Client().Transport.(*http.Transport).TLSClientConfig.Clone()}
	s.world = newWorld(t, demux.Relay())
	pages := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil {
			t.Error("a page does not know that it is on TLS")
		}
		io.WriteString(w, r.Proto)
	})}
	served, sorted := make(chan error, 1), make(chan error, 1)
	ctx, stop := context.WithCancel(context.Background())
	go func() { served <- pages.Serve(demux.Web()) }()
	go func() { sorted <- demux.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-sorted; err != nil {
			t.Error(err)
		}
		pages.Close()
		<-served
	})
	return s
}

func (s *shared) dial(protocols ...string) *tls.Conn {
	s.Helper()
	config := s.clients.Clone()
	config.NextProtos = protocols
	config.ServerName = "example.com"
	conn, err := tls.Dial("tcp", s.demux.listener.Addr().String(), config)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { conn.Close() })
	return conn
}

func TestDemuxPages(t *testing.T) {
	s := newShared(t)
	for _, tt := range []struct{ protocol, want string }{{"h2", "HTTP/2.0"}, {"http/1.1", "HTTP/1.1"}, {"", "HTTP/1.1"}} {
		t.Run(tt.want+" by "+tt.protocol, func(t *testing.T) {
			transport := &http.Transport{ForceAttemptHTTP2: tt.protocol == "h2"}
			defer transport.CloseIdleConnections()
			transport.TLSClientConfig = s.clients.Clone()
			transport.DialTLSContext = func(context.Context, string, string) (net.Conn, error) {
				if tt.protocol == "" {
					return s.dial(), nil
				}
				return s.dial(tt.protocol), nil
			}
			answer, err := (&http.Client{Transport: transport}).Get("https://example.com/")
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			if body, _ := io.ReadAll(answer.Body); string(body) != tt.want {
				t.Errorf("%q, want %q", body, tt.want)
			}
		})
	}
}

func TestDemuxRelay(t *testing.T) {
	s := newShared(t)
	c := s.client("tcp", "ann")
	c.Conn = s.dial()
	if code := c.allocate(); code != 0 {
		t.Fatal(code)
	}
	c.permit(fourth)
	if words, from := c.relayed(fourth, "by TLS"); words != "by TLS" || from != fourth {
		t.Errorf("%q from %s", words, from)
	}
}

func TestDemuxKeepsNobodyWaiting(t *testing.T) {
	s := newShared(t)
	for range 300 { // Neither a handshake nor a first byte.
		conn, err := net.Dial("tcp", s.demux.listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	s.dial()
	c := s.client("tcp", "ann")
	c.Conn = s.dial()
	if code := c.allocate(); code != 0 {
		t.Error(code)
	}
	broken, err := net.Dial("tcp", s.demux.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	broken.Write(stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw) // Not TLS at all.
	broken.SetReadDeadline(time.Now().Add(patience))
	io.Copy(io.Discard, broken)
	if s.demux.Drops()["handshake"] == 0 {
		t.Errorf("%v", s.demux.Drops())
	}
}
