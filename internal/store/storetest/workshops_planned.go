package storetest

import (
	"testing"
	"time"

	"coupdemain/workshops"
)

func series(t *testing.T, s workshopStore) {
	one := aSeries("s", foy)
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.PutSeries(one), tx.PutSession(aSession("x", "s", start))}
	})
	changed := one
	changed.Revision, changed.Title, changed.Mediators, changed.Plan.Skip.Days = 4, "Autre", nil, nil
	changed.ErasedAt, changed.EndsAt, changed.Public, changed.KeepMonths = time.Time{}, start.Add(72*time.Hour), false, 0
	s.see(t, func(tx workshops.Tx) { expect(t, "series", one)(tx.Series("s")) })
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.PutSeries(changed)} })
	s.see(t, func(tx workshops.Tx) {
		expect(t, "changed", changed)(tx.Series("s"))
		if _, err := tx.Session("x"); err != nil {
			t.Errorf("its session is gone: %v", err)
		}
		expect(t, "forgettable too soon", []workshops.Series{})(tx.Forgettable(changed.EndsAt))
		expect(t, "forgettable", []workshops.Series{changed})(tx.Forgettable(changed.EndsAt.Add(time.Nanosecond)))
	})
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.DeleteSeries("s")} })
	s.see(t, func(tx workshops.Tx) {
		absent[workshops.Series](t, "deleted")(tx.Series("s"))
		absent[workshops.Session](t, "its session")(tx.Session("x"))
	})
}

func listsOfSeries(t *testing.T, s workshopStore) {
	one, two, theirs := aSeries("one", foy), aSeries("two", foy), aSeries("theirs", pessac)
	one.OnSite, one.Remote, two.First = 1, 3, "2027-01-01"
	over := aSeries("over", foy)
	over.EndsAt = start.Add(-time.Hour)
	past, now, next := aSession("past", "one", start.Add(-2*time.Hour)), aSession("now", "one", start.Add(-time.Minute)), aSession("next", "one", start.Add(time.Hour))
	gone := aSession("gone", "one", start.Add(-30*time.Minute))
	gone.State = workshops.Cancelled
	states := map[string]func(*workshops.Enrolment){
		"a": nil, "b": func(e *workshops.Enrolment) { e.Mode = workshops.OnSite }, "c": func(e *workshops.Enrolment) { e.Mode = workshops.OnSite },
		"d": func(e *workshops.Enrolment) { e.State = workshops.Waiting }, "e": func(e *workshops.Enrolment) { e.State = workshops.Asked },
		"f": func(e *workshops.Enrolment) { e.State = workshops.Withdrawn }, "g": func(e *workshops.Enrolment) { e.State = workshops.Erased },
	}
	s.put(t, func(tx workshops.Tx) (errs []error) {
		for _, one := range []workshops.Series{one, two, theirs, over} {
			errs = append(errs, tx.PutSeries(one))
		}
		for _, session := range []workshops.Session{past, now, next, gone} {
			errs = append(errs, tx.PutSession(session))
		}
		for id, change := range states {
			e := anEnrolment(id, "one", 1)
			if change != nil {
				change(&e)
			}
			errs = append(errs, tx.AddEnrolment(e, workshops.Hash{id[0]}))
		}
		for i, state := range []workshops.NoticeState{workshops.ForPeople, workshops.Failed, workshops.Pending, workshops.ForPeople} {
			n := aNotice(string('0'+rune(i)), "one", "a")
			n.State, n.ExpiresAt, n.DueAt = state, time.Time{}, start
			if i == 3 {
				n.DueAt = start.Add(time.Hour)
			}
			errs = append(errs, tx.AddNotice(n, n.ID))
		}
		return errs
	})
	want := workshops.Listed{
		Series: one, Sessions: 3, FreeOnSite: 0, FreeRemote: 2, Enrolled: 3, Waiting: 1, Asked: 1, Next: now, OverCapacity: true, NeedsAttention: 2,
	}
	empty := workshops.Listed{Series: two, FreeOnSite: 6, FreeRemote: 8}
	s.see(t, func(tx workshops.Tx) {
		expect(t, "one", want)(tx.Listed("one", start))
		absent[workshops.Listed](t, "unknown")(tx.Listed("x", start))
		expect(t, "those to come", []workshops.Listed{empty, want})(tx.SeriesOf(foy, start, start))
		if all, err := tx.SeriesOf(foy, time.Time{}, start); err != nil || len(all) != 3 {
			t.Errorf("all: %d, %v", len(all), err)
		}
	})
}

