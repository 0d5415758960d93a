package calendar

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// reread is a calendar as ical.js reads it: a reader that shares no code with the writer.
func reread(t *testing.T, file []byte) (c Calendar) {
	t.Helper()
	node := exec.CommandContext(t.Context(), "node", "testdata/read.mjs")
	node.Stdin, node.Stderr = bytes.NewReader(file), os.Stderr
	said, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(said, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// Two a week at 10 h in Paris, from before the clocks go forward to after they go back.
func TestReadByAnotherProgram(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	want := Calendar{Name: "Ma boîte mail; tous niveaux, gratuit", Zone: "Europe/Paris"}
	for day := time.Date(2027, 3, 16, 10, 0, 0, 0, paris); day.Before(time.Date(2027, 11, 12, 0, 0, 0, 0, paris)); day = day.AddDate(0, 0, 7) {
		for _, start := range []time.Time{day, day.AddDate(0, 0, 2)} {
			want.Events = append(want.Events, Event{
				UID: start.Format("20060102") + "@aide.example.org", Start: start.UTC(), End: start.Add(time.Hour).UTC(),
				Changed: time.Date(2027, 1, 5, 8, 30, 0, 0, time.UTC), Summary: "Atelier numérique : ma boîte mail",
				Location: "France Services, 3 place de la Mairie, Sainte-Foy-la-Grande", Alarm: time.Hour,
			})
		}
	}
	moved := &want.Events[3]
	moved.Start, moved.End, moved.Sequence = moved.Start.Add(26*time.Hour), moved.End.Add(26*time.Hour), 1
	moved.Description = "Déplacé : la salle est prise.\nUne question ? 05 57 00 00 00 ; \\ \"dites\" l’heure, 🌻 " + strings.Repeat("éàü🌻", 60)
	cancelled := &want.Events[5]
	cancelled.Cancelled, cancelled.Sequence, cancelled.Alarm, cancelled.Summary = true, 2, 0, "Annulé : atelier"

	file, err := want.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(file), "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line %d has %d bytes: %q", i, len(line), line)
		}
		if strings.Count(line, ";VALUE=") > 1 {
			t.Errorf("a parameter twice: %q", line)
		}
	}
	got := reread(t, file)
	if got.Name != want.Name || got.Zone != want.Zone || len(got.Events) != len(want.Events) {
		t.Fatalf("%q, %q, %d events; want %d", got.Name, got.Zone, len(got.Events), len(want.Events))
	}
	hours := map[int]int{}
	for i, e := range got.Events {
		if !reflect.DeepEqual(e, want.Events[i]) {
			t.Errorf("event %d\n got %+v\nwant %+v", i, e, want.Events[i])
		}
		hours[e.Start.Hour()]++
	}
	if hours[8] < 50 || hours[9] < 5 {
		t.Errorf("hours in UTC: %v; want summer's and winter's", hours)
	}
	again, err := want.Bytes()
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("written twice, the file differs: %v", err)
	}
}

// Whatever a form let in, the file stays one calendar with one event.
func TestNothingIsSmuggledIn(t *testing.T) {
	at := time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)
	bad := "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y\x00\x07\xff"
	file, err := Calendar{Name: bad, Zone: "Europe/Paris\r\nX:y", Events: []Event{
		{UID: "a@example.org", Start: at, End: at.Add(time.Hour), Changed: at, Summary: bad, Description: bad, Location: bad},
	}}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got := reread(t, file)
	want := "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y"
	if len(got.Events) != 1 || got.Events[0].Summary != want || got.Events[0].Location != want || got.Name != strings.ReplaceAll(want, "\n", " ") {
		t.Errorf("%+v", got)
	}
}
