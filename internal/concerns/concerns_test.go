package concerns_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"coupdemain/internal/accounts"
	"coupdemain/internal/concerns"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	home        = netip.MustParseAddr("192.0.2.1")
	coordinator = accounts.Person{ID: "colette", Role: accounts.Coordinator, Organization: accounts.Organization{ID: "mairie"}}
	admin       = accounts.Person{ID: "ada", Role: accounts.Admin, Organization: accounts.Organization{ID: "autre"}}
	mediator    = accounts.Person{ID: "marc", Role: accounts.Mediator, Organization: accounts.Organization{ID: "mairie"}}
)

// kept is a store that remembers what it was asked; storetest is for what a real one does.
type kept struct {
	added     []concerns.Concern
	full      bool
	asked     []string
	forgotten chan struct{}
}

func (k *kept) Add(_ context.Context, c concerns.Concern, _ concerns.Limits) (string, error) {
	if k.full {
		return "", concerns.ErrFull
	}
	k.added = append(k.added, c)
	return "mairie", nil
}

func (k *kept) Lines(_ context.Context, organization, reader string, _ int) ([]concerns.Line, error) {
	k.asked = append(k.asked, organization+" "+reader)
	return []concerns.Line{{}}, nil
}

func (k *kept) Deal(_ context.Context, organization, reader, id string, at time.Time, note string) (string, error) {
	k.asked = append(k.asked, fmt.Sprint(organization, " ", reader, " ", id, " ", at.IsZero(), " ", note))
	return "ACDF-3479", nil
}

func (k *kept) Forget(context.Context, time.Time, time.Time) error {
	close(k.forgotten)
	return nil
}

// acts are what was told to the audit log.
type acts []concerns.Event

// Record implements concerns.Audit.
func (a *acts) Record(_ context.Context, e concerns.Event) { *a = append(*a, e) }

func newService() (*concerns.Service, *kept, *acts) {
	store, told := &kept{forgotten: make(chan struct{})}, &acts{}
	return concerns.New(store, told, slog.New(slog.DiscardHandler)), store, told
}

func whole() concerns.Concern {
	return concerns.Concern{Help: "acdf 3479", Whats: []concerns.What{concerns.Rude, concerns.Money, "x"}, Text: " Il a dit\r\n non. ", Phone: " 05 57 00 00 00 "}
}

func TestReported(t *testing.T) {
	s, store, told := newService()
	if err := s.Report(t.Context(), whole(), home); err != nil {
		t.Fatal(err)
	}
	c := store.added[0]
	if c.Help != "ACDF-3479" || !slices.Equal(c.Whats, []concerns.What{concerns.Money, concerns.Rude}) || c.Text != " Il a dit\n non." ||
		c.Phone != "05 57 00 00 00" || len(c.ID) != 26 || time.Since(c.ReportedAt) > time.Minute {
		t.Errorf("%+v", c)
	}
	if want := (concerns.Event{Act: concerns.Reported, Organization: "mairie", Help: "ACDF-3479"}); len(*told) != 1 || (*told)[0] != want {
		t.Errorf("told %+v", *told)
	}
	store.full = true
	if err := s.Report(t.Context(), whole(), home); err != nil || s.Drops()["too_many_wait"] != 1 {
		t.Errorf("one too many: %v, %v", err, s.Drops())
	}
}