func programme(t *testing.T, s workshopStore) {
	towns := map[string]string{"later": "Sainte-Foy", "soon": "Pineuilh", "hidden": "Eynesse", "over": "Gensac", "cancelled": "Pessac"}
	s.put(t, func(tx workshops.Tx) (errs []error) {
		for id, town := range towns {
			one := aSeries(id, foy)
			one.Venue.Town, one.Public = town, id != "hidden"
			one.EndsAt = start.Add(9 * time.Hour)
			session := aSession(id, id, start.Add(time.Hour))
			switch id {
			case "later":
				session = aSession(id, id, start.Add(8*time.Hour))
			case "over":
				one.EndsAt = start.Add(-time.Hour)
				session = aSession(id, id, start.Add(-2*time.Hour))
			case "cancelled":
				one.First, one.Last = "", ""
				session.State = workshops.Cancelled
			}
			errs = append(errs, tx.PutSeries(one), tx.PutSession(session))
		}
		return append(errs, tx.PutSession(aSession("soon again", "soon", start.Add(2*time.Hour))))
	})
	s.see(t, func(tx workshops.Tx) {
		ids := func(town string, after, most int) []string {
			list, err := tx.Programme(start, town, after, most)
			if err != nil {
				t.Error(err)
			}
			ids := []string{}
			for _, l := range list {
				ids = append(ids, l.ID)
			}
			return ids
		}
		expect(t, "all", []string{"soon", "later"})(ids("", 0, 9), nil)
		expect(t, "the first", []string{"soon"})(ids("", 0, 1), nil)
		expect(t, "the others", []string{"later"})(ids("", 1, 1), nil)
		expect(t, "no more", []string{})(ids("", 2, 1), nil)
		expect(t, "of a town", []string{"later"})(ids("Sainte-Foy", 0, 9), nil)
		expect(t, "towns", []string{"Pineuilh", "Sainte-Foy"})(tx.Towns(start))
	})
}

func workshopSessions(t *testing.T, s workshopStore) {
	first, second := aSession("first", "s", start), aSession("second", "s", start.Add(time.Hour))
	theirs := aSession("theirs", "other", start)
	one, other := aSeries("s", foy), aSeries("other", pessac)
	other.Mediators = []workshops.Mediator{{ID: "m2", Name: "Lucie"}}
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.PutSeries(one), tx.PutSeries(other), tx.PutSession(second), tx.PutSession(first), tx.PutSession(theirs)}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "by time", []workshops.Session{first, second})(tx.Sessions("s"))
		expect(t, "one", first)(tx.Session("first"))
		absent[workshops.Session](t, "unknown")(tx.Session("x"))
		both := []workshops.Scheduled{{Session: first, Series: one}, {Session: second, Series: one}}
		end := start.Add(2 * time.Hour)
		expect(t, "an organization's", both)(tx.Scheduled(foy, "", start, end))
		expect(t, "a mediator's", both)(tx.Scheduled("", "m1", start, end))
		expect(t, "up to, not with", both[:1])(tx.Scheduled(foy, "", start, second.StartsAt))
		expect(t, "another mediator's", []workshops.Scheduled{{Session: theirs, Series: other}})(tx.Scheduled("", "m2", start, end))
	})
	moved := first
	moved.Revision, moved.State, moved.Day, moved.StartsAt, moved.EndsAt = 9, workshops.Cancelled, "2027-02-01", second.EndsAt, second.EndsAt.Add(time.Hour)
	moved.Was, moved.Reason, moved.ModuleID, moved.ModuleVersion = workshops.Slot{}, "", "", 0
	one.Mediators = nil
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.PutSession(moved), tx.PutSeries(one)} })
	s.see(t, func(tx workshops.Tx) {
		expect(t, "changed", []workshops.Session{second, moved})(tx.Sessions("s"))
		expect(t, "who runs it no more", []workshops.Scheduled{})(tx.Scheduled("", "m1", start, start.AddDate(1, 0, 0)))
	})
}
