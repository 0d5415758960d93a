package page

import (
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"coupdemain/signaling/protocol"
)

// stranger is a Visitor who never joins.
type stranger struct{ Visitor }

// pipes is a listener of connections that are made in memory.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	if c, ok := <-p; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}
func (pipes) Close() error   { return nil }
func (pipes) Addr() net.Addr { return &net.TCPAddr{} }

// What opened a socket is checked when it opens. So it cannot be kept, until what opened it opens nothing any more, and be
// used then.
func TestPingsDoNotKeepASocketThatDoesNotJoin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		there, here := net.Pipe()
		listener, loop, drops := make(pipes, 1), NewLoop(), Drops{}
		listener <- there
		server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			Serve(w, r, slog.New(slog.DiscardHandler), &drops, func(s *Session) { s.Visit(&loop, stranger{}) })
		})}
		go func() { _ = server.Serve(listener) }()
		defer close(listener)

		dialer := websocket.Dialer{
			Subprotocols: []string{protocol.Version}, NetDial: func(string, string) (net.Conn, error) { return here, nil },
		}
		began := time.Now()
		page, answer, err := dialer.Dial("ws://aide.example.org", http.Header{"Origin": {"http://aide.example.org"}})
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		pinged := make(chan struct{})
		go func() {
			defer close(pinged)
			for page.WriteMessage(websocket.TextMessage, []byte(`{"type":"ping"}`)) == nil {
				time.Sleep(time.Second)
			}
		}()
		for {
			if _, _, err := page.ReadMessage(); err != nil {
				break
			}
		}
		if open := time.Since(began); open > joinWithin+lingerFor {
			t.Errorf("open for %v", open)
		}
		_ = page.Close()
		<-pinged
	})
}
