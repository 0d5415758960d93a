package web

import (
	"errors"
	"net/http"
	"runtime/debug"
	"strings"

	"coupdemain/signaling/protocol"
)

// maxForm bounds, in bytes, what a form may send, unless larger says otherwise.
const maxForm = 4 << 10

// maxOfficeForm bounds a form with many lines, each at its longest in any script.
const maxOfficeForm = 32 << 10

// larger bounds, in bytes, what may be sent to routes that take more than a form.
var larger = map[string]int64{
	"POST /aide/{id}/envois": protocol.MaxParcel,

	"POST /espace/ateliers/series/{id}/import":       maxList,
	"POST /espace/ateliers/modules/nouveau":          maxModuleForm,
	"POST /espace/ateliers/modules/{id}/modifier":    maxModuleForm,
	"POST /espace/ateliers/parcours/nouveau":         maxOfficeForm,
	"POST /espace/ateliers/parcours/{id}":            maxOfficeForm,
	"POST /espace/ateliers/series/nouvelle":          maxOfficeForm,
	"POST /espace/ateliers/series/{id}/modifier":     maxOfficeForm,
	"POST /espace/ateliers/series/{id}/inscriptions": maxOfficeForm,
	"POST /espace/ateliers/inscriptions/{id}":        maxOfficeForm,
	"POST /espace/ateliers/vacances/{year}":          maxOfficeForm,
	"POST /ateliers/{id}":                            maxOfficeForm,
	"POST /partenaire/{token}":                       maxOfficeForm,
	"POST /espace/familles":                          maxOfficeForm,
	// Notes in any script, each letter three times as long in a form; a hundred reports ticked.
	"POST /espace/comptes-rendus":           32 << 10,
	"POST /espace/comptes-rendus/{id}":      32 << 10,
	"POST /signalement":                     32 << 10,
	"POST /espace/signalements/{id}/traite": 32 << 10,
}

// policy lets a page load what this site serves and nothing else. 'self' in connect-src takes in the WebSockets of the
// same origin (Content Security Policy Level 3, section 6.7.2.8).
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"media-src 'self' blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; " +
	"frame-ancestors 'none'"

// permissions are the powers of the browser that the live room asks the person for; no page may use another.
const permissions = "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), " +
	"clipboard-write=(self), autoplay=(self), picture-in-picture=(self), screen-wake-lock=(self), " +
	"geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), publickey-credentials-get=(), " +
	"accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()"

// guarded puts before every page what holds for all: the headers, the refusal of what another site sends, the bound on
// what is read, the choice of language, and a page of ours for what has none.
func (s *site) guarded(mux *http.ServeMux) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	if s.baseURL != "" {
		// A proxy may give the server another Host than the browser sees. A bad address is refused by the configuration.
		_ = crossOrigin.AddTrustedOrigin(s.baseURL)
	}
	crossOrigin.SetDenyHandler(http.HandlerFunc(s.showForeign))
	pages := crossOrigin.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, pattern := mux.Handler(r)
		if pattern == "" || pattern == "GET /static/" && !s.assets.has(r) {
			s.showUnrouted(mux, w, r)
			return
		}
		if !s.showLarge(w, r, pattern) {
			mux.ServeHTTP(w, r)
		}
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.protect(w.Header(), r)
		defer s.recovered(w, r)
		if s.showElsewhere(w, r) || s.choseLanguage(w, r) {
			return
		}
		_, pattern := mux.Handler(r)
		most, ok := larger[pattern]
		if !ok {
			most = maxForm
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		pages.ServeHTTP(w, r)
	})
}

func (s *site) protect(h http.Header, r *http.Request) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Permissions-Policy", permissions)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	// A code may be in the address, so no other site is told it; no-referrer would also hide the Origin of our own forms.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if s.overTLS(r) {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// overTLS tells whether cookies can be kept to TLS: the public address says so, or the request came by it.
func (s *site) overTLS(r *http.Request) bool {
	if s.baseURL != "" {
		return strings.HasPrefix(s.baseURL, "https://")
	}
	return s.proxies.secure(r)
}

// origin is the address under which the browser knows this site.
func (s *site) origin(r *http.Request) string {
	if s.baseURL != "" {
		return s.baseURL
	}
	if s.proxies.secure(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// recovered answers for a handler that panicked, with a page if nothing was sent yet.
func (s *site) recovered(w http.ResponseWriter, r *http.Request) {
	fault := recover()
	if fault == nil {
		return
	}
	if err, ok := fault.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(fault)
	}
	s.log.Error("page failed", "page", r.Pattern, "fault", fault, "stack", string(debug.Stack()))
	s.showFailure(w, r)
}
