package store

import (
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store/storetest"
	"coupdemain/workshops"
)

func TestWorkshops(t *testing.T) {
	storetest.Workshops(t, func(t *testing.T) (workshops.Store, accounts.Store) {
		db := openIn(t, t.TempDir())
		return db.Workshops(), db.Accounts()
	})
}
