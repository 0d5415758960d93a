package family

import (
	"context"
	"crypto/sha256"
	"time"
)

// Hash is what a code is kept as.
type Hash [sha256.Size]byte

// Store keeps families. Its methods may be called from any goroutine; those that find one family return ErrNotFound where
// there is none.
type Store interface {
	// Family finds one by its ID.
	Family(ctx context.Context, id string) (Family, error)
	// FamilyOf finds the one that somebody belongs to.
	FamilyOf(ctx context.Context, memberID string) (Family, error)
	// FamilyByCode finds the one that a code opens, and whose code it is.
	FamilyByCode(ctx context.Context, code Hash) (f Family, memberID string, err error)
	// Families lists an organization's, by name.
	Families(ctx context.Context, organizationID string) ([]Family, error)
	// Update runs a function that reads and changes, alone: no other Update runs meanwhile. All of it is on disk when
	// Update returns nil, and none of it when it returns an error, which is the function's own or the database's.
	Update(ctx context.Context, change func(Tx) error) error
	// Forget removes the families that closed or ended before a time, with all that is known of them, and what was done
	// before another that could have been taken back.
	Forget(ctx context.Context, ended, done time.Time) error
}

// Tx is a transaction.
type Tx interface {
	// Family is as the store's.
	Family(id string) (Family, error)
	// Put adds a family, or replaces the one that has the same ID, its members too.
	Put(f Family) error
	// Taken tells whether a code is somebody's already: in a family, or in a series of workshops, whose codes have the
	// same length and are typed at the same door.
	Taken(code Hash) (bool, error)
}
