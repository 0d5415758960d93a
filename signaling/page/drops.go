package page

import (
	"maps"
	"sync"
)

// Drops counts what was refused or lost, by name. The zero value is ready. Any goroutine.
type Drops struct {
	mu     sync.Mutex
	counts map[string]uint64
}

// Count adds one to what has that name.
func (d *Drops) Count(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.counts == nil {
		d.counts = map[string]uint64{}
	}
	d.counts[name]++
}

// All is every count so far, by name.
func (d *Drops) All() map[string]uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.counts)
}
