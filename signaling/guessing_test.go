package signaling

import (
	"net/netip"
	"testing"
	"time"
)

// address is one network of its own for each number.
func address(n int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)})
}

// Whoever guesses from more networks than are remembered does not get a fresh allowance for those they use still.
func TestGuessesAreRememberedWithinBounds(t *testing.T) {
	var g guesses
	now := time.Now()
	for range 10 {
		g.wrong(address(0), now)
	}
	for n := 1; n <= 3*maxNetworks; n++ {
		g.wrong(address(n), now)
		if n%1000 == 0 && g.allowed(address(0), now) == nil {
			t.Fatalf("forgotten after %d others", n)
		}
	}
	if remembered := len(g.networks) + len(g.before); remembered > 2*maxNetworks {
		t.Errorf("%d are remembered", remembered)
	}
}

// A guess costs the same, however many networks are remembered: all wait for it.
func BenchmarkGuessFromANewNetwork(b *testing.B) {
	var g guesses
	now := time.Now()
	n := 0
	for range maxNetworks {
		n++
		g.wrong(address(n), now)
	}
	for b.Loop() {
		n++
		g.wrong(address(n), now)
	}
}
