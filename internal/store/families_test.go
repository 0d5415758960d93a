package store

import (
	"testing"

	"coupdemain/internal/store/storetest"
)

func TestFamilies(t *testing.T) {
	storetest.Families(t, func(t *testing.T) storetest.FamilyStores {
		db := openIn(t, t.TempDir())
		return storetest.FamilyStores{Families: db.Families(), Accounts: db.Accounts(), Workshops: db.Workshops()}
	})
}
