package httpd

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// certify writes a certificate of that serial number for localhost, and its key.
func certify(t *testing.T, certificate, key string, serial int64, until time.Time) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), DNSNames: []string{"localhost"},
		NotBefore: until.AddDate(-1, 0, 0), NotAfter: until, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	writeAt(t, certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), serial)
	writeAt(t, key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}), serial)
}

// writeAt writes a file as if at another moment than the one before it.
func writeAt(t *testing.T, name string, text []byte, serial int64) {
	t.Helper()
	at := time.Now().Add(time.Duration(serial) * time.Second)
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, at, at); err != nil {
		t.Fatal(err)
	}
}

// serve runs a server on a port of its own until the end of the test.
func serve(t *testing.T, s *Server) (address string) {
	t.Helper()
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx, s.Listener(port)) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return port.Addr().String()
}

// hello answers every request.
var hello = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) })

// overTLS is a server with a certificate made for the test, of serial number 1.
func overTLS(t *testing.T) (f *files, address string) {
	t.Helper()
	dir := t.TempDir()
	f = &files{certificate: filepath.Join(dir, "c.pem"), key: filepath.Join(dir, "k.pem"), log: slog.New(slog.DiscardHandler)}
	certify(t, f.certificate, f.key, 1, time.Now().AddDate(0, 1, 0))
	if err := f.read(); err != nil {
		t.Fatal(err)
	}
	return f, serve(t, &Server{Handler: hello, TLS: secure(f.get)})
}

// shake makes a handshake and gives what came of it.
func shake(t *testing.T, address string, config *tls.Config) (tls.ConnectionState, error) {
	t.Helper()
	config.InsecureSkipVerify = true // The certificate is the test's own; it is looked at below.
	conn, err := tls.Dial("tcp", address, config)
	if err != nil {
		return tls.ConnectionState{}, err
	}
	defer conn.Close()
	return conn.ConnectionState(), nil
}

func TestHTTP2OverTLS(t *testing.T) {
	_, address := overTLS(t)
	for name, tt := range map[string]struct {
		transport *http.Transport
		want      string
	}{
		"HTTP/2":   {&http.Transport{ForceAttemptHTTP2: true}, "HTTP/2.0"},
		"HTTP/1.1": {&http.Transport{}, "HTTP/1.1"},
	} {
		tt.transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
		answer, err := (&http.Client{Transport: tt.transport}).Get("https://" + address)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil || string(body) != tt.want {
			t.Errorf("%s: %q, %v", name, body, err)
		}
		answer.Body.Close()
		tt.transport.CloseIdleConnections()
	}
}

func TestOnlyGoodTLS(t *testing.T) {
	_, address := overTLS(t)
	cbc := []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA}
	for name, tt := range map[string]struct {
		config *tls.Config
		ok     bool
	}{
		"1.3":        {&tls.Config{MinVersion: tls.VersionTLS13}, true},
		"1.2":        {&tls.Config{MaxVersion: tls.VersionTLS12}, true},
		"1.2 in CBC": {&tls.Config{MaxVersion: tls.VersionTLS12, CipherSuites: cbc}, false},
		"1.1":        {&tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, false},
		"no ALPN":    {&tls.Config{}, true},
	} {
		state, err := shake(t, address, tt.config)
		if (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && state.NegotiatedProtocol != "" {
			t.Errorf("%s: %q was negotiated", name, state.NegotiatedProtocol)
		}
	}
}

func TestCertificateIsReadAgain(t *testing.T) {
	f, address := overTLS(t)
	expect := func(when string, serial int64) {
		t.Helper()
		state, err := shake(t, address, &tls.Config{})
		if err != nil || state.PeerCertificates[0].SerialNumber.Int64() != serial {
			t.Errorf("%s: %v, %v; want number %d", when, state.PeerCertificates, err, serial)
		}
	}
	expect("at first", 1)
	certify(t, f.certificate, f.key, 2, time.Now().AddDate(0, 1, 0))
	expect("renewed", 2)
	writeAt(t, f.key, []byte("half a ke"), 3)
	expect("while it is being written", 2)
	certify(t, f.certificate, f.key, 4, time.Now().AddDate(0, 0, -1))
	expect("replaced by one that has ended", 2)
	if err := os.Remove(f.key); err != nil {
		t.Fatal(err)
	}
	expect("gone", 2)
	certify(t, f.certificate, f.key, 5, time.Now().AddDate(0, 1, 0))
	expect("well again", 5)
}

func TestBadCertificateIsRefusedAtOnce(t *testing.T) {
	dir := t.TempDir()
	certificate, key := filepath.Join(dir, "c.pem"), filepath.Join(dir, "k.pem")
	if _, err := TLSOfFiles(certificate, key, nil); err == nil {
		t.Error("no file, no error")
	}
	certify(t, certificate, key, 1, time.Now().AddDate(0, 0, -1))
	if _, err := TLSOfFiles(certificate, key, nil); err == nil {
		t.Error("one that has ended, no error")
	}
}

func TestPlainIsSentOn(t *testing.T) {
	address := serve(t, &Server{Handler: SendOn("https://aide.example.org")})
	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Get("http://" + address + "/c/482%20913?x=1")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if got := answer.Header.Get("Location"); answer.StatusCode != http.StatusMovedPermanently || got != "https://aide.example.org/c/482%20913?x=1" {
		t.Errorf("%d to %q", answer.StatusCode, got)
	}
	answer, err = client.Post("http://"+address+"/", "application/x-www-form-urlencoded", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("a form in clear: %d", answer.StatusCode)
	}
}
