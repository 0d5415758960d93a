package workshops

import "crypto/sha256"

// keys are what is derived from the server's secret, each for one use.
type keys struct {
	draw, code, request, feed [sha256.Size]byte
}
