package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// BenchmarkWorkshopPages is how long the programme and a session's page take with ten people and with ten thousand, in
// two thousand sessions: the 95th percentile of each is told, and what many people make of it.
func BenchmarkWorkshopPages(b *testing.B) {
	const each = 80 // people in a series, of eighty places
	few, many := map[string]time.Duration{}, map[string]time.Duration{}
	for _, size := range []struct {
		name   string
		series int
		people int
		took   map[string]time.Duration
	}{{"few", 1, 10, few}, {"many", 125, each, many}} {
		w, by := benchWorld(b)
		var first string
		for n := range size.series {
			id := benchSeries(b, w, by, n, size.people)
			if n == 0 {
				first = id
			}
		}
		visitor := w.browser()
		visitor.post("/espace/connexion", "email", "philippe@example.org", "password", password).expect(b, http.StatusSeeOther)
		session := regexp.MustCompile(`/espace/ateliers/seances/\w+`).FindString(visitor.get(workshopsPath + "/series/" + first).body)
		for name, path := range map[string]string{"programme": "/ateliers", "session": session} {
			var took []time.Duration
			for range 100 {
				began := time.Now()
				visitor.get(path).expect(b, http.StatusOK)
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			size.took[name] = took[94]
			b.ReportMetric(float64(took[94].Microseconds()), fmt.Sprintf("%s-%s-p95-µs", name, size.name))
		}
	}
	for name := range few {
		b.ReportMetric(float64(many[name])/float64(few[name]), name+"-ratio")
	}
	b.ReportMetric(0, "ns/op")
}

func benchWorld(b *testing.B) (*world, accounts.Person) {
	b.Helper()
	w := newWorld(b)
	by, err := w.accounts.Add(b.Context(), accounts.NewPerson{
		Name: "Philippe Durand", Email: "philippe@example.org", Organization: "France Services", Phone: "05 57 00 00 00",
		Town: "Libourne", Role: accounts.Mediator, Password: password,
	})
	if err != nil {
		b.Fatal(err)
	}
	return w, by
}

// benchSeries makes a series of sixteen sessions for so many people, ten of them in either case expected at a session's
// page: the rest wait.
func benchSeries(b *testing.B, w *world, by accounts.Person, n, people int) string {
	b.Helper()
	path, err := w.workshops.SavePath(b.Context(), by, workshops.Path{Title: fmt.Sprintf("Parcours %d", n), Modules: readyModules})
	if err != nil {
		b.Fatal(err)
	}
	first := time.Now().AddDate(0, 1, n%30)
	series, err := w.workshops.CreateSeries(b.Context(), by, workshops.Series{
		PathID: path.ID, Title: path.Title, OnSite: 5, Remote: 5, Phone: "05 57 00 00 00", Public: true,
		Venue: workshops.Venue{Name: "Salle", Address: "1 rue Haute", Town: fmt.Sprintf("Commune %d", n%40)},
		Plan: workshops.Plan{
			Zone: office, First: workshops.DayOf(first), Start: "10:00", End: "11:00", Rule: "FREQ=DAILY;COUNT=16",
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	rows := make([]workshops.Row, people)
	for i := range rows {
		rows[i] = workshops.Row{Line: i + 1, Details: workshops.Details{
			Name: fmt.Sprintf("Personne %d", i), Email: fmt.Sprintf("p%d.%d@example.org", n, i),
			Mode: []workshops.Mode{workshops.OnSite, workshops.Remote}[i%2],
		}}
	}
	if _, err := w.workshops.Import(b.Context(), by, series.ID, strings.Repeat("k", 20), rows); err != nil {
		b.Fatal(err)
	}
	return series.ID
}
