package store

import (
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/internal/store/storetest"
)

func TestActivity(t *testing.T) {
	storetest.Activity(t, func(t *testing.T) (activity.Store, accounts.Store) {
		db := openIn(t, t.TempDir())
		return db.Activity(), db.Accounts()
	})
}
