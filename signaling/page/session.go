package page

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"coupdemain/signaling/protocol"
)

const (
	outboxSize    = 128              // messages; a page reads them as fast as they come
	joinWithin    = 10 * time.Second // of opening the socket
	readWithin    = 15 * time.Second // a page pings each second
	writeWithin   = 10 * time.Second
	lingerFor     = time.Second
	messagesEvery = 50 * time.Millisecond // sustained; a person makes far fewer
	messagesBurst = 100
)

// Session is one WebSocket. Read runs on the handler's goroutine, write on one
// of its own; everything else talks to it by Send and Close, from any goroutine.
type Session struct {
	conn   *websocket.Conn
	log    *slog.Logger
	drops  *Drops
	outbox chan []byte

	once sync.Once
	code int
	quit chan struct{}
}

var upgrader = websocket.Upgrader{
	Subprotocols: []string{protocol.Version},
	CheckOrigin:  sameOrigin,
	Error: func(w http.ResponseWriter, _ *http.Request, status int, _ error) {
		http.Error(w, http.StatusText(status), status)
	},
}

// sameOrigin lets only our own pages open a WebSocket; they always name their origin.
func sameOrigin(r *http.Request) bool {
	origin, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && origin.Host == r.Host && (origin.Scheme == "https" || origin.Scheme == "http")
}

// Serve makes a session of the request, gives it to visit, which reads it or
// closes it, and returns when the socket is closed.
func Serve(w http.ResponseWriter, r *http.Request, log *slog.Logger, drops *Drops, visit func(s *Session)) {
	s := open(w, r, log, drops)
	if s == nil {
		return
	}
	var writing sync.WaitGroup
	writing.Go(s.write)
	defer writing.Wait()
	visit(s)
}

// open upgrades the request, and closes at once a page of another version. The
// answer to a refused upgrade is written already when it returns nil.
func open(w http.ResponseWriter, r *http.Request, log *slog.Logger, drops *Drops) *Session {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		drops.Count("upgrade-refused")
		return nil
	}
	s := &Session{
		conn: conn, log: log, drops: drops,
		outbox: make(chan []byte, outboxSize), quit: make(chan struct{}),
	}
	if conn.Subprotocol() != protocol.Version {
		s.Close(protocol.CloseInvalid)
	}
	conn.SetReadLimit(protocol.MaxFrame)
	return s
}

// Send queues a message; a page that does not read is closed, never awaited.
func (s *Session) Send(m protocol.ServerMessage) {
	frame, err := protocol.Encode(m)
	if err != nil {
		s.log.Error("message not encoded", "err", err)
		return
	}
	select {
	case s.outbox <- frame:
	default:
		s.drops.Count("slow-page")
		s.Close(protocol.CloseSlow)
		_ = s.conn.Close() // The writer may be stuck in a write, and nobody would read why.
	}
}

// Close ends the session with that code, after what is queued; the first code counts.
func (s *Session) Close(code int) {
	s.once.Do(func() { s.code = code; close(s.quit) })
}

// over tells whether the session was closed.
func (s *Session) over() bool {
	select {
	case <-s.quit:
		return true
	default:
		return false
	}
}

// write sends what is queued until the session is closed.
func (s *Session) write() {
	for {
		select {
		case frame := <-s.outbox:
			if !s.writeFrame(frame) {
				_ = s.conn.Close()
				return
			}
		case <-s.quit:
			s.finish()
			return
		}
	}
}

// finish sends the rest and says why the socket closes. The page has a moment
// to answer, while read throws away what it still sends: closing on unread
// bytes would reset the connection, and the reason would be lost.
func (s *Session) finish() {
	defer func() { _ = s.conn.SetReadDeadline(time.Now().Add(lingerFor)) }()
	for {
		select {
		case frame := <-s.outbox:
			if s.code == protocol.CloseSlow || !s.writeFrame(frame) {
				return
			}
		default:
			reason := websocket.FormatCloseMessage(s.code, "")
			_ = s.conn.WriteControl(websocket.CloseMessage, reason, time.Now().Add(time.Second))
			return
		}
	}
}

func (s *Session) writeFrame(frame []byte) bool {
	_ = s.conn.SetWriteDeadline(time.Now().Add(writeWithin))
	err := s.conn.WriteMessage(websocket.TextMessage, frame)
	if timeout := net.Error(nil); errors.As(err, &timeout) && timeout.Timeout() {
		s.drops.Count("slow-page")
	}
	return err == nil
}

// Read gives each message to handle until the socket ends or the page
// misbehaves, then closes the socket.
func (s *Session) Read(handle func(name string, m protocol.ClientMessage)) {
	defer func() { _ = s.conn.Close() }()
	s.readMessages(handle)
	for { // what comes after the end is nobody's
		if _, _, err := s.conn.NextReader(); err != nil {
			return
		}
	}
}

func (s *Session) readMessages(handle func(name string, m protocol.ClientMessage)) {
	limit := rate.NewLimiter(rate.Every(messagesEvery), messagesBurst)
	due, joined := time.Now().Add(joinWithin), false
	for {
		if s.over() {
			return
		}
		_ = s.conn.SetReadDeadline(due)
		_, frame, err := s.conn.ReadMessage()
		if err != nil {
			s.Close(websocket.CloseGoingAway)
			return
		}
		if !limit.Allow() {
			s.Refuse("too-many-messages", protocol.CloseTooMany)
			return
		}
		name, m, err := protocol.Decode(frame)
		if err != nil {
			s.log.Info("message refused", "type", name, "err", err)
			s.Refuse("invalid-message", protocol.CloseInvalid)
			return
		}
		handle(name, m)
		// Pings alone do not keep a socket: what opened it may open nothing any more.
		if _, ping := m.(protocol.Ping); joined || !ping {
			due, joined = time.Now().Add(readWithin), true
		}
	}
}

// Refuse closes the session with that code, and counts why.
func (s *Session) Refuse(drop string, code int) {
	s.drops.Count(drop)
	s.Close(code)
}
