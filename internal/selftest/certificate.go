package selftest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io/fs"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"time"
)

// renewSoon is how near its end a certificate should have been renewed.
const renewSoon = 15 * 24 * time.Hour

// resolveWithin bounds a question to the name service.
const resolveWithin = 5 * time.Second

// tryCertificate looks at the certificate of https, where this server speaks it.
func tryCertificate(ctx context.Context, s Settings, say teller) {
	if s.Certificate == "" {
		return
	}
	public, err := url.Parse(s.BaseURL)
	if err != nil {
		return // That has been said.
	}
	if s.Domain != "" {
		tryName(ctx, s, say)
	}
	leaf, err := readCertificate(s.Certificate, s.Key)
	switch {
	case errors.Is(err, fs.ErrNotExist) && s.Domain != "":
		say(Note, "certificate.none", "name", s.Domain)
		return
	case err != nil:
		say(Mend, "certificate.error", "file", s.Certificate, "error", err)
		return
	}
	end := leaf.NotAfter.Local().Format("02/01/2006")
	left := time.Until(leaf.NotAfter)
	switch {
	case leaf.VerifyHostname(public.Hostname()) != nil:
		say(Mend, "certificate.name", "name", public.Hostname())
	case left <= 0:
		say(Mend, "certificate.ended", "end", end)
	case left < renewSoon:
		say(Mend, "certificate.ending", "end", end)
	default:
		say(Fine, "certificate", "name", public.Hostname(), "end", end)
	}
}

// readCertificate is the first certificate of a file, after trying it with its key.
func readCertificate(file, key string) (*x509.Certificate, error) {
	if key != "" {
		pair, err := tls.LoadX509KeyPair(file, key)
		return pair.Leaf, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			return x509.ParseCertificate(block.Bytes)
		}
	}
	return nil, errors.New("no certificate in it")
}

// tryName asks where the domain leads: an authority, and every visitor, comes by there.
func tryName(ctx context.Context, s Settings, say teller) {
	ctx, cancel := context.WithTimeout(ctx, resolveWithin)
	defer cancel()
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", s.Domain)
	if err != nil {
		say(Mend, "name.unknown", "name", s.Domain)
		return
	}
	ours, err := machineAddresses()
	if err != nil {
		say(Mend, "announced.error", "error", err)
		return
	}
	ours = append(ours, s.Announced...)
	for _, address := range found {
		if slices.Contains(ours, address.Unmap()) {
			say(Fine, "name", "name", s.Domain, "addresses", list(found))
			return
		}
	}
	say(Note, "name.elsewhere", "name", s.Domain, "addresses", list(found))
}

// machineAddresses are the addresses that this machine has.
func machineAddresses() ([]netip.Addr, error) {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil, err
	}
	var addresses []netip.Addr
	for _, one := range all {
		if prefix, err := netip.ParsePrefix(one.String()); err == nil && !prefix.Addr().IsLinkLocalUnicast() {
			addresses = append(addresses, prefix.Addr().Unmap())
		}
	}
	return addresses, nil
}
