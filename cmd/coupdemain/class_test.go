package main

import (
	"errors"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/store"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// The register tells a class who is expected, and the workshop who came.
func TestRegister(t *testing.T) {
	ctx := t.Context()
	db, err := store.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	taught, err := workshops.New(db.Workshops(), []byte("a secret"))
	if err != nil {
		t.Fatal(err)
	}
	if err := taught.Ship(ctx); err != nil {
		t.Fatal(err)
	}
	office, err := db.Accounts().CreatePerson(ctx, accounts.Person{
		ID: "m1", Email: "philippe@example.org", Name: "Philippe Durand", Role: accounts.Mediator,
		Organization: accounts.Organization{ID: "o1", Name: "France Services", Phone: "05 57 00 00 00", Town: "Libourne"},
	}, "hash")
	if err != nil {
		t.Fatal(err)
	}
	starts := time.Now().UTC().Truncate(time.Millisecond).Add(time.Hour)
	session := workshops.Session{
		ID: "soon", SeriesID: "s", Number: 1, State: workshops.Planned, StartsAt: starts, EndsAt: starts.Add(time.Hour), ModuleID: "boite-mail",
	}
	next := session
	next.ID, next.Number, next.StartsAt, next.EndsAt = "later", 2, starts.AddDate(0, 0, 7), starts.AddDate(0, 0, 7).Add(time.Hour)
	person := workshops.Enrolment{ID: "odette", SeriesID: "s", State: workshops.Enrolled, Rank: 1, Details: workshops.Details{
		Name: "Odette", Companion: "Paul", Mode: workshops.OnSite, Arrangements: []workshops.Arrangement{workshops.LargePrint},
	}}
	err = db.Workshops().Update(ctx, func(tx workshops.Tx) error {
		return errors.Join(
			tx.PutSeries(workshops.Series{ID: "s", OrganizationID: office.Organization.ID, Title: "Premiers pas", Phone: "05 57 00 00 01"}),
			tx.PutSession(session), tx.PutSession(next), tx.AddEnrolment(person, workshops.Hash{1}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}

	r := register{taught}
	for _, id := range []string{"nowhere", "later"} {
		if _, err := r.Class(ctx, id); !errors.Is(err, class.ErrUnknown) {
			t.Errorf("class %s: %v", id, err)
		}
	}
	c, err := r.Class(ctx, "soon")
	if err != nil || c.Title != "Ma boîte mail" || c.Phone != "05 57 00 00 01" || c.Starts != starts || c.Steps == 0 ||
		c.Opens != starts.Add(-workshops.EarlySetup) || c.Closes != session.EndsAt.Add(workshops.LateExit) || len(c.People) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	if p := c.People[0]; p.Name != "Odette" || p.Companion != "Paul" || !p.OnSite || p.Next != next.StartsAt || len(p.Arrangements) != 1 {
		t.Errorf("%+v", p)
	}

	for how, mode := range cameBy {
		for mood, said := range felt {
			attended := []class.Attended{{Person: "odette", How: how, Companion: true, Steps: 3, Mood: mood}}
			if err := r.Attended(ctx, "soon", attended); err != nil {
				t.Fatal(err)
			}
			all, err := taught.Expected(ctx, office, "soon")
			if err != nil || len(all) != 1 {
				t.Fatal(all, err)
			}
			if a := all[0].Attendance; a.Came != workshops.Present || a.Mode != mode || a.Mood != said || a.Steps != 3 || !a.Companion {
				t.Errorf("%s, %s: %+v", how, mood, a)
			}
		}
	}
	if err := r.Attended(ctx, "soon", []class.Attended{{Person: "odette", How: protocol.HowAbsent}}); err != nil {
		t.Fatal(err)
	}
	if all, err := taught.Expected(ctx, office, "soon"); err != nil || all[0].Attendance.Came != "" {
		t.Errorf("%+v, %v", all, err)
	}
}
