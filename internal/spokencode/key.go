package spokencode

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Key is the server's secret under which codes are hashed.
type Key [32]byte

// DeriveKey is the key of the server's secret for one use (HKDF-SHA-256, RFC 5869).
func DeriveKey(secret []byte, use string) (Key, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "coupdemain "+use, sha256.Size)
	if err != nil {
		return Key{}, fmt.Errorf("key of %s: %w", use, err)
	}
	return Key(key), nil
}

// Hash is HMAC-SHA-256 (RFC 2104) of a code under the key: what is stored and looked up in place of the code. Without
// the key, a hash of so few digits could be undone by trying them all.
func (k Key) Hash(c Code) [32]byte {
	mac := hmac.New(sha256.New, k[:])
	mac.Write([]byte(c))
	return [32]byte(mac.Sum(nil))
}

// Sum is HMAC-SHA-256 of a list of texts under the key.
func (k Key) Sum(texts ...string) [32]byte {
	mac := hmac.New(sha256.New, k[:])
	for _, text := range texts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(text))) // So that no two lists of texts run into one.
		mac.Write(length[:])
		mac.Write([]byte(text))
	}
	return [32]byte(mac.Sum(nil))
}
