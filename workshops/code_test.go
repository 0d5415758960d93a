package workshops_test

import (
	"testing"
	"time"

	"coupdemain/internal/spokencode"
	"coupdemain/workshops"
)

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
