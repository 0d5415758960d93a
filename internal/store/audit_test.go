package store

import (
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/internal/store/storetest"
)

func TestAudit(t *testing.T) {
	storetest.Audit(t, func(t *testing.T) (audit.Store, accounts.Store) {
		db := openIn(t, t.TempDir())
		return db.Audit(), db.Accounts()
	})
}

// Whoever holds the database's file can do anything; the program itself cannot, by whatever mistake.
func TestAuditIsAppendOnly(t *testing.T) {
	db := openIn(t, t.TempDir())
	if err := db.Audit().Append(t.Context(), audit.Entry{ID: "e", At: time.Now(), What: audit.SignedIn}); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`UPDATE audit SET what = ''`, `DELETE FROM audit`, `INSERT INTO audit SELECT * FROM audit`,
	} {
		if err := db.exec(t.Context(), statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	got, err := db.Audit().Lines(t.Context(), "", audit.Cursor{}, 2)
	if err != nil || len(got) != 1 || !strings.HasPrefix(string(got[0].What), "signed") {
		t.Errorf("%+v, %v", got, err)
	}
}
