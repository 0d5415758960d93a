package workshops_test

import (
	"fmt"
	"testing"
	"time"

	"coupdemain/workshops"
)

// crowd fills an office with so many people, eighty to a series of sixteen sessions, and returns a session to come.
func (w *world) crowd(b *testing.B, people int) (seriesID, sessionID string) {
	b.Helper()
	const each = 80
	path := w.path(b, "boite-mail")
	for first := 0; first < people; first += each {
		s, err := w.CreateSeries(b.Context(), w.office, workshops.Series{
			PathID: path.ID, Title: fmt.Sprint("Série ", first), Phone: "05 57 46 00 00", OnSite: 6, Remote: 8, Public: true,
			Venue: workshops.Venue{Name: "Salle", Address: "2 place de la Mairie", Town: fmt.Sprint("Ville ", first/each%10)},
			Plan: workshops.Plan{
				Zone: "Europe/Paris", First: workshops.DayOf(time.Now().AddDate(0, 0, first/each%30)), Start: "10:00", End: "11:00",
				Rule: "FREQ=WEEKLY;COUNT=16",
			},
		})
		if err != nil {
			b.Fatal(err)
		}
		rows := make([]workshops.Row, min(each, people-first))
		for i := range rows {
			rows[i] = workshops.Row{Line: i, Details: workshops.Details{Name: fmt.Sprint("Personne ", first+i), Email: "p@example.org", Mode: workshops.Remote}}
		}
		if _, err := w.Import(b.Context(), w.office, s.ID, "a key for the crowd", rows); err != nil {
			b.Fatal(err)
		}
		seriesID = s.ID
	}
	return seriesID, w.sessions(b, seriesID)[8].ID
}

// The pages of a large office take no more than three times those of a small one: the programme, a session's day, a
// series and its people.
func BenchmarkPages(b *testing.B) {
	for _, people := range []int{10, 10_000} {
		w := newWorld(b)
		seriesID, sessionID := w.crowd(b, people)
		ctx := b.Context()
		for name, page := range map[string]func() error{
			"programme": func() error { _, _, err := w.Programme(ctx, "", 0); return err },
			"town":      func() error { _, _, err := w.Programme(ctx, "Ville 0", 0); return err },
			"announced": func() error { _, err := w.Announced(ctx, seriesID); return err },
			"session":   func() error { _, err := w.Expected(ctx, w.office, sessionID); return err },
			"series":    func() error { _, err := w.Series(ctx, w.office, seriesID); return err },
			"week":      func() error { _, err := w.Schedule(ctx, w.office, "2026-12-01", "2026-12-08"); return err },
			"tasks":     func() error { _, err := w.Tasks(ctx, w.office); return err },
		} {
			b.Run(fmt.Sprintf("%s/people=%d", name, people), func(b *testing.B) {
				for b.Loop() {
					if err := page(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
