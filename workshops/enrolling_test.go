package workshops_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

const january = "2027-01-04 09:00" // a week before the first session

// standing is who stands how, in the order of the list: "Rose enrolled, Paul waiting 1".
func (w *world) standing(t *testing.T, seriesID string) string {
	t.Helper()
	people, err := w.People(t.Context(), w.office, seriesID)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range people {
		said := e.Name + " " + string(e.State)
		if e.Position > 0 {
			said += fmt.Sprint(" ", e.Position)
		}
		all = append(all, said)
	}
	return strings.Join(all, ", ")
}

func (w *world) expectStanding(t *testing.T, seriesID, want string) {
	t.Helper()
	if got := w.standing(t, seriesID); got != want {
		t.Errorf("standing: %s\nwant:     %s", got, want)
	}
}

// small is a series with one place on site and two remote.
func small(s *workshops.Series) { s.OnSite, s.Remote = 1, 2 }

func onSite(n *workshops.NewEnrolment) { n.Mode = workshops.OnSite }

func TestPlacesThenTheWaitingListInOrder(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s := w.series(t, small)
		ctx := t.Context()
		rose, paul := w.enrol(t, s.ID, "Rose", nil), w.enrol(t, s.ID, "Paul", nil)
		w.enrol(t, s.ID, "Lucie", nil)
		w.enrol(t, s.ID, "Ahmed", nil)
		w.enrol(t, s.ID, "Denise", onSite)
		w.expectStanding(t, s.ID, "Rose enrolled, Paul enrolled, Denise enrolled, Lucie waiting 1, Ahmed waiting 2")
		if _, err := w.Withdraw(ctx, w.office, paul.ID); err != nil {
			t.Fatal(err)
		}
		w.expectStanding(t, s.ID, "Rose enrolled, Lucie enrolled, Denise enrolled, Ahmed waiting 1, Paul withdrawn")
		// Paul comes back, at the end.
		if e, err := w.Confirm(ctx, w.office, paul.ID); err != nil || e.State != workshops.Waiting || e.Position != 2 {
			t.Errorf("%+v, %v", e, err)
		}
		if err := w.Erase(ctx, w.office, rose.ID); err != nil {
			t.Fatal(err)
		}
		w.expectStanding(t, s.ID, "Lucie enrolled, Ahmed enrolled, Denise enrolled, Paul waiting 1,  erased")
		// A place more: the series as read before is out of date by nothing, since people are not part of it.
		s.Remote = 3
		if _, err := w.SaveSeries(ctx, w.office, s); err != nil {
			t.Fatal(err)
		}
		w.expectStanding(t, s.ID, "Lucie enrolled, Ahmed enrolled, Denise enrolled, Paul enrolled,  erased")
		_, err := w.SaveSeries(ctx, w.office, s)
		expectError(t, "saved from an old reading", err, workshops.ErrConflict)
		s.Revision, s.Remote = 2, 0
		if s, err = w.SaveSeries(ctx, w.office, s); err != nil {
			t.Fatal(err)
		}
		w.expectStanding(t, s.ID, "Lucie enrolled, Ahmed enrolled, Denise enrolled, Paul enrolled,  erased")
		if l, err := w.Series(ctx, w.office, s.ID); err != nil || !l.OverCapacity || l.FreeRemote != 0 || l.Enrolled != 4 {
			t.Errorf("%+v, %v", l, err)
		}
	})
}

func TestARequestSentTwiceEnrolsOnce(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s := w.series(t, small)
		n := someone("Rose", nil)
		first, err := w.Enrol(t.Context(), w.office, s.ID, n)
		if err != nil {
			t.Fatal(err)
		}
		n.Name = "Rose encore"
		again, err := w.Enrol(t.Context(), w.office, s.ID, n)
		if err != nil || again.ID != first.ID || again.Name != "Rose" {
			t.Errorf("%+v, %v", again, err)
		}
		// The same key from elsewhere is another request.
		if err := w.Ask(t.Context(), s.ID, n); err != nil {
			t.Fatal(err)
		}
		w.expectStanding(t, s.ID, "Rose enrolled, Rose encore asked")
	})
}

func TestWhoAsksHoldsNothingUntilConfirmed(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		if err := w.Ask(ctx, s.ID, someone("Rose", nil)); err != nil {
			t.Fatal(err)
		}
		w.enrol(t, s.ID, "Paul", nil)
		w.enrol(t, s.ID, "Lucie", nil)
		w.expectStanding(t, s.ID, "Paul enrolled, Lucie enrolled, Rose asked")
		people, err := w.People(ctx, w.office, s.ID)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if e, err := w.Confirm(ctx, w.office, people[2].ID); err != nil || e.Position != 1 {
				t.Errorf("%+v, %v", e, err)
			}
		}
		expectFault(t, "no way to reach them", w.Ask(ctx, s.ID, someone("X", func(n *workshops.NewEnrolment) { n.Phone = "" })),
			accounts.FieldPhone, accounts.Missing)
		expectFault(t, "no agreement", w.Ask(ctx, s.ID, someone("X", func(n *workshops.NewEnrolment) { n.Agreed = false })),
			workshops.FieldAgreed, workshops.NotAgreed)
		hidden := w.series(t, func(s *workshops.Series) { s.Public = false })
		expectError(t, "a series that is not public", w.Ask(ctx, hidden.ID, someone("X", nil)), workshops.ErrNotFound)
	})
}

