package workshops_test

import (
	"testing"
	"time"

	"coupdemain/workshops"
)

// said is what stands of a session's attendance, in the order of enrolling, without when it was said.
func (w *world) said(t *testing.T, sessionID string) (all []workshops.Attendance) {
	t.Helper()
	people, err := w.Expected(t.Context(), w.office, sessionID)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range people {
		all = append(all, one.Attendance)
	}
	return all
}

func TestTheAttendanceOfALiveClass(t *testing.T) {
	at(t, "2027-01-12 09:00", func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		id := w.sessions(t, s.ID)[0].ID
		rose := w.enrol(t, s.ID, "Rose", func(n *workshops.NewEnrolment) { n.Companion = "Éliane" })
		paul, lucie := w.enrol(t, s.ID, "Paul", onSite), w.enrol(t, s.ID, "Lucie", nil)
		record := func(all ...workshops.Attended) {
			t.Helper()
			if err := w.RecordLive(ctx, id, all); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Tick(ctx, w.office, id, lucie.ID, workshops.Excused, "", false); err != nil {
			t.Fatal(err)
		}
		goTo(t, "2027-01-12 10:10")
		class := []workshops.Attended{
			{EnrolmentID: rose.ID, Mode: workshops.Remote, Companion: true, Steps: 3},
			{EnrolmentID: paul.ID, Mode: workshops.OnSite, Companion: true, Steps: 1},
			{EnrolmentID: lucie.ID, Mode: workshops.ByPhone, Steps: 2, Mood: workshops.GoodMood},
		}
		record(class...)
		first := w.said(t, id)
		goTo(t, "2027-01-12 10:20")
		record(class...)
		for i, want := range []workshops.Attendance{
			{EnrolmentID: rose.ID, Mode: workshops.Remote, Companion: true, Steps: 3},
			{EnrolmentID: paul.ID, Mode: workshops.OnSite, Steps: 1}, // Nobody comes with Paul.
			{EnrolmentID: lucie.ID, Mode: workshops.ByPhone, Steps: 2, Mood: workshops.GoodMood},
		} {
			want.SessionID, want.Came, want.Joined, want.At = id, workshops.Present, true, first[i].At
			if got := w.said(t, id)[i]; got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		}

		presence, err := w.Presence(ctx, w.office, s.ID)
		if err != nil || presence.Rows[0].Steps[0] != 3 || presence.Rows[2].Steps[0] != 2 || presence.Rows[0].Steps[1] != 0 {
			t.Errorf("%+v, %v", presence.Rows, err)
		}

		// What is ticked afterwards stays; the steps and the mood are still the class's.
		for _, tick := range []struct {
			who  workshops.Enrolment
			came workshops.Came
		}{{rose, workshops.Present}, {lucie, workshops.Absent}} {
			if err := w.Tick(ctx, w.office, id, tick.who.ID, tick.came, workshops.OnSite, false); err != nil {
				t.Fatal(err)
			}
		}
		class[0].Steps, class[0].Mood = 4, workshops.PoorMood
		record(class[0], class[2])
		ticked := w.said(t, id)
		if a := ticked[0]; a.Mode != workshops.OnSite || a.Companion || a.TickedBy != w.office.ID || a.Steps != 4 || a.Mood != workshops.PoorMood {
			t.Errorf("ticked by hand: %+v", a)
		}
		if a := ticked[1]; a.Came != "" {
			t.Errorf("not of the class any more: %+v", a)
		}
		if a := ticked[2]; a.Came != workshops.Absent || a.Steps != 2 {
			t.Errorf("ticked as absent: %+v", a)
		}
		record()
		if a := w.said(t, id)[0]; a.Came != workshops.Present || a.Joined || a.Steps != 0 {
			t.Errorf("ticked, and never in the class: %+v", a)
		}
	})
}

