package workshops_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store"
	"coupdemain/workshops"
)

func TestMain(m *testing.M) {
	if told := os.Getenv(childEnv); told != "" {
		if err := enrolAll(context.Background(), told, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// world is two offices on one server, at a time of its own.
type world struct {
	*workshops.Service
	db *store.DB
	// office runs the workshops; elsewhere is a mediator of another organization.
	office, elsewhere accounts.Person
}

// at runs a story that begins at a moment in Paris, on a clock of its own.
func at(t *testing.T, moment string, story func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		goTo(t, moment)
		story(t, newWorld(t))
	})
}

// goTo waits for a moment in Paris, which is later.
func goTo(t *testing.T, moment string) {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	then, err := time.ParseInLocation("2006-01-02 15:04", moment, paris)
	if err != nil || then.Before(time.Now()) {
		t.Fatalf("go to %s from %s: %v", moment, time.Now(), err)
	}
	time.Sleep(time.Until(then))
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := newWorldIn(t, t.TempDir())
	t.Cleanup(func() {
		if err := w.db.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

// blank is the database of a new server, made once: each test begins with a copy.
var blank = sync.OnceValues(func() (data []byte, err error) {
	dir, err := os.MkdirTemp("", "workshops")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	db, err := store.Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	s, err := workshops.New(db.Workshops(), []byte("any"))
	if err == nil {
		err = s.Ship(context.Background())
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, databaseName))
})

// databaseName is the database's file in a data folder.
const databaseName = "coupdemain.db"

// newWorldIn is a world in a data folder, for the caller to close.
func newWorldIn(t testing.TB, dir string) *world {
	t.Helper()
	data, err := blank()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, databaseName), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := workshops.New(db.Workshops(), []byte("a secret of this test alone"))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{Service: s, db: db}
	for into, o := range map[*accounts.Person]accounts.Organization{
		&w.office:    {ID: "o-foy", Name: "France Services de Sainte-Foy", Phone: "05 57 46 00 00", Town: "Sainte-Foy-la-Grande"},
		&w.elsewhere: {ID: "o-pessac", Name: "Médiathèque de Pessac", Phone: "05 57 93 00 00", Town: "Pessac"},
	} {
		p := accounts.Person{
			ID: "p-" + o.ID, Email: o.ID + "@example.org", Name: "Philippe Durand", Role: accounts.Mediator, Organization: o,
			CreatedAt: time.Now().UTC().Truncate(time.Millisecond),
		}
		if *into, err = db.Accounts().CreatePerson(t.Context(), p, "hash"); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// path makes a path of modules that ship.
func (w *world) path(t testing.TB, modules ...string) workshops.Path {
	t.Helper()
	p, err := w.SavePath(t.Context(), w.office, workshops.Path{Title: "Premiers pas", Modules: modules})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// series makes a series on Tuesdays and Thursdays of January and February 2027, changed as the test needs.
func (w *world) series(t testing.TB, change func(*workshops.Series)) workshops.Series {
	t.Helper()
	n := workshops.Series{
		PathID: w.path(t, "rejoindre-une-seance", "boite-mail").ID, Title: "Premiers pas avec l’ordinateur",
		Venue: workshops.Venue{
			Name: "France Services", Address: "2 place de la Mairie", Postcode: "33220", Town: "Sainte-Foy-la-Grande", INSEE: "33402",
		},
		Plan: workshops.Plan{
			Zone: "Europe/Paris", Rule: workshops.Weekly([]time.Weekday{time.Tuesday, time.Thursday}, "2027-03-05"),
			First: "2027-01-12", Start: "10:00", End: "11:00",
		},
		OnSite: 6, Remote: 8, Phone: "05 57 46 00 00", Public: true,
		Mediators: []workshops.Mediator{{ID: w.office.ID, Name: "Philippe"}},
	}
	if change != nil {
		change(&n)
	}
	s, err := w.CreateSeries(t.Context(), w.office, n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// keys makes requests apart.
var keys int

// someone is a request to enrol somebody remotely, changed as the test needs.
func someone(name string, change func(*workshops.NewEnrolment)) workshops.NewEnrolment {
	keys++
	n := workshops.NewEnrolment{
		Key: fmt.Sprintf("a request's key %06d", keys), Agreed: true,
		Details: workshops.Details{Name: name, Phone: "05 57 00 00 00", Mode: workshops.Remote, Device: workshops.Computer},
	}
	if change != nil {
		change(&n)
	}
	return n
}

// enrol enrols somebody remotely.
func (w *world) enrol(t testing.TB, seriesID, name string, change func(*workshops.NewEnrolment)) workshops.Enrolment {
	t.Helper()
	e, err := w.Enrol(t.Context(), w.office, seriesID, someone(name, change))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sessions are a series'.
func (w *world) sessions(t testing.TB, seriesID string) []workshops.Session {
	t.Helper()
	all, err := w.Sessions(t.Context(), w.office, seriesID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// expectError checks what kind of error came.
func expectError(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// expectFault checks that a form was refused for a field.
func expectFault(t *testing.T, what string, got error, field accounts.Field, problem accounts.Problem) {
	t.Helper()
	var invalid *accounts.InvalidError
	if !errors.As(got, &invalid) {
		t.Errorf("%s: %v, want a fault of %s", what, got, field)
		return
	}
	for _, f := range invalid.Faults {
		if f.Field == field && f.Problem == problem {
			return
		}
	}
	t.Errorf("%s: %v, want %s %s", what, invalid, field, problem)
}
