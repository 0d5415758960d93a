package config

import (
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
)

func parse(args ...string) (any, error) { return Parse(args, io.Discard, io.Discard) }

func TestServeDefaults(t *testing.T) {
	got, err := parse("serve")
	want := Serve{Listen: "127.0.0.1:8080", Data: "./data", MediaPort: 7882, TURNPort: 3478}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
}

func TestServeSettings(t *testing.T) {
	want := Serve{
		Listen: ":443", BaseURL: "https://aide.example.org", Data: "/srv/aide", MediaPort: 7000,
		MediaIPs: []netip.Addr{netip.MustParseAddr("203.0.113.5"), netip.MustParseAddr("2001:db8::5")},
		TURNPort: 0, Metrics: "127.0.0.1:9090",
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.1/32")},
		Drain:          10 * time.Minute, LogLevel: slog.LevelDebug,
	}
	t.Run("flags", func(t *testing.T) {
		got, err := parse("serve", "--listen", ":443", "--base-url", "https://Aide.example.org/", "--data", "/srv/aide",
			"--media-port", "7000", "--media-ip", "203.0.113.5", "--media-ip", "2001:db8::5", "--turn-port", "0",
			"--metrics", "127.0.0.1:9090", "--trusted-proxy", "10.1.2.3/8", "--trusted-proxy", "192.0.2.1/32",
			"--drain", "10m", "--log-level", "debug")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	})
	t.Run("environment", func(t *testing.T) {
		for setting, value := range map[string]string{
			"listen": ":443", "base-url": "https://aide.example.org", "data": "/srv/aide", "media-port": "7000",
			"media-ip": "203.0.113.5,2001:db8::5", "turn-port": "3479", "metrics": "127.0.0.1:9090",
			"trusted-proxy": "10.0.0.0/8,192.0.2.1/32", "drain": "10m", "log-level": "DEBUG", "database": "",
		} {
			t.Setenv(Variable(setting), value)
		}
		got, err := parse("serve", "--turn-port=0")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v; want %+v, the flag winning", got, err, want)
		}
	})
}

