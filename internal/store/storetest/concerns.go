package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/internal/concerns"
	"coupdemain/signaling"
)

// ConcernStores are a concerns.Store and what it is kept beside.
type ConcernStores struct {
	Concerns concerns.Store
	Accounts accounts.Store
	Helps    signaling.Store
	Audit    audit.Store
}

// Concerns puts a concerns.Store through its contract.
func Concerns(t *testing.T, open func(t *testing.T) ConcernStores) {
	for name, test := range map[string]func(*testing.T, ConcernStores){
		"who reads what": concernReaders, "dealt with": concernsDealtWith, "bounded": concernsBounded, "forgotten": concernsForgotten,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// concern is one with every field of a report filled in.
func concern(id, help string) concerns.Concern {
	return concerns.Concern{
		ID: id, Help: help, ReportedAt: start, Whats: []concerns.What{concerns.Money, concerns.Rude}, Text: "deux\nlignes", Phone: "05 57 00 00 00",
	}
}

func mustConcern(t *testing.T, s ConcernStores, c concerns.Concern) (organization string) {
	t.Helper()
	organization, err := s.Concerns.Add(t.Context(), c, concerns.Limits{OfOneHelp: 3, OfNoHelp: 3})
	if err != nil {
		t.Fatal(err)
	}
	return organization
}

// concerned makes a help of a mediator's.
func (s ConcernStores) concerned(t *testing.T, reference, mediator string) signaling.Help {
	t.Helper()
	h := help("h"+reference, start)
	h.Reference, h.Mediator.ID = reference, mediator
	mustSave(t, s.Helps, h)
	return h
}

func expectConcerns(t *testing.T, s ConcernStores, organization, reader string, want ...string) []concerns.Line {
	t.Helper()
	lines, err := s.Concerns.Lines(t.Context(), organization, reader, 10)
	ids := make([]string, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	if err != nil || !slices.Equal(ids, want) {
		t.Errorf("%s of %q reads %v, %v; want %v", reader, organization, ids, err, want)
	}
	return lines
}

func concernReaders(t *testing.T, s ConcernStores) {
	mairie := mustCreate(t, s.Accounts, "marc", "Mairie", accounts.Mediator).Organization.ID
	mustCreate(t, s.Accounts, "colette", "Mairie", accounts.Coordinator)
	mustCreate(t, s.Accounts, "carole", "Mairie", accounts.Coordinator)
	other := mustCreate(t, s.Accounts, "zoe", "Autre", accounts.Coordinator).Organization.ID
	mustCreate(t, s.Accounts, "ada", "Autre", accounts.Admin)
	h := s.concerned(t, "AAAA-AAAA", "marc")
	s.concerned(t, "CCCC-CCCC", "colette")
	// Colette joined Marc.
	s.concerned(t, "DDDD-DDDD", "marc")
	mustAppend(t, s.Audit, audit.Entry{ID: "e", At: start, What: audit.HelpAdmitted, By: "marc", About: "colette", Help: "DDDD-DDDD"})
	mustAppend(t, s.Audit, audit.Entry{ID: "f", At: start, What: audit.HelpAdmitted, By: "carole", Help: "FFFF-FFFF"})
	for id, want := range map[string]string{"AAAA-AAAA": mairie, "CCCC-CCCC": mairie, "DDDD-DDDD": mairie, "FFFF-FFFF": ""} {
		if got := mustConcern(t, s, concern(id[:1], id)); got != want {
			t.Errorf("%s is of %q, want %q", id, got, want)
		}
	}
	expectConcerns(t, s, mairie, "colette", "A")
	expectConcerns(t, s, other, "zoe")
	expectConcerns(t, s, "", "ada", "A", "C", "D", "F")
	lines := expectConcerns(t, s, mairie, "carole", "A", "C", "D")
	want := concerns.Line{
		Concern: concern("A", "AAAA-AAAA"), OrganizationName: "Mairie", Helpers: lines[0].Helpers, Began: h.Admitted.UTC(), Ended: h.Ended.UTC(),
	}
	if !reflect.DeepEqual(lines[0], want) || len(lines[0].Helpers) != 1 || len(lines[2].Helpers) != 2 {
		t.Errorf("%+v, want %+v; helpers of the last: %v", lines[0], want, lines[2].Helpers)
	}
}

func concernsDealtWith(t *testing.T, s ConcernStores) {
	ctx := t.Context()
	mairie := mustCreate(t, s.Accounts, "marc", "Mairie", accounts.Coordinator).Organization.ID
	colette := mustCreate(t, s.Accounts, "colette", "Mairie", accounts.Coordinator)
	other := mustCreate(t, s.Accounts, "zoe", "Autre", accounts.Coordinator).Organization.ID
	s.concerned(t, "AAAA-AAAA", "marc")
	old, young := concern("1", "AAAA-AAAA"), concern("2", "AAAA-AAAA")
	young.ReportedAt = start.Add(time.Second)
	mustConcern(t, s, old)
	mustConcern(t, s, young)
	expectConcerns(t, s, mairie, "colette", "2", "1")
	for _, tt := range []struct{ organization, reader, id string }{{mairie, "marc", "2"}, {other, "zoe", "2"}, {mairie, "colette", "none"}} {
		if _, err := s.Concerns.Deal(ctx, tt.organization, tt.reader, tt.id, start, "vu"); !errors.Is(err, concerns.ErrNotFound) {
			t.Errorf("%s deals with %s: %v", tt.reader, tt.id, err)
		}
	}
	if help, err := s.Concerns.Deal(ctx, mairie, "colette", "2", start, "appelée"); err != nil || help != "AAAA-AAAA" {
		t.Errorf("dealt with: %q, %v", help, err)
	}
	lines := expectConcerns(t, s, mairie, "colette", "1", "2")
	if l := lines[1]; l.Note != "appelée" || l.DealtBy != "colette" || l.DealtByName != colette.Name || !l.DealtAt.Equal(start) {
		t.Errorf("dealt with: %+v", l)
	}
	if _, err := s.Concerns.Deal(ctx, mairie, "colette", "2", time.Time{}, ""); err != nil {
		t.Fatal(err)
	}
	if lines := expectConcerns(t, s, mairie, "colette", "2", "1"); lines[0].Note != "appelée" || lines[0].DealtBy != "" {
		t.Errorf("reopened: %+v", lines[0])
	}
}

func concernsBounded(t *testing.T, s ConcernStores) {
	mairie := mustCreate(t, s.Accounts, "marc", "Mairie", accounts.Coordinator).Organization.ID
	mustCreate(t, s.Accounts, "colette", "Mairie", accounts.Coordinator)
	s.concerned(t, "AAAA-AAAA", "marc")
	add := func(id, help string) error {
		_, err := s.Concerns.Add(t.Context(), concern(id, help), concerns.Limits{OfOneHelp: 2, OfNoHelp: 3})
		return err
	}
	errs := make([]error, 8)
	race(len(errs), func(i int) { errs[i] = add(string(rune('a'+i)), "AAAA-AAAA") })
	if kept := len(slices.DeleteFunc(errs, func(err error) bool { return errors.Is(err, concerns.ErrFull) })); kept != 2 {
		t.Errorf("%d of one help are kept", kept)
	}
	for i, id := range []string{"1", "2", "3", "4"} {
		if err := add(id, "XXXX-XXX"+id); errors.Is(err, concerns.ErrFull) != (i == 3) {
			t.Errorf("of no help, number %s: %v", id, err)
		}
	}
	waiting, err := s.Concerns.Lines(t.Context(), mairie, "colette", 1)
	if err != nil || len(waiting) != 1 {
		t.Fatalf("%d lines, %v", len(waiting), err)
	}
	if _, err := s.Concerns.Deal(t.Context(), mairie, "colette", waiting[0].ID, start, ""); err != nil {
		t.Fatal(err)
	}
	if err := add("z", "AAAA-AAAA"); err != nil {
		t.Errorf("after one was dealt with: %v", err)
	}
}

func concernsForgotten(t *testing.T, s ConcernStores) {
	ctx := t.Context()
	mustCreate(t, s.Accounts, "ada", "Autre", accounts.Admin)
	for i, id := range []string{"1", "2", "3"} {
		c := concern(id, "XXXX-XXX"+id)
		c.ReportedAt = start.Add(time.Duration(i) * time.Hour)
		mustConcern(t, s, c)
	}
	if _, err := s.Concerns.Deal(ctx, "", "ada", "2", start, ""); err != nil {
		t.Fatal(err)
	}
	if err := s.Concerns.Forget(ctx, start.Add(time.Second), start.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	lines := expectConcerns(t, s, "", "ada", "3", "2")
	if lines[0].Phone == "" || lines[1].Phone != "" {
		t.Errorf("numbers %q of what waits, %q of what was dealt with", lines[0].Phone, lines[1].Phone)
	}
}