func TestFaultyReports(t *testing.T) {
	s, store, _ := newService()
	for name, tt := range map[string]struct {
		change func(*concerns.Concern)
		want   []concerns.Field
	}{
		"no reference": {func(c *concerns.Concern) { c.Help = "" }, []concerns.Field{concerns.FieldReference}},
		"nothing said": {func(c *concerns.Concern) { c.Whats, c.Text = nil, " \n" }, []concerns.Field{concerns.FieldWhat}},
		"a novel":      {func(c *concerns.Concern) { c.Text = strings.Repeat("é", concerns.MaxText+1) }, []concerns.Field{concerns.FieldText}},
		"no number":    {func(c *concerns.Concern) { c.Phone = "rappelez-moi" }, []concerns.Field{concerns.FieldPhone}},
		"all wrong": {func(c *concerns.Concern) { *c = concerns.Concern{Phone: "x"} },
			[]concerns.Field{concerns.FieldReference, concerns.FieldWhat, concerns.FieldPhone}},
	} {
		c := whole()
		tt.change(&c)
		var invalid *concerns.InvalidError
		if err := s.Report(t.Context(), c, home); !errors.As(err, &invalid) || !slices.Equal(invalid.Fields, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(store.added) > 0 {
		t.Errorf("kept %v", store.added)
	}
}

func TestReportsAreHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, store, _ := newService()
		var tooMany *concerns.TooManyError
		for !errors.As(s.Report(t.Context(), whole(), home), &tooMany) {
		}
		if n := len(store.added); n != 5 || tooMany.RetryAfter != 10*time.Minute {
			t.Errorf("%d were heard, again in %s", n, tooMany.RetryAfter)
		}
		if err := s.Report(t.Context(), whole(), netip.MustParseAddr("192.0.2.2")); err != nil {
			t.Errorf("the neighbour: %v", err)
		}
		time.Sleep(tooMany.RetryAfter)
		if err := s.Report(t.Context(), whole(), home); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	})
}

func TestWhoReads(t *testing.T) {
	s, store, told := newService()
	ctx := t.Context()
	for who, want := range map[*accounts.Person]error{&coordinator: nil, &admin: nil, &mediator: concerns.ErrForbidden} {
		_, err := s.Lines(ctx, *who)
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", who.ID, err)
		}
		if err := errors.Join(s.Deal(ctx, *who, "1", "a"), s.Reopen(ctx, *who, "1")); !errors.Is(err, want) {
			t.Errorf("%s deals: %v", who.ID, err)
		}
	}
	slices.Sort(store.asked)
	want := []string{" ada", " ada 1 false a", " ada 1 true ", "mairie colette", "mairie colette 1 false a", "mairie colette 1 true "}
	if !slices.Equal(store.asked, want) {
		t.Errorf("asked %q", store.asked)
	}
	if len(*told) != 4 {
		t.Errorf("told %+v", *told)
	}
	if err := s.Deal(ctx, admin, "1", strings.Repeat("a", concerns.MaxText+1)); !errors.As(err, new(*concerns.InvalidError)) {
		t.Errorf("a long note: %v", err)
	}
}

func TestRunForgets(t *testing.T) {
	s, store, _ := newService()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- s.Run(ctx) }()
	<-store.forgotten
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestReference(t *testing.T) {
	for typed, want := range map[string]string{
		"ACDF-3479": "ACDF-3479", "acdf3479": "ACDF-3479", " A C D F – 3 4 7 9 ": "ACDF-3479", "acdf.34.79": "ACDF-3479",
		"ＡＣＤＦ３４７９": "ACDF-3479", "\u200eACDF\u00a03479": "ACDF-3479",
		"": "", "ACDF-347": "", "ACDF-34799": "", "ACDF-347é": "", "<ACDF3479>": "", strings.Repeat(" ", 100) + "ACDF3479": "",
	} {
		if got, ok := concerns.Reference(typed); got != want || ok != (want != "") {
			t.Errorf("Reference(%q) = %q, %t", typed, got, ok)
		}
	}
}

func FuzzReference(f *testing.F) {
	f.Add("acdf 3479")
	f.Add("ＡＣＤＦ–３４７９\x00")
	form := regexp.MustCompile(`^[A-Z0-9]{4}-[A-Z0-9]{4}$`)
	f.Fuzz(func(t *testing.T, typed string) {
		got, ok := concerns.Reference(typed)
		if ok != form.MatchString(got) {
			t.Errorf("Reference(%q) = %q, %t", typed, got, ok)
		}
		if again, _ := concerns.Reference(got); again != got {
			t.Errorf("%q is read as %q, and that as %q", typed, got, again)
		}
	})
}
