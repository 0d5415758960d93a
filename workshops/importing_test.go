package workshops_test

import (
	"errors"
	"fmt"
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

func TestImport(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		const key = "one import's key"
		rows := make([]workshops.Row, 10_000)
		for i := range rows {
			rows[i] = workshops.Row{Line: i + 2, Details: workshops.Details{Name: fmt.Sprint("P", i), Mode: workshops.Remote}}
		}
		rows[7].Name, rows[7].Email = "", "nobody"
		rows[9_999].Mode = "by boat"
		_, err := w.Import(ctx, w.office, s.ID, key, rows)
		var wrong *workshops.ImportError
		if !errors.As(err, &wrong) {
			t.Fatal(err)
		}
		want := []workshops.LineFault{
			{Line: 9, Fault: accounts.Fault{Field: accounts.FieldName, Problem: accounts.Missing}},
			{Line: 9, Fault: accounts.Fault{Field: accounts.FieldEmail, Problem: accounts.NotAnEmail}},
			{Line: 10_001, Fault: accounts.Fault{Field: workshops.FieldMode, Problem: workshops.NotOneOf}},
		}
		if fmt.Sprint(wrong.Faults) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", wrong.Faults, want)
		}
		w.expectStanding(t, s.ID, "")
		for range 2 { // The second time does nothing more.
			if all, err := w.Import(ctx, w.office, s.ID, key, rows[:4]); err != nil || len(all) != 4 {
				t.Fatal(all, err)
			}
		}
		w.expectStanding(t, s.ID, "P0 enrolled, P1 enrolled, P2 waiting 1, P3 waiting 2")
	})
}
