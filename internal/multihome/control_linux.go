package multihome

import (
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"syscall"
)

// header is the size of a control message's header (struct cmsghdr).
const header = syscall.SizeofCmsghdr

// The bodies (struct in_pktinfo and in6_pktinfo): an interface and two addresses, an address and an interface.
const (
	info4 = 12
	info6 = 20
)

// ask has the kernel say of each packet which address it was sent to. A socket for IPv6 takes in IPv4 too, and then
// speaks of both as IPv6 does.
func ask(conn *net.UDPConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var six, four error
	err = raw.Control(func(fd uintptr) {
		six = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IPV6, syscall.IPV6_RECVPKTINFO, 1)
		four = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IP, syscall.IP_PKTINFO, 1)
	})
	if six == nil || four == nil {
		return err
	}
	return errors.Join(err, six, four)
}

// destination reads the address that a packet was sent to out of what the kernel says of it.
func destination(control []byte) (netip.Addr, bool) {
	for len(control) >= header {
		size := int(binary.NativeEndian.Uint64(control))
		level, kind := binary.NativeEndian.Uint32(control[8:]), binary.NativeEndian.Uint32(control[12:])
		if size < header || size > len(control) {
			break
		}
		switch body := control[header:size]; {
		case level == syscall.IPPROTO_IPV6 && kind == syscall.IPV6_PKTINFO && len(body) >= info6:
			return netip.AddrFrom16([16]byte(body)).Unmap(), true
		case level == syscall.IPPROTO_IP && kind == syscall.IP_PKTINFO && len(body) >= info4:
			return netip.AddrFrom4([4]byte(body[8:])), true // Where it was sent to; body[4:] is for answers.
		}
		control = control[min(len(control), (size+7)&^7):]
	}
	return netip.Addr{}, false
}

// leaving says that a packet is to leave from that address, by whichever interface. The kernel takes the form of IPv4
// on sockets of both families, whose packets to IPv4 peers are IPv4's.
func leaving(from netip.Addr) []byte {
	level, kind, body := syscall.IPPROTO_IPV6, syscall.IPV6_PKTINFO, make([]byte, info6)
	if from.Is4() {
		level, kind, body = syscall.IPPROTO_IP, syscall.IP_PKTINFO, make([]byte, info4)
		copy(body[4:], from.AsSlice())
	} else {
		copy(body, from.AsSlice())
	}
	control := make([]byte, syscall.CmsgSpace(len(body)))
	binary.NativeEndian.PutUint64(control, uint64(header+len(body)))
	binary.NativeEndian.PutUint32(control[8:], uint32(level))
	binary.NativeEndian.PutUint32(control[12:], uint32(kind))
	copy(control[header:], body)
	return control
}
