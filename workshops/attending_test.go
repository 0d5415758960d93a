package workshops_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// wereIn says that these were in the live class of a session so far, each with whoever comes with them.
func (w *world) wereIn(t *testing.T, sessionID string, people ...workshops.Enrolment) {
	t.Helper()
	var all []workshops.Attended
	for _, e := range people {
		all = append(all, workshops.Attended{EnrolmentID: e.ID, Mode: workshops.Remote, Companion: true})
	}
	if err := w.RecordLive(t.Context(), sessionID, all); err != nil {
		t.Fatal(err)
	}
}

func TestAttendanceByJoiningAndByTicking(t *testing.T) {
	at(t, "2027-01-12 09:00", func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		sessions := w.sessions(t, s.ID)
		rose := w.enrol(t, s.ID, "Rose", func(n *workshops.NewEnrolment) { n.Companion = "Éliane" })
		paul, lucie := w.enrol(t, s.ID, "Paul", onSite), w.enrol(t, s.ID, "Lucie", onSite)
		first := sessions[0].ID
		expectError(t, "present before it begins", w.Tick(ctx, w.office, first, paul.ID, workshops.Present, workshops.OnSite, false), workshops.ErrState)
		if err := w.Tick(ctx, w.office, first, lucie.ID, workshops.Excused, "", false); err != nil {
			t.Error(err)
		}
		goTo(t, "2027-01-12 10:10")
		for range 2 {
			w.wereIn(t, first, rose)
		}
		if err := w.Tick(ctx, w.office, first, paul.ID, workshops.Present, workshops.OnSite, true); err != nil {
			t.Fatal(err)
		}
		// Lucie came after all, by herself.
		w.wereIn(t, first, rose, lucie)
		all, err := w.Expected(ctx, w.office, first)
		if err != nil || len(all) != 3 {
			t.Fatal(all, err)
		}
		for i, want := range []workshops.Attendance{
			{EnrolmentID: rose.ID, Came: workshops.Present, Mode: workshops.Remote, Companion: true, Joined: true},
			{EnrolmentID: paul.ID, Came: workshops.Present, Mode: workshops.OnSite, TickedBy: w.office.ID},
			{EnrolmentID: lucie.ID, Came: workshops.Present, Mode: workshops.Remote, Joined: true},
		} {
			got := all[i].Attendance
			got.At, want.SessionID = time.Time{}, first
			if got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
		if err := w.Tick(ctx, w.office, first, paul.ID, "", "", false); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAfterASeries(t *testing.T) {
	at(t, "2027-01-11 09:00", func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, func(s *workshops.Series) { s.Plan.Rule = tuesdays("2027-02-02") })
		next := w.series(t, func(s *workshops.Series) {
			s.PathID = w.path(t, "mots-de-passe-et-arnaques").ID
			s.Plan.First, s.Plan.Rule = "2027-03-02", tuesdays("2027-03-30")
		})
		rose := w.enrol(t, s.ID, "Rose", func(n *workshops.NewEnrolment) { n.Companion = "Éliane" })
		paul := w.enrol(t, s.ID, "Paul", onSite)
		w.enrol(t, s.ID, "Lucie", nil)
		sessions := w.sessions(t, s.ID)
		goTo(t, "2027-01-19 11:00")
		for _, session := range sessions[:2] {
			w.wereIn(t, session.ID, rose)
		}
		if err := w.Tick(ctx, w.office, sessions[1].ID, paul.ID, workshops.Present, workshops.OnSite, false); err != nil {
			t.Fatal(err)
		}
		goTo(t, "2027-02-02 12:00")
		w.wereIn(t, sessions[3].ID, rose)
		p, err := w.Presence(ctx, w.office, s.ID)
		if err != nil || len(p.Rows) != 3 || p.Rows[0].Present != 3 || p.Rows[0].Held != 4 || len(p.Rows[0].Modules) != 2 || p.Rows[1].Present != 1 || p.Rows[2].Present != 0 {
			t.Errorf("%+v, %v", p.Rows, err)
		}
		certificates, err := w.Certificates(ctx, w.office, s.ID)
		if err != nil || len(certificates) != 2 {
			t.Fatal(certificates, err)
		}
		c := certificates[0]
		if !slices.Equal(c.Names, []string{"Rose", "Éliane"}) || c.From != "2027-01-12" || c.To != "2027-02-02" || c.Duration != 3*time.Hour || c.Attended != 3 || c.Held != 4 || len(c.Modules) != 2 {
			t.Errorf("%+v", c)
		}
		step, err := w.NextStep(ctx, w.office, rose.ID)
		if err != nil || step.Alone || len(step.Series) != 1 || step.Series[0].ID != next.ID {
			t.Errorf("%+v, %v", step, err)
		}
		if step, err := w.NextStep(ctx, w.office, paul.ID); err != nil || !step.Alone {
			t.Errorf("%+v, %v", step, err)
		}
	})
}

func TestActivityReport(t *testing.T) {
	at(t, "2027-01-12 10:30", func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, func(s *workshops.Series) { s.Venue.Town, s.Venue.INSEE = "Pineuilh", "33324" })
		rose := w.enrol(t, s.ID, "Rose", func(n *workshops.NewEnrolment) { n.Companion, n.Device = "Éliane", workshops.Tablet })
		first := w.sessions(t, s.ID)[0]
		w.wereIn(t, first.ID, rose)
		r, err := w.Report(ctx, w.office, first.ID)
		if err != nil {
			t.Fatal(err)
		}
		if r.Saved || r.Day != "2027-01-12" || r.Minutes != 60 || r.PlaceType != workshops.AtRemote || r.Town != "Sainte-Foy-la-Grande" || r.INSEE != "" ||
			r.Total != 2 || r.Genders["non_communique"] != 2 || !slices.Equal(r.Equipment, []string{"tablette"}) || len(r.Themes) == 0 || r.Level != workshops.Beginner {
			t.Errorf("%+v", r)
		}
		paul := w.enrol(t, s.ID, "Paul", onSite)
		if err := w.Tick(ctx, w.office, first.ID, paul.ID, workshops.Present, workshops.OnSite, false); err != nil {
			t.Fatal(err)
		}
		if r, err = w.Report(ctx, w.office, first.ID); err != nil || r.PlaceType != workshops.AtPlace || r.Town != "Pineuilh" || r.INSEE != "33324" || r.Total != 3 {
			t.Errorf("%+v, %v", r, err)
		}
		wrong := r
		wrong.Genders = map[string]int{"feminin": 2}
		_, err = w.SaveReport(ctx, w.office, wrong)
		expectFault(t, "people who are not counted", err, "genders", workshops.OutOfRange)
		r.Genders = map[string]int{"feminin": 2, "masculin": 1}
		r.Notes, r.Themes = "=HYPERLINK(\"http://example.org\")", []workshops.Theme{"email", "navigation_sur_internet"}
		if r, err = w.SaveReport(ctx, w.office, r); err != nil || !r.Saved {
			t.Fatal(err)
		}
		goTo(t, "2027-01-15 00:00")
		reports, err := w.Reports(ctx, w.office, "2027-01-01", "2027-02-01")
		if err != nil || len(reports) != 2 || !reports[0].Saved || reports[0].Genders["feminin"] != 2 || reports[1].Total != 0 {
			t.Fatalf("%+v, %v", reports, err)
		}
		header, row := workshops.ReportHeader(), reports[0].Row()
		if len(header) != len(row) {
			t.Fatalf("%d columns, %d fields", len(header), len(row))
		}
		fields := map[string]string{}
		for i, name := range header {
			fields[name] = row[i]
		}
		for name, want := range map[string]string{
			"type": "collectif", "date": "2027-01-12", "duree": "60", "type_lieu": "lieu_activite", "lieu_commune": "Pineuilh",
			"thematiques": "navigation_sur_internet|email", "materiel": "ordinateur|tablette", "beneficiaires_total": "3",
			"genres_feminin": "2", "tranches_age_non_communique": "3", "oriente_vers_structure": "non", "niveau_atelier": "debutant",
		} {
			if fields[name] != want {
				t.Errorf("%s: %q, want %q", name, fields[name], want)
			}
		}
		var out bytes.Buffer
		if err := workshops.WriteCSV(&out, [][]string{header, row}); err != nil || !strings.Contains(out.String(), `;"'=HYPERLINK(`) {
			t.Errorf("%v: %s", err, out.String())
		}
	})
}

