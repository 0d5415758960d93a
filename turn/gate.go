package turn

import (
	"net/netip"
	"time"

	"github.com/pion/stun/v4"
)

// gate looks at every packet from a client before the relay does. Its methods may be called from any goroutine.
type gate struct {
	key       credentialsKey
	allowed   func(participant string) bool
	media     func() []netip.AddrPort
	strangers *strangers
	paces     paces
	drops     *drops
}

// verdict is what becomes of a client's packet.
type verdict struct {
	pass   bool   // it goes on to the relay
	proven bool   // it was signed by a participant
	answer []byte // what the client is told instead, if anything
}

// judge decides about one packet. anyone says that the source address proves itself, as over TCP, so that answers
// cannot be turned on somebody else.
func (g *gate) judge(packet []byte, from netip.Addr, anyone bool) verdict {
	if len(packet) == 0 {
		return g.drop(DropMalformed)
	}
	switch packet[0] >> 6 {
	case 1: // Channel data, RFC 8656 section 12: the relay drops it where no allocation has the channel.
		return verdict{pass: true}
	case 0:
	default:
		return g.drop(DropMalformed)
	}
	m := &stun.Message{Raw: packet}
	if err := m.Decode(); err != nil {
		return g.drop(DropMalformed)
	}
	switch m.Type {
	case stun.NewType(stun.MethodSend, stun.ClassIndication):
		return verdict{pass: true}
	case stun.BindingRequest:
		return g.stranger(from, anyone)
	case stun.NewType(stun.MethodAllocate, stun.ClassRequest), stun.NewType(stun.MethodRefresh, stun.ClassRequest),
		stun.NewType(stun.MethodCreatePermission, stun.ClassRequest), stun.NewType(stun.MethodChannelBind, stun.ClassRequest):
		return g.request(m, from, anyone)
	}
	return g.drop(DropMethod)
}

// request decides about what only participants are granted.
func (g *gate) request(m *stun.Message, from netip.Addr, anyone bool) verdict {
	if !m.Contains(stun.AttrMessageIntegrity) {
		return g.stranger(from, anyone) // The relay answers 401, with what is needed to sign.
	}
	integrity, participant, reason, ok := g.signed(m)
	if !ok {
		g.drops.count(reason)
		return g.stranger(from, anyone)
	}
	if m.Type.Method == stun.MethodAllocate && !g.paces.allow(participant, time.Now()) {
		return g.drop(DropPace)
	}
	if !g.peersAllowed(m) {
		g.drops.count(DropPeer)
		return verdict{proven: true, answer: forbidden(m, integrity)}
	}
	return verdict{pass: true, proven: true}
}

// stranger lets what proves nothing go on, if it may be answered.
func (g *gate) stranger(from netip.Addr, anyone bool) verdict {
	if anyone {
		return verdict{pass: true}
	}
	if reason, ok := g.strangers.answers(from, time.Now()); !ok {
		return g.drop(reason)
	}
	return verdict{pass: true}
}

func (g *gate) drop(reason DropReason) verdict {
	g.drops.count(reason)
	return verdict{}
}

// signed checks a request's signature, and that whoever signed may.
func (g *gate) signed(m *stun.Message) (integrity stun.MessageIntegrity, participant string, reason DropReason, ok bool) {
	var username stun.Username
	if err := username.GetFrom(m); err != nil {
		return nil, "", DropCredentials, false
	}
	integrity = g.key.integrity(username.String())
	if err := integrity.Check(m); err != nil {
		return nil, "", DropCredentials, false
	}
	participant, reason, ok = g.admit(username.String(), m.Type.Method)
	return integrity, participant, reason, ok
}

// admit says who has a username, and whether they may now do what they ask. Credentials that are too old open nothing
// more, but keep what they opened for as long as their participant takes part.
func (g *gate) admit(username string, method stun.Method) (participant string, reason DropReason, ok bool) {
	participant, expiry, ok := parseUsername(username)
	switch {
	case !ok:
		return "", DropCredentials, false
	case method == stun.MethodAllocate && time.Now().After(expiry):
		return "", DropExpired, false
	case !g.allowed(participant):
		return "", DropRevoked, false
	}
	return participant, 0, true
}

// peersAllowed tells whether all peers that a request names are the media engine. An address is compared as it was
// written: an IPv4 address in an IPv6 one's clothes is another. In CreatePermission a port means nothing (RFC 8656
// section 10.2), and may be 0.
func (g *gate) peersAllowed(m *stun.Message) bool {
	permission := m.Type.Method == stun.MethodCreatePermission
	err := m.ForEach(stun.AttrXORPeerAddress, func(one *stun.Message) error {
		var peer stun.XORMappedAddress
		if err := peer.GetFromAs(one, stun.AttrXORPeerAddress); err != nil {
			return nil // Not an address at all: the relay answers 400.
		}
		if address, _ := netip.AddrFromSlice(peer.IP); !g.reachable(address, uint16(peer.Port), permission) {
			return errPeer
		}
		return nil
	})
	return err == nil
}

// reachable tells whether an address is where the media engine is announced.
func (g *gate) reachable(address netip.Addr, port uint16, anyPort bool) bool {
	for _, media := range g.media() {
		if media.Addr() == address && (media.Port() == port || anyPort && port == 0) {
			return true
		}
	}
	return false
}

// forbidden is the refusal of RFC 8656 section 10.2, signed for whoever asked; nil if it cannot be written.
func forbidden(m *stun.Message, integrity stun.MessageIntegrity) []byte {
	answer, err := stun.Build(stun.NewTransactionIDSetter(m.TransactionID),
		stun.NewType(m.Type.Method, stun.ClassErrorResponse), stun.CodeForbidden, integrity)
	if err != nil {
		return nil
	}
	return answer.Raw
}
