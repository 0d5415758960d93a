package mail

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// happening is one thing that the server says it did.
type happening struct {
	Port  int
	Did   string
	To    string
	Taken bool
	User  string
	TLS   bool
	Mail  string
}

// postOffice is Debian's aiosmtpd, doing as it is told.
type postOffice struct {
	port int
	mu   sync.Mutex
	did  []happening
}

// openPostOffice starts one; it ends with the test.
func openPostOffice(t *testing.T, plan map[string][]string, options map[string]any) *postOffice {
	t.Helper()
	said := make([]string, 2)
	for i, value := range []any{plan, options} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		said[i] = string(text)
	}
	if options == nil {
		said[1] = "{}"
	}
	if plan == nil {
		said[0] = "{}"
	}
	process := exec.CommandContext(t.Context(), "/usr/bin/python3", "testdata/server.py", said[0], said[1])
	process.Stderr = os.Stderr
	out, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	office, opened, read := &postOffice{}, make(chan int, 1), make(chan struct{})
	go func() {
		defer close(read)
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 10<<20)
		for lines.Scan() {
			var h happening
			if err := json.Unmarshal(lines.Bytes(), &h); err != nil {
				t.Error(err)
			}
			if h.Port != 0 {
				opened <- h.Port
				continue
			}
			office.mu.Lock()
			office.did = append(office.did, h)
			office.mu.Unlock()
		}
		close(opened)
	}()
	t.Cleanup(func() {
		_ = process.Process.Kill()
		<-read
		_ = process.Wait()
	})
	if office.port = <-opened; office.port == 0 {
		t.Fatal("aiosmtpd did not start: is python3-aiosmtpd installed?")
	}
	return office
}

// taken are the mails that the server has taken, as it was sent them.
func (o *postOffice) taken() (all []happening) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, h := range o.did {
		if h.Taken {
			all = append(all, h)
		}
	}
	return all
}

func (o *postOffice) server() *Server {
	return &Server{Host: "127.0.0.1", Port: o.port, Security: Clear, From: "ateliers@example.org", FromName: "France Services"}
}

// certified makes a certificate for 127.0.0.1: the authorities to trust, and its two files.
func certified(t *testing.T) (roots *x509.CertPool, certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, content []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	roots = x509.NewCertPool()
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots.AddCert(parsed)
	return roots, write("c.pem", "CERTIFICATE", der), write("k.pem", "PRIVATE KEY", secret)
}
