package selftest

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// connectWithin bounds a connection to this very machine.
const connectWithin = 3 * time.Second

// tryAnnounced looks at the addresses by which browsers are to reach the media.
func tryAnnounced(_ context.Context, s Settings, say teller) {
	ours, err := machineAddresses()
	if err != nil {
		say(Mend, "announced.error", "error", err)
		return
	}
	announced := s.Announced
	if len(announced) == 0 {
		announced = ours
	}
	public := slices.ContainsFunc(announced, func(a netip.Addr) bool { return a.IsGlobalUnicast() && !a.IsPrivate() })
	var elsewhere []netip.Addr
	for _, a := range s.Announced {
		if !slices.Contains(ours, a) {
			elsewhere = append(elsewhere, a)
		}
	}
	switch {
	case len(elsewhere) > 0:
		say(Note, "announced.elsewhere", "addresses", list(elsewhere), "port", s.MediaPort)
	case !public:
		say(Note, "announced.private", "addresses", list(announced))
	default:
		say(Fine, "announced", "addresses", list(announced))
	}
}

// port is one that the server opens, and where it is met on this machine.
type port struct {
	network, address, setting, met string
}

func (p port) String() string {
	_, number, _ := net.SplitHostPort(p.address)
	return number + " " + strings.ToUpper(p.network)
}

// ports are all that strangers come by.
func (s Settings) ports() []port {
	all := []port{{"tcp", s.Listen, "listen", s.Listen}}
	if s.HTTP != "" {
		all = append(all, port{"tcp", s.HTTP, "http", s.HTTP})
	}
	for _, one := range []struct {
		number  int
		setting string
	}{{s.MediaPort, "media-port"}, {s.TURNPort, "turn-port"}} {
		if one.number != 0 {
			number := strconv.Itoa(one.number)
			address, met := ":"+number, net.JoinHostPort(s.host().String(), number)
			all = append(all, port{"udp", address, one.setting, met}, port{"tcp", address, one.setting, met})
		}
	}
	return all
}

// outsidePorts are those that a firewall has to let in.
func (s Settings) outsidePorts() string {
	var said []string
	for _, p := range s.ports() {
		if public, ok := s.proxied(); ok && p.setting == "listen" {
			said = append(said, public)
			continue
		}
		said = append(said, p.String())
	}
	return strings.Join(said, ", ")
}

// proxied is where a reverse proxy that has the certificate takes the pages in; ok is false if there is none.
func (s Settings) proxied() (where string, ok bool) {
	public, err := url.Parse(s.BaseURL)
	if err != nil || public.Scheme != "https" || s.Domain != "" || s.Certificate != "" {
		return "", false
	}
	number := public.Port()
	if number == "" {
		number = "443"
	}
	return number + " TCP (" + s.BaseURL + ")", true
}

// tryPorts opens each port for a moment; beside a running server it sees that the server has it, and connects.
func tryPorts(ctx context.Context, s Settings, say teller) {
	for _, p := range s.ports() {
		err := p.open(ctx)
		taken := errors.Is(err, syscall.EADDRINUSE)
		switch {
		case s.Running && taken && p.connects(ctx):
			say(Fine, "port.served", "port", p)
		case s.Running && taken:
			say(Mend, "port.mute", "port", p)
		case s.Running && err == nil:
			say(Mend, "port.unserved", "port", p, "setting", p.setting)
		case taken:
			say(Mend, "port.taken", "port", p, "setting", p.setting)
		case errors.Is(err, syscall.EACCES):
			say(Mend, "port.forbidden", "port", p)
		case err != nil:
			say(Mend, "port.error", "port", p, "setting", p.setting, "error", err)
		default:
			say(Fine, "port", "port", p)
		}
	}
}

// open takes the port and lets it go.
func (p port) open(ctx context.Context) error {
	var config net.ListenConfig
	if p.network == "udp" {
		socket, err := config.ListenPacket(ctx, p.network, p.address)
		if err != nil {
			return err
		}
		return socket.Close()
	}
	listener, err := config.Listen(ctx, p.network, p.address)
	if err != nil {
		return err
	}
	return listener.Close()
}

// connects tells whether somebody answers at the port; of UDP only its being taken can be known.
func (p port) connects(ctx context.Context) bool {
	if p.network == "udp" {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", p.met) // No host is this machine.
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// list is for a sentence.
func list(addresses []netip.Addr) string {
	said := make([]string, len(addresses))
	for i, a := range addresses {
		said[i] = a.Unmap().String()
	}
	return strings.Join(said, ", ")
}
