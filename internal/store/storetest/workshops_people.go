package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/workshops"
)

func enrolments(t *testing.T, s workshopStore) {
	one := anEnrolment("e", "s", 1)
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.PutSeries(aSeries("s", foy)), tx.AddEnrolment(one, workshops.Hash{1})}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "enrolment", one)(tx.Enrolment("e"))
		expect(t, "by its key", one)(tx.EnrolmentByKey(workshops.Hash{1}))
		absent[workshops.Enrolment](t, "another key")(tx.EnrolmentByKey(workshops.Hash{2}))
		absent[workshops.Enrolment](t, "unknown")(tx.Enrolment("x"))
		expect(t, "of a partner", []workshops.Enrolment{one})(tx.EnrolmentsOfPartner("p"))
	})
	err := s.Update(t.Context(), func(tx workshops.Tx) error { return tx.AddEnrolment(anEnrolment("f", "s", 2), workshops.Hash{1}) })
	if err == nil {
		t.Error("one key made two enrolments")
	}
	changed := one
	changed.Details = workshops.Details{Name: "阿明 👵🏽", Mode: workshops.OnSite}
	changed.Revision, changed.State, changed.Rank, changed.ChangedAt = 5, workshops.Withdrawn, 0, start.Add(2*time.Hour)
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.PutEnrolment(changed)} })
	s.see(t, func(tx workshops.Tx) { expect(t, "changed", changed)(tx.Enrolment("e")) })
	err = s.Update(t.Context(), func(tx workshops.Tx) error { return tx.PutEnrolment(anEnrolment("x", "s", 1)) })
	if !errors.Is(err, workshops.ErrNotFound) {
		t.Errorf("nobody changed: %v", err)
	}
}

func waitingInOrder(t *testing.T, s workshopStore) {
	s.see(t, func(tx workshops.Tx) {
		expect(t, "the first rank", int64(1))(tx.NextRank("s"))
		absent[workshops.Enrolment](t, "first of nobody")(tx.FirstWaiting("s", workshops.Remote))
	})
	as := func(id string, rank int64, state workshops.State, mode workshops.Mode) workshops.Enrolment {
		e := anEnrolment(id, "s", rank)
		e.State, e.Mode = state, mode
		return e
	}
	s.put(t, func(tx workshops.Tx) []error {
		errs := []error{tx.PutSeries(aSeries("s", foy)), tx.PutSeries(aSeries("other", foy))}
		for i, e := range []workshops.Enrolment{
			as("late", 9, workshops.Waiting, workshops.Remote), as("placed", 1, workshops.Enrolled, workshops.Remote),
			as("early", 3, workshops.Waiting, workshops.Remote), as("here", 4, workshops.Waiting, workshops.OnSite),
			as("asked", 0, workshops.Asked, workshops.Remote), as("gone", 0, workshops.Withdrawn, workshops.Remote),
			as("erased", 0, workshops.Erased, workshops.Remote), as("seat", 2, workshops.Enrolled, workshops.OnSite),
		} {
			errs = append(errs, tx.AddEnrolment(e, workshops.Hash{byte(i + 1)}))
		}
		elsewhere := as("elsewhere", 1, workshops.Waiting, workshops.Remote)
		elsewhere.SeriesID = "other"
		return append(errs, tx.AddEnrolment(elsewhere, workshops.Hash{99}))
	})
	s.see(t, func(tx workshops.Tx) {
		all, err := tx.Enrolments("s")
		type line struct {
			id       string
			position int
		}
		got := []line{}
		for _, e := range all {
			got = append(got, line{e.ID, e.Position})
			one, err := tx.Enrolment(e.ID)
			expect(t, "position of "+e.ID, e.Position)(one.Position, err)
		}
		expect(t, "in order", []line{
			{"placed", 0}, {"seat", 0}, {"early", 1}, {"here", 1}, {"late", 2}, {"asked", 0}, {"gone", 0}, {"erased", 0},
		})(got, err)
		first, err := tx.FirstWaiting("s", workshops.Remote)
		expect(t, "next for a place", "early")(first.ID, err)
		first, err = tx.FirstWaiting("s", workshops.OnSite)
		expect(t, "next on site", "here")(first.ID, err)
		expect(t, "the next rank", int64(10))(tx.NextRank("s"))
		expect(t, "holding", map[workshops.Mode]int{workshops.OnSite: 1, workshops.Remote: 1})(tx.Holding("s"))
	})
}

