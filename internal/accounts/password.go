package accounts

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/sync/semaphore"
)

// argonParameters are those of one hash; m is in KiB. They are stored beside it, so that they can grow.
type argonParameters struct {
	m, t uint32
	p    uint8
}

// current is the OWASP Password Storage Cheat Sheet's choice for argon2id.
var current = argonParameters{m: 19456, t: 2, p: 1}

const (
	saltBytes = 16
	keyBytes  = 32
)

// noHash stands for the hash of an account that does not exist: nothing matches it, in the same time.
const noHash = ""

// hasher makes and checks argon2id hashes (RFC 9106), so many at a time: each takes 19 MiB and a core.
type hasher struct{ slots *semaphore.Weighted }

// hash is the PHC string of a normalised password under a new salt. It waits for its turn; the error is ctx's.
func (h hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	key, err := h.derive(ctx, password, salt, current)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		current.m, current.t, current.p, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// matches tells whether a normalised password goes with a PHC string. The error is ctx's, or says that the string is
// not one of ours.
func (h hasher) matches(ctx context.Context, phc, password string) (bool, error) {
	if phc == noHash {
		_, err := h.derive(ctx, password, make([]byte, saltBytes), current)
		return false, err
	}
	parameters, salt, want, err := parsePHC(phc)
	if err != nil {
		return false, err
	}
	got, err := h.derive(ctx, password, salt, parameters)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

func (h hasher) derive(ctx context.Context, password string, salt []byte, p argonParameters) ([]byte, error) {
	if err := h.slots.Acquire(ctx, 1); err != nil {
		return nil, fmt.Errorf("hash a password: %w", err)
	}
	defer h.slots.Release(1)
	return argon2.IDKey([]byte(password), salt, p.t, p.m, p.p, keyBytes), nil
}

// parsePHC reads back what hash wrote. Its errors do not quote the string.
func parsePHC(phc string) (p argonParameters, salt, key []byte, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, fmt.Errorf("stored password hash: not argon2id version %d", argon2.Version)
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.m, &p.t, &p.p); err != nil || p.t == 0 || p.p == 0 {
		return p, nil, nil, fmt.Errorf("stored password hash: bad parameters")
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return p, nil, nil, fmt.Errorf("stored password hash: salt: %w", err)
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(key) != keyBytes {
		return p, nil, nil, fmt.Errorf("stored password hash: bad key")
	}
	return p, salt, key, nil
}