func TestNoCellIsAFormula(t *testing.T) {
	var out bytes.Buffer
	cells := []string{"Rose", "=1+1", "+33612345678", "-2", "@SUM(A1)", " =1", "\t=1", "％", "|cmd", "\u200b=1", "👵🏽", "a=1", "a,=1"}
	if err := workshops.WriteCSV(&out, [][]string{cells}); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffRose;'=1+1;'+33612345678;'-2;'@SUM(A1);\"' =1\";\"\t'=1\";％;'|cmd;'\u200b=1;👵🏽;a=1;a,'=1\r\n"
	if got := strings.ReplaceAll(out.String(), `"`, ""); got != strings.ReplaceAll(want, `"`, "") {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestFeeds(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		hidden := w.series(t, func(s *workshops.Series) { s.Public, s.Mediators = false, nil })
		e := w.enrol(t, s.ID, "Rose", nil)
		for _, tt := range []struct {
			of   workshops.FeedOf
			id   string
			open bool // without a token
			n    int
		}{
			{workshops.FeedOfSeries, s.ID, true, 16}, {workshops.FeedOfSeries, hidden.ID, false, 16},
			{workshops.FeedOfPerson, e.ID, false, 16}, {workshops.FeedOfMediator, w.office.ID, false, 16},
		} {
			token, err := w.FeedToken(ctx, w.office, tt.of, tt.id)
			if err != nil {
				t.Fatal(err)
			}
			if feed, err := w.Feed(ctx, tt.of, tt.id, token); err != nil || len(feed.Scheduled) != tt.n || feed.Scheduled[0].Series.Title == "" {
				t.Errorf("%s: %d sessions, %v", tt.of, len(feed.Scheduled), err)
			}
			_, err = w.Feed(ctx, tt.of, tt.id, "")
			if tt.open != (err == nil) {
				t.Errorf("%s without a token: %v", tt.of, err)
			}
			if !tt.open {
				expectError(t, string(tt.of), err, workshops.ErrNotFound)
			}
		}
		if _, err := w.Withdraw(ctx, w.office, e.ID); err != nil {
			t.Fatal(err)
		}
		token, err := w.FeedToken(ctx, w.office, workshops.FeedOfPerson, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Feed(ctx, workshops.FeedOfPerson, e.ID, token)
		expectError(t, "the calendar of who withdrew", err, workshops.ErrNotFound)
	})
}

func TestProgramme(t *testing.T) {
	at(t, january, func(t *testing.T, w *world) {
		ctx := t.Context()
		late := w.series(t, func(s *workshops.Series) { s.Plan.First, s.Title = "2027-02-02", "Plus tard" })
		soon := w.series(t, small)
		w.series(t, func(s *workshops.Series) { s.Public = false })
		w.series(t, func(s *workshops.Series) { s.Venue.Town = "Pineuilh" })
		w.enrol(t, soon.ID, "Rose", nil)
		all, more, err := w.Programme(ctx, "Sainte-Foy-la-Grande", 0)
		if err != nil || more || len(all) != 2 || all[0].ID != soon.ID || all[1].ID != late.ID {
			t.Fatalf("%+v, %v, %v", all, more, err)
		}
		if l := all[0]; l.FreeRemote != 1 || l.FreeOnSite != 1 || l.Next.Day != "2027-01-12" || l.Sessions != 16 || l.Enrolled != 0 {
			t.Errorf("%+v", l)
		}
		if towns, err := w.Towns(ctx); err != nil || !slices.Equal(towns, []string{"Pineuilh", "Sainte-Foy-la-Grande"}) {
			t.Errorf("%v, %v", towns, err)
		}
		for range 10 {
			w.series(t, func(s *workshops.Series) { s.Plan.Rule = tuesdays("2027-01-12") })
		}
		if all, more, err := w.Programme(ctx, "", 0); err != nil || len(all) != workshops.ProgrammePage || !more {
			t.Errorf("%d, %v, %v", len(all), more, err)
		}
		if all, more, err := w.Programme(ctx, "", 1); err != nil || len(all) != 3 || more {
			t.Errorf("%d, %v, %v", len(all), more, err)
		}
		if all, more, err := w.Programme(ctx, "", math.MaxInt); err != nil || len(all) != 0 || more {
			t.Errorf("the furthest page there can be: %d, %v, %v", len(all), more, err)
		}
		a, err := w.Announced(ctx, soon.ID)
		if err != nil || len(a.Dates) != 16 || len(a.Modules) != 2 || a.Waiting != 0 {
			t.Errorf("%+v, %v", a, err)
		}
		expectError(t, "delete what people are in", w.DeleteSeries(ctx, w.office, soon.ID), workshops.ErrState)
		if err := w.DeleteSeries(ctx, w.office, late.ID); err != nil {
			t.Error(err)
		}
		if schedule, err := w.Schedule(ctx, w.office, "2027-01-12", "2027-01-13"); err != nil || len(schedule) != 13 {
			t.Errorf("%d on the 12th, %v", len(schedule), err)
		}
	})
}

func TestSeriesThatAreRefused(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		name    string
		change  func(*workshops.Series)
		field   accounts.Field
		problem accounts.Problem
	}{
		{"no title", func(s *workshops.Series) { s.Title = "" }, workshops.FieldTitle, accounts.Missing},
		{"no telephone", func(s *workshops.Series) { s.Phone = "" }, accounts.FieldPhone, accounts.Missing},
		{"no place", func(s *workshops.Series) { s.OnSite, s.Remote = 0, 0 }, workshops.FieldRemote, workshops.NoPlaces},
		{"places below none", func(s *workshops.Series) { s.OnSite = -1 }, workshops.FieldOnSite, workshops.OutOfRange},
		{"a short postcode", func(s *workshops.Series) { s.Venue.Postcode = "3322" }, workshops.FieldPostcode, workshops.NotANumber},
		{"kept for ever", func(s *workshops.Series) { s.KeepMonths = 25 }, workshops.FieldKeep, workshops.OutOfRange},
		{"no end", func(s *workshops.Series) { s.Plan.Rule = "FREQ=DAILY" }, workshops.FieldRule, workshops.Endless},
		{"in the past", func(s *workshops.Series) { s.Plan.First, s.Plan.Rule = "2020-01-07", tuesdays("2020-02-01") }, workshops.FieldFirst, workshops.InThePast},
	} {
		n := workshops.Series{
			PathID: w.path(t, "boite-mail").ID, Title: "X", Venue: workshops.Venue{Name: "X", Address: "X", Town: "X"}, Phone: "0557000000", Remote: 1,
			Plan: workshops.Plan{Zone: "Europe/Paris", First: "2100-01-05", Rule: tuesdays("2100-02-01"), Start: "10:00", End: "11:00"},
		}
		tt.change(&n)
		_, err := w.CreateSeries(t.Context(), w.office, n)
		expectFault(t, tt.name, err, tt.field, tt.problem)
	}
	if all, err := w.AllSeries(t.Context(), w.office, true); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}
