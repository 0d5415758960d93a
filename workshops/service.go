package workshops

// Service is the workshops of all offices. Its methods may be called from any goroutine. In each of them by is who
// asks, signed in; what is not their organization's is ErrNotFound.
type Service struct {
	store Store
	keys  keys
}
