package turn

// recent is a map that forgets what was not asked for lately: it never holds more than two generations of a bounded
// size. The zero value is not ready: size must be set. Whoever owns it guards it.
type recent[K comparable, V any] struct {
	size     int // entries of one generation
	new, old map[K]V
}

// get finds an entry, which thereby stays.
func (r *recent[K, V]) get(key K) (V, bool) {
	if value, ok := r.new[key]; ok {
		return value, true
	}
	value, ok := r.old[key]
	if ok {
		r.put(key, value)
	}
	return value, ok
}

// put adds or replaces an entry.
func (r *recent[K, V]) put(key K, value V) {
	if _, there := r.new[key]; !there && len(r.new) >= r.size {
		r.old, r.new = r.new, nil
	}
	if r.new == nil {
		r.new = map[K]V{}
	}
	r.new[key] = value
}
