package workshops_test

import (
	"testing"

	"coupdemain/internal/spokencode"
	"coupdemain/workshops"
)

// morning is while the session of that Tuesday is open, and afternoon once it has closed.
const (
	morning   = "2027-01-12 09:45"
	afternoon = "2027-01-12 11:31"
)

func (w *world) code(t *testing.T, e workshops.Enrolment) spokencode.Code {
	t.Helper()
	code, err := w.Code(t.Context(), w.office, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// changed is a code with one digit moved on by n.
func changed(code spokencode.Code, place int, n byte) string {
	digits := []byte(code)
	digits[place] = '0' + (digits[place]-'0'+n)%10
	return string(digits)
}

// exchanged is a code with the first two neighbours that differ exchanged.
func exchanged(code spokencode.Code) string {
	digits := []byte(code)
	for i := range digits[1:] {
		if digits[i] != digits[i+1] {
			digits[i], digits[i+1] = digits[i+1], digits[i]
			break
		}
	}
	return string(digits)
}

func TestWhoseCodeIsAtTheDoor(t *testing.T) {
	at(t, "2027-01-12 07:59", func(t *testing.T, w *world) {
		s := w.series(t, nil)
		rose, gone := w.enrol(t, s.ID, "Rose", nil), w.enrol(t, s.ID, "Paul", nil)
		code, left := w.code(t, rose), w.code(t, gone)
		if _, err := w.Withdraw(t.Context(), w.office, gone.ID); err != nil {
			t.Fatal(err)
		}
		expect := func(what, typed, want string, wantRight bool) {
			t.Helper()
			if id, right, err := w.Whose(t.Context(), typed); err != nil || id != want || right != wantRight {
				t.Errorf("%s: %q, right %v, %v; want %q, %v", what, id, right, err, want, wantRight)
			}
		}
		expect("before the class can be set up", changed(code, 2, 1), "", false)
		goTo(t, morning)
		for place := range code {
			expect("one wrong digit", changed(code, place, 1+byte(place)), rose.ID, false)
		}
		expect("two neighbours exchanged", exchanged(code), rose.ID, false)
		expect("with its space", spokencode.Code(changed(code, 7, 3)).Spaced(), rose.ID, false)
		expect("the code itself", code.Spaced(), rose.ID, true)
		expect("who withdrew", changed(left, 2, 1), "", false)
		for _, typed := range []string{"", "bonjour", string(code[:5]), string(code) + "01"} {
			expect("no code", typed, "", false)
		}
		goTo(t, afternoon)
		expect("once it has closed", changed(code, 2, 1), "", false)
		expect("once it has closed, the code itself", string(code), "", true)
		goTo(t, "2027-01-14 09:00")
		expect("before the next", changed(code, 2, 1), rose.ID, false)
		sessions := w.sessions(t, s.ID)
		if _, err := w.CancelSession(t.Context(), w.office, sessions[1].ID, sessions[1].Revision, ""); err != nil {
			t.Fatal(err)
		}
		expect("cancelled", changed(code, 2, 1), "", false)
	})
}

// A slip that two codes explain as well is nobody's.
func TestTwoCodesThatExplainOneSlip(t *testing.T) {
	at(t, morning, func(t *testing.T, w *world) {
		s := w.series(t, nil)
		rose, paul := w.enrol(t, s.ID, "Rose", nil), w.enrol(t, s.ID, "Paul", nil)
		hers := w.code(t, rose)
		printed, err := spokencode.NewPrinted([]byte("a secret of this test alone"), "workshops")
		if err != nil {
			t.Fatal(err)
		}
		his := w.code(t, paul)
		for drawing := 2; spokencode.Distance(hers, his) != 2; drawing++ {
			if his, err = printed.Derive(paul.ID, drawing); err != nil {
				t.Fatal(err)
			}
			if spokencode.Distance(hers, his) != 2 {
				continue
			}
			err := w.db.Workshops().Update(t.Context(), func(tx workshops.Tx) error {
				_, err := tx.SetCode(paul.ID, printed.Hash(his), drawing)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		between := []byte(hers)
		for i := range between {
			if between[i] != his[i] {
				between[i] = his[i]
				break
			}
		}
		if id, _, err := w.Whose(t.Context(), string(between)); err != nil || id != "" {
			t.Errorf("between %s and %s is %s: %q, %v", hers, his, between, id, err)
		}
	})
}
