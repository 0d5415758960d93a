package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"coupdemain/internal/config"
)

// listen takes the TCP port of a setting.
func listen(ctx context.Context, setting, address string) (net.Listener, error) {
	var plain net.ListenConfig
	listener, err := plain.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, unavailable(setting, address, err)
	}
	return listener, nil
}

// unavailable says in one sentence why a setting's port cannot be had, and the mend.
func unavailable(setting, address string, err error) error {
	mend := fmt.Sprintf("choose another with --%s (%s)", setting, config.Variable(setting))
	_, port, splitErr := net.SplitHostPort(address)
	if splitErr != nil {
		port = address
	}
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s is already taken by another program (%s): stop that program, or %s", port, address, mend)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("port %s may not be opened by this user (%s): give the program CAP_NET_BIND_SERVICE, or %s", port, address, mend)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("%s is not an address of this machine: %s", address, mend)
	}
	return fmt.Errorf("cannot listen on %s: %w; %s", address, err, mend)
}
