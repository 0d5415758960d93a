package config

import (
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"coupdemain/internal/mail"
	"coupdemain/internal/sms"
)

// serveFlags are serve's settings as typed.
type serveFlags struct {
	Listen       string    `placeholder:"ADDRESS:PORT" help:"Where the pages are served. By default 127.0.0.1:8080; with https, port 443 of every address."`
	BaseURL      string    `name:"base-url" placeholder:"URL" help:"Public address of the pages, such as https://aide.example.org. By default that of --domain, or http://localhost and the port of --listen."`
	TLS          tlsFlags  `embed:""`
	Data         string    `default:"./data" placeholder:"DIR" help:"Folder of the database and the secret key, made if need be (${default})."`
	MediaPort    string    `default:"7882" placeholder:"PORT" help:"UDP and TCP port of pictures and sound (${default}); 0 is any that is free."`
	MediaIP      []string  `name:"media-ip" placeholder:"IP" help:"Address announced to browsers for pictures and sound, repeatable. By default every address of the machine."`
	TURNPort     string    `name:"turn-port" default:"3478" placeholder:"PORT" help:"UDP and TCP port of the relay (${default}); 0 switches it off."`
	Database     string    `placeholder:"URL" help:"Empty: SQLite in the data folder, the only database so far."`
	Metrics      string    `placeholder:"ADDRESS:PORT" help:"Where Prometheus reads /metrics, such as 127.0.0.1:9090. Empty: nowhere."`
	TrustedProxy []string  `placeholder:"CIDR" help:"Network of a reverse proxy whose X-Forwarded-For is believed, such as 10.0.0.0/8, repeatable."`
	Drain        string    `default:"0s" placeholder:"DURATION" help:"How long to let helps end when told to stop, such as 10m (${default}: none, people come back by themselves)."`
	Mail         mailFlags `embed:"" prefix:"mail-"`
	SMS          smsFlags  `embed:"" prefix:"sms-"`
	LogLevel     string    `default:"info" placeholder:"LEVEL" help:"debug, info, warn or error (${default})."`
}

// Serve is what the server runs with.
type Serve struct {
	Listen         string // host:port; port 0 is any that is free
	BaseURL        string // without a slash at its end; empty: LocalURL of the port listened on
	TLS            TLS
	Data           string
	MediaPort      int          // 0: any that is free
	MediaIPs       []netip.Addr // empty: every address of the machine
	TURNPort       int          // 0: no relay
	Metrics        string       // host:port; empty: off
	TrustedProxies []netip.Prefix
	Drain          time.Duration // 0: none
	Mail           *mail.Server  // nil: no e-mail is sent
	SMS            *sms.Gateway  // nil: no text messages are
	LogLevel       slog.Level
}

// Port is that of the pages; 0 is any that is free.
func (s Serve) Port() int { return portOf(s.Listen) }

// LocalURL is the address of the pages for a browser on the same machine. localhost is a secure context, in which a
// browser gives cameras and screens without TLS.
func LocalURL(port int) string { return "http://localhost:" + strconv.Itoa(port) }

// maxDrain is longer than any help; beyond it somebody mistook the unit.
const maxDrain = 24 * time.Hour

const hostPortMend = "write an address and a port, such as "

