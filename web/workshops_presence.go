package web

import (
	"net/http"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// presencePage is who came to what, over a series.
type presencePage struct {
	frame
	At     string
	Series workshops.Listed
	workshops.Presence
	Counts []int // who came, by session
}

func (s *site) showPresence(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	series, err := s.workshops.Series(r.Context(), by, r.PathValue("id"))
	page := presencePage{At: "home", Series: series}
	if err == nil {
		page.Presence, err = s.workshops.Presence(r.Context(), by, series.ID)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	page.Counts = make([]int, len(page.Sessions))
	for _, row := range page.Rows {
		for i, came := range row.Came {
			if came == workshops.Present {
				page.Counts[i]++
			}
		}
	}
	s.show(w, r, http.StatusOK, "presence", func(p *pages) (any, error) {
		page := page
		page.frame, err = s.workshopFrame(p, by, "presence.title")
		return page, err
	})
}

// showPresenceTable is the same for a spreadsheet.
func (s *site) showPresenceTable(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	presence, err := s.workshops.Presence(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	words := &wording{p: s.pages[languageOf(r)]}
	header := []string{words.text("import.column.name"), words.text("import.column.mode")}
	for _, session := range presence.Sessions {
		header = append(header, string(session.Day))
	}
	rows := [][]string{append(header, words.text("presence.total"), words.text("presence.modules"))}
	for _, row := range presence.Rows {
		cells := []string{row.Enrolment.Name, words.text("enrolment.mode." + string(row.Enrolment.Mode))}
		for i, came := range row.Came {
			text := ""
			if came != "" {
				text = words.text("presence." + string(came))
			}
			if came == workshops.Present && row.Steps[i] > 0 {
				text += ", " + words.count("presence.steps", row.Steps[i])
			}
			cells = append(cells, text)
		}
		total := words.text("presence.of", "n", row.Present, "all", row.Held)
		rows = append(rows, append(cells, total, strings.Join(row.Modules, ", ")))
	}
	s.table(w, r, words, "presences", rows)
}
