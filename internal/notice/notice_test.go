package notice

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"coupdemain/internal/mail"
	"coupdemain/internal/outbox"
	"coupdemain/internal/sms"
	"coupdemain/web/locales"
	"coupdemain/workshops"
)

const origin = "https://aide.example.org"

// told is one telling, and what was made of it.
type told struct {
	telling workshops.Telling
	missing error
	mails   []mail.Message
	texts   []sms.Text
}

func (t *told) TellingOf(context.Context, string) (workshops.Telling, error) {
	return t.telling, t.missing
}

func (t *told) Send(_ context.Context, m mail.Message) error {
	t.mails = append(t.mails, m)
	return nil
}

type texter struct{ *told }

func (t texter) Send(_ context.Context, text sms.Text) error {
	t.texts = append(t.texts, text)
	return nil
}

// telling is of a person who comes to a series of three, the second of which was moved.
func telling(kind workshops.NoticeKind) workshops.Telling {
	session := func(number int, day workshops.Day) workshops.Session {
		at, _ := time.Parse(time.RFC3339, string(day)+"T09:00:00Z")
		return workshops.Session{ID: fmt.Sprint("session-", number), Number: number, Revision: 1, State: workshops.Planned, Day: day, Start: "10:00", End: "11:00",
			StartsAt: at, EndsAt: at.Add(time.Hour)}
	}
	t := workshops.Telling{
		Notice: workshops.Notice{ID: "notice-1", Kind: kind, State: workshops.Pending, DueAt: time.Date(2027, 1, 10, 8, 0, 0, 0, time.UTC)},
		Enrolment: workshops.Enrolment{ID: "e", State: workshops.Enrolled, Details: workshops.Details{
			Name: "Odette Lafon", Email: "odette@example.org", Phone: "06 12 34 56 78", Mode: workshops.Remote, Device: workshops.Tablet,
		}},
		Series: workshops.Series{Title: "Ma boîte mail", Phone: "05 57 00 00 00", Plan: workshops.Plan{Zone: "Europe/Paris"},
			Venue: workshops.Venue{Name: "France Services", Address: "3 place de la Mairie", Postcode: "33220", Town: "Sainte-Foy-la-Grande"}},
		Sessions: []workshops.Session{session(1, "2027-01-12"), session(2, "2027-01-14"), session(3, "2027-02-01")},
		Code:     "4829 1375", Organization: "France Services de Sainte-Foy-la-Grande",
	}
	switch kind {
	case workshops.Reminder, workshops.Change, workshops.Cancellation:
		t.SessionID, t.Session = "session-2", t.Sessions[1]
	}
	if kind == workshops.Change {
		t.Was, t.Reason = workshops.Slot{Day: "2027-01-13", Start: "14:30", End: "15:30"}, "la salle est prise"
	}
	if kind == workshops.Cancellation {
		t.Session.State, t.Reason = workshops.Cancelled, "la mairie est fermée"
		t.Sessions = []workshops.Session{t.Sessions[0], t.Sessions[2]}
	}
	return t
}

var kinds = []workshops.NoticeKind{
	workshops.Confirmation, workshops.OnWaitList, workshops.PlaceFree, workshops.Sheet, workshops.Reminder, workshops.Change, workshops.Cancellation,
}

// catalogues are read once for all tests.
var catalogues = sync.OnceValues(locales.Load)

func teller(t *testing.T, language string, world *told) *Teller {
	t.Helper()
	all, err := catalogues()
	if err != nil {
		t.Fatal(err)
	}
	return &Teller{Notices: world, Words: all[language], Language: language, Origin: origin, Mail: world, Texts: texter{world}}
}

func carry(t *testing.T, teller *Teller) error {
	t.Helper()
	return teller.Carry(t.Context(), outbox.Message{ID: "notice-1"})
}

