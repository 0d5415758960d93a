package workshops_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"coupdemain/workshops"
)

func TestAThousandAtOnceForFourteenPlaces(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s := w.series(t, func(s *workshops.Series) { s.OnSite, s.Remote = 0, 14 })
		const n = crowdSize
		requests := make([]workshops.NewEnrolment, n)
		for i := range requests {
			requests[i] = someone(fmt.Sprint("Personne ", i), nil)
		}
		answers := make([]workshops.Enrolment, n)
		var group sync.WaitGroup
		for i := range n {
			group.Go(func() {
				var err error
				if answers[i], err = w.Enrol(t.Context(), w.office, s.ID, requests[i]); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		positions := map[int]bool{}
		enrolled := 0
		for _, e := range answers {
			switch e.State {
			case workshops.Enrolled:
				enrolled++
			case workshops.Waiting:
				if positions[e.Position] {
					t.Errorf("position %d was given twice", e.Position)
				}
				positions[e.Position] = true
			}
		}
		if enrolled != 14 || len(positions) != n-14 || !positions[1] || !positions[n-14] {
			t.Errorf("%d places and %d positions", enrolled, len(positions))
		}
		codes := map[string]bool{}
		sheets, err := w.Sheets(t.Context(), w.office, s.ID)
		for _, sheet := range sheets {
			codes[sheet.Code] = true
		}
		if err != nil || len(codes) != 14 {
			t.Errorf("%d codes, %v", len(codes), err)
		}
	})
}

func TestEditedWhileEnrolmentsArrive(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, func(s *workshops.Series) { s.OnSite, s.Remote = 0, 5 })
		requests := make([]workshops.NewEnrolment, 30)
		for i := range requests {
			requests[i] = someone(fmt.Sprint("Personne ", i), nil)
		}
		var group sync.WaitGroup
		for _, n := range requests {
			group.Go(func() {
				if _, err := w.Enrol(ctx, w.office, s.ID, n); err != nil {
					t.Error(err)
				}
			})
		}
		for range 5 {
			group.Go(func() {
				for {
					l, err := w.Series(ctx, w.office, s.ID)
					if err != nil {
						t.Error(err)
						return
					}
					l.Remote++
					if _, err = w.SaveSeries(ctx, w.office, l.Series); err == nil {
						return
					}
					if !errors.Is(err, workshops.ErrConflict) {
						t.Error(err)
						return
					}
				}
			})
		}
		group.Wait()
		people, err := w.People(ctx, w.office, s.ID)
		if err != nil || len(people) != 30 {
			t.Fatal(len(people), err)
		}
		for i, e := range people {
			if int(e.Rank) != i+1 || i < 10 && e.State != workshops.Enrolled || i >= 10 && e.Position != i-9 {
				t.Errorf("%d: rank %d, %s, position %d", i, e.Rank, e.State, e.Position)
			}
		}
	})
}
