package httpd

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// certificateFresh is for how long files are not looked at again.
const certificateFresh = 10 * time.Second

// secure is TLS as the ANSSI wants it (guide SDE-NT-35): 1.2 or 1.3, forward secrecy, authenticated encryption. protocols are offered in ALPN (RFC 7301); whoever offers none speaks HTTP/1.1, or another
// protocol that shares the port.
func secure(certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error), protocols ...string) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		CipherSuites: []uint16{ // Those of 1.2; 1.3 has good ones only.
			tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
			tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
		},
		NextProtos:     append([]string{"h2", "http/1.1"}, protocols...),
		GetCertificate: certificate,
	}
}

// Certified is a domain whose certificates an authority gives by ACME (RFC 8555) as they are needed, and renews a month
// before their end.
type Certified struct {
	domain  string
	manager *autocert.Manager
}

// Certify prepares a domain; it asks nothing yet. folder is where keys and certificates are kept, readable by nobody
// else; directory is the authority's. Whoever installs the program has read the authority's terms.
func Certify(domain, directory, folder string) *Certified {
	return &Certified{domain, &autocert.Manager{
		Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(folder), HostPolicy: autocert.HostWhitelist(domain),
		Client: &acme.Client{DirectoryURL: directory, UserAgent: "coupdemain"},
	}}
}

// TLS answers the authority's TLS-ALPN-01 challenge too (RFC 8737), for which the port has to be 443 outside.
func (c *Certified) TLS() *tls.Config { return secure(c.manager.GetCertificate, acme.ALPNProto) }

// Challenges answers the authority's HTTP-01 challenge, for which the port has to be 80 outside, and gives the rest to
// next.
func (c *Certified) Challenges(next http.Handler) http.Handler { return c.manager.HTTPHandler(next) }

// Obtain gets the certificate now, so that the first visitor does not wait and whoever installs the program reads at
// once what is wrong. It may take minutes, since the authority has to reach this machine; it returns when ctx ends.
func (c *Certified) Obtain(ctx context.Context) error {
	hello := &tls.ClientHelloInfo{
		ServerName:       c.domain,
		SupportedCurves:  []tls.CurveID{tls.CurveP256},
		CipherSuites:     []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}, // An ECDSA key, as browsers get.
		SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256},
	}
	obtained := make(chan error, 1)
	go func() {
		_, err := c.manager.GetCertificate(hello)
		obtained <- err
	}()
	select {
	case err := <-obtained:
		if err != nil {
			return fmt.Errorf("certificate of %s: %w", c.domain, err)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// files is a certificate on disk, which another program renews.
type files struct {
	certificate, key string
	log              *slog.Logger

	mu      sync.Mutex // guards the rest
	fresh   time.Duration
	looked  time.Time
	written [2]time.Time // of each file, as it was read
	current *tls.Certificate
}

// TLSOfFiles serves a PEM certificate chain and its key. They are read again once they have changed; while what is
// there cannot be used, the one before goes on.
func TLSOfFiles(certificate, key string, log *slog.Logger) (*tls.Config, error) {
	f := &files{certificate: certificate, key: key, log: log, fresh: certificateFresh}
	if err := f.read(); err != nil {
		return nil, err
	}
	return secure(f.get), nil
}

func (f *files) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.looked) < f.fresh {
		return f.current, nil
	}
	if err := f.read(); err != nil {
		f.log.Error("certificate not read again, the one before goes on", "error", err)
	}
	return f.current, nil
}

// read takes what is on disk if that has changed. f.mu is held, or nobody else has f yet.
func (f *files) read() error {
	f.looked = time.Now()
	var written [2]time.Time
	for i, name := range []string{f.certificate, f.key} {
		info, err := os.Stat(name)
		if err != nil {
			return fmt.Errorf("certificate: %w", err)
		}
		written[i] = info.ModTime()
	}
	if written == f.written {
		return nil
	}
	pair, err := tls.LoadX509KeyPair(f.certificate, f.key)
	if err != nil {
		return fmt.Errorf("certificate %s with key %s: %w", f.certificate, f.key, err)
	}
	if time.Now().After(pair.Leaf.NotAfter) {
		return fmt.Errorf("certificate %s ended on %s", f.certificate, pair.Leaf.NotAfter.Format(time.DateOnly))
	}
	f.written, f.current = written, &pair
	return nil
}

// SendOn answers whatever comes in clear with the same address under https.
func SendOn(base string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "https only: "+base, http.StatusForbidden) // What it carried has been read by others.
			return
		}
		http.Redirect(w, r, base+r.URL.RequestURI(), http.StatusMovedPermanently)
	})
}
