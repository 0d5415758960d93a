package web

import (
	"net/http"
	"net/netip"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// Every address answers with its status, and every document is whole and guarded.
func TestEveryPage(t *testing.T) {
	w := newWorld(t)
	mediator, nobody := w.signedIn(), w.browser()
	mediator.post("/espace/aides")
	for _, page := range []struct {
		b      *browser
		method string
		path   string
		status int
	}{
		{nobody, "GET", "/", 200},
		{nobody, "HEAD", "/", 200},
		{nobody, "GET", "/c/" + w.helps.code, 200},
		{nobody, "GET", "/aide/never", 404},
		{nobody, "GET", "/espace/connexion", 200},
		{nobody, "GET", "/premier-acces/wrong", 404},
		{nobody, "GET", "/accessibilite", 200},
		{nobody, "GET", "/confidentialite", 200},
		{nobody, "GET", "/nothing", 404},
		{nobody, "GET", "/aide/", 404},
		{nobody, "PUT", "/", 405},
		{nobody, "GET", "/espace/deconnexion", 405},
		{nobody, "POST", "/accessibilite", 405},
		{mediator, "GET", "/espace", 200},
		{mediator, "GET", "/espace/compte", 200},
		{mediator, "GET", "/aide/" + liveHelp, 200},
	} {
		got := page.b.do(page.method, page.path, nil)
		got.expect(t, page.status)
		guardedBy(t, got)
		if kind := got.Header.Get("Content-Type"); kind != "text/html; charset=utf-8" {
			t.Errorf("%s: Content-Type %q", page.path, kind)
		}
		if page.method != "HEAD" {
			whole(t, page.path, got.body)
		}
		if page.status == 405 && got.Header.Get("Allow") == "" {
			t.Errorf("%s: no Allow", page.path)
		}
	}
}

func guardedBy(t *testing.T, got seen) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy":    "default-src 'none'; script-src 'self'; style-src 'self'; ",
		"Permissions-Policy":         "camera=(self), microphone=(self), display-capture=(self), ",
		"X-Content-Type-Options":     "nosniff",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Cache-Control":              "no-store",
	} {
		if value := got.Header.Get(name); !strings.HasPrefix(value, want) {
			t.Errorf("%s: %s is %q", got.Request.URL.Path, name, value)
		}
	}
	if policy := got.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") ||
		strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
}

// whole checks what a browser would forgive: one main, one h1, a language, a title, no ID twice, a name for each field,
// every reference there, nothing inline.
func whole(t *testing.T, path, page string) {
	t.Helper()
	document, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	count, ids, refs := map[string]int{}, map[string]bool{}, map[string]string{}
	for node := range document.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		count[node.Data]++
		attributes := map[string]string{}
		for _, a := range node.Attr {
			attributes[a.Key] = a.Val
		}
		if id, ok := attributes["id"]; ok {
			if ids[id] {
				t.Errorf("%s: two elements with the ID %q", path, id)
			}
			ids[id] = true
		}
		for _, name := range []string{"for", "aria-describedby", "aria-labelledby"} {
			for id := range strings.FieldsSeq(attributes[name]) {
				refs[id] = name
			}
		}
		if _, inline := attributes["style"]; inline || node.Data == "style" || node.Data == "script" && attributes["src"] == "" {
			t.Errorf("%s: %s is inline, which the policy forbids", path, node.Data)
		}
		if node.Data == "html" && attributes["lang"] == "" {
			t.Errorf("%s: no language", path)
		}
	}
	for id, name := range refs {
		if !ids[id] {
			t.Errorf("%s: %s points at %q, which is not there", path, name, id)
		}
	}
	for _, once := range []string{"title", "main", "h1"} {
		if count[once] != 1 {
			t.Errorf("%s: %d %s", path, count[once], once)
		}
	}
}

