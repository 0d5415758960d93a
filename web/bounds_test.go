package web

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestFormsHaveBounds(t *testing.T) {
	w := newWorld(t)
	long := map[string][]string{"code": {strings.Repeat("1", maxForm)}}
	for _, path := range []string{"/", "/espace/connexion", "/erreur-de-saisie"} {
		w.browser().do("POST", path, long).expect(t, http.StatusRequestEntityTooLarge, "Cette demande est trop longue")
	}
	longer := map[string][]string{"rapport": {strings.Repeat("1", maxOfficeForm)}}
	w.signedIn().do("POST", "/espace/comptes-rendus", longer).expect(t, http.StatusRequestEntityTooLarge, "Cette demande est trop longue")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.url+"/", struct{ *strings.Reader }{strings.NewReader("code=" + long["code"][0])})
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(r) // Its length is not told beforehand.
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("of a length that is not told: %d", answer.StatusCode)
	}
}

func TestAnotherHostIsSentToOurs(t *testing.T) {
	const base = "https://aide.example.org"
	for name, tt := range map[string]struct {
		host, method, path, location string
		proxied                      bool
		status                       int
	}{
		"ours":                     {host: "aide.example.org", status: 200},
		"ours, in capitals":        {host: "AIDE.example.org", status: 200},
		"ours, with a port":        {host: "aide.example.org:8443", status: 200},
		"a number":                 {host: "203.0.113.5", path: "/c/482913?x=1", status: 302, location: base + "/c/482913?x=1"},
		"an IPv6 one":              {host: "[2001:db8::5]:443", status: 302, location: base + "/"},
		"another's":                {host: "aide.example.org.example.net", status: 302, location: base + "/"},
		"another's, for a form":    {host: "example.net", method: "POST", status: 421},
		"another's, by a proxy":    {host: "127.0.0.1:8080", proxied: true, status: 200},
		"an operator's, by number": {host: "127.0.0.1", path: "/readyz", status: 200},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(o *Options) {
				o.BaseURL = base
				if tt.proxied {
					o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
				}
			})
			if tt.method == "" {
				tt.method = "GET"
			}
			if tt.path == "" {
				tt.path = "/"
			}
			r, err := http.NewRequestWithContext(t.Context(), tt.method, w.url+tt.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = tt.host
			answer, err := w.browser().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != tt.status || answer.Header.Get("Location") != tt.location {
				t.Errorf("%d to %q, want %d to %q", answer.StatusCode, answer.Header.Get("Location"), tt.status, tt.location)
			}
		})
	}
}

func TestMissingAssetHasAPage(t *testing.T) {
	w := newWorld(t)
	for _, none := range []string{"/static/", "/static/nothing.js", "/static/.vite/manifest.json"} {
		w.browser().get(none).expect(t, http.StatusNotFound, "Il n’y a rien à cette adresse")
	}
}
