package turn

import (
	"encoding/hex"
	"net/netip"
	"testing"

	"github.com/pion/stun/v4"
)

// zeroLength is the packet that ended servers built on pion/turn v3 (ADR 1): a Send indication whose XOR-PEER-ADDRESS
// has no bytes. So that it gets as far as it did there, it has data.
const zeroLength = "0016000c" + "2112a442" + "000102030405060708090a0b" + "00120000" + "00130004" + "deadbeef"

func TestAnAddressOfNoLength(t *testing.T) {
	packet, err := hex.DecodeString(zeroLength)
	if err != nil || len(packet) != 32 {
		t.Fatal(len(packet), err)
	}
	for _, network := range []string{"udp", "tcp"} {
		w := newWorld(t)
		c := w.client(network, "ann")
		if code := c.allocate(); code != 0 {
			t.Fatal(code)
		}
		c.permit(fourth)
		c.Write(packet)
		for _, method := range []stun.Method{stun.MethodCreatePermission, stun.MethodChannelBind} {
			if code, _ := c.ask(method, attribute(stun.AttrChannelNumber, 0x40, 0, 0, 0), attribute(stun.AttrXORPeerAddress)); code != stun.CodeBadRequest {
				t.Errorf("%s: %s: %d", network, method, code)
			}
		}
		for length := range 20 { // Every length an address does not have, and those that it has.
			c.send(stun.NewType(stun.MethodSend, stun.ClassIndication),
				attribute(stun.AttrXORPeerAddress, make([]byte, length)...), attribute(stun.AttrData, 1))
		}
		if words, _ := c.relayed(fourth, "still there"); words != "still there" {
			t.Errorf("%s: %q", network, words)
		}
	}
}

func TestGateRefusesWhatNoClientSends(t *testing.T) {
	w := newWorld(t)
	from := netip.MustParseAddr("203.0.113.1")
	build := func(kind stun.MessageType, more ...stun.Setter) []byte {
		m, err := stun.Build(append([]stun.Setter{stun.TransactionID, kind}, more...)...)
		if err != nil {
			t.Fatal(err)
		}
		return m.Raw
	}
	tests := []struct {
		name   string
		packet []byte
		want   DropReason
	}{
		{"nothing", nil, DropMalformed},
		{"RTP", append([]byte{0x80, 96}, make([]byte, 30)...), DropMalformed},
		{"DTLS", append([]byte{22, 0xfe, 0xfd}, make([]byte, 30)...), DropMalformed},
		{"half a header", make([]byte, 10), DropMalformed},
		{"no cookie", make([]byte, 20), DropMalformed},
		{"a success", build(stun.BindingSuccess), DropMethod},
		{"an indication", build(stun.NewType(stun.MethodBinding, stun.ClassIndication)), DropMethod},
		{"data", build(stun.NewType(stun.MethodData, stun.ClassIndication)), DropMethod},
		{"a TCP connection", build(stun.NewType(stun.MethodConnect, stun.ClassRequest)), DropMethod},
		{"its other half", build(stun.NewType(stun.MethodConnectionBind, stun.ClassRequest)), DropMethod},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := w.dropped(tt.want)
			if v := w.relay.gate.judge(tt.packet, from, false); v.pass || v.answer != nil || w.dropped(tt.want) != before+1 {
				t.Errorf("%+v, %v", v, w.relay.Drops())
			}
		})
	}
}

func TestUsernames(t *testing.T) {
	for _, bad := range []string{"", ":", "1", ":ann", "1:", "-1:ann", "x:ann", "1234567890123:ann", "1:" + string(make([]byte, maxParticipant+1))} {
		if participant, _, ok := parseUsername(bad); ok {
			t.Errorf("%q is %q", bad, participant)
		}
	}
	if participant, expiry, ok := parseUsername("12:ann:b"); !ok || participant != "ann:b" || expiry.Unix() != 12 {
		t.Errorf("%q %v %v", participant, expiry, ok)
	}
}

func TestKeysDiffer(t *testing.T) {
	secret := []byte("the secret that codes are hashed with")
	one, err := newCredentialsKey(secret)
	other, otherErr := newCredentialsKey([]byte("another"))
	if err != nil || otherErr != nil || string(one) == string(other) || string(one) == string(secret) {
		t.Error("credentials must have a key of their own", err, otherErr)
	}
	if one.password("1:ann") == one.password("1:bob") || one.password("1:ann") == other.password("1:ann") {
		t.Error("a password opens something else")
	}
}
