package workshops_test

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/workshops"
)

// told is what a person was or is to be told, the oldest first: "sheet pending 12-27 09:00".
func (w *world) told(t *testing.T, enrolmentID string) string {
	t.Helper()
	notices, err := w.NoticesFor(t.Context(), w.office, enrolmentID)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(notices, func(a, b workshops.Notice) int {
		return cmp.Or(a.DueAt.Compare(b.DueAt), strings.Compare(string(a.Kind), string(b.Kind)), a.CreatedAt.Compare(b.CreatedAt))
	})
	var all []string
	for _, n := range notices {
		said := fmt.Sprint(n.Kind, " ", n.State)
		if n.DueAt.After(time.Now()) {
			said += n.DueAt.Format(" 01-02 15:04")
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}

func (w *world) expectTold(t *testing.T, enrolmentID, want string) {
	t.Helper()
	if got := w.told(t, enrolmentID); got != want {
		t.Errorf("told:  %s\nwant:  %s", got, want)
	}
}

func byMail(n *workshops.NewEnrolment) { n.Email = "rose@example.org" }

func TestChannels(t *testing.T) {
	for _, tt := range []struct {
		details workshops.Details
		want    string
	}{
		{workshops.Details{Email: "a@example.org", Phone: "06 12 34 56 78"}, "[email text telephone post]"},
		{workshops.Details{Phone: "+33 (0)6 12 34 56 78"}, "[text telephone post]"},
		{workshops.Details{Phone: "05 57 00 00 00"}, "[telephone post]"},
		{workshops.Details{Phone: "05 57 00 00 00", Arrangements: []workshops.Arrangement{workshops.InWriting}}, "[post]"},
		{workshops.Details{}, "[post]"},
	} {
		if got := fmt.Sprint(tt.details.Channels()); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.details, got, tt.want)
		}
	}
}

func TestPeopleAreToldOfTheirPlace(t *testing.T) {
	at(t, "2026-12-01 09:00", func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		rose := w.enrol(t, s.ID, "Rose", byMail)
		paul := w.enrol(t, s.ID, "Paul", nil)
		lucie := w.enrol(t, s.ID, "Lucie", byMail)
		// The sheet goes out a week before the first session, and not sooner.
		w.expectTold(t, rose.ID, "confirmation pending, sheet pending 01-05 08:00")
		w.expectTold(t, paul.ID, "confirmation for-people, sheet for-people 01-05 08:00")
		w.expectTold(t, lucie.ID, "waiting pending")
		if _, err := w.Withdraw(ctx, w.office, rose.ID); err != nil {
			t.Fatal(err)
		}
		w.expectTold(t, rose.ID, "confirmation dropped, sheet dropped 01-05 08:00")
		w.expectTold(t, lucie.ID, "place-free pending, waiting dropped, sheet pending 01-05 08:00")

		tasks, err := w.Tasks(ctx, w.office)
		if err != nil || len(tasks) != 1 || tasks[0].Channel != workshops.ByTelephone || tasks[0].Enrolment.Name != "Paul" || tasks[0].Code == "" || len(tasks[0].Sessions) != 16 {
			t.Fatalf("%+v, %v", tasks, err)
		}
		expectError(t, "somebody else's task", w.TaskDone(ctx, w.elsewhere, tasks[0].ID), workshops.ErrNotFound)
		for range 2 {
			if err := w.TaskDone(ctx, w.office, tasks[0].ID); err != nil {
				t.Fatal(err)
			}
		}
		expectError(t, "by hand what is done", w.TellByHand(ctx, w.office, tasks[0].ID), workshops.ErrState)
		goTo(t, "2027-01-05 09:00")
		if tasks, err = w.Tasks(ctx, w.office); err != nil || len(tasks) != 1 || tasks[0].Kind != workshops.Sheet || tasks[0].Channel != workshops.ByPost {
			t.Errorf("%+v, %v", tasks, err)
		}
		machine, people, err := w.SendSheets(ctx, w.office, s.ID)
		if err != nil || machine != 1 || people != 1 {
			t.Errorf("%d, %d, %v", machine, people, err)
		}
		w.expectTold(t, lucie.ID, "place-free pending, waiting dropped, sheet dropped, sheet pending")
	})
}

