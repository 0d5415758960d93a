package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"coupdemain/internal/config"
	"coupdemain/internal/httpd"
	"coupdemain/turn"
)

// door is where strangers come in: the port of the pages and, with TLS, the one of plain http that sends on to it.
type door struct {
	port      *net.TCPListener
	listener  net.Listener // port, bounded and with TLS
	server    httpd.Server
	certified *httpd.Certified // nil without ACME
	shared    *turn.Demux      // nil where nothing but pages comes by the port
	plain     net.Listener     // nil without
	sendOn    httpd.Server
	log       *slog.Logger
}

// openDoor takes the ports and reads the certificate. Close it in the end.
func openDoor(ctx context.Context, s config.Serve, log *slog.Logger) (*door, error) {
	d := &door{log: log}
	crowded := func(a netip.Addr) bool {
		return slices.ContainsFunc(s.TrustedProxies, func(network netip.Prefix) bool { return network.Contains(a) })
	}
	d.server = httpd.Server{Crowded: crowded, Log: log}
	var err error
	switch {
	case s.TLS.Domain != "":
		d.certified = httpd.Certify(s.TLS.Domain, s.TLS.ACME, filepath.Join(s.Data, certificatesFolder))
		d.server.TLS = d.certified.TLS()
	case s.TLS.Certificate != "":
		if d.server.TLS, err = httpd.TLSOfFiles(s.TLS.Certificate, s.TLS.Key, log); err != nil {
			return nil, fmt.Errorf("%w: see --tls-cert and --tls-key", err)
		}
	}
	port, err := listen(ctx, "listen", s.Listen)
	if err != nil {
		return nil, err
	}
	d.port = port.(*net.TCPListener)
	d.listener = d.server.Listener(port)
	if d.server.TLS != nil && s.TURNPort != 0 {
		d.shared = turn.NewDemux(d.listener)
	}
	if err := d.openPlain(ctx, s); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// certificatesFolder is in the data folder; what ACME gives is kept there.
const certificatesFolder = "certificates"

// openPlain takes the port of plain http. If nobody asked for it, the pages do without.
func (d *door) openPlain(ctx context.Context, s config.Serve) error {
	if s.TLS.HTTP == "" {
		return nil
	}
	plain, err := listen(ctx, "http", s.TLS.HTTP)
	if err != nil && s.TLS.HTTPAsked {
		return err
	}
	if err != nil {
		d.log.Warn("nobody is sent from http on to https", "error", err)
		return nil
	}
	d.sendOn = httpd.Server{Handler: httpd.SendOn(s.BaseURL), Log: d.log}
	if d.certified != nil {
		d.sendOn.Handler = d.certified.Challenges(d.sendOn.Handler)
	}
	d.plain = d.sendOn.Listener(plain)
	d.log.Info("sending http on to https", "address", plain.Addr().String())
	return nil
}

// relayed is where connections for the relay come in, besides its own port.
func (d *door) relayed() []net.Listener {
	if d.shared == nil {
		return nil
	}
	return []net.Listener{httpd.Settled(d.shared.Relay())}
}

// number is the port of the pages.
func (d *door) number() int { return d.port.Addr().(*net.TCPAddr).Port }

// run answers with pages until ctx ends.
func (d *door) run(ctx context.Context, pages http.Handler) error {
	d.server.Handler = pages
	group, ctx := errgroup.WithContext(ctx)
	if d.shared == nil {
		group.Go(func() error { return d.server.Run(ctx, d.listener) })
	} else {
		// The port is shared until the pages have finished: they are to end by themselves, not for want of a listener.
		sharing, end := context.WithCancel(context.WithoutCancel(ctx))
		group.Go(func() error { return d.shared.Run(sharing) })
		group.Go(func() error {
			defer end()
			return d.server.Run(ctx, d.shared.Web())
		})
	}
	if d.plain != nil {
		group.Go(func() error { return d.sendOn.Run(ctx, d.plain) })
	}
	if d.certified != nil {
		group.Go(func() error {
			switch err := d.certified.Obtain(ctx); {
			case err == nil:
				d.log.Info("certificate ready")
			case ctx.Err() == nil:
				d.log.Error("no certificate yet: it is asked for again when somebody comes", "error", err)
			}
			return nil
		})
	}
	return group.Wait()
}

// Close lets the ports go, unless run has already.
func (d *door) Close() error {
	var err error
	for _, l := range []net.Listener{d.port, d.plain} {
		if l == nil {
			continue
		}
		if one := l.Close(); !errors.Is(one, net.ErrClosed) {
			err = errors.Join(err, one)
		}
	}
	return err
}
