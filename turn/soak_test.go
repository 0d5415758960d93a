package turn

import (
	"encoding/hex"
	"math/rand/v2"
	"net/netip"
	"os"
	"strconv"
	"testing"

	"github.com/pion/stun/v4"
	"golang.org/x/time/rate"
)

// seeds are the packets that a client sends, for mutation.
func seeds(key credentialsKey, nonce string) [][]byte {
	request := func(method stun.Method, more ...stun.Setter) []byte {
		setters := append([]stun.Setter{stun.TransactionID, stun.NewType(method, stun.ClassRequest)}, more...)
		return stun.MustBuild(append(setters, stun.NewRealm(realm), stun.NewNonce(nonce), signature{key})...).Raw
	}
	channel := attribute(stun.AttrChannelNumber, 0x40, 0, 0, 0)
	odd, err := hex.DecodeString(zeroLength)
	if err != nil {
		panic(err)
	}
	return [][]byte{
		odd,
		stun.MustBuild(stun.TransactionID, stun.BindingRequest).Raw,
		stun.MustBuild(stun.TransactionID, stun.NewType(stun.MethodAllocate, stun.ClassRequest)).Raw,
		request(stun.MethodAllocate, attribute(stun.AttrRequestedTransport, 17, 0, 0, 0)),
		request(stun.MethodAllocate, attribute(stun.AttrRequestedTransport, 17, 0, 0, 0), attribute(stun.AttrEvenPort, 0x80)),
		request(stun.MethodAllocate, attribute(stun.AttrRequestedTransport, 17, 0, 0, 0), attribute(stun.AttrRequestedAddressFamily, 2, 0, 0, 0)),
		request(stun.MethodRefresh, attribute(stun.AttrLifetime, 0, 0, 2, 88)),
		request(stun.MethodCreatePermission, peer(fourth), peer(fourth)),
		request(stun.MethodChannelBind, channel, peer(fourth)),
		request(stun.MethodChannelBind, channel, peer(netip.MustParseAddrPort("[::ffff:10.0.0.1]:22"))),
		request(stun.MethodConnect, peer(fourth)),
		stun.MustBuild(stun.TransactionID, stun.NewType(stun.MethodSend, stun.ClassIndication), peer(fourth), attribute(stun.AttrData, 1, 2, 3, 4, 5)).Raw,
		append([]byte{0x40, 0, 0, 8}, "salut ! "...),
	}
}

// mutate changes a packet here and there; most stay messages by their first bytes, or they would not get far.
func mutate(random *rand.Rand, packet []byte) []byte {
	b := append([]byte(nil), packet...)
	for range 1 + random.IntN(6) {
		switch at := random.IntN(len(b)); random.IntN(7) {
		case 0, 1:
			b[at] = byte(random.Uint32())
		case 2:
			b[at] ^= 1 << random.IntN(8)
		case 3:
			b[at] = []byte{0, 1, 0x7f, 0x80, 0xff}[random.IntN(5)]
		case 4:
			b = append(b[:at+1], b[at:]...)
		case 5:
			if at >= 8 {
				b = b[:at]
			}
		default:
			b = append(b, byte(random.Uint32()), byte(random.Uint32()), 0, byte(random.IntN(9)))
		}
	}
	if len(b) >= 20 && random.IntN(4) != 0 { // A length that is right, so that the attributes are read.
		b = b[:20+(len(b)-20)&^3]
		b[2], b[3] = byte((len(b)-20)>>8), byte(len(b)-20)
	}
	return b
}

// mangle changes the attributes of a packet one by one, and leaves a message that can be read to the end.
func mangle(random *rand.Rand, packet []byte) []byte {
	m := &stun.Message{Raw: packet}
	if m.Decode() != nil {
		return packet
	}
	mangled := stun.MustBuild(stun.NewTransactionIDSetter(m.TransactionID), m.Type)
	for _, a := range m.Attributes {
		value := append([]byte(nil), a.Value...)
		switch random.IntN(8) {
		case 0:
			value = value[:random.IntN(len(value)+1)]
		case 1:
			value = append(value, make([]byte, random.IntN(40))...)
		case 2, 3:
			value = mutate(random, append(value, 0))
		case 4:
			mangled.Add(a.Type, value)
		case 5:
			a.Type = stun.AttrType(random.Uint32() & 0x803f)
		}
		mangled.Add(a.Type, value)
	}
	return mangled.Raw
}

