package workshops_test

import (
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

func TestNobodySeesAnothersWorkshops(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		e := w.enrol(t, s.ID, "Rose", nil)
		session := w.sessions(t, s.ID)[0]
		own, err := w.SaveModule(ctx, w.office, ownModule("À nous"))
		if err != nil {
			t.Fatal(err)
		}
		partner, _, err := w.AddPartner(ctx, w.office, "CCAS", "2027-06-30")
		if err != nil {
			t.Fatal(err)
		}
		by := w.elsewhere
		by.Role = accounts.Admin // Not even an administrator's, of another organization.
		for what, err := range map[string]error{
			"series":      second(w.Series(ctx, by, s.ID)),
			"save series": second(w.SaveSeries(ctx, by, s)),
			"delete":      w.DeleteSeries(ctx, by, s.ID),
			"sessions":    second(w.Sessions(ctx, by, s.ID)),
			"session":     second(w.Session(ctx, by, session.ID)),
			"add session": second(w.AddSession(ctx, by, s.ID, workshops.Slot{Day: "2027-02-01", Start: "10:00", End: "11:00"})),
			"move":        second(w.MoveSession(ctx, by, session.ID, 1, workshops.Slot{Day: "2027-02-01", Start: "10:00", End: "11:00"}, "")),
			"cancel":      second(w.CancelSession(ctx, by, session.ID, 1, "")),
			"restore":     second(w.RestoreSession(ctx, by, session.ID, 1)),
			"set module":  second(w.SetSessionModule(ctx, by, session.ID, "")),
			"module":      second(w.Module(ctx, by, own.ID, 0)),
			"versions":    second(w.ModuleVersions(ctx, by, own.ID)),
			"copy":        second(w.CopyModule(ctx, by, own.ID)),
			"path":        second(w.Path(ctx, by, s.PathID, 0)),
			"people":      second(w.People(ctx, by, s.ID)),
			"enrolment":   second(w.Enrolment(ctx, by, e.ID)),
			"enrol":       second(w.Enrol(ctx, by, s.ID, someone("X", nil))),
			"confirm":     second(w.Confirm(ctx, by, e.ID)),
			"correct":     second(w.Correct(ctx, by, e.ID, e.Revision, e.Details)),
			"withdraw":    second(w.Withdraw(ctx, by, e.ID)),
			"erase":       w.Erase(ctx, by, e.ID),
			"code":        second(w.Code(ctx, by, e.ID)),
			"new code":    second(w.NewCode(ctx, by, e.ID)),
			"sheets":      second(w.Sheets(ctx, by, s.ID)),
			"sheet":       second(w.Sheet(ctx, by, e.ID)),
			"import":      second(w.Import(ctx, by, s.ID, "a key of an import", nil)),
			"revoke":      w.RevokePartner(ctx, by, partner.ID),
			"expected":    second(w.Expected(ctx, by, session.ID)),
			"tick":        w.Tick(ctx, by, session.ID, e.ID, workshops.Excused, "", false),
			"presence":    second(w.Presence(ctx, by, s.ID)),
			"certificate": second(w.Certificates(ctx, by, s.ID)),
			"next step":   second(w.NextStep(ctx, by, e.ID)),
			"report":      second(w.Report(ctx, by, session.ID)),
			"notices":     second(w.NoticesFor(ctx, by, e.ID)),
			"feed":        second(w.FeedToken(ctx, by, workshops.FeedOfPerson, e.ID)),
			"their feed":  second(w.FeedToken(ctx, by, workshops.FeedOfMediator, w.office.ID)),
		} {
			expectError(t, what, err, workshops.ErrNotFound)
		}
		for what, n := range map[string]int{
			"series": length(w.AllSeries(ctx, by, true)), "paths": length(w.Paths(ctx, by)), "partners": length(w.Partners(ctx, by)),
			"schedule": length(w.Schedule(ctx, by, "2027-01-01", "2028-01-01")), "tasks": length(w.Tasks(ctx, by)),
			"failures": length(w.Failures(ctx, by)), "reports": length(w.Reports(ctx, by, "2027-01-01", "2028-01-01")),
		} {
			if n != 0 {
				t.Errorf("%s: %d of another organization are listed", what, n)
			}
		}
		if got := w.standing(t, s.ID); got != "Rose enrolled" {
			t.Error(got)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func length[T any](list []T, err error) int {
	if err != nil {
		return -1
	}
	return len(list)
}