func TestWhatIsRefusedOfALiveClass(t *testing.T) {
	at(t, "2027-01-12 07:59", func(t *testing.T, w *world) {
		ctx := t.Context()
		s := w.series(t, nil)
		sessions := w.sessions(t, s.ID)
		first := sessions[0].ID
		rose, gone := w.enrol(t, s.ID, "Rose", nil), w.enrol(t, s.ID, "Paul", nil)
		stranger := w.enrol(t, w.series(t, nil).ID, "X", nil)
		of := func(e workshops.Enrolment) []workshops.Attended {
			return []workshops.Attended{{EnrolmentID: e.ID, Mode: workshops.Remote}}
		}
		expectError(t, "hours before", w.RecordLive(ctx, first, of(rose)), workshops.ErrState)
		_, err := w.Live(ctx, first)
		expectError(t, "hours before", err, workshops.ErrState)
		_, err = w.Live(ctx, "nowhere")
		expectError(t, "no such session", err, workshops.ErrNotFound)

		goTo(t, "2027-01-12 08:00")
		live, err := w.Live(ctx, first)
		if err != nil || len(live.People) != 2 || live.Next != sessions[1].StartsAt || len(live.Module.Steps) == 0 ||
			live.Session.SetUp() != time.Now().UTC() || live.Series.ID != s.ID {
			t.Errorf("%+v, %v", live, err)
		}
		if _, err := w.Withdraw(ctx, w.office, gone.ID); err != nil {
			t.Fatal(err)
		}
		if err := w.RecordLive(ctx, first, append(of(rose), of(gone)...)); err != nil {
			t.Error("somebody who has no place any more:", err)
		}
		if people := w.said(t, first); len(people) != 1 || people[0].EnrolmentID != rose.ID {
			t.Errorf("%+v", people)
		}
		expectError(t, "somebody of another series", w.RecordLive(ctx, first, append(of(rose), of(stranger)...)), workshops.ErrNotFound)

		goTo(t, "2027-01-12 11:30")
		_, err = w.Live(ctx, first)
		expectError(t, "half an hour after", err, workshops.ErrState)
		if err := w.RecordLive(ctx, first, of(rose)); err != nil {
			t.Error("the last word of a class:", err)
		}
		cancelled, err := w.CancelSession(ctx, w.office, sessions[1].ID, 1, "")
		if err != nil {
			t.Fatal(err)
		}
		goTo(t, "2027-01-19 10:00")
		_, err = w.Live(ctx, cancelled.ID)
		expectError(t, "cancelled", err, workshops.ErrState)
		expectError(t, "cancelled", w.RecordLive(ctx, cancelled.ID, of(rose)), workshops.ErrState)
	})
}

// An edit of a module does not reach people whose session has opened its doors.
func TestOpenDoorsKeepTheirSteps(t *testing.T) {
	at(t, "2027-01-12 09:29", func(t *testing.T, w *world) {
		ctx := t.Context()
		m, err := w.CopyModule(ctx, w.office, "rejoindre-une-seance")
		if err != nil {
			t.Fatal(err)
		}
		s := w.series(t, func(s *workshops.Series) { s.PathID = w.path(t, m.ID).ID })
		rose := w.enrol(t, s.ID, "Rose", nil)
		first := w.sessions(t, s.ID)[0].ID
		edit := func(title string) {
			t.Helper()
			m.Title = title
			if m, err = w.SaveModule(ctx, w.office, m); err != nil {
				t.Fatal(err)
			}
		}
		edit("Avant l’ouverture")
		code, err := w.Code(ctx, w.office, rose.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, all, err := w.Followed(ctx, rose.ID, string(code)); err != nil || len(all) != 0 {
			t.Errorf("before the doors open: %+v, %v", all, err)
		}
		time.Sleep(2 * time.Minute)
		edit("Après l’ouverture")
		if live, err := w.Live(ctx, first); err != nil || live.Module.Title != "Avant l’ouverture" {
			t.Errorf("%q, %v", live.Module.Title, err)
		}
		goTo(t, "2027-01-26 10:00")
		_, all, err := w.Followed(ctx, rose.ID, string(code))
		if err != nil || len(all) < 2 || all[len(all)-1].Module.Title != "Avant l’ouverture" || all[0].Session.Day != "2027-01-26" {
			t.Errorf("%+v, %v", all, err)
		}
		_, _, err = w.Followed(ctx, w.enrol(t, s.ID, "Paul", nil).ID, string(code))
		expectError(t, "another's code", err, workshops.ErrNotFound)
	})
}
