package sfu

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/webrtc/v4"
)

// ErrClosed is returned by what needs an Engine or Peer that has been closed.
var ErrClosed = errors.New("sfu: closed")

// Config says where media is received. The zero value listens on every
// address, on a port the system chooses.
type Config struct {
	Listen   netip.Addr   // address to bind; the zero or unspecified address binds all
	Port     int          // UDP and TCP; 0: any port free on both
	Announce []netip.Addr // host candidates; empty: every address of the machine, loopback too
	Logger   *slog.Logger // nil: discard
}

// Engine receives and forwards media for all peers of one process.
type Engine struct {
	config      Config
	log         *slog.Logger
	started     time.Time
	port        int
	udp         *ice.UDPMuxDefault
	tcp         *tcpMux
	api         *webrtc.API
	certificate webrtc.Certificate
	drops       drops

	mu     sync.Mutex
	closed bool
	peers  map[*Peer]struct{}
	latest estimator      // of the connection that is being made
	ending sync.WaitGroup // peers whose connections are being taken down
}

// New binds the media sockets. A port already taken is an error that names
// port and protocol and wraps syscall.EADDRINUSE.
func New(config Config) (*Engine, error) {
	e := &Engine{config: config, log: config.Logger, started: time.Now(), peers: map[*Peer]struct{}{}}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	certificate, err := newCertificate()
	if err != nil {
		return nil, err
	}
	e.certificate = *certificate
	bound, err := bind(config.Listen, config.Port)
	if err != nil {
		return nil, err
	}
	e.port = bound.port
	logs := pionLog{log: e.log}
	e.udp = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: bound.udp, Logger: logs.NewLogger("udp")})
	e.tcp = newTCPMux(bound.tcp, logs.NewLogger("tcp"), &e.drops)
	if e.api, err = newAPI(udpMux{e.udp}, e.tcp, logs, func(made estimator) { e.latest = made }); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// Port returns the port bound, UDP and TCP.
func (e *Engine) Port() int { return e.port }

// Announced returns the addresses at which browsers are told to look for the
// engine, as they are now.
func (e *Engine) Announced() ([]netip.Addr, error) {
	return hosts(e.config.Announce, e.config.Listen)
}

// now is the engine's clock: monotonic, never 0.
func (e *Engine) now() time.Duration { return time.Since(e.started) + time.Hour }

// origin is when the engine's clock was 0.
func (e *Engine) origin() time.Time { return e.started.Add(-time.Hour) }

// Close closes all peers and sockets and waits until no goroutine is left.
// Idempotent; not to be called from a callback of Events.
func (e *Engine) Close() error {
	e.mu.Lock()
	e.closed = true
	peers := make([]*Peer, 0, len(e.peers))
	for p := range e.peers {
		peers = append(peers, p)
	}
	e.mu.Unlock()
	for _, p := range peers {
		p.Close()
	}
	e.ending.Wait()
	return errors.Join(ignoreClosed(e.tcp.Close()), ignoreClosed(e.udp.Close()))
}

// Accept answers a browser's offer. The answer holds every candidate there is
// and whatever the offer asked for within limits; an offer that cannot be
// taken is an error that wraps ErrOffer. ctx bounds the answering only.
func (e *Engine) Accept(ctx context.Context, offer string, limits Limits, events Events) (*Peer, string, error) {
	plan, err := parseOffer(offer, limits)
	if err != nil {
		return nil, "", err
	}
	announced, err := e.Announced()
	if err != nil {
		return nil, "", err
	}
	p, err := e.newPeer(plan, events)
	if err != nil {
		return nil, "", err
	}
	answer, err := p.negotiate(ctx, plan)
	if err == nil {
		answer, err = finishAnswer(answer, plan, announced, e.port)
	}
	if err != nil {
		p.Close()
		return nil, "", err
	}
	return p, answer, nil
}

// newPeer opens a connection and registers it.
func (e *Engine) newPeer(plan *plan, events Events) (*Peer, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, ErrClosed
	}
	pc, err := e.api.NewPeerConnection(webrtc.Configuration{Certificates: []webrtc.Certificate{e.certificate}})
	if err != nil {
		return nil, fmt.Errorf("sfu: connection: %w", err)
	}
	p := newPeer(e, pc, plan, events)
	p.link.estimator = e.latest
	e.peers[p] = struct{}{}
	e.ending.Add(1)
	return p, nil
}

// forget is called once by each peer as it closes.
func (e *Engine) forget(p *Peer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.peers, p)
}
