package main

import (
	"crypto/tls"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// The headers that every answer of the pages has, over TLS.
var always = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
		"media-src 'self' blob:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), clipboard-write=(self), " +
		"autoplay=(self), picture-in-picture=(self), screen-wake-lock=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), " +
		"midi=(), publickey-credentials-get=(), accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control":                "no-store",
	"Strict-Transport-Security":    "max-age=31536000",
}

// A document has these besides.
var document = map[string]string{
	"Content-Type": "text/html; charset=utf-8", "Content-Language": "fr", "Vary": "Accept-Encoding, Cookie", "Content-Length": "N",
}

// with is a set of headers with others added, or taken out where they are "".
func with(sets ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, set := range sets {
		maps.Copy(all, set)
	}
	maps.DeleteFunc(all, func(_, value string) bool { return value == "" })
	return all
}

var number = regexp.MustCompile(`^\d+$|"[0-9a-f]{16}"`)

// TestHeaders lists every header of each kind of answer: one more or one less is a fault.
func TestHeaders(t *testing.T) {
	certificate, key, roots := certificateFiles(t)
	pages, plain := freePort(t), freePort(t)
	log := &heard{news: make(chan struct{}, 1)}
	command := start(t, "", "serve", "--data", filepath.Join(t.TempDir(), "data"), "--listen", "127.0.0.1:"+pages, "--http", "127.0.0.1:"+plain,
		"--media-port", "0", "--turn-port", freePort(t), "--tls-cert", certificate, "--tls-key", key, "--base-url", "https://localhost:"+pages)
	command.Stderr = log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	log.await(t, `(msg=serving)`)
	client := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	secure, clear := "https://localhost:"+pages, "http://localhost:"+plain
	script := builtScript(t)
	form := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	socket := map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
	for _, answer := range []struct {
		name, method, address string
		sent                  map[string]string
		body                  string
		status                int
		want                  map[string]string
	}{
		{name: "a page", address: secure + "/", status: 200, want: with(always, document)},
		{name: "a page, compressed", address: secure + "/", sent: map[string]string{"Accept-Encoding": "gzip"}, status: 200,
			want: with(always, document, map[string]string{"Content-Encoding": "gzip"})},
		{name: "the head of a page", method: "HEAD", address: secure + "/", status: 200, want: with(always, document)},
		{name: "a page that is not there", address: secure + "/rien", status: 404, want: with(always, document)},
		{name: "a file that is not there", address: secure + "/static/rien.js", status: 404, want: with(always, document)},
		{name: "another method", method: "PUT", address: secure + "/", status: 405,
			want: with(always, document, map[string]string{"Allow": "GET, HEAD, POST"})},
		{name: "a form of another site", method: "POST", address: secure + "/", sent: with(form, map[string]string{"Origin": "https://example.net"}),
			status: 403, want: with(always, document)},
		{name: "a form too long", method: "POST", address: secure + "/", sent: form, body: "code=" + strings.Repeat("1", 5000), status: 413,
			want: with(always, document)},
		{name: "a wrong code", method: "POST", address: secure + "/", sent: form, body: "code=482913", status: 422, want: with(always, document)},
		{name: "a way to another page", address: secure + "/espace", status: 303,
			want: with(always, map[string]string{"Location": "/espace/connexion", "Content-Type": "text/html; charset=utf-8", "Content-Length": "N"})},
		{name: "another host", address: secure + "/c/482913", sent: map[string]string{"Host": "203.0.113.5"}, status: 302,
			want: with(always, map[string]string{"Location": secure + "/c/482913", "Content-Type": "text/html; charset=utf-8", "Content-Length": "N"})},
		{name: "another host, for a form", method: "POST", address: secure + "/", sent: with(form, map[string]string{"Host": "203.0.113.5"}), status: 421, want: with(always, document)},
		{name: "a file that never changes", address: secure + "/static/" + script, status: 200,
			want: with(always, map[string]string{"Content-Type": "text/javascript; charset=utf-8", "Content-Length": "N", "Accept-Ranges": "bytes",
				"Etag": "N", "Vary": "Accept-Encoding", "Cache-Control": "public, max-age=31536000, immutable"})},
		{name: "a file that may", address: secure + "/static/favicon.svg", status: 200,
			want: with(always, map[string]string{"Content-Type": "image/svg+xml", "Content-Length": "N", "Accept-Ranges": "bytes",
				"Etag": "N", "Vary": "Accept-Encoding", "Cache-Control": "no-cache"})},
		{name: "readiness", address: secure + "/readyz", status: 200,
			want: with(always, map[string]string{"Content-Type": "text/plain; charset=utf-8", "Content-Length": "N"})},
		{name: "a slip that is noted", method: "POST", address: secure + "/erreur-de-saisie", sent: form, body: "code=4", status: 204, want: always},
		{name: "a part of a page, for nobody", method: "POST", address: secure + "/espace/aides", status: 401, want: with(always, map[string]string{"Content-Length": "N"})},
		{name: "a WebSocket, for nobody", address: secure + "/espace/ws", sent: with(socket, map[string]string{"Origin": secure}), status: 401,
			want: with(always, map[string]string{"Content-Length": "N"})},
		{name: "a class, for nobody", address: secure + "/seance/nulle-part", status: 404, want: with(always, document)},
		{name: "a class to teach, for nobody", address: secure + "/seance/nulle-part?role=mediator", status: 303,
			want: with(always, map[string]string{"Location": "/espace/connexion", "Content-Type": "text/html; charset=utf-8", "Content-Length": "N"})},
		{name: "the WebSocket of a class, for nobody", address: secure + "/seance/nulle-part/ws", sent: with(socket, map[string]string{"Origin": secure}),
			status: 401, want: with(always, map[string]string{"Content-Length": "N"})},
		{name: "a hall that is none", address: secure + "/seance/nulle-part/salle/rien", status: 404, want: with(always, document)},
		{name: "a telephone in no hall", method: "POST", address: secure + "/seance/nulle-part/poche/rien", sent: form, body: "qui=x", status: 404,
			want: with(always, document)},
		{name: "a WebSocket, of another site", address: secure + "/aide/nulle-part/ws", sent: with(socket, map[string]string{
			"Origin": "https://example.net", "Cookie": "ticket=nulle-part.x"}), status: 403,
			want: with(always, map[string]string{"Content-Type": "text/plain; charset=utf-8", "Content-Length": "N"})},
		{name: "in clear", address: clear + "/c/482913", status: 301,
			want: map[string]string{"Location": secure + "/c/482913", "Content-Type": "text/html; charset=utf-8", "Content-Length": "N"}},
		{name: "in clear, a form", method: "POST", address: clear + "/", sent: form, status: 403,
			want: map[string]string{"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff", "Content-Length": "N"}},
	} {
		t.Run(answer.name, func(t *testing.T) {
			if answer.method == "" {
				answer.method = http.MethodGet
			}
			request, err := http.NewRequestWithContext(t.Context(), answer.method, answer.address, strings.NewReader(answer.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Accept-Language", "fr")
			for name, value := range answer.sent {
				request.Header.Set(name, value)
			}
			request.Host = answer.sent["Host"]
			got, err := client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer got.Body.Close()
			headers := map[string]string{}
			for name, values := range got.Header {
				headers[name] = number.ReplaceAllString(strings.Join(values, " | "), "N")
			}
			delete(headers, "Date")
			delete(headers, "Connection")
			if got.StatusCode != answer.status || !maps.Equal(headers, answer.want) {
				t.Errorf("%s, want %d\n%s", got.Status, answer.status, differences(headers, answer.want))
			}
		})
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("told to stop: %v", err)
	}
}

// differences says which headers are not as wanted.
func differences(got, want map[string]string) string {
	var lines []string
	for name := range with(got, want) {
		if got[name] != want[name] {
			lines = append(lines, fmt.Sprintf("%s: %q, want %q", name, got[name], want[name]))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// builtScript is the name of a script that Vite built.
func builtScript(t *testing.T) string {
	t.Helper()
	files, err := os.ReadDir("../../web/dist")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasPrefix(file.Name(), "door-") && strings.HasSuffix(file.Name(), ".js") {
			return file.Name()
		}
	}
	t.Fatal("the client is not built: make build")
	return ""
}