// Every kind, both ways of coming, both languages, by mail and by text message: each says what is needed.
func TestEveryNotice(t *testing.T) {
	for _, language := range locales.Languages {
		for _, kind := range kinds {
			for _, mode := range []workshops.Mode{workshops.Remote, workshops.OnSite} {
				t.Run(fmt.Sprint(language, " ", kind, " ", mode), func(t *testing.T) {
					world := &told{telling: telling(kind)}
					world.telling.Enrolment.Mode = mode
					if err := carry(t, teller(t, language, world)); err != nil || len(world.mails) != 1 {
						t.Fatalf("%d mails, %v", len(world.mails), err)
					}
					expectMail(t, world.mails[0], kind, mode)
					if kind == workshops.Sheet {
						return
					}
					world.telling.Enrolment.Email = ""
					if err := carry(t, teller(t, language, world)); err != nil || len(world.texts) != 1 {
						t.Fatalf("%d text messages, %v", len(world.texts), err)
					}
					expectText(t, world.texts[0], kind, mode)
				})
			}
		}
	}
}

func expectMail(t *testing.T, m mail.Message, kind workshops.NoticeKind, mode workshops.Mode) {
	t.Helper()
	want := []string{"05 57 00 00 00", "France Services de Sainte-Foy-la-Grande"}
	if mode == workshops.OnSite && kind != workshops.OnWaitList {
		want = append(want, "3 place de la Mairie")
	} else if kind != workshops.OnWaitList && kind != workshops.Cancellation {
		want = append(want, "4829 1375", origin+"/c/48291375")
	}
	for _, w := range want {
		if !strings.Contains(m.Text, w) || !strings.Contains(m.HTML, w) {
			t.Errorf("no %q in:\n%s", w, m.Text)
		}
	}
	for _, text := range []string{m.Subject, m.Text, m.HTML} {
		if strings.Contains(text, "{") || strings.Contains(text, "  ,") {
			t.Errorf("a hole in:\n%s", text)
		}
	}
	if m.ID != "notice-1" || m.To != "odette@example.org" || m.ToName != "Odette Lafon" || m.Date.IsZero() || !strings.Contains(m.Subject, "Ma boîte mail") {
		t.Errorf("%+v", m)
	}
	types := ""
	for _, a := range m.Attachments {
		types += a.Type + " "
	}
	wantTypes := map[workshops.NoticeKind]string{workshops.OnWaitList: "", workshops.Reminder: "", workshops.Sheet: "application/pdf "}
	if expected, listed := wantTypes[kind]; listed && types != expected || !listed && types != "text/calendar; charset=utf-8 " {
		t.Errorf("attached: %s", types)
	}
}

func expectText(t *testing.T, text sms.Text, kind workshops.NoticeKind, mode workshops.Mode) {
	t.Helper()
	fitted := sms.Fit(text.Body)
	if fitted.Parts > 2 || strings.Contains(fitted.Text, "{") || strings.Contains(fitted.Text, "example") {
		t.Errorf("%d parts: %s", fitted.Parts, fitted.Text)
	}
	want := []string{"Ma bo", "05 57 00 00 00"}
	switch kind {
	case workshops.Confirmation, workshops.PlaceFree, workshops.Reminder:
		if mode == workshops.Remote {
			want = append(want, "4829 1375")
		} else {
			want = append(want, "3 place de la Mairie")
		}
	}
	for _, w := range want {
		if !strings.Contains(fitted.Text, w) {
			t.Errorf("no %q in: %s", w, fitted.Text)
		}
	}
	if text.ID != "notice-1" || text.To != "06 12 34 56 78" {
		t.Errorf("%+v", text)
	}
}

