package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// tlsFlags are serve's settings of TLS as typed.
type tlsFlags struct {
	Domain  string `placeholder:"NAME" help:"Serve https under this name, such as aide.example.org, with certificates got and renewed by ACME."`
	TLSCert string `name:"tls-cert" placeholder:"FILE" help:"Serve https with this certificate chain, in PEM; read again when it changes."`
	TLSKey  string `name:"tls-key" placeholder:"FILE" help:"The private key of --tls-cert, in PEM."`
	ACME    string `name:"acme" default:"https://acme-v02.api.letsencrypt.org/directory" placeholder:"URL" help:"Directory of the authority that certifies --domain (${default})."`
	HTTP    string `name:"http" placeholder:"ADDRESS:PORT" help:"Where plain http is sent on to https. By default port 80 if --listen has port 443."`
}

// TLS says how https is served. At most one of Domain and Certificate is set; with neither, pages are served in clear.
type TLS struct {
	Domain           string // in ASCII (RFC 5891)
	ACME             string // directory URL (RFC 8555)
	Certificate, Key string // files
	HTTP             string // host:port of plain http; empty: none
	HTTPAsked        bool   // HTTP was typed: not having it is a fault
}

// On tells whether https is served.
func (t TLS) On() bool { return t.Domain != "" || t.Certificate != "" }

// check reads the settings of TLS beside those of the pages, whose defaults depend on them.
func (typed tlsFlags) check(f *faults, listen string, base string) TLS {
	t := TLS{Certificate: typed.TLSCert, Key: typed.TLSKey}
	if typed.Domain != "" {
		t.Domain, t.ACME = domain(f, typed.Domain), directory(f, typed.ACME)
	}
	switch {
	case typed.Domain != "" && typed.TLSCert != "":
		f.add("tls-cert", typed.TLSCert, "leave it out, or leave --domain out: certificates come from one of the two")
	case typed.TLSCert != "" && typed.TLSKey == "":
		f.add("tls-key", "", "write the file of the private key that goes with --tls-cert")
	case typed.TLSCert == "" && typed.TLSKey != "":
		f.add("tls-cert", "", "write the file of the certificate that goes with --tls-key")
	}
	if (typed.Domain != "" || typed.TLSCert != "") && base != "" && !strings.HasPrefix(base, "https://") {
		f.add("base-url", base, "write an address that begins with https://, since that is what is served")
	}
	if typed.TLSCert != "" && base == "" {
		f.add("base-url", "", "write the public address that --tls-cert is for, such as https://aide.example.org")
	}
	switch host, port, _ := net.SplitHostPort(listen); {
	case typed.HTTP != "":
		t.HTTP, t.HTTPAsked = hostPort(f, "http", typed.HTTP, ":80"), true
	case t.On() && port == "443":
		t.HTTP = net.JoinHostPort(host, "80")
	}
	if typed.HTTP != "" && !t.On() {
		f.add("http", typed.HTTP, "leave it out: without --domain or --tls-cert, --listen is plain http itself")
	}
	return t
}

// listenDefault is where pages are served if nothing is typed.
func (typed tlsFlags) listenDefault() string {
	if typed.Domain != "" || typed.TLSCert != "" {
		return ":443"
	}
	return "127.0.0.1:8080"
}

// domain is a name that an authority can certify, in ASCII.
func domain(f *faults, text string) string {
	name, err := idna.Lookup.ToASCII(strings.TrimSuffix(strings.TrimSpace(text), "."))
	_, notIP := netip.ParseAddr(name)
	if err != nil || notIP == nil || !strings.Contains(name, ".") || strings.ContainsAny(name, ":/*") {
		f.add("domain", text, "write the public name of this machine alone, such as aide.example.org")
		return ""
	}
	return name
}

func directory(f *faults, text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" {
		f.add("acme", text, "write the address of the authority's directory, which begins with https://")
		return ""
	}
	return text
}

// baseOf is the public address of a domain whose pages are served on a port.
func baseOf(domain, listen string) string {
	if n := portOf(listen); n != 443 && n != 0 {
		return "https://" + net.JoinHostPort(domain, strconv.Itoa(n))
	}
	return "https://" + domain
}
