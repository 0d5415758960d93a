package storetest

import (
	"errors"
	"testing"
	"time"

	"coupdemain/workshops"
)

// aNotice is a notice with every field filled in.
func aNotice(id, seriesID, enrolmentID string) workshops.Notice {
	return workshops.Notice{
		ID: id, Kind: workshops.Change, SeriesID: seriesID, EnrolmentID: enrolmentID, SessionID: "x",
		Was: workshops.Slot{Day: "2027-01-11", Start: "09:00", End: "10:00"}, Reason: "La salle est prise.", State: workshops.Pending,
		CreatedAt: start, DueAt: start.Add(time.Minute), ExpiresAt: start.Add(time.Hour),
	}
}

func notices(t *testing.T, s workshopStore) {
	one, later := aNotice("1", "s", "a"), aNotice("2", "s", "a")
	later.CreatedAt, later.DueAt, later.SessionID, later.Kind = start.Add(time.Second), start.Add(time.Hour), "", workshops.Sheet
	twice := aNotice("3", "s", "a")
	theirs := aNotice("4", "theirs", "b")
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.PutSeries(aSeries("s", foy)), tx.PutSeries(aSeries("theirs", pessac)),
			tx.AddEnrolment(anEnrolment("a", "s", 1), workshops.Hash{1}), tx.AddEnrolment(anEnrolment("b", "theirs", 1), workshops.Hash{2}),
			tx.AddNotice(one, "one"), tx.AddNotice(later, "later"), tx.AddNotice(twice, "one"), tx.AddNotice(theirs, "theirs"),
		}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "notice", one)(tx.Notice("1"))
		absent[workshops.Notice](t, "the same telling twice")(tx.Notice("3"))
		expect(t, "an organization's", []workshops.Notice{one, later})(tx.NoticesOf(foy, workshops.Pending))
		expect(t, "none failed", []workshops.Notice{})(tx.NoticesOf(foy, workshops.Failed))
		expect(t, "a person's", []workshops.Notice{later, one})(tx.NoticesFor("a"))
	})
	done := later
	done.State, done.DoneAt, done.DoneBy = workshops.Done, start.Add(2*time.Hour), "m1"
	at := start.Add(3 * time.Hour)
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.PutNotice(done), tx.DropNotices("x", "a", []workshops.NoticeKind{workshops.Reminder, workshops.Sheet}, at),
			tx.DropNotices("y", "", nil, at), tx.DropNotices("", "b", nil, at),
		}
	})
	s.see(t, func(tx workshops.Tx) {
		expect(t, "of another kind", one)(tx.Notice("1"))
		theirs.State, theirs.DoneAt = workshops.Dropped, at
		expect(t, "of another person", theirs)(tx.Notice("4"))
	})
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.DropNotices("x", "", []workshops.NoticeKind{workshops.Sheet, workshops.Change}, at), tx.DropNotices("", "a", nil, at)}
	})
	s.see(t, func(tx workshops.Tx) {
		one.State, one.DoneAt = workshops.Dropped, at
		expect(t, "dropped", one)(tx.Notice("1"))
		expect(t, "what is done stays", done)(tx.Notice("2"))
	})
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.DeleteNotices("a")} })
	err := s.Update(t.Context(), func(tx workshops.Tx) error { return tx.PutNotice(one) })
	if !errors.Is(err, workshops.ErrNotFound) {
		t.Errorf("a notice that is gone: %v", err)
	}
}

func remindable(t *testing.T, s workshopStore) {
	session := aSession("x", "s", start.Add(time.Hour))
	gone := aSession("gone", "s", start.Add(2*time.Hour))
	gone.State = workshops.Cancelled
	placed, waiting := anEnrolment("a", "s", 1), anEnrolment("b", "s", 2)
	waiting.State = workshops.Waiting
	s.put(t, func(tx workshops.Tx) []error {
		return []error{
			tx.PutSeries(aSeries("s", foy)), tx.PutSession(session), tx.PutSession(gone), tx.PutSession(aSession("far", "s", start.Add(9*time.Hour))),
			tx.AddEnrolment(placed, workshops.Hash{1}), tx.AddEnrolment(waiting, workshops.Hash{2}),
		}
	})
	check := func(what string, want ...workshops.Reminding) {
		t.Helper()
		s.see(t, func(tx workshops.Tx) { expect(t, what, want)(tx.Remindable(start, start.Add(3*time.Hour))) })
	}
	due := workshops.Reminding{Enrolment: placed, Session: session}
	check("not reminded yet", due)
	n := aNotice("1", "s", "a")
	n.Kind, n.ExpiresAt = workshops.Reminder, session.StartsAt
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.AddNotice(n, "1")} })
	check("reminded")
	session.StartsAt, session.EndsAt = session.StartsAt.Add(time.Minute), session.EndsAt.Add(time.Minute)
	s.put(t, func(tx workshops.Tx) []error { return []error{tx.PutSession(session)} })
	due.Session = session
	check("moved since", due)
	n.ID, n.ExpiresAt = "2", session.StartsAt
	s.put(t, func(tx workshops.Tx) []error {
		return []error{tx.AddNotice(n, "2"), tx.DropNotices("x", "", nil, start)}
	})
	check("dropped since", due)
}