func TestWays(t *testing.T) {
	const byMail, byText = "mail", "text"
	for name, tt := range map[string]struct {
		kind  workshops.NoticeKind
		spoil func(*workshops.Telling, *Teller)
		want  string
		err   error
	}{
		"both":                         {workshops.Confirmation, func(*workshops.Telling, *Teller) {}, byMail, nil},
		"two days before":              {workshops.Reminder, func(t *workshops.Telling, _ *Teller) { t.DueAt = t.Session.StartsAt.AddDate(0, 0, -2) }, byMail, nil},
		"the same morning":             {workshops.Reminder, func(t *workshops.Telling, _ *Teller) { t.DueAt = t.Session.StartsAt.Add(-150 * time.Minute) }, byText, nil},
		"the same morning, no gateway": {workshops.Reminder, func(t *workshops.Telling, teller *Teller) { t.DueAt, teller.Texts = t.Session.StartsAt, nil }, byMail, nil},
		"no mail server":               {workshops.Change, func(_ *workshops.Telling, teller *Teller) { teller.Mail = nil }, byText, nil},
		"neither":                      {workshops.Change, func(_ *workshops.Telling, teller *Teller) { teller.Mail, teller.Texts = nil, nil }, "", outbox.ErrByHand},
		"a landline":                   {workshops.Change, func(t *workshops.Telling, _ *Teller) { t.Enrolment.Email, t.Enrolment.Phone = "", "05 56 00 00 00" }, "", outbox.ErrByHand},
		"a sheet without mail":         {workshops.Sheet, func(t *workshops.Telling, _ *Teller) { t.Enrolment.Email = "" }, "", outbox.ErrByHand},
	} {
		t.Run(name, func(t *testing.T) {
			world := &told{telling: telling(tt.kind)}
			teller := teller(t, "fr", world)
			tt.spoil(&world.telling, teller)
			err := carry(t, teller)
			if !errors.Is(err, tt.err) || len(world.mails) != map[string]int{byMail: 1}[tt.want] || len(world.texts) != map[string]int{byText: 1}[tt.want] {
				t.Errorf("%d mails, %d text messages, %v", len(world.mails), len(world.texts), err)
			}
		})
	}
}

func TestGone(t *testing.T) {
	world := &told{missing: fmt.Errorf("telling: %w", workshops.ErrNotFound)}
	if err := carry(t, teller(t, "fr", world)); !errors.Is(err, outbox.ErrNobody) {
		t.Errorf("gone: %v", err)
	}
	world.missing = errors.New("the disk is full")
	if err := carry(t, teller(t, "fr", world)); err == nil || errors.Is(err, outbox.ErrNobody) {
		t.Errorf("a fault: %v", err)
	}
}

// What an office called its series does not keep its people from being told.
func TestTitlesInTextMessages(t *testing.T) {
	world := &told{telling: telling(workshops.Confirmation)}
	world.telling.Series.Title = "Ameli.fr, impots.gouv.fr et tous les sites dont on a besoin dans une année " + strings.Repeat("longue ", 30)
	world.telling.Enrolment.Email = ""
	gateway := &sms.Gateway{URL: "http://127.0.0.1:1/", Body: sms.DefaultBody}
	teller := teller(t, "fr", world)
	teller.Texts = gateway
	var failed *sms.Error
	if err := carry(t, teller); !errors.As(err, &failed) || failed.Permanent() {
		t.Errorf("refused before it was posted: %v", err)
	}
}

func TestSheetAndCalendar(t *testing.T) {
	all, err := catalogues()
	if err != nil {
		t.Fatal(err)
	}
	one := telling(workshops.Sheet)
	sheet, err := Sheet(all["fr"], one, origin)
	if err != nil || sheet.Hours != "de 10\u00a0h à 11\u00a0h" || sheet.Dates[0] != "mardi 12 janvier" || sheet.Dates[2] != "lundi 1er février" ||
		sheet.Link != origin+"/c/48291375" || sheet.Address != "aide.example.org" {
		t.Errorf("%+v, %v", sheet, err)
	}
	one.Sessions[1].Start, one.Sessions[1].End = "14:30", "15:30"
	if sheet, err = Sheet(all["fr"], one, origin); err != nil || sheet.Hours != "" || sheet.Dates[1] != "jeudi 14 janvier, de 14\u00a0h\u00a030 à 15\u00a0h\u00a030" {
		t.Errorf("%+v, %v", sheet, err)
	}
	file, err := Calendar(all["fr"], telling(workshops.Cancellation), origin)
	if err != nil || strings.Count(string(file), "BEGIN:VEVENT") != 3 || strings.Count(string(file), "STATUS:CANCELLED") != 1 ||
		!strings.Contains(string(file), "UID:session-2@aide.example.org") {
		t.Errorf("%v\n%s", err, file)
	}
}
