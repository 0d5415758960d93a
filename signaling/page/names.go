package page

import (
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"strings"
	"sync"
)

// Names are those of all who take part in live rooms at the moment, as they are
// known outside of them: a name tells neither the room nor what opens it. The
// zero value is ready. Any goroutine.
type Names struct {
	mu    sync.RWMutex
	names map[string]bool
}

// Name is how whoever holds that secret in a room is known outside of it.
func Name(room string, secret [32]byte) string {
	sum := sha256.Sum256(append([]byte(room), secret[:]...))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}

// Replace changes what a room has contributed.
func (n *Names) Replace(before, after map[string]bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.names == nil {
		n.names = map[string]bool{}
	}
	for name := range before {
		delete(n.names, name)
	}
	maps.Copy(n.names, after)
}

// Has tells whether somebody of that name takes part; never waits for a room.
func (n *Names) Has(name string) bool {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.names[name]
}
