package httpd

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// How long a request may take. A form is at most some kilobytes, and a page with its script takes a minute over
// 30 kbit/s; a WebSocket has deadlines of its own.
const (
	headerWithin     = 10 * time.Second
	requestWithin    = 30 * time.Second
	answerWithin     = 3 * time.Minute
	idleFor          = 2 * time.Minute
	shutdownPatience = 5 * time.Second
	maxHeaderBytes   = 32 << 10
	maxStreams       = 64       // requests at a time on one HTTP/2 connection
	liveBuffer       = 64 << 10 // bytes that wait to be sent on a hijacked connection: many messages
)

// Server answers requests on listeners. Handler is needed.
type Server struct {
	Handler http.Handler
	// TLS is nil where pages are served in clear.
	TLS *tls.Config
	// Crowded tells which addresses many people share, such as a trusted proxy's: their connections are not bounded
	// together. Nil: none.
	Crowded func(netip.Addr) bool
	Log     *slog.Logger // nil: discard

	crowd crowd
}

// Drops counts, by name, what was let go since the start. Any goroutine.
func (s *Server) Drops() map[string]uint64 {
	s.crowd.mu.Lock()
	defer s.crowd.mu.Unlock()
	return maps.Clone(s.crowd.drops)
}

// Listener bounds a port's connections and, where there is TLS, speaks it. Whoever shares the port with the pages takes
// connections from here and gives Run the rest; see Settled for those it keeps.
func (s *Server) Listener(port net.Listener) net.Listener {
	bounded := &listener{Listener: port, crowd: &s.crowd, crowded: s.Crowded}
	if s.TLS == nil {
		return bounded
	}
	return tls.NewListener(bounded, s.TLS)
}

// Run answers on what Listener gave until ctx ends, then lets answers under way finish. It closes the listener.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	log := s.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	server := &http.Server{
		Handler:           s.Handler,
		TLSConfig:         s.TLS,
		ReadHeaderTimeout: headerWithin,
		ReadTimeout:       requestWithin,
		WriteTimeout:      answerWithin,
		IdleTimeout:       idleFor,
		MaxHeaderBytes:    maxHeaderBytes,
		ConnState:         note,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxStreams},
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // Strangers' broken requests.
	}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		patience, cancel := context.WithTimeout(context.Background(), shutdownPatience)
		defer cancel()
		if server.Shutdown(patience) != nil {
			_ = server.Close()
		}
	})
	err := server.Serve(listener)
	if !stop() {
		<-stopped
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
}

// note tells the crowd how a connection gets on. It runs on the connection's goroutine.
func note(conn net.Conn, state http.ConnState) {
	switch state {
	case http.StateIdle:
		if c := bounded(conn); c != nil {
			c.renew()
		}
	case http.StateHijacked:
		settle(conn)
		narrow(conn)
	}
}

// narrow bounds what the kernel keeps for a live page that does not read: megabytes else, and its server would know
// late.
func narrow(conn net.Conn) {
	c := bounded(conn)
	if c == nil {
		return
	}
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(liveBuffer) // The kernel may have its own mind.
	}
}

// settle says that a connection is no page's any more and has bounds of its own: it never gives way here.
func settle(conn net.Conn) {
	if c := bounded(conn); c != nil {
		c.leave()
	}
}

// Settled is a listener of connections that came by Listener and are for another protocol than HTTP: they have bounds of
// their own, and never give way to pages.
func Settled(other net.Listener) net.Listener { return settled{other} }

type settled struct{ net.Listener }

// Accept implements net.Listener.
func (s settled) Accept() (net.Conn, error) {
	conn, err := s.Listener.Accept()
	if err == nil {
		settle(conn)
	}
	return conn, err
}