func TestTLSSettings(t *testing.T) {
	const authority = "https://acme-v02.api.letsencrypt.org/directory"
	tests := []struct {
		name   string
		args   []string
		listen string
		base   string
		want   TLS
	}{
		{"a domain", []string{"--domain", "Aide.Example.org."}, ":443", "https://aide.example.org",
			TLS{Domain: "aide.example.org", ACME: authority, HTTP: ":80"}},
		{"a name with an accent", []string{"--domain", "mairie-évian.example.org"}, ":443", "https://xn--mairie-vian-hbb.example.org",
			TLS{Domain: "xn--mairie-vian-hbb.example.org", ACME: authority, HTTP: ":80"}},
		{"another port, another authority", []string{"--domain", "aide.example.org", "--listen", "192.0.2.1:8443", "--acme", "https://ca.example.org/acme"},
			"192.0.2.1:8443", "https://aide.example.org:8443", TLS{Domain: "aide.example.org", ACME: "https://ca.example.org/acme"}},
		{"own files", []string{"--tls-cert", "c", "--tls-key", "k", "--base-url", "https://aide.example.org", "--http", "192.0.2.1:8080"},
			":443", "https://aide.example.org", TLS{Certificate: "c", Key: "k", HTTP: "192.0.2.1:8080", HTTPAsked: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parse(append([]string{"serve"}, tt.args...)...)
			s, _ := got.(Serve)
			if err != nil || s.Listen != tt.listen || s.BaseURL != tt.base || s.TLS != tt.want || !s.TLS.On() {
				t.Errorf("listen %q, base %q, %+v, %v", s.Listen, s.BaseURL, s.TLS, err)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want []string // each in a fault of its own, in order
	}{
		{"everything at once", []string{
			"--listen", "8080", "--base-url", "aide.example.org", "--data", "", "--media-port", "-1", "--turn-port", "many",
			"--drain", "10", "--media-ip", "here", "--media-ip", "0.0.0.0", "--database", "postgres://u:secret@db/x",
			"--metrics", "on", "--trusted-proxy", "10.0.0.1", "--log-level", "loud",
		}, []string{
			`--listen "8080" (COUPDEMAIN_LISTEN): write an address and a port, such as 127.0.0.1:8080`,
			`--base-url "aide.example.org" (COUPDEMAIN_BASE_URL): write the public address`,
			`--data "" (COUPDEMAIN_DATA): write the folder`,
			`--media-port "-1" (COUPDEMAIN_MEDIA_PORT): write a port from 0 to 65535`,
			`--turn-port "many" (COUPDEMAIN_TURN_PORT): write a port`,
			`--drain "10" (COUPDEMAIN_DRAIN): write a duration`,
			`--media-ip "here" (COUPDEMAIN_MEDIA_IP): write the IP address`,
			`--media-ip "0.0.0.0" (COUPDEMAIN_MEDIA_IP): write the IP address`,
			`--database "postgres:…" (COUPDEMAIN_DATABASE): only SQLite`,
			`--metrics "on" (COUPDEMAIN_METRICS): write an address and a port`,
			`--trusted-proxy "10.0.0.1" (COUPDEMAIN_TRUSTED_PROXY): write a network`,
			`--log-level "loud" (COUPDEMAIN_LOG_LEVEL): choose debug`,
		}},
		{"port too high", []string{"--listen", "127.0.0.1:65536"}, []string{"the port must be a number from 0"}},
		{"a page, not a site", []string{"--base-url", "https://example.org/aide"}, []string{"such as https://example.org"}},
		{"a password in the address", []string{"--base-url", "https://u:secret@example.org"}, []string{`"https://u:xxxxx@example.org"`}},
		{"one port for two", []string{"--media-port", "8080"}, []string{`--media-port "8080" (COUPDEMAIN_MEDIA_PORT): --listen has this port already`}},
		{"two certificates", []string{"--domain", "192.0.2.1", "--tls-cert", "c", "--acme", "http://example.org", "--base-url", "http://aide.example.org"}, []string{
			`--domain "192.0.2.1" (COUPDEMAIN_DOMAIN): write the public name`, `--acme "http://example.org"`,
			`--tls-cert "c" (COUPDEMAIN_TLS_CERT): leave it out`, `--base-url "http://aide.example.org" (COUPDEMAIN_BASE_URL): write an address that begins with https`,
		}},
		{"half a certificate", []string{"--tls-cert", "c"}, []string{"--tls-key", "--base-url"}},
		{"the other half", []string{"--tls-key", "k", "--http", ":80"}, []string{"--tls-cert", "--http"}},
		{"a day and more", []string{"--drain", "25h"}, []string{"--drain"}},
		{"no such flag", []string{"--port", "1"}, []string{"unknown flag --port"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parse(append([]string{"serve"}, tt.args...)...)
			var faults *FaultsError
			if !errors.As(err, &faults) || len(faults.Faults) != len(tt.want) {
				t.Fatalf("%+v, %v; want %d faults", got, err, len(tt.want))
			}
			for i, want := range tt.want {
				if !strings.Contains(faults.Faults[i], want) {
					t.Errorf("fault %d is %s, want %s", i, faults.Faults[i], want)
				}
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("a password is shown: %v", err)
			}
		})
	}
}

func TestNoSuchCommand(t *testing.T) {
	for _, args := range [][]string{{}, {"mediator"}, {"dance"}, {"serve", "more"}} {
		var faults *FaultsError
		if got, err := parse(args...); !errors.As(err, &faults) {
			t.Errorf("%q: %+v, %v", args, got, err)
		}
	}
}

func TestMediatorAdd(t *testing.T) {
	got, err := parse("mediator", "add", "--data", "d", "--email", "p@example.org", "--name", "Philippe Martin",
		"--organization", "Médiathèque", "--phone", "05 57 00 00 00", "--town", "Pessac", "--role", "admin")
	want := MediatorAdd{Data: "d", Person: accounts.NewPerson{
		Email: "p@example.org", Name: "Philippe Martin", Organization: "Médiathèque", Phone: "05 57 00 00 00", Town: "Pessac", Role: accounts.Admin,
	}}
	if err != nil || got != want {
		t.Fatalf("%+v, %v; want %+v", got, err, want)
	}
	refused := want.Refused(&accounts.InvalidError{Faults: []accounts.Fault{
		{Field: accounts.FieldEmail, Problem: accounts.NotAnEmail}, {Field: accounts.FieldPassword, Problem: accounts.TooShort},
	}})
	if refused == nil || !strings.Contains(refused.Error(), `--email "p@example.org" (COUPDEMAIN_EMAIL): it is not an e-mail address`) ||
		!strings.Contains(refused.Error(), "the password, on standard input, is too short") {
		t.Errorf("refused: %v", refused)
	}
	if err := want.Refused(io.EOF); !errors.Is(err, io.EOF) {
		t.Errorf("another error became %v", err)
	}
}