func TestOtherSitesAreRefused(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	for _, path := range []string{"/", "/erreur-de-saisie", "/espace/connexion", "/espace/deconnexion"} {
		b.do("POST", path, map[string][]string{"code": {w.helps.code}}, "Sec-Fetch-Site", "cross-site").
			expect(t, http.StatusForbidden, "Cette demande est refusée")
		b.do("POST", path, nil, "Origin", "https://example.org").expect(t, http.StatusForbidden)
	}
	if w.helps.used {
		t.Error("another site used the code")
	}
}

func TestTLSKeepsCookiesToItself(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.BaseURL = "https://aide.example.org/"
		o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} // Which does not pass Host on.
	})
	got := w.browser().do("POST", "/", map[string][]string{"code": {w.helps.code}}, "Origin", "https://aide.example.org")
	got.expect(t, http.StatusSeeOther)
	if !got.Cookies()[0].Secure || got.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("over TLS: cookie %+v, headers %v", got.Cookies()[0], got.Header)
	}
}

func TestKnockComesFromTheBrowserBehindTheProxy(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	got := w.browser().do("POST", "/", map[string][]string{"code": {"1"}}, "X-Forwarded-For", "192.0.2.7", "X-Forwarded-Proto", "https")
	if w.helps.from != netip.MustParseAddr("192.0.2.7") {
		t.Errorf("knock from %v", w.helps.from)
	}
	if got.Header.Get("Strict-Transport-Security") == "" {
		t.Error("TLS at the proxy is not seen")
	}
}

func TestAssets(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	css := b.do("GET", "/static/base-12345678.css", nil, "Accept-Encoding", "gzip, br")
	css.expect(t, http.StatusOK)
	if css.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(css.Header.Get("Cache-Control"), "immutable") ||
		!strings.HasPrefix(css.Header.Get("Content-Type"), "text/css") {
		t.Errorf("headers %v", css.Header)
	}
	b.do("GET", "/static/base-12345678.css", nil, "Accept-Encoding", "gzip;q=0").expect(t, http.StatusOK, "a{b:c}")
	icon := b.get("/static/favicon.svg")
	icon.expect(t, http.StatusOK, "<svg/>")
	if icon.Header.Get("Cache-Control") != "no-cache" || icon.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("headers %v", icon.Header)
	}
	b.do("GET", "/static/favicon.svg", nil, "If-None-Match", icon.Header.Get("ETag")).expect(t, http.StatusNotModified)
	for _, none := range []string{"/static/", "/static/nothing.js", "/static/.vite/manifest.json", "/static/../go.mod"} {
		if got := b.get(none); got.StatusCode == http.StatusOK {
			t.Errorf("%s is served", none)
		}
	}
}

func TestReadiness(t *testing.T) {
	w := newWorld(t)
	w.browser().get("/healthz").expect(t, http.StatusOK, "ok")
	got := w.browser().get("/readyz")
	got.expect(t, http.StatusOK, "ok")
	if !got.Close || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("kept alive: close %t, headers %v", got.Close, got.Header)
	}
}

func TestNewTellsThatTheClientIsNotBuilt(t *testing.T) {
	_, err := New(Options{Assets: fstest.MapFS{}})
	if err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("error %v", err)
	}
}

// A page that panics says so in French, and the log keeps why.
func TestPanicHasAPage(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Helps = nil })
	w.browser().post("/", "code", "1").expect(t, http.StatusInternalServerError, "Quelque chose n’a pas marché")
}

// The door must come quickly over a poor line: at most 15 kB with its sheet and script, compressed, without fonts. Only
// the page and the sheet's sources are here; the built sizes are measured by the bench.
func TestDoorIsSmall(t *testing.T) {
	w := newWorld(t)
	got := w.browser().do("GET", "/", nil, "Accept-Encoding", "gzip")
	size := len(got.body)
	for _, source := range []string{"tokens", "elements", "components", "pages", "fonts"} {
		text, err := os.ReadFile("client/style/" + source + ".css")
		if err != nil {
			t.Fatal(err)
		}
		size += len(zipped(text))
	}
	if size > 12_000 {
		t.Errorf("the door and its sheets are %d bytes", size)
	}
}
