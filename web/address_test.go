package web

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestClientAddress(t *testing.T) {
	trusted := proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for name, test := range map[string]struct {
		peer      string
		forwarded []string
		want      string
	}{
		"straight":                      {"192.0.2.1:5000", nil, "192.0.2.1"},
		"straight over IPv6":            {"[2001:db8::1]:5000", nil, "2001:db8::1"},
		"mapped":                        {"[::ffff:192.0.2.1]:5000", nil, "192.0.2.1"},
		"a stranger lies":               {"192.0.2.1:5000", []string{"198.51.100.9"}, "192.0.2.1"},
		"one proxy":                     {"10.0.0.1:80", []string{"192.0.2.1"}, "192.0.2.1"},
		"one proxy, a lie before it":    {"10.0.0.1:80", []string{"198.51.100.9, 192.0.2.1"}, "192.0.2.1"},
		"two proxies":                   {"10.0.0.1:80", []string{"192.0.2.1, 10.0.0.2"}, "192.0.2.1"},
		"two proxies, two headers":      {"10.0.0.1:80", []string{"192.0.2.1", "fd00::2"}, "192.0.2.1"},
		"with a port":                   {"10.0.0.1:80", []string{"192.0.2.1:4711"}, "192.0.2.1"},
		"IPv6 with a port":              {"[fd00::1]:80", []string{"[2001:db8::1]:4711"}, "2001:db8::1"},
		"IPv6 in brackets":              {"[fd00::1]:80", []string{"[2001:db8::1]"}, "2001:db8::1"},
		"mapped by the proxy":           {"10.0.0.1:80", []string{"::ffff:192.0.2.1"}, "192.0.2.1"},
		"a proxy that names nobody":     {"10.0.0.1:80", nil, "10.0.0.1"},
		"a proxy that writes nonsense":  {"10.0.0.1:80", []string{"192.0.2.1, unknown"}, "10.0.0.1"},
		"nonsense after a proxy's name": {"10.0.0.1:80", []string{"unknown, 10.0.0.2"}, "10.0.0.2"},
		"only proxies":                  {"10.0.0.1:80", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		"with a zone":                   {"[fe80::1%eth0]:80", nil, "fe80::1"},
	} {
		r := &http.Request{RemoteAddr: test.peer, Header: http.Header{"X-Forwarded-For": test.forwarded}}
		if got := trusted.client(r); got != netip.MustParseAddr(test.want) {
			t.Errorf("%s: %v, want %s", name, got, test.want)
		}
	}
	if got := trusted.client(&http.Request{RemoteAddr: "@"}); got.IsValid() {
		t.Errorf("no address: %v", got)
	}
}

func FuzzClientAddress(f *testing.F) {
	f.Add("10.0.0.1:80", "192.0.2.1, 10.0.0.2")
	f.Add("[::1]:1", "[2001:db8::1%a]:1")
	trusted := proxies{netip.MustParsePrefix("10.0.0.0/8")}
	f.Fuzz(func(t *testing.T, peer, forwarded string) {
		r := &http.Request{RemoteAddr: peer, Header: http.Header{"X-Forwarded-For": {forwarded}}}
		got := trusted.client(r)
		if direct := peerOf(r); !trusted.trust(direct) && got != direct {
			t.Errorf("a stranger chose their address: %v", got)
		}
		if got.Zone() != "" || got.Is4In6() {
			t.Errorf("not in its one form: %v", got)
		}
	})
}
