package selftest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coupdemain/web/locales"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// freePort is one that nobody has, UDP and TCP, a moment ago.
func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// sound is a machine on which all is well.
func sound(t *testing.T) Settings {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return Settings{
		Data: dir, Database: func(context.Context) error { return nil }, Secret: []byte("a secret of thirty-two characters"),
		Listen: fmt.Sprint("127.0.0.1:", freePort(t)), BaseURL: "https://aide.example.org",
		MediaPort: freePort(t), TURNPort: freePort(t), Announced: []netip.Addr{netip.MustParseAddr("127.0.0.1")},
		MailServer: "smtp.example.org:587", Mail: func(context.Context) error { return nil },
	}
}

// found runs the test, checks that everything has its words in both languages, and gives the keys by state.
func found(t *testing.T, s Settings) map[State][]string {
	t.Helper()
	catalogues, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[State][]string{}
	Run(t.Context(), s, func(f Finding) {
		keys[f.State] = append(keys[f.State], f.Key)
		for language, words := range catalogues {
			text, err := words.Text("check."+f.Key, f.Pairs...)
			if err != nil || strings.Contains(text, "{") {
				t.Errorf("%s: %q, %v", language, text, err)
			}
			if _, err := words.Text("check." + f.Key + ".mend"); f.State == Mend && f.Key != "folder.error" && err != nil {
				t.Error(err)
			}
		}
	})
	return keys
}

func TestAllIsWell(t *testing.T) {
	got := found(t, sound(t))
	if len(got[Mend]) != 0 {
		t.Errorf("to mend: %v", got[Mend])
	}
	for _, key := range []string{"folder", "database", "port", "relay", "mail"} {
		if !slices.Contains(got[Fine], key) {
			t.Errorf("%s is not said to be well: %v", key, got)
		}
	}
	if n := len(got[Fine]) - len(slices.DeleteFunc(slices.Clone(got[Fine]), func(k string) bool { return k == "relay" })); n != 2 {
		t.Errorf("packets went through the relay %d times, want UDP and TCP", n)
	}
	if !slices.Contains(got[Note], "outside") {
		t.Error("what cannot be known is not said")
	}
}

func TestWhatIsToMend(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for name, tt := range map[string]struct {
		spoil func(*Settings)
		want  []string
	}{
		"no folder":        {func(s *Settings) { s.Data += "/none" }, []string{"folder.missing"}},
		"an open folder":   {func(s *Settings) { _ = os.Chmod(s.Data, 0o755) }, []string{"folder.open"}},
		"a file":           {func(s *Settings) { s.Data = "/dev/null/x" }, []string{"folder.error"}},
		"a bad database":   {func(s *Settings) { s.Database = func(context.Context) error { return errors.New("spoilt") } }, []string{"database.error"}},
		"pages in clear":   {func(s *Settings) { s.BaseURL = "http://aide.example.org" }, []string{"address.clear"}},
		"no address":       {func(s *Settings) { s.BaseURL = "http://%" }, []string{"address.error"}},
		"a port taken":     {func(s *Settings) { s.Listen = taken.Addr().String() }, []string{"port.taken"}},
		"no such address":  {func(s *Settings) { s.Listen = "192.0.2.77:0" }, []string{"port.error"}},
		"served, not ours": {func(s *Settings) { s.Running, s.MediaPort, s.TURNPort = true, 0, 0 }, []string{"port.unserved"}},
		"no relay there": {func(s *Settings) { s.Running, s.MediaPort, s.Listen = true, 0, taken.Addr().String() },
			[]string{"port.unserved", "port.unserved", "relay.error", "relay.error"}},
		"no such name":   {func(s *Settings) { s.Domain, s.Certificate = "nowhere.invalid", "none" }, []string{"name.unknown"}},
		"no certificate": {func(s *Settings) { s.Certificate = "none" }, []string{"certificate.error"}},
		"another's":      {func(s *Settings) { s.Certificate = certificate(t, "example.org", 90) }, []string{"certificate.name"}},
		"ended":          {func(s *Settings) { s.Certificate = certificate(t, "aide.example.org", -1) }, []string{"certificate.ended"}},
		"ending":         {func(s *Settings) { s.Certificate = certificate(t, "aide.example.org", 10) }, []string{"certificate.ending"}},
		"a good one":     {func(s *Settings) { s.Certificate = certificate(t, "aide.example.org", 90) }, nil},
		"no mail server": {func(s *Settings) { s.Mail = func(context.Context) error { return errors.New("535 wrong password") } },
			[]string{"mail.error"}},
		"no mail at all":     {func(s *Settings) { s.MailServer = "" }, nil},
		"relay switched off": {func(s *Settings) { s.TURNPort = 0 }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := sound(t)
			tt.spoil(&s)
			if got := found(t, s)[Mend]; !slices.Equal(got, tt.want) {
				t.Errorf("to mend: %v, want %v", got, tt.want)
			}
		})
	}
}

func TestBehindARouter(t *testing.T) {
	s := sound(t)
	s.Announced = []netip.Addr{netip.MustParseAddr("203.0.113.5")}
	if got := found(t, s); !slices.Contains(got[Note], "announced.elsewhere") || len(got[Mend]) != 0 {
		t.Errorf("%v", got)
	}
}

// certificate is a file with a certificate of that name, which ends after so many days.
func certificate(t *testing.T, name string, days int) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(0, 0, days),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "c.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTheFirewallIsToLetInWhatStrangersComeBy(t *testing.T) {
	s := Settings{Listen: "127.0.0.1:8080", MediaPort: 7882}
	for _, tt := range []struct{ base, domain, want string }{
		{"http://localhost:8080", "", "8080 TCP, 7882 UDP, 7882 TCP"},
		{"https://aide.example.org", "", "443 TCP (https://aide.example.org), 7882 UDP, 7882 TCP"},
		{"https://aide.example.org:8443", "", "8443 TCP (https://aide.example.org:8443), 7882 UDP, 7882 TCP"},
		{"https://aide.example.org", "aide.example.org", "8080 TCP, 7882 UDP, 7882 TCP"},
	} {
		s.BaseURL, s.Domain = tt.base, tt.domain
		if got := s.outsidePorts(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.base, got, tt.want)
		}
	}
}