func TestPeopleAreToldOfChanges(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		rose := w.enrol(t, s.ID, "Rose", byMail)
		w.enrol(t, s.ID, "Paul", nil)
		lucie := w.enrol(t, s.ID, "Lucie", byMail)
		first := w.sessions(t, s.ID)[0]
		to := workshops.Slot{Day: "2027-01-13", Start: "14:00", End: "15:00"}
		moved, err := w.MoveSession(ctx, w.office, first.ID, first.Revision, to, "La salle est prise.")
		if err != nil || !moved.Moved() || moved.Was != first.Slot() || moved.StartsAt.Hour() != 13 || moved.Revision != 2 {
			t.Fatalf("%+v, %v", moved, err)
		}
		w.expectTold(t, rose.ID, "change pending, confirmation pending, sheet pending 01-05 08:00")
		w.expectTold(t, lucie.ID, "waiting pending") // Who waits has no session to miss.
		_, err = w.MoveSession(ctx, w.office, first.ID, first.Revision, to, "")
		expectError(t, "moved from an old reading", err, workshops.ErrConflict)
		_, err = w.MoveSession(ctx, w.office, first.ID, moved.Revision, workshops.Slot{Day: "2027-01-13", Start: "14:00", End: "13:00"}, "")
		expectFault(t, "an end before a start", err, "end", workshops.EndsFirst)
		_, err = w.MoveSession(ctx, w.office, first.ID, moved.Revision, workshops.Slot{Day: "2027-01-02", Start: "14:00", End: "15:00"}, "")
		expectFault(t, "into the past", err, "day", workshops.InThePast)
		cancelled, err := w.CancelSession(ctx, w.office, first.ID, moved.Revision, "Philippe est malade.")
		if err != nil {
			t.Fatal(err)
		}
		// That it was moved need not be told any more.
		w.expectTold(t, rose.ID, "cancellation pending, change dropped, confirmation pending, sheet pending 01-05 08:00")
		_, err = w.MoveSession(ctx, w.office, first.ID, cancelled.Revision, to, "")
		expectError(t, "a cancelled one moved", err, workshops.ErrState)
		back, err := w.RestoreSession(ctx, w.office, first.ID, cancelled.Revision)
		if err != nil || back.State != workshops.Planned || back.Reason != "" {
			t.Fatalf("%+v, %v", back, err)
		}
		home, err := w.MoveSession(ctx, w.office, first.ID, back.Revision, first.Slot(), "")
		if err != nil || home.Moved() || !home.StartsAt.Equal(first.StartsAt) {
			t.Errorf("%+v, %v", home, err)
		}
		s.Revision, s.Phone = 1, "05 57 46 11 11"
		if _, err := w.SaveSeries(ctx, w.office, s); err != nil {
			t.Fatal(err)
		}
		notices, err := w.NoticesFor(ctx, w.office, rose.ID)
		ofSeries := func(n workshops.Notice) bool { return n.Kind == workshops.Change && n.SessionID == "" }
		if err != nil || !slices.ContainsFunc(notices, ofSeries) {
			t.Errorf("the new number is not told: %+v, %v", notices, err)
		}
		added, err := w.AddSession(ctx, w.office, s.ID, workshops.Slot{Day: "2027-03-09", Start: "10:00", End: "11:00"})
		if l, listErr := w.Series(ctx, w.office, s.ID); err != nil || listErr != nil || added.Number != 17 || l.Last != "2027-03-09" || l.Sessions != 17 {
			t.Errorf("%+v, %+v, %v", added, l.Last, err)
		}
		goTo(t, "2027-01-12 12:00")
		_, err = w.CancelSession(ctx, w.office, first.ID, home.Revision, "")
		expectError(t, "one that is over cancelled", err, workshops.ErrState)
	})
}

