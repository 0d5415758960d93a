package workshops

// Service is the workshops of all offices. Its methods may be called from any goroutine. In each of them by is who
// asks, signed in; what is not their organization's is ErrNotFound.
type Service struct {
	store Store
	keys  keys
}

// New makes a Service over a store; codes and feeds are derived from the server's secret.
func New(store Store, secret []byte) (*Service, error) {
	k, err := deriveKeys(secret)
	if err != nil {
		return nil, err
	}
	return &Service{store: store, keys: k}, nil
}
