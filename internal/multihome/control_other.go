//go:build !linux

package multihome

import (
	"errors"
	"net"
	"net/netip"
)

// ask fails: the kernel's choice has to do.
func ask(*net.UDPConn) error { return errors.ErrUnsupported }

func destination([]byte) (netip.Addr, bool) { return netip.Addr{}, false }

func leaving(netip.Addr) []byte { return nil }
