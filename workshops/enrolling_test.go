package workshops_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
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

func TestNobodySeesAnothersWorkshops(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		e := w.enrol(t, s.ID, "Rose", nil)
		session := w.sessions(t, s.ID)[0]
		own, err := w.SaveModule(ctx, w.office, ownModule("À nous"))
		if err != nil {
			t.Fatal(err)
		}
		partner, _, err := w.AddPartner(ctx, w.office, "CCAS", "2027-06-30")
		if err != nil {
			t.Fatal(err)
		}
		by := w.elsewhere
		by.Role = accounts.Admin // Not even an administrator's, of another organization.
		for what, err := range map[string]error{
			"series":      second(w.Series(ctx, by, s.ID)),
			"save series": second(w.SaveSeries(ctx, by, s)),
			"delete":      w.DeleteSeries(ctx, by, s.ID),
			"sessions":    second(w.Sessions(ctx, by, s.ID)),
			"session":     second(w.Session(ctx, by, session.ID)),
			"add session": second(w.AddSession(ctx, by, s.ID, workshops.Slot{Day: "2027-02-01", Start: "10:00", End: "11:00"})),
			"move":        second(w.MoveSession(ctx, by, session.ID, 1, workshops.Slot{Day: "2027-02-01", Start: "10:00", End: "11:00"}, "")),
			"cancel":      second(w.CancelSession(ctx, by, session.ID, 1, "")),
			"restore":     second(w.RestoreSession(ctx, by, session.ID, 1)),
			"set module":  second(w.SetSessionModule(ctx, by, session.ID, "")),
			"module":      second(w.Module(ctx, by, own.ID, 0)),
			"versions":    second(w.ModuleVersions(ctx, by, own.ID)),
			"copy":        second(w.CopyModule(ctx, by, own.ID)),
			"path":        second(w.Path(ctx, by, s.PathID, 0)),
			"people":      second(w.People(ctx, by, s.ID)),
			"enrolment":   second(w.Enrolment(ctx, by, e.ID)),
			"enrol":       second(w.Enrol(ctx, by, s.ID, someone("X", nil))),
			"confirm":     second(w.Confirm(ctx, by, e.ID)),
			"correct":     second(w.Correct(ctx, by, e.ID, e.Revision, e.Details)),
			"withdraw":    second(w.Withdraw(ctx, by, e.ID)),
			"erase":       w.Erase(ctx, by, e.ID),
			"code":        second(w.Code(ctx, by, e.ID)),
			"new code":    second(w.NewCode(ctx, by, e.ID)),
			"sheets":      second(w.Sheets(ctx, by, s.ID)),
			"sheet":       second(w.Sheet(ctx, by, e.ID)),
			"import":      second(w.Import(ctx, by, s.ID, "a key of an import", nil)),
			"revoke":      w.RevokePartner(ctx, by, partner.ID),
			"expected":    second(w.Expected(ctx, by, session.ID)),
			"tick":        w.Tick(ctx, by, session.ID, e.ID, workshops.Excused, "", false),
			"presence":    second(w.Presence(ctx, by, s.ID)),
			"certificate": second(w.Certificates(ctx, by, s.ID)),
			"next step":   second(w.NextStep(ctx, by, e.ID)),
			"report":      second(w.Report(ctx, by, session.ID)),
			"notices":     second(w.NoticesFor(ctx, by, e.ID)),
			"feed":        second(w.FeedToken(ctx, by, workshops.FeedOfPerson, e.ID)),
			"their feed":  second(w.FeedToken(ctx, by, workshops.FeedOfMediator, w.office.ID)),
		} {
			expectError(t, what, err, workshops.ErrNotFound)
		}
		for what, n := range map[string]int{
			"series": length(w.AllSeries(ctx, by, true)), "paths": length(w.Paths(ctx, by)), "partners": length(w.Partners(ctx, by)),
			"schedule": length(w.Schedule(ctx, by, "2027-01-01", "2028-01-01")), "tasks": length(w.Tasks(ctx, by)),
			"failures": length(w.Failures(ctx, by)), "reports": length(w.Reports(ctx, by, "2027-01-01", "2028-01-01")),
		} {
			if n != 0 {
				t.Errorf("%s: %d of another organization are listed", what, n)
			}
		}
		if got := w.standing(t, s.ID); got != "Rose enrolled" {
			t.Error(got)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func length[T any](list []T, err error) int {
	if err != nil {
		return -1
	}
	return len(list)
}

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

func TestCodesOpenOnePlace(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		rose, paul := w.enrol(t, s.ID, "Rose", nil), w.enrol(t, s.ID, "Paul", nil)
		lucie := w.enrol(t, s.ID, "Lucie", nil)
		code, err := w.Code(ctx, w.office, rose.ID)
		if err != nil || len(code) != 8 {
			t.Fatal(code, err)
		}
		if _, err := spokencode.Parse(code.Spaced()); err != nil {
			t.Errorf("%s: %v", code.Spaced(), err)
		}
		if again, err := w.Code(ctx, w.office, rose.ID); err != nil || again != code {
			t.Errorf("printed again: %s, %v; want %s", again, err, code)
		}
		p, err := w.Place(ctx, code.Spaced())
		if err != nil || p.Enrolment.ID != rose.ID || p.Series.ID != s.ID || p.Opening != workshops.OpensRehearsal {
			t.Errorf("%+v, %v", p, err)
		}
		digits := []byte(code)
		digits[3] = '0' + (digits[3]-'0'+1)%10
		_, err = w.Place(ctx, string(digits))
		expectError(t, "a slip", err, spokencode.ErrCheck)
		check, err := spokencode.CheckDigit(string(digits[:7]))
		if err != nil {
			t.Fatal(err)
		}
		digits[7] = check
		_, err = w.Place(ctx, string(digits))
		expectError(t, "a guess", err, workshops.ErrNotFound)
		_, err = w.Code(ctx, w.office, lucie.ID)
		expectError(t, "the code of who waits", err, workshops.ErrState)
		renewed, err := w.NewCode(ctx, w.office, rose.ID)
		if err != nil || renewed == code {
			t.Errorf("renewed %s, %v", renewed, err)
		}
		_, err = w.Place(ctx, string(code))
		expectError(t, "the code replaced", err, workshops.ErrNotFound)
		// Paul leaves and comes back: his sheet is good again.
		before, err := w.Code(ctx, w.office, paul.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Withdraw(ctx, w.office, lucie.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Withdraw(ctx, w.office, paul.ID); err != nil {
			t.Fatal(err)
		}
		if p, err := w.Place(ctx, string(before)); err != nil || p.Opening != workshops.OpensNothing {
			t.Errorf("who withdrew: %+v, %v", p.Opening, err)
		}
		if _, err := w.Confirm(ctx, w.office, paul.ID); err != nil {
			t.Fatal(err)
		}
		if after, err := w.Code(ctx, w.office, paul.ID); err != nil || after != before {
			t.Errorf("%s, %v; want %s", after, err, before)
		}
		if err := w.Erase(ctx, w.office, paul.ID); err != nil {
			t.Fatal(err)
		}
		_, err = w.Place(ctx, string(before))
		expectError(t, "who was erased", err, workshops.ErrNotFound)
	})
}

func TestWhatACodeOpensWhen(t *testing.T) {
	at(t, "2027-01-12 09:29", func(t *testing.T, w *world) {
		s := w.series(t, func(s *workshops.Series) { s.Plan.Rule = tuesdays("2027-01-19") })
		e, other := w.enrol(t, s.ID, "Rose", nil), w.enrol(t, s.ID, "Paul", nil)
		code, err := w.Code(t.Context(), w.office, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{other.ID, "x", ""} {
			_, err := w.PlaceOf(t.Context(), id, string(code))
			expectError(t, "another's code", err, workshops.ErrNotFound)
		}
		for _, step := range []struct {
			moment string
			want   workshops.Opening
			day    workshops.Day
		}{
			{"2027-01-12 09:29", workshops.OpensRehearsal, "2027-01-12"},
			{"2027-01-12 09:30", workshops.OpensSession, "2027-01-12"},
			{"2027-01-12 10:30", workshops.OpensSession, "2027-01-12"},
			{"2027-01-12 11:29", workshops.OpensSession, "2027-01-12"},
			{"2027-01-12 11:30", workshops.OpensRehearsal, "2027-01-19"},
			{"2027-01-19 11:29", workshops.OpensSession, "2027-01-19"},
			{"2027-01-19 11:30", workshops.OpensNothing, ""},
		} {
			goTo(t, step.moment)
			p, err := w.PlaceOf(t.Context(), e.ID, string(code))
			if err != nil || p.Opening != step.want || p.Session.Day != step.day {
				t.Errorf("%s: %s of %s, %v; want %s of %s", step.moment, p.Opening, p.Session.Day, err, step.want, step.day)
			}
			if p.Opening != workshops.OpensNothing && !p.Until.After(time.Now()) {
				t.Errorf("%s: until %s", step.moment, p.Until)
			}
		}
	})
}

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

func TestImport(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, small)
		const key = "one import's key"
		rows := make([]workshops.Row, 10_000)
		for i := range rows {
			rows[i] = workshops.Row{Line: i + 2, Details: workshops.Details{Name: fmt.Sprint("P", i), Mode: workshops.Remote}}
		}
		rows[7].Name, rows[7].Email = "", "nobody"
		rows[9_999].Mode = "by boat"
		_, err := w.Import(ctx, w.office, s.ID, key, rows)
		var wrong *workshops.ImportError
		if !errors.As(err, &wrong) {
			t.Fatal(err)
		}
		want := []workshops.LineFault{
			{Line: 9, Fault: accounts.Fault{Field: accounts.FieldName, Problem: accounts.Missing}},
			{Line: 9, Fault: accounts.Fault{Field: accounts.FieldEmail, Problem: accounts.NotAnEmail}},
			{Line: 10_001, Fault: accounts.Fault{Field: workshops.FieldMode, Problem: workshops.NotOneOf}},
		}
		if fmt.Sprint(wrong.Faults) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", wrong.Faults, want)
		}
		w.expectStanding(t, s.ID, "")
		for range 2 { // The second time does nothing more.
			if all, err := w.Import(ctx, w.office, s.ID, key, rows[:4]); err != nil || len(all) != 4 {
				t.Fatal(all, err)
			}
		}
		w.expectStanding(t, s.ID, "P0 enrolled, P1 enrolled, P2 waiting 1, P3 waiting 2")
	})
}
