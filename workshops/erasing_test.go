package workshops_test

import (
	"testing"

	"coupdemain/workshops"
)

func TestPeopleAreErasedInTheirTime(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		soon := w.series(t, func(s *workshops.Series) { s.KeepMonths = 1 })
		rose := w.enrol(t, s.ID, "Rose", nil)
		w.enrol(t, soon.ID, "Paul", nil)
		goTo(t, "2027-01-12 10:05")
		first := w.sessions(t, s.ID)[0]
		if err := w.Tick(ctx, w.office, first.ID, rose.ID, workshops.Present, workshops.Remote, false); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			moment string
			erased int
		}{{"2027-04-04 10:59", 0}, {"2027-04-04 12:01", 1}, {"2027-09-04 11:59", 0}, {"2027-09-04 12:01", 1}} {
			goTo(t, step.moment)
			for range 2 {
				n, err := w.EraseDue(ctx)
				if err != nil || n != step.erased {
					t.Errorf("%s: %d series erased, %v; want %d", step.moment, n, err, step.erased)
				}
				step.erased = 0
			}
		}
		w.expectStanding(t, s.ID, " erased")
		e, err := w.Enrolment(ctx, w.office, rose.ID)
		if err != nil || e.Phone+e.Email+e.Companion+e.Remark+e.SentBy+e.Address != "" || len(e.Arrangements) != 0 || e.Device != workshops.Computer {
			t.Errorf("%+v, %v", e, err)
		}
		if notices, err := w.NoticesFor(ctx, w.office, rose.ID); err != nil || len(notices) != 0 {
			t.Errorf("%v, %v", notices, err)
		}
		if r, err := w.Report(ctx, w.office, first.ID); err != nil || r.Total != 1 {
			t.Errorf("the counts are gone: %+v, %v", r, err)
		}
		_, err = w.Enrol(ctx, w.office, s.ID, someone("X", nil))
		expectError(t, "enrolling in what is over", err, workshops.ErrClosed)
	})
}
