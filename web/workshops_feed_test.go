package web

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/calendar"
	"coupdemain/workshops"
)

// The calendar of a series that goes on while the clocks go forward and back, one session moved and one cancelled, as a
// program that shares no code with this one reads it.
func TestFeedAcrossBothClockChanges(t *testing.T) {
	w := newWorld(t)
	by, err := w.accounts.FirstAdmin(t.Context(), w.firstRun, accounts.NewPerson{
		Name: "Philippe Martin", Email: "philippe@example.org", Password: password, Organization: "Mairie", Phone: "05 57 00 00 00", Town: "Pessac",
	})
	if err != nil {
		t.Fatal(err)
	}
	series := longSeries(t, w, by, strconv.Itoa(time.Now().Year()+1))
	sessions, err := w.workshops.Sessions(t.Context(), by, series.ID)
	if err != nil {
		t.Fatal(err)
	}
	afternoon := workshops.Slot{Day: workshops.DayOf(sessions[2].Day.Time().AddDate(0, 0, 1)), Start: "14:30", End: "15:30"}
	if _, err := w.workshops.MoveSession(t.Context(), by, sessions[2].ID, sessions[2].Revision, afternoon, "La salle est prise ; venez le lendemain, merci"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.workshops.CancelSession(t.Context(), by, sessions[4].ID, sessions[4].Revision, "La mairie est fermée"); err != nil {
		t.Fatal(err)
	}
	token, err := w.workshops.FeedToken(t.Context(), by, workshops.FeedOfSeries, series.ID)
	if err != nil {
		t.Fatal(err)
	}
	events := map[string]calendar.Event{}
	for _, e := range reread(t, w.url+feedPath(workshops.FeedOfSeries, series.ID, token)) {
		id, host, _ := strings.Cut(e.UID, "@")
		if host == "" {
			t.Errorf("%q is not unlike any other's in the world", e.UID)
		}
		events[id] = e
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	hours := map[int]int{}
	for i, s := range sessions {
		e, day, clock := events[s.ID], s.Day, " 10:00"
		if i == 2 {
			day, clock = afternoon.Day, " 14:30"
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", string(day)+clock, paris)
		if err != nil {
			t.Fatal(err)
		}
		if !e.Start.Equal(at) || !e.End.Equal(at.Add(time.Hour)) || e.Cancelled != (i == 4) || (e.Sequence > sessions[0].Revision) != (i == 2 || i == 4) {
			t.Errorf("session %d of %s: %+v", i, day, e)
		}
		hours[e.Start.Hour()]++
	}
	if len(events) != len(sessions) || hours[8] < 20 || hours[9] < 4 {
		t.Errorf("%d events of %d sessions, hours in UTC: %v; want summer's and winter's", len(events), len(sessions), hours)
	}
}

// longSeries is weekly, at ten in Paris, from the middle of March to the middle of November.
func longSeries(t *testing.T, w *world, by accounts.Person, year string) workshops.Series {
	t.Helper()
	path, err := w.workshops.SavePath(t.Context(), by, workshops.Path{Title: "Premiers pas", Modules: []string{"boite-mail"}})
	if err != nil {
		t.Fatal(err)
	}
	first := workshops.Day(year + "-03-15")
	series, err := w.workshops.CreateSeries(t.Context(), by, workshops.Series{
		PathID: path.ID, Title: "Ma boîte mail", Phone: "05 57 00 00 00", OnSite: 6, Remote: 8,
		Venue: workshops.Venue{Name: "Mairie", Address: "2 place de la Mairie", Postcode: "33600", Town: "Pessac", INSEE: "33318"},
		Plan: workshops.Plan{
			Zone: "Europe/Paris", Rule: workshops.Weekly([]time.Weekday{first.Time().Weekday()}, workshops.Day(year+"-11-15")),
			First: first, Start: "10:00", End: "11:00",
		},
		Mediators: []workshops.Mediator{{ID: by.ID, Name: "Philippe"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return series
}

// reread fetches a calendar and gives its events as ical.js reads them.
func reread(t *testing.T, url string) []calendar.Event {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	file, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/calendar") {
		t.Fatalf("%s: %d, %v", url, answer.StatusCode, err)
	}
	node := exec.CommandContext(t.Context(), "node", "../internal/calendar/testdata/read.mjs")
	node.Stdin, node.Stderr = bytes.NewReader(file), os.Stderr
	said, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	var read calendar.Calendar
	if err := json.Unmarshal(said, &read); err != nil {
		t.Fatal(err)
	}
	return read.Events
}
