package turn

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/turn/v5"
)

// The limits of allocations. Two ways in, UDP and TCP, make two; a page that comes back overlaps with itself.
const (
	maxAllocations  = 4 // of one participant
	allocationLasts = 10 * time.Minute
	permissionLasts = 5 * time.Minute
	revokedWithin   = 5 * time.Second // from a help's end to that of its allocations
)

// Config says what is relayed, and for whom. All is needed but Port, Addresses, Wrap and Streams.
type Config struct {
	// Port is UDP and TCP; 0 is any that is free on both.
	Port int
	// Addresses are those to listen on, as far as they are this machine's own; if none is, all are.
	Addresses []netip.Addr
	// Wrap makes a socket that listens on all addresses answer from the one that was asked. Nil leaves that to the
	// kernel, which is right on a machine that has one address.
	Wrap func(*net.UDPConn) net.PacketConn
	// Streams are listeners besides the port's own, such as that of a Demux. Run closes them.
	Streams []net.Listener
	// Secret is what the key of credentials is derived from.
	Secret []byte
	// Media are where the media engine is announced, at most one address and port of each family: the only peers.
	Media func() []netip.AddrPort
	// Engine is the media engine's UDP port on every address of this machine, where all that is relayed goes.
	Engine uint16
	// Allowed tells whether a participant still takes part. It is asked at every request and every few seconds, and
	// must not wait.
	Allowed func(participant string) bool
}

// Relay is the embedded TURN server. Its methods, and the functions of its Config, may be called from any goroutine.
type Relay struct {
	config  Config
	key     credentialsKey
	gate    *gate
	drops   drops
	crowd   crowd
	sockets *sockets

	fromPeople, toPeople atomic.Uint64

	mu     sync.Mutex
	over   bool
	opened map[*allocation]struct{}
	places map[string]int // allocations by participant, those being opened too
}

// New takes the port and starts nothing: see Run. A port already taken is an error that wraps syscall.EADDRINUSE.
func New(config Config) (*Relay, error) {
	key, err := newCredentialsKey(config.Secret)
	if err != nil {
		return nil, err
	}
	r := &Relay{
		config: config, key: key,
		crowd:  crowd{perNetwork: streamsPerNetwork, strangers: streamStrangers, proven: streamsProven},
		opened: map[*allocation]struct{}{}, places: map[string]int{},
	}
	r.gate = &gate{key: key, allowed: config.Allowed, media: config.Media, strangers: newStrangers(), drops: &r.drops}
	if r.sockets, err = bind(config.Addresses, config.Port, config.Wrap); err != nil {
		return nil, err
	}
	return r, nil
}

// Port returns the port bound, UDP and TCP.
func (r *Relay) Port() int { return r.sockets.port }

// Close lets the port go, if Run has not already.
func (r *Relay) Close() error { return r.sockets.close() }

// Run relays until ctx is done, and closes all there is before it returns. It is called once.
func (r *Relay) Run(ctx context.Context) error {
	server, err := turn.NewServer(r.serverConfig())
	if err != nil {
		return errors.Join(fmt.Errorf("turn: %w", err), r.sockets.close())
	}
	tick := time.NewTicker(revokedWithin)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			r.endRevoked()
		case <-ctx.Done():
			r.mu.Lock()
			r.over = true
			r.mu.Unlock()
			err := server.Close()
			r.closeAllocations(func(*allocation) bool { return true })
			if err != nil {
				return fmt.Errorf("turn: %w", err)
			}
			return nil
		}
	}
}

func (r *Relay) serverConfig() turn.ServerConfig {
	c := turn.ServerConfig{
		Realm:              realm,
		LoggerFactory:      silence{},
		AuthHandler:        r.authenticate,
		QuotaHandler:       r.withinQuota,
		AllocationLifetime: allocationLasts,
		PermissionTimeout:  permissionLasts,
	}
	// The gate has seen every peer before: this is the second lock on the same door.
	permission := func(_ net.Addr, peer net.IP) bool {
		address, _ := netip.AddrFromSlice(peer)
		for _, media := range r.config.Media() {
			if media.Addr() == address {
				return true
			}
		}
		return false
	}
	for _, socket := range r.sockets.packets {
		c.PacketConnConfigs = append(c.PacketConnConfigs, turn.PacketConnConfig{
			PacketConn: datagrams{socket, r.gate}, RelayAddressGenerator: r, PermissionHandler: permission,
		})
	}
	for _, listener := range slices.Concat(r.sockets.listeners, r.config.Streams) {
		c.ListenerConfigs = append(c.ListenerConfigs, turn.ListenerConfig{
			Listener: newStreams(listener, r.gate, &r.crowd), RelayAddressGenerator: r, PermissionHandler: permission,
		})
	}
	return c
}

// authenticate implements turn.AuthHandler; the signature itself is checked by whoever calls it.
func (r *Relay) authenticate(asked *turn.RequestAttributes) (participant string, key []byte, ok bool) {
	if participant, _, ok = r.gate.admit(asked.Username, asked.Method); !ok {
		return "", nil, false
	}
	return participant, r.key.integrity(asked.Username), true
}

// Credentials lets a participant, whose browser is at that address, relay for an hour and for as long after that as
// what they opened goes on. A participant is a name of at most 64 bytes that says nothing to those who hear it.
func (r *Relay) Credentials(participant string, from netip.Addr) (username, password string) {
	now := time.Now()
	r.gate.strangers.welcome(from, now)
	return r.key.issue(participant, now.Add(credentialsLast))
}

// Figures are what the relay is doing, and did since its start.
type Figures struct {
	Allocations int    // open now
	FromPeople  uint64 // bytes of payload relayed to the media engine
	ToPeople    uint64 // bytes of payload relayed from it
}

// Figures returns the present figures.
func (r *Relay) Figures() Figures {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Figures{Allocations: len(r.opened), FromPeople: r.fromPeople.Load(), ToPeople: r.toPeople.Load()}
}

// Drops counts, by name, what was refused since the start.
func (r *Relay) Drops() map[string]uint64 { return r.drops.all() }