func TestReminders(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s := w.series(t, func(s *workshops.Series) { s.Plan.Rule = tuesdays("2027-01-19") })
		rose, paul := w.enrol(t, s.ID, "Rose", byMail), w.enrol(t, s.ID, "Paul", nil)
		post := w.enrol(t, s.ID, "Denise", func(n *workshops.NewEnrolment) { n.Phone = "" })
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- w.Run(ctx, slog.New(slog.DiscardHandler)) }()
		goTo(t, "2027-01-09 09:59")
		w.expectTold(t, rose.ID, "confirmation pending, sheet pending")
		goTo(t, "2027-01-09 10:01")
		w.expectTold(t, rose.ID, "confirmation pending, sheet pending, reminder pending 01-10 08:00, reminder pending 01-12 06:30")
		w.expectTold(t, paul.ID, "confirmation for-people, sheet for-people, reminder for-people 01-11 08:00")
		w.expectTold(t, post.ID, "confirmation for-people, sheet for-people")
		goTo(t, "2027-01-10 12:10")
		late := w.enrol(t, s.ID, "Ahmed", byMail)
		goTo(t, "2027-01-10 13:10")
		// Who has just been told of their place is not reminded of it the same day.
		w.expectTold(t, late.ID, "confirmation pending, sheet pending, reminder pending 01-12 06:30")
		first := w.sessions(t, s.ID)[0]
		if _, err := w.MoveSession(ctx, w.office, first.ID, 1, workshops.Slot{Day: "2027-01-13", Start: "08:00", End: "09:00"}, ""); err != nil {
			t.Fatal(err)
		}
		goTo(t, "2027-01-10 14:10")
		w.expectTold(t, late.ID, "confirmation pending, sheet pending, change pending, reminder pending 01-11 08:00, "+
			"reminder dropped 01-12 06:30, reminder pending 01-12 17:00")
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestWhatFailedIsSentAgainOrToldByHand(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		rose := w.enrol(t, s.ID, "Rose", byMail)
		notices, err := w.NoticesFor(ctx, w.office, rose.ID)
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{notices[0].ID, notices[1].ID}
		expectError(t, "what has not failed", w.SendAgain(ctx, w.office, ids[0]), workshops.ErrState)
		err = w.db.Workshops().Update(ctx, func(tx workshops.Tx) error {
			for _, n := range notices {
				n.State, n.DueAt, n.DoneAt = workshops.Failed, time.Now(), time.Now()
				if err := tx.PutNotice(n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if failures, err := w.Failures(ctx, w.office); err != nil || len(failures) != 2 {
			t.Errorf("%+v, %v", failures, err)
		}
		expectError(t, "somebody else's", w.SendAgain(ctx, w.elsewhere, ids[0]), workshops.ErrNotFound)
		if err := w.SendAgain(ctx, w.office, ids[0]); err != nil {
			t.Error(err)
		}
		if err := w.TellByHand(ctx, w.office, ids[1]); err != nil {
			t.Error(err)
		}
		if failures, err := w.Failures(ctx, w.office); err != nil || len(failures) != 0 {
			t.Errorf("%+v, %v", failures, err)
		}
		if tasks, err := w.Tasks(ctx, w.office); err != nil || len(tasks) != 1 || tasks[0].ID != ids[1] {
			t.Errorf("%+v, %v", tasks, err)
		}
	})
}

func TestPartners(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		other := w.series(t, nil)
		p, token, err := w.AddPartner(ctx, w.office, "CCAS de Sainte-Foy", "2027-01-31")
		if err != nil {
			t.Fatal(err)
		}
		n := someone("Rose", nil)
		for range 2 {
			if r, err := w.PartnerEnrol(ctx, token, s.ID, n); err != nil || r.Name != "Rose" {
				t.Errorf("%+v, %v", r, err)
			}
		}
		w.enrol(t, other.ID, "Paul", nil)
		v, err := w.PartnerView(ctx, token)
		if err != nil || len(v.Series) != 2 || len(v.Receipts) != 1 || v.Receipts[0].Name != "Rose" || v.Series[0].Waiting+v.Series[0].Enrolled+v.Series[0].Asked != 0 || v.Organization != w.office.Organization.Name {
			t.Errorf("%+v, %v", v, err)
		}
		people, err := w.People(ctx, w.office, s.ID)
		if err != nil || people[0].SentBy != p.Name || people[0].Origin != workshops.ByPartner || people[0].AgreedAt.IsZero() {
			t.Errorf("%+v, %v", people, err)
		}
		_, err = w.PartnerEnrol(ctx, token, s.ID, someone("X", func(n *workshops.NewEnrolment) { n.Agreed = false }))
		expectFault(t, "without an agreement", err, workshops.FieldAgreed, workshops.NotAgreed)
		_, err = w.PartnerView(ctx, "another")
		expectError(t, "another token", err, workshops.ErrPartner)
		goTo(t, "2027-01-31 23:59")
		if _, err := w.PartnerView(ctx, token); err != nil {
			t.Errorf("the last minute: %v", err)
		}
		goTo(t, "2027-02-01 00:00")
		_, err = w.PartnerEnrol(ctx, token, s.ID, someone("X", nil))
		expectError(t, "past its end", err, workshops.ErrPartner)
		p, token, err = w.AddPartner(ctx, w.office, "France Travail", "2027-06-30")
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := w.RevokePartner(ctx, w.office, p.ID); err != nil {
				t.Fatal(err)
			}
		}
		_, err = w.PartnerView(ctx, token)
		expectError(t, "revoked", err, workshops.ErrPartner)
		for _, until := range []workshops.Day{"", "2027-01-31", "2028-02-02"} {
			if _, _, err := w.AddPartner(ctx, w.office, "CCAS", until); err == nil {
				t.Errorf("a link until %q", until)
			}
		}
	})
}
