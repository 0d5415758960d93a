// Package mail sends e-mail through a submission server (RFC 6409), and makes letters in large type out of plain
// parts.
package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strconv"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Security is how the connection to the server is kept from others.
type Security string

// The ways. Clear is for a server on the same machine.
const (
	STARTTLS Security = "starttls" // asked for, and insisted on (RFC 3207)
	TLS      Security = "tls"      // from the first byte (RFC 8314)
	Clear    Security = "none"
)

// within bounds each half of a sending, the greeting and the message.
const within = 50 * time.Second

// Server is a submission server, and whom mail comes from. Its methods may be called from any goroutine.
type Server struct {
	Host     string
	Port     int
	Security Security
	Username string // empty: no authentication
	Password string
	From     string // address
	FromName string
	// Roots are the authorities that certify the server; nil: the system's.
	Roots *x509.CertPool
}

// Error is a sending that did not succeed.
type Error struct {
	Doing string // what failed: "connect", "hand over", …
	Code  int    // the server's answer (RFC 5321, section 4.2); 0: none
	Err   error

	permanent, doubtful bool
}

// Error says what failed and in whose words. They may hold an address.
func (e *Error) Error() string { return e.Doing + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Permanent tells whether the server will never take this message for this address.
func (e *Error) Permanent() bool { return e.permanent }

// Doubtful tells whether the message was handed over whole and the answer lost: it may have gone.
func (e *Error) Doubtful() bool { return e.doubtful }

// Send hands one message over. It returns nil once the server has taken it, an *Error otherwise.
func (s *Server) Send(ctx context.Context, m Message) error {
	message, err := s.format(m)
	if err != nil {
		return &Error{Doing: "write message " + m.ID, Err: err, permanent: true}
	}
	return s.with(ctx, func(client *gomail.Client) error {
		err := client.DialAndSendWithContext(ctx, message)
		if message.IsDelivered() {
			return nil // What went wrong afterwards, in saying goodbye, changes nothing.
		}
		return explain(err)
	})
}

// Try connects, and authenticates if there is a user, without sending anything.
func (s *Server) Try(ctx context.Context) error {
	return s.with(ctx, func(client *gomail.Client) error {
		connection, err := client.DialToSMTPClientWithContext(ctx)
		if err != nil {
			return explain(err)
		}
		_ = client.CloseWithSMTPClient(connection) // It did what it was asked.
		return nil
	})
}

// with runs a function with a client whose connections end with ctx, or with the function.
func (s *Server) with(ctx context.Context, do func(*gomail.Client) error) error {
	var open connections
	defer open.close()
	defer context.AfterFunc(ctx, open.close)()
	client, err := gomail.NewClient(s.Host, s.options(&open)...)
	if err != nil {
		return &Error{Doing: "set up", Err: err}
	}
	return do(client)
}

func (s *Server) options(open *connections) []gomail.Option {
	config := &tls.Config{ServerName: s.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}
	dial := (&net.Dialer{Timeout: within}).DialContext
	policy := gomail.TLSMandatory
	switch s.Security {
	case TLS:
		dial = (&tls.Dialer{NetDialer: &net.Dialer{Timeout: within}, Config: config}).DialContext
		policy = gomail.TLSOpportunistic // go-mail's name for looking whether it is TLS already.
	case Clear:
		policy = gomail.NoTLS
	}
	options := []gomail.Option{
		gomail.WithPort(s.Port), gomail.WithTimeout(within), gomail.WithTLSConfig(config), gomail.WithTLSPolicy(policy),
		gomail.WithoutNoop(), gomail.WithoutRset(),
		gomail.WithDialContextFunc(func(ctx context.Context, network, _ string) (net.Conn, error) {
			conn, err := dial(ctx, network, net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
			if err != nil {
				return nil, err
			}
			open.add(conn)
			return conn, nil
		}),
	}
	if s.Username != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.Username), gomail.WithPassword(s.Password))
	}
	return options
}

// explain puts go-mail's error in ours. An answer of 500 and more to the address or the content is the last word on
// this message; the same to the greeting, the password or the sender is a fault of the settings, which somebody mends.
func explain(err error) error {
	var sending *gomail.SendError
	if !errors.As(err, &sending) {
		return &Error{Doing: "connect", Err: err}
	}
	e := &Error{Doing: "hand over", Code: sending.ErrorCode(), Err: err}
	switch sending.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData:
		e.permanent = e.Code >= 500
	case gomail.ErrSMTPDataClose:
		e.permanent, e.doubtful = e.Code >= 500, e.Code == 0
	case gomail.ErrGetRcpts, gomail.ErrGetSender:
		e.permanent = true
	}
	return e
}

// connections are those to close in the end.
type connections struct {
	mu     sync.Mutex
	closed bool
	all    []net.Conn
}

func (c *connections) add(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, conn)
	if c.closed {
		_ = conn.Close()
	}
}

func (c *connections) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, conn := range c.all {
		_ = conn.Close() // Most often it is closed already.
	}
}
