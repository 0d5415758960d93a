package main

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"

	"coupdemain/internal/config"
	"coupdemain/internal/multihome"
	"coupdemain/internal/sfu"
	"coupdemain/turn"
	"coupdemain/web"
)

// maxRelayHosts bounds the addresses by which a browser tries the relay: it tries them all at once.
const maxRelayHosts = 2

// relay is the relay as the pages tell of it.
type relay struct {
	*turn.Relay
	urls []string
}

// newRelay takes the relay's port; nil if it is switched off. It is for participants whom allowed lets; streams are where it hears besides, with TLS.
func newRelay(s config.Serve, publicURL string, key []byte, media *sfu.Engine, allowed func(participant string) bool, streams ...net.Listener) (*relay, error) {
	if s.TURNPort == 0 {
		return nil, nil
	}
	announced := func() []netip.AddrPort {
		addresses, err := media.Announced()
		if err != nil {
			return nil // Nothing is relayed to nowhere.
		}
		// One of each family: they all lead to the same socket.
		var peers []netip.AddrPort
		for _, six := range []bool{false, true} {
			if i := slices.IndexFunc(addresses, func(a netip.Addr) bool { return a.Is6() == six }); i >= 0 {
				peers = append(peers, netip.AddrPortFrom(addresses[i], uint16(media.Port())))
			}
		}
		return peers
	}
	embedded, err := turn.New(turn.Config{
		Port: s.TURNPort, Addresses: s.MediaIPs, Wrap: multihome.Wrap, Streams: streams, Secret: key,
		Media: announced, Engine: uint16(media.Port()), Allowed: allowed,
	})
	if err != nil {
		return nil, unavailable("turn-port", ":"+strconv.Itoa(s.TURNPort), err)
	}
	return &relay{embedded, relayURLs(s, publicURL, embedded.Port(), len(streams) > 0)}, nil
}

// relayURLs are how browsers reach the relay (RFC 7065): at the addresses that are announced, which need no name to be
// resolved and are the machine's own even where the pages are behind a proxy; else where the pages are. By TLS only
// the certificate's name will do.
func relayURLs(s config.Serve, publicURL string, port int, secure bool) []string {
	public, err := url.Parse(publicURL)
	if err != nil {
		public = &url.URL{} // The configuration has parsed it.
	}
	var hosts, urls []string
	for _, address := range s.MediaIPs {
		hosts = append(hosts, address.String())
	}
	if len(hosts) == 0 {
		hosts = []string{public.Hostname()}
	}
	for _, transport := range []string{"udp", "tcp"} {
		for _, host := range hosts[:min(len(hosts), maxRelayHosts)] {
			urls = append(urls, "turn:"+net.JoinHostPort(host, strconv.Itoa(port))+"?transport="+transport)
		}
	}
	if secure {
		port := public.Port()
		if port == "" {
			port = "443"
		}
		urls = append(urls, "turns:"+net.JoinHostPort(public.Hostname(), port)+"?transport=tcp")
	}
	return urls
}

// Servers implements web.Relay.
func (r *relay) Servers(participant string, from netip.Addr) []web.ICEServer {
	username, password := r.Credentials(participant, from)
	return []web.ICEServer{{URLs: r.urls, Username: username, Credential: password}}
}