func (typed serveFlags) check() (Serve, error) {
	var f faults
	if typed.Listen == "" {
		typed.Listen = typed.TLS.listenDefault()
	}
	s := Serve{
		Listen:    hostPort(&f, "listen", typed.Listen, "127.0.0.1:8080"),
		BaseURL:   baseURL(&f, typed.BaseURL),
		Data:      folder(&f, typed.Data),
		MediaPort: port(&f, "media-port", typed.MediaPort),
		TURNPort:  port(&f, "turn-port", typed.TURNPort),
		Drain:     drain(&f, typed.Drain),
		Mail:      typed.Mail.check(&f),
		SMS:       typed.SMS.check(&f),
	}
	s.TLS = typed.TLS.check(&f, s.Listen, s.BaseURL)
	if s.BaseURL == "" && s.TLS.Domain != "" {
		s.BaseURL = baseOf(s.TLS.Domain, s.Listen)
	}
	for _, text := range typed.MediaIP {
		ip, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil || ip.Zone() != "" || ip.IsUnspecified() || ip.IsMulticast() {
			f.add("media-ip", text, "write the IP address by which browsers reach this machine, such as 203.0.113.5, or leave it out")
			continue
		}
		s.MediaIPs = append(s.MediaIPs, ip.Unmap())
	}
	if typed.Database != "" {
		// The value may hold a password: only what comes before it is repeated.
		scheme, _, _ := strings.Cut(typed.Database, ":")
		f.add("database", scheme+":…", "only SQLite, in the data folder, exists so far: leave this setting out")
	}
	if typed.Metrics != "" {
		s.Metrics = hostPort(&f, "metrics", typed.Metrics, "127.0.0.1:9090")
	}
	for _, text := range typed.TrustedProxy {
		network, err := netip.ParsePrefix(strings.TrimSpace(text))
		if err != nil {
			f.add("trusted-proxy", text, "write a network, such as 10.0.0.0/8, or one address as 192.0.2.1/32")
			continue
		}
		s.TrustedProxies = append(s.TrustedProxies, network.Masked())
	}
	if err := s.LogLevel.UnmarshalText([]byte(typed.LogLevel)); err != nil {
		f.add("log-level", typed.LogLevel, "choose debug, info, warn or error")
	}
	s.checkPorts(&f)
	if err := f.err(); err != nil {
		return Serve{}, err
	}
	return s, nil
}

// checkPorts finds two settings that want one port. All of these listen on TCP.
func (s Serve) checkPorts(f *faults) {
	wanted := map[int]string{}
	for _, one := range []struct {
		setting string
		port    int
	}{
		{"listen", portOf(s.Listen)}, {"http", portOf(s.TLS.HTTP)}, {"metrics", portOf(s.Metrics)}, {"media-port", s.MediaPort}, {"turn-port", s.TURNPort},
	} {
		if one.port == 0 {
			continue
		}
		if other, taken := wanted[one.port]; taken {
			f.add(one.setting, strconv.Itoa(one.port), "--"+other+" has this port already: choose another for one of the two")
			continue
		}
		wanted[one.port] = one.setting
	}
}

func portOf(hostPort string) int {
	_, text, _ := net.SplitHostPort(hostPort)
	n, _ := strconv.Atoi(text) // Checked before; empty is 0.
	return n
}

func hostPort(f *faults, setting, text, example string) string {
	host, number, err := net.SplitHostPort(text)
	if err != nil || strings.ContainsAny(host, " /@") {
		f.add(setting, text, hostPortMend+example)
		return ""
	}
	if n, err := strconv.ParseUint(number, 10, 16); err != nil {
		f.add(setting, text, "the port must be a number from 0 (any that is free) to 65535, as in "+example)
		return ""
	} else {
		return net.JoinHostPort(host, strconv.FormatUint(n, 10))
	}
}

func port(f *faults, setting, text string) int {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		f.add(setting, text, "write a port from 0 to 65535")
	}
	return int(n)
}

func folder(f *faults, text string) string {
	if text == "" {
		f.add("data", text, "write the folder to keep data in, such as ./data")
	}
	return text
}

func baseURL(f *faults, text string) string {
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "":
		f.add("base-url", text, "write the public address, such as https://aide.example.org")
	case u.User != nil, strings.Trim(u.Path, "/") != "", u.RawQuery != "", u.Fragment != "":
		f.add("base-url", u.Redacted(), "write only the scheme and the host, such as https://"+u.Host)
	default:
		return u.Scheme + "://" + strings.ToLower(u.Host)
	}
	return ""
}

func drain(f *faults, text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > maxDrain {
		f.add("drain", text, "write a duration from 0 to 24h, such as 10m")
	}
	return d
}
