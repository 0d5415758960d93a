package activity_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// office is a service and the people of its tests: two mediators and a coordinator of one organization, and a
// coordinator and an administrator of another.
type office struct {
	*activity.Service
	store                                 activity.Store
	marc, rose, colette, stranger, keeper accounts.Person
}

func newOffice(t *testing.T) *office {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	person := func(name, organization string, role accounts.Role) accounts.Person {
		p, err := db.Accounts().CreatePerson(t.Context(), accounts.Person{
			ID: name, Email: name + "@example.org", Name: name, Role: role, CreatedAt: time.Now(),
			Organization: accounts.Organization{ID: organization, Name: organization, Phone: "3949", Town: "Libourne"},
		}, "hash")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	return &office{
		Service: activity.New(db.Activity(), slog.New(slog.DiscardHandler)), store: db.Activity(),
		marc: person("Marc", "Mairie", accounts.Mediator), rose: person("Rose", "Mairie", accounts.Mediator),
		colette: person("Colette", "Mairie", accounts.Coordinator), stranger: person("Zoé", "Autre", accounts.Coordinator),
		keeper: person("Paul", "Autre", accounts.Admin),
	}
}

// of is what happened in a help of somebody's, which took so long.
func of(p accounts.Person, help string, lasted time.Duration) activity.Facts {
	now := time.Now()
	return activity.Facts{
		Help: help, PersonID: p.ID, Town: p.Organization.Town, Admitted: now.Add(-lasted), Ended: now, Equipment: activity.Tablet,
	}
}

// begun is the draft of a help.
func (o *office) begun(t *testing.T, p accounts.Person, help string) activity.Report {
	t.Helper()
	r, _, err := o.OfHelp(t.Context(), of(p, help, 20*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReportOfAHelp(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	if err := o.Ended(ctx, of(o.marc, "ACDF-3479", 20*time.Minute)); err != nil {
		t.Fatal(err)
	}
	r, habits, err := o.OfHelp(ctx, of(o.marc, "ACDF-3479", 20*time.Minute))
	if err != nil || r.Minutes != 15 || r.Place.Town != "Libourne" || len(habits.Themes) != len(activity.Themes) {
		t.Fatalf("%+v, %v", r, err)
	}
	if drafts, err := o.Drafts(ctx, o.marc); err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
	if err := o.Finish(ctx, o.marc, r); !errors.As(err, new(*activity.InvalidError)) {
		t.Errorf("done without a theme: %v", err)
	}
	r.Themes, r.Autonomy = []activity.Theme{"sante"}, activity.Autonomies[0]
	r.Help, r.PersonID, r.Kind = "other", o.rose.ID, activity.Collective // Which nobody may change.
	if err := o.Finish(ctx, o.marc, r); err != nil {
		t.Fatal(err)
	}
	l, err := o.Report(ctx, o.marc, r.ID)
	if err != nil || l.Help != "ACDF-3479" || l.PersonID != o.marc.ID || l.Kind != activity.Individual || l.Done.IsZero() {
		t.Errorf("%+v, %v", l, err)
	}
	// The person came back, and the help went on.
	if err := o.Ended(ctx, of(o.marc, "ACDF-3479", 50*time.Minute)); err != nil {
		t.Fatal(err)
	}
	if l, err = o.Report(ctx, o.marc, r.ID); err != nil || l.Minutes != 45 || l.Measured != 50 || l.Themes[0] != "sante" {
		t.Errorf("prolonged: %+v, %v", l, err)
	}
	next := o.begun(t, o.marc, "ACDF-3473")
	if !slices.Equal(next.Themes, []activity.Theme{"sante"}) || next.Autonomy != activity.Autonomies[0] {
		t.Errorf("the next one forgets what is usual: %+v", next)
	}
}

func TestWhoSeesWhat(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	r := o.begun(t, o.marc, "ACDF-3479")
	r.Themes = []activity.Theme{"email"}
	if err := o.Finish(ctx, o.marc, r); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		by    accounts.Person
		reads bool
	}{{o.marc, true}, {o.rose, false}, {o.colette, true}, {o.stranger, false}, {o.keeper, false}} {
		_, err := o.Report(ctx, tt.by, r.ID)
		lines, listErr := o.Month(ctx, tt.by, r.Month())
		if errors.Is(err, activity.ErrNotFound) == tt.reads || listErr != nil || len(lines) == 1 != tt.reads {
			t.Errorf("%s reads %v, %d lines, %v", tt.by.Name, err, len(lines), listErr)
		}
		if months, err := o.Months(ctx, tt.by); err != nil || len(months) != 1 || months[0] != activity.ThisMonth() {
			t.Errorf("%s: months %v, %v", tt.by.Name, months, err)
		}
		if tt.by.ID == o.marc.ID {
			continue
		}
		for what, err := range map[string]error{
			"finish": o.Finish(ctx, tt.by, r), "delete": o.Delete(ctx, tt.by, r.ID), "restore": o.Restore(ctx, tt.by, r.ID),
		} {
			if !errors.Is(err, activity.ErrNotFound) {
				t.Errorf("%s may %s: %v", tt.by.Name, what, err)
			}
		}
	}
}

func TestSeveralAtOnce(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	var ids []string
	for _, help := range []string{"A", "C", "D"} {
		ids = append(ids, o.begun(t, o.marc, help).ID)
	}
	others := o.begun(t, o.rose, "F").ID
	if n, err := o.FinishSame(ctx, o.marc, ids, activity.Same{}); n != 0 || !errors.As(err, new(*activity.InvalidError)) {
		t.Errorf("without a theme: %d, %v", n, err)
	}
	same := activity.Same{Themes: []activity.Theme{"email"}, Autonomy: activity.Autonomies[2]}
	if n, err := o.FinishSame(ctx, o.marc, append(ids[:2:2], others, "none"), same); n != 2 || err != nil {
		t.Errorf("done %d, %v", n, err)
	}
	if drafts, err := o.Drafts(ctx, o.marc); err != nil || len(drafts) != 1 || drafts[0].ID != ids[2] {
		t.Errorf("left %v, %v", drafts, err)
	}
	l, err := o.Report(ctx, o.marc, ids[0])
	if err != nil || !slices.Equal(l.Themes, same.Themes) || !slices.Equal(l.Equipment, []activity.Equipment{activity.Tablet}) || l.Autonomy != same.Autonomy {
		t.Errorf("%+v, %v", l, err)
	}
	if drafts, err := o.Drafts(ctx, o.rose); err != nil || len(drafts) != 1 {
		t.Errorf("somebody else's was touched: %v, %v", drafts, err)
	}
}

func TestDeletionCanBeUndone(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	r := o.begun(t, o.marc, "A")
	if err := o.Delete(ctx, o.marc, r.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := o.OfHelp(ctx, of(o.marc, "A", time.Minute)); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("a deleted report is begun again: %v", err)
	}
	if err := o.Ended(ctx, of(o.marc, "A", time.Minute)); err != nil {
		t.Errorf("the help's end after its report was deleted: %v", err)
	}
	if err := o.Restore(ctx, o.marc, r.ID); err != nil {
		t.Error(err)
	}
	if err := o.store.Delete(ctx, r.ID, time.Now().Add(-2*activity.UndoLasts)); err != nil {
		t.Fatal(err)
	}
	if err := o.Restore(ctx, o.marc, r.ID); !errors.Is(err, activity.ErrNotFound) {
		t.Errorf("restored too late: %v", err)
	}
}

func TestWorkshopsReport(t *testing.T) {
	o, ctx := newOffice(t), t.Context()
	r, err := o.Begin(ctx, activity.Report{
		PersonID: o.marc.ID, Kind: activity.Collective, Date: time.Now().UTC().Truncate(24 * time.Hour), Minutes: 60,
		Place:    activity.Place{Kind: activity.AtOffice, Town: "Libourne"},
		Workshop: activity.Workshop{Title: "La messagerie", Level: activity.Levels[0]}, Beneficiaries: activity.Beneficiaries{Total: 6},
		Themes: []activity.Theme{"email"},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Beneficiaries.Ages = map[activity.AgeBand]int{"soixante_dix_plus": 4}
	if err := o.Finish(ctx, o.marc, r); err != nil {
		t.Fatal(err)
	}
	if l, err := o.Report(ctx, o.marc, r.ID); err != nil || l.Beneficiaries.Ages[activity.Unsaid] != 2 || l.Workshop.Title == "" {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := o.Begin(ctx, activity.Report{PersonID: o.marc.ID}); !errors.As(err, new(*activity.InvalidError)) {
		t.Errorf("begun with nothing: %v", err)
	}
}

// Run forgets at once, and ends when told.
func TestRunForgets(t *testing.T) {
	o := newOffice(t)
	r := o.begun(t, o.marc, "A")
	r.Date, r.Notes, r.Themes = r.Date.AddDate(-1, 0, -2), "à oublier", []activity.Theme{"email"}
	if err := o.Finish(t.Context(), o.marc, r); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	forgotten := make(chan struct{})
	service := activity.New(told{o.store, forgotten}, slog.New(slog.DiscardHandler))
	ended := make(chan error)
	go func() { ended <- service.Run(ctx) }()
	<-forgotten
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if l, err := o.Report(t.Context(), o.marc, r.ID); err != nil || l.Notes != "" || l.Help != "" || l.Minutes == 0 {
		t.Errorf("%+v, %v", l, err)
	}
}

// told says when something was forgotten.
type told struct {
	activity.Store
	forgotten chan struct{}
}

func (s told) Forget(ctx context.Context, deleted, day time.Time) error {
	defer close(s.forgotten)
	return s.Store.Forget(ctx, deleted, day)
}