func TestCorrectingSomebody(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		rose := w.enrol(t, s.ID, "Rose", nil)
		w.enrol(t, s.ID, "Paul", nil)
		w.enrol(t, s.ID, "Lucie", nil)
		to := func(mode workshops.Mode) workshops.Details {
			d := rose.Details
			d.Mode = mode
			return d
		}
		e, err := w.Correct(ctx, w.office, rose.ID, rose.Revision, to(workshops.OnSite))
		if err != nil {
			t.Fatal(err)
		}
		w.expectStanding(t, s.ID, "Rose enrolled, Paul enrolled, Lucie enrolled")
		_, err = w.Correct(ctx, w.office, rose.ID, rose.Revision, to(workshops.Remote))
		expectError(t, "from an old reading", err, workshops.ErrConflict)
		_, err = w.Correct(ctx, w.office, rose.ID, e.Revision, to(workshops.Remote))
		expectError(t, "to what is full", err, workshops.ErrFull)
		ahmed := w.enrol(t, s.ID, "Ahmed", nil)
		denise := w.enrol(t, s.ID, "Denise", onSite)
		w.expectStanding(t, s.ID, "Rose enrolled, Paul enrolled, Lucie enrolled, Ahmed waiting 1, Denise waiting 1")
		d := denise.Details
		d.Mode = workshops.Remote
		if denise, err = w.Correct(ctx, w.office, denise.ID, denise.Revision, d); err != nil || denise.Position != 2 {
			t.Errorf("%+v, %v", denise, err)
		}
		d = ahmed.Details
		d.Name, d.Mode = "Ahmed Benali 👨🏽‍🦳", workshops.Remote
		if ahmed, err = w.Correct(ctx, w.office, ahmed.ID, ahmed.Revision, d); err != nil || ahmed.Position != 1 {
			t.Errorf("%+v, %v", ahmed, err)
		}
		w.expectStanding(t, s.ID, "Rose enrolled, Paul enrolled, Lucie enrolled, Ahmed Benali 👨🏽‍🦳 waiting 1, Denise waiting 2")
	})
}

func TestNamesInEveryScript(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s := w.series(t, nil)
		for _, name := range []string{"Éliane", "محمد", "Ольга", "阿明", "👵🏽", "ನಾಗರಾಜ್", "D’Artagnan-Lévêque", "می\u200cخواهم"} {
			if e := w.enrol(t, s.ID, name, nil); e.Name != name {
				t.Errorf("%q is kept as %q", name, e.Name)
			}
		}
		if e := w.enrol(t, s.ID, " Rose\u202e \tMartin\u0000 ", nil); e.Name != "Rose Martin" {
			t.Errorf("kept as %q", e.Name)
		}
		for _, name := range []string{"", " \u200b ", strings.Repeat("x", 101)} {
			if _, err := w.Enrol(t.Context(), w.office, s.ID, someone(name, nil)); err == nil {
				t.Errorf("%q was taken", name)
			}
		}
	})
}

func TestStrangersCannotFillASeries(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s := w.series(t, small)
		for i := range 101 {
			err := w.Ask(t.Context(), s.ID, someone("Robot", nil))
			if (i < 100) != (err == nil) {
				t.Fatalf("request %d: %v", i, err)
			}
		}
		w.enrol(t, s.ID, "Rose", nil) // The office goes on.
	})
}

func TestWhoeverMayBeEnrolledAlreadyIsTold(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		s, other := w.series(t, nil), w.series(t, nil)
		rose := w.enrol(t, s.ID, "Rose Blanc", func(n *workshops.NewEnrolment) { n.Phone, n.Email = "05 57 11 22 33", "rose@example.org" })
		for name, tt := range map[string]struct {
			series string
			person workshops.Details
			alike  bool
		}{
			"the same name":            {s.ID, workshops.Details{Name: " rose  BLANC "}, true},
			"the same telephone":       {s.ID, workshops.Details{Name: "Mme Blanc", Phone: "+33 557112233"}, true},
			"the same address":         {s.ID, workshops.Details{Name: "Mme Blanc", Email: "Rose@Example.org"}, true},
			"another":                  {s.ID, workshops.Details{Name: "Rosa", Phone: "05 57 11 22 34"}, false},
			"nothing but a name":       {s.ID, workshops.Details{Name: "Luc"}, false},
			"the same, another series": {other.ID, workshops.Details{Name: "Rose Blanc"}, false},
		} {
			n := someone("", func(n *workshops.NewEnrolment) { n.Details, n.Wary = tt.person, true })
			n.Mode = workshops.OnSite
			_, err := w.Enrol(t.Context(), w.office, tt.series, n)
			var alike *workshops.AlikeError
			if errors.As(err, &alike) != tt.alike || tt.alike && (len(alike.People) != 1 || alike.People[0].ID != rose.ID) || !tt.alike && err != nil {
				t.Errorf("%s: %v", name, err)
			}
			n.Wary = false
			e, err := w.Enrol(t.Context(), w.office, tt.series, n)
			if err != nil {
				t.Errorf("%s, all the same: %v", name, err)
			}
			// Sent twice, it is answered as the first time.
			n.Wary = true
			if again, err := w.Enrol(t.Context(), w.office, tt.series, n); err != nil || again.ID != e.ID {
				t.Errorf("%s, sent twice: %v", name, err)
			}
			if err := w.Erase(t.Context(), w.office, e.ID); err != nil {
				t.Fatal(err)
			}
		}
	})
}
