package store

import (
	"testing"

	"coupdemain/internal/store/storetest"
)

func TestConcerns(t *testing.T) {
	storetest.Concerns(t, func(t *testing.T) storetest.ConcernStores {
		db := openIn(t, t.TempDir())
		return storetest.ConcernStores{Concerns: db.Concerns(), Accounts: db.Accounts(), Helps: db.Helps(), Audit: db.Audit()}
	})
}
