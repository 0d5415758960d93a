package turn

import (
	"errors"
	"net"
)

// datagrams is a UDP socket behind the gate.
type datagrams struct {
	net.PacketConn
	gate *gate
}

// ReadFrom implements net.PacketConn: it gives what passes the gate. The error means that the socket is closed.
func (d datagrams) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, from, err := d.PacketConn.ReadFrom(b)
		if err != nil {
			if errors.Is(err, net.ErrClosed) {
				return 0, nil, err
			}
			continue // One datagram's fault; the socket goes on.
		}
		v := d.gate.judge(b[:n], from.(*net.UDPAddr).AddrPort().Addr(), false)
		if v.answer != nil {
			_, _ = d.WriteTo(v.answer, from) // As lossy as any datagram.
		}
		if v.pass {
			return n, from, nil
		}
	}
}
