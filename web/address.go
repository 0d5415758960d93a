package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// proxies are the networks of the machines that stand before this one and say whom they speak for.
type proxies []netip.Prefix

func (p proxies) trust(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(a) })
}

// client is the address of the browser: the peer's, or, when that is a trusted proxy, the last one in X-Forwarded-For
// that no trusted proxy has. What a stranger wrote further left in that header is never reached. Behind a proxy that
// names nobody it is the proxy's own. The zero Addr only if the server gave none.
func (p proxies) client(r *http.Request) netip.Addr {
	peer := peerOf(r)
	if !p.trust(peer) {
		return peer
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		address, ok := parseHop(hop)
		if !ok {
			return peer
		}
		peer = address
		if !p.trust(address) {
			return address
		}
	}
	return peer
}

// secure tells whether the browser speaks TLS, to this server or to a trusted proxy before it.
func (p proxies) secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	return p.trust(peerOf(r)) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

func peerOf(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return peer.Addr().Unmap().WithZone("")
}

// parseHop reads one entry, with a port or without: some proxies add it.
func parseHop(hop string) (netip.Addr, bool) {
	hop = strings.TrimSpace(hop)
	if address, err := netip.ParseAddr(strings.Trim(hop, "[]")); err == nil {
		return address.Unmap().WithZone(""), true
	}
	address, err := netip.ParseAddrPort(hop)
	return address.Addr().Unmap().WithZone(""), err == nil
}