func codes(t *testing.T, s workshopStore) {
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.PutSeries(aSeries("s", foy)), tx.AddEnrolment(anEnrolment("a", "s", 1), workshops.Hash{1}), tx.AddEnrolment(anEnrolment("b", "s", 2), workshops.Hash{2}),
		}
	})
	set := func(id string, code workshops.Hash, drawing int) (free bool) {
		s.put(t, func(tx workshops.Tx) []error {
			var err error
			free, err = tx.SetCode(id, code, drawing)
			return []error{err}
		})
		return free
	}
	if !set("a", workshops.Hash{7}, 1) || set("b", workshops.Hash{7}, 1) || !set("b", workshops.Hash{8}, 2) || !set("a", workshops.Hash{7}, 1) {
		t.Error("one code for two people, or none for one")
	}
	s.see(t, func(tx workshops.Tx) {
		e, err := tx.EnrolmentByCode(workshops.Hash{7})
		expect(t, "by code", "a")(e.ID, err)
		expect(t, "drawing", 2)(tx.Drawing("b"))
		absent[int](t, "drawing of nobody")(tx.Drawing("x"))
	})
	for _, id := range []string{"a", "b"} { // Several may have none.
		if !set(id, workshops.Hash{}, 0) {
			t.Errorf("the code of %s is not taken away", id)
		}
	}
	s.see(t, func(tx workshops.Tx) {
		absent[workshops.Enrolment](t, "a code taken away")(tx.EnrolmentByCode(workshops.Hash{7}))
		absent[workshops.Enrolment](t, "no code")(tx.EnrolmentByCode(workshops.Hash{}))
	})
}

func drawings(t *testing.T, s workshopStore) {
	at := func(id, series string, from time.Duration, state workshops.SessionState) workshops.Session {
		x := aSession(id, series, start.Add(from))
		x.State = state
		return x
	}
	person := func(id, series string, key byte, state workshops.State) workshops.Enrolment {
		e := anEnrolment(id, series, int64(key))
		e.State = state
		return e
	}
	s.put(t, func(tx workshops.Tx) []error {
		errs := []error{}
		for _, id := range []string{"now", "soon", "cancelled", "past"} {
			errs = append(errs, tx.PutSeries(aSeries(id, foy)))
		}
		for i, e := range []workshops.Enrolment{
			person("a", "now", 1, workshops.Enrolled), person("waits", "now", 2, workshops.Waiting), person("codeless", "now", 3, workshops.Enrolled),
			person("b", "soon", 4, workshops.Enrolled), person("c", "cancelled", 5, workshops.Enrolled), person("d", "past", 6, workshops.Enrolled),
		} {
			errs = append(errs, tx.AddEnrolment(e, workshops.Hash{byte(i + 1)}))
			if e.ID != "codeless" {
				_, err := tx.SetCode(e.ID, workshops.Hash{byte(i + 1), 1}, i+1)
				errs = append(errs, err)
			}
		}
		return append(errs,
			tx.PutSession(at("x1", "now", 0, workshops.Planned)), tx.PutSession(at("x2", "soon", 3*time.Hour, workshops.Planned)),
			tx.PutSession(at("x3", "cancelled", 0, workshops.Cancelled)), tx.PutSession(at("x4", "past", -48*time.Hour, workshops.Planned)),
		)
	})
	for _, moment := range []struct {
		name        string
		begun, ends time.Time
		want        []workshops.Drawn
	}{
		{"before any", start.Add(-time.Second), start, nil},
		{"at its beginning", start, start, []workshops.Drawn{{EnrolmentID: "a", Drawing: 1}}},
		{"until its end", start.Add(time.Hour), start.Add(time.Hour), nil},
		{"two sessions", start.Add(3 * time.Hour), start, []workshops.Drawn{{EnrolmentID: "a", Drawing: 1}, {EnrolmentID: "b", Drawing: 4}}},
	} {
		s.see(t, func(tx workshops.Tx) {
			got, err := tx.Drawings(moment.begun, moment.ends)
			slices.SortFunc(got, func(a, b workshops.Drawn) int { return strings.Compare(a.EnrolmentID, b.EnrolmentID) })
			expect(t, moment.name, moment.want)(got, err)
		})
	}
}

