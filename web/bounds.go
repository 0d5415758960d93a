package web

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// unasked are the addresses that programs ask for by whatever name.
var unasked = []string{"/healthz", "/readyz"}

// showElsewhere answers what came by a name that is not this site's, and tells whether it did: a page that was opened
// under another name keeps its cookies there, and a stranger's name that leads here makes their site look like ours.
// What a trusted proxy passes on may have lost its name on the way.
func (s *site) showElsewhere(w http.ResponseWriter, r *http.Request) bool {
	if s.baseURL == "" || slices.Contains(unasked, r.URL.Path) || s.proxies.trust(peerOf(r)) {
		return false
	}
	base, err := url.Parse(s.baseURL)
	if err != nil || strings.EqualFold(hostOf(r.Host), base.Hostname()) {
		return false
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		http.Redirect(w, r, s.baseURL+r.URL.RequestURI(), http.StatusFound)
	} else {
		s.showFault(w, r, http.StatusMisdirectedRequest, "host")
	}
	return true
}

// hostOf is a Host header without its port, if it has one.
func hostOf(header string) string {
	if host, _, err := net.SplitHostPort(header); err == nil {
		return host
	}
	return strings.Trim(header, "[]")
}

// showLarge answers a form that is too long for its route, and tells whether it was. Routes that take more than a form
// say so themselves.
func (s *site) showLarge(w http.ResponseWriter, r *http.Request, pattern string) bool {
	if _, ok := larger[pattern]; ok || !errors.As(r.ParseForm(), new(*http.MaxBytesError)) {
		return false
	}
	s.showFault(w, r, http.StatusRequestEntityTooLarge, "large")
	return true
}
