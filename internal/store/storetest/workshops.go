package storetest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// Workshops puts a workshops.Store, beside the accounts whose organizations it is for, through its contract.
func Workshops(t *testing.T, open func(t *testing.T) (workshops.Store, accounts.Store)) {
	for name, story := range map[string]func(t *testing.T, s workshopStore){
		"all or nothing":   allOrNothing,
		"modules":          modules,
		"paths":            paths,
		"pictures":         pictures,
		"school years":     schoolYears,
		"series":           series,
		"lists of series":  listsOfSeries,
		"programme":        programme,
		"sessions":         workshopSessions,
		"enrolments":       enrolments,
		"waiting in order": waitingInOrder,
		"codes":            codes,
		"drawings":         drawings,
		"attendance":       attendance,
		"notices":          notices,
		"remindable":       remindable,
		"partners":         partners,
	} {
		t.Run(name, func(t *testing.T) {
			store, people := open(t)
			for _, id := range []string{"foy", "pessac"} {
				if _, err := people.CreatePerson(t.Context(), person(id, "Organisme "+id), "hash"); err != nil {
					t.Fatal(err)
				}
			}
			story(t, workshopStore{store})
		})
	}
}

// The organizations that person makes.
const (
	foy    = "o-foy"
	pessac = "o-pessac"
)

// workshopStore is a store with the test's own way to say things.
type workshopStore struct{ workshops.Store }

// put runs changes that have to succeed.
func (s workshopStore) put(t *testing.T, change func(tx workshops.Tx) []error) {
	t.Helper()
	err := s.Update(t.Context(), func(tx workshops.Tx) error { return errors.Join(change(tx)...) })
	if err != nil {
		t.Fatal(err)
	}
}

// see runs what reads.
func (s workshopStore) see(t *testing.T, read func(tx workshops.Tx)) {
	t.Helper()
	err := s.View(t.Context(), func(tx workshops.Tx) error {
		read(tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// expect compares what a method gave; a nil list is an empty one.
func expect[T any](t *testing.T, what string, want T) func(got T, err error) {
	return func(got T, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) && (reflect.ValueOf(got).Kind() != reflect.Slice || reflect.ValueOf(got).Len()+reflect.ValueOf(want).Len() > 0) {
			t.Errorf("%s: %+v, %v; want\n%+v", what, got, err, want)
		}
	}
}

// absent checks that there is none.
func absent[T any](t *testing.T, what string) func(got T, err error) {
	return func(got T, err error) {
		t.Helper()
		if !errors.Is(err, workshops.ErrNotFound) {
			t.Errorf("%s: %+v, %v; want ErrNotFound", what, got, err)
		}
	}
}

func allOrNothing(t *testing.T, s workshopStore) {
	boom := errors.New("boom")
	err := s.Update(t.Context(), func(tx workshops.Tx) error {
		if err := tx.PutSeries(aSeries("s", foy)); err != nil {
			return err
		}
		if _, err := tx.Series("s"); err != nil {
			t.Errorf("not seen by its own transaction: %v", err)
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Errorf("%v, want the function's own error", err)
	}
	s.see(t, func(tx workshops.Tx) { absent[workshops.Series](t, "what was undone")(tx.Series("s")) })
	if err := s.View(t.Context(), func(workshops.Tx) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("%v, want the function's own error", err)
	}
	// A reading is of one state, whatever is written meanwhile.
	s.see(t, func(tx workshops.Tx) {
		absent[workshops.Series](t, "before")(tx.Series("s"))
		s.put(t, func(other workshops.Tx) []error { return []error{other.PutSeries(aSeries("s", foy))} })
		absent[workshops.Series](t, "written meanwhile")(tx.Series("s"))
	})
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Update(ended, func(workshops.Tx) error { return nil }); err == nil {
		t.Error("an update whose context had ended went through")
	}
}

// aSeries is a series with every field filled in but those that are worked out elsewhere.
func aSeries(id, organization string) workshops.Series {
	return workshops.Series{
		ID: id, Revision: 3, OrganizationID: organization, Organization: "Organisme " + organization[2:], PathID: "path", PathVersion: 2,
		Title: "Premiers pas " + id, Level: workshops.Intermediate,
		Venue: workshops.Venue{Name: "Salle", Address: "2 place de la Mairie", Postcode: "33220", Town: "Sainte-Foy", INSEE: "33402"},
		Plan: workshops.Plan{
			Zone: "Indian/Reunion", Rule: "FREQ=DAILY;COUNT=3", First: "2027-01-12", Start: "10:00", End: "11:00",
			Skip: workshops.Skip{PublicHolidays: true, Territory: workshops.Reunion, School: workshops.ZoneB, Days: []workshops.Day{"2027-01-13"}},
		},
		OnSite: 6, Remote: 8, Mediators: []workshops.Mediator{{ID: "m1", Name: "Philippe"}, {Name: "Une bénévole"}}, Phone: "05 57 00 00 00",
		Public: true, KeepMonths: 3, CreatedAt: start, ChangedAt: start.Add(time.Minute), First: "2027-01-12", Last: "2027-03-05",
		EndsAt: start.Add(48 * time.Hour), ErasedAt: start.Add(time.Hour),
	}
}

// aSession is a session with every field filled in.
func aSession(id, seriesID string, startsAt time.Time) workshops.Session {
	return workshops.Session{
		ID: id, SeriesID: seriesID, Number: int(startsAt.Sub(start)/time.Minute) + 1000, Revision: 2, State: workshops.Planned,
		Day: "2027-01-12", Start: "10:00", End: "11:00", Zone: "Europe/Paris", StartsAt: startsAt, EndsAt: startsAt.Add(time.Hour),
		Was: workshops.Slot{Day: "2027-01-11", Start: "09:00", End: "10:00"}, Reason: "La salle est prise.", ModuleID: "m", ModuleVersion: 1,
		ChangedAt: start.Add(time.Second),
	}
}

// anEnrolment is somebody who has a place, with every field filled in.
func anEnrolment(id, seriesID string, rank int64) workshops.Enrolment {
	return workshops.Enrolment{
		ID: id, SeriesID: seriesID, Revision: 4, State: workshops.Enrolled, Rank: rank,
		Details: workshops.Details{
			Name: "Rose " + id, Companion: "Éliane", Phone: "05 57 00 00 00", Email: id + "@example.org", Address: "1 rue Haute",
			Mode: workshops.Remote, Device: workshops.Tablet, Remark: "près de la fenêtre", SentBy: "CCAS",
			Arrangements: []workshops.Arrangement{workshops.LargePrint, workshops.InWriting},
		},
		Origin: workshops.ByPartner, PartnerID: "p", AgreedAt: start, CreatedAt: start.Add(time.Duration(rank)), ChangedAt: start.Add(time.Hour),
	}
}