func attendance(t *testing.T, s workshopStore) {
	one := workshops.Attendance{
		SessionID: "x", EnrolmentID: "a", Came: workshops.Present, Mode: workshops.OnSite, Companion: true, Joined: true, Steps: 7, Mood: workshops.FairMood,
		TickedBy: "m1", At: start,
	}
	other := workshops.Attendance{SessionID: "y", EnrolmentID: "b", Came: workshops.Absent, Mode: workshops.Remote, At: start}
	report := workshops.Report{
		SessionID: "x", Saved: true, SavedAt: start, Day: "2027-01-12", Minutes: 60, PlaceType: workshops.AtPlace, Themes: []workshops.Theme{"email"},
		Total: 2, Genders: map[string]int{"feminin": 2}, Notes: "Deux\nlignes",
	}
	gone := anEnrolment("b", "s", 0)
	gone.State = workshops.Withdrawn
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.PutSeries(aSeries("s", foy)), tx.PutSession(aSession("x", "s", start)), tx.PutSession(aSession("y", "s", start.Add(time.Hour))),
			tx.AddEnrolment(anEnrolment("a", "s", 1), workshops.Hash{1}), tx.AddEnrolment(gone, workshops.Hash{2}),
			tx.PutAttendance(workshops.Attendance{SessionID: "x", EnrolmentID: "a", Came: workshops.Excused, At: start}),
			tx.PutAttendance(one), tx.PutAttendance(other), tx.PutReport(workshops.Report{SessionID: "x"}), tx.PutReport(report),
		}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "of a session", []workshops.Attendance{one})(tx.AttendanceOfSession("x"))
		expect(t, "of a series", []workshops.Attendance{one, other})(tx.AttendanceOfSeries("s"))
		expect(t, "expected", []workshops.Enrolment{anEnrolment("a", "s", 1), gone})(tx.ExpectedAt("s", "y"))
		expect(t, "expected elsewhere", []workshops.Enrolment{anEnrolment("a", "s", 1)})(tx.ExpectedAt("s", "x"))
		expect(t, "report", report)(tx.Report("x"))
		absent[workshops.Report](t, "no report")(tx.Report("y"))
	})
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.DeleteAttendance("x", "a"), tx.DeleteAttendance("x", "a")}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "taken back", []workshops.Attendance{})(tx.AttendanceOfSession("x"))
	})
}

func partners(t *testing.T, s workshopStore) {
	p := workshops.Partner{ID: "p", OrganizationID: foy, Name: "CCAS", Until: "2027-06-30", CreatedAt: start, CreatedBy: "m1"}
	q := workshops.Partner{ID: "q", OrganizationID: foy, Name: "Aide", Until: "2027-01-31", CreatedAt: start, CreatedBy: "m1"}
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.AddPartner(p, workshops.Hash{1}), tx.AddPartner(q, workshops.Hash{2}), tx.PutSeries(aSeries("s", foy)),
			tx.AddEnrolment(anEnrolment("a", "s", 1), workshops.Hash{1}),
		}
	})
	p.Sent = 1
	q.RevokedAt, q.Name = start.Add(time.Hour), "Aide à domicile"
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.PutPartner(q)} })
	s.see(t, func(tx workshops.Tx) {
		expect(t, "by name", []workshops.Partner{q, p})(tx.PartnersOf(foy))
		expect(t, "another's", []workshops.Partner{})(tx.PartnersOf(pessac))
		expect(t, "one", p)(tx.Partner("p"))
		expect(t, "by its token", q)(tx.PartnerByToken(workshops.Hash{2}))
		absent[workshops.Partner](t, "another token")(tx.PartnerByToken(workshops.Hash{3}))
		absent[workshops.Partner](t, "unknown")(tx.Partner("x"))
	})
}
