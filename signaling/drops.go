package signaling

import (
	"maps"
	"sync"
)

// drops counts what was refused or lost, by name. The zero value is ready. Any goroutine.
type drops struct {
	mu     sync.Mutex
	counts map[string]uint64
}

func (d *drops) count(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.counts == nil {
		d.counts = map[string]uint64{}
	}
	d.counts[name]++
}

func (d *drops) all() map[string]uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.counts)
}
