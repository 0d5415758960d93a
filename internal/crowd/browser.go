package crowd

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"strings"
)

// Options say how a browser reaches the site.
type Options struct {
	URL    string      // of the pages, "http://127.0.0.1:8080"
	From   netip.Addr  // the address that its connections to the pages leave from; the zero value: the system's choice
	Header http.Header // sent with every request, such as X-Forwarded-For
	TLS    *tls.Config // nil: the system's roots
	// Unmeasured gives no feedback on how media arrives, as some browsers do not: all that there is comes, however busy
	// the machine.
	Unmeasured bool
}

// Browser is one person's: it keeps cookies, follows no redirect by itself, and runs no script. Any goroutine.
type Browser struct {
	options Options
	dialer  *net.Dialer
	http    *http.Client
}

// StatusError is an answer that was not the one hoped for.
type StatusError struct {
	Path   string
	Status int
}

// Error implements error.
func (e *StatusError) Error() string { return fmt.Sprintf("crowd: %s answers %d", e.Path, e.Status) }

// New makes a browser without cookies; it connects to nothing yet. Close it in the end.
func New(o Options) *Browser {
	jar, _ := cookiejar.New(nil) // Never an error.
	b := &Browser{options: o, dialer: &net.Dialer{}}
	if o.From.IsValid() {
		b.dialer.LocalAddr = net.TCPAddrFromAddrPort(netip.AddrPortFrom(o.From, 0))
	}
	b.http = &http.Client{
		Jar:           jar,
		Transport:     &http.Transport{DialContext: b.dialer.DialContext, TLSClientConfig: o.TLS},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return b
}

// Close lets idle connections go; the browser can still be used.
func (b *Browser) Close() { b.http.CloseIdleConnections() }

// Secrets are the values of the browser's cookies, which must be found nowhere else.
func (b *Browser) Secrets() []string {
	site, err := url.Parse(b.options.URL)
	if err != nil {
		return nil
	}
	var secrets []string
	for _, cookie := range b.http.Jar.Cookies(site) {
		if _, secret, ok := strings.Cut(cookie.Value, "."); ok {
			secrets = append(secrets, secret) // The ticket comes after the help's ID, which is none.
		} else {
			secrets = append(secrets, cookie.Value)
		}
	}
	return secrets
}

// Answer is an answer whose body has been read.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Do sends one request with a form, nil for none.
func (b *Browser) Do(ctx context.Context, method, path string, form url.Values) (Answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, b.options.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		return Answer{}, fmt.Errorf("crowd: %s: %w", path, err)
	}
	for name, values := range b.options.Header {
		request.Header[name] = values
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := b.http.Do(request)
	if err != nil {
		return Answer{}, fmt.Errorf("crowd: %s: %w", path, err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return Answer{}, fmt.Errorf("crowd: %s: %w", path, err)
	}
	return Answer{answer.StatusCode, answer.Header, body}, nil
}

// post sends a form and checks the status of the answer.
func (b *Browser) post(ctx context.Context, path string, form url.Values, status int) (Answer, error) {
	answer, err := b.Do(ctx, http.MethodPost, path, form)
	if err == nil && answer.Status != status {
		err = &StatusError{path, answer.Status}
	}
	return answer, err
}

// Knock types a code at the door and gives the help it leads to; the ticket is among the cookies from then on. A refusal
// is a *StatusError.
func (b *Browser) Knock(ctx context.Context, code string) (help string, err error) {
	answer, err := b.post(ctx, "/", url.Values{"code": {code}}, http.StatusSeeOther)
	return strings.TrimPrefix(answer.Header.Get("Location"), "/aide/"), err
}

// SignIn makes whoever holds the browser a mediator.
func (b *Browser) SignIn(ctx context.Context, email, password string) error {
	_, err := b.post(ctx, "/espace/connexion", url.Values{"email": {email}, "password": {password}}, http.StatusSeeOther)
	return err
}

// Open begins a help, as « Nouvelle aide » does, and gives its ID.
func (b *Browser) Open(ctx context.Context) (help string, err error) {
	answer, err := b.post(ctx, "/espace/aides", nil, http.StatusCreated)
	if err != nil {
		return "", err
	}
	var opened struct{ ID string }
	if err := json.Unmarshal(answer.Body, &opened); err != nil {
		return "", fmt.Errorf("crowd: help opened: %w", err)
	}
	return opened.ID, nil
}