// resign signs anew what was changed, so that it gets past the signature.
func resign(key credentialsKey, packet []byte) []byte {
	m := &stun.Message{Raw: append([]byte(nil), packet...)}
	if m.Decode() != nil {
		return packet
	}
	changed := stun.MustBuild(stun.NewTransactionIDSetter(m.TransactionID), m.Type)
	for _, a := range m.Attributes {
		if a.Type != stun.AttrMessageIntegrity && a.Type != stun.AttrUsername && len(changed.Raw) < 1200 {
			changed.Add(a.Type, a.Value)
		}
	}
	if (signature{key}).AddTo(changed) != nil {
		return packet
	}
	return changed.Raw
}

// TestSoak sends mutated packets, SOAK of them (5,000 if unset), from a client that has an allocation: every other
// one is signed after it was changed, with a nonce that is good. Meanwhile another client's relay goes on.
func TestSoak(t *testing.T) {
	count := 5_000
	if text := os.Getenv("SOAK"); text != "" {
		var err error
		if count, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	w := newWorld(t)
	hostile, bystander := w.client("udp", "ann"), w.client("udp", "bob")
	for _, c := range []*client{hostile, bystander} {
		if code := c.allocate(); code != 0 {
			t.Fatal(code)
		}
		c.permit(fourth)
	}
	// It may allocate again as often as it lets go.
	paces := &w.relay.gate.paces
	paces.mu.Lock()
	pace, _ := paces.kept.get("ann")
	paces.mu.Unlock()
	pace.SetLimit(rate.Inf)
	random := rand.New(rand.NewPCG(1, 2))
	packets := seeds(w.relay.key, hostile.nonce)
	for i := range count {
		packet := packets[random.IntN(len(packets))]
		if i%2 == 0 {
			packet = resign(w.relay.key, mangle(random, packet))
		} else {
			packet = mutate(random, packet)
		}
		hostile.Write(packet)
		if i%100 == 0 {
			// In step: nothing is lost for want of room, and the bystander notices nothing.
			if words, from := bystander.relayed(fourth, "undisturbed"); words != "undisturbed" || from != fourth {
				t.Fatalf("after %d packets: %q from %s", i, words, from)
			}
		}
	}
	fresh := w.client("tcp", "carol") // By UDP this network has had its share of answers.
	if code := fresh.allocate(); code != 0 {
		t.Errorf("after %d packets: an allocation: %d", count, code)
	}
	t.Logf("%d packets; %v", count, w.relay.Drops())
}

func FuzzPacket(f *testing.F) {
	key, err := newCredentialsKey([]byte("secret"))
	if err != nil {
		f.Fatal(err)
	}
	for _, packet := range seeds(key, "nonce") {
		f.Add(packet)
	}
	from := netip.MustParseAddr("203.0.113.1")
	media := []netip.AddrPort{fourth}
	g := &gate{key: key, allowed: func(string) bool { return true }, media: func() []netip.AddrPort { return media },
		strangers: newStrangers(), drops: &drops{}}
	f.Fuzz(func(t *testing.T, packet []byte) {
		before := string(packet)
		for _, changed := range [][]byte{packet, resign(key, packet)} {
			v := g.judge(changed, from, true)
			if v.pass && v.answer != nil {
				t.Error("answered and passed on")
			}
			if len(v.answer) > len(changed) {
				t.Errorf("%d bytes answer %d", len(v.answer), len(changed))
			}
		}
		if string(packet) != before {
			t.Error("the packet was changed")
		}
		if len(packet) >= 4 && packetSize(packet) < 4 {
			t.Error("a packet without a length would never end")
		}
	})
}
