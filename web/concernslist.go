package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/concerns"
)

// concernsPage is what was reported, for whoever oversees.
type concernsPage struct {
	frame
	Told    string
	Fault   string
	Waiting []concernLine
	Dealt   []concernLine
}

// concernLine is one concern in words.
type concernLine struct {
	concerns.Line
	Reported, When, Helpers, What, Dealt string
	Known                                bool
}

func (s *site) showConcerns(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.listConcerns(w, r, by, http.StatusOK, nil)
}

// saveConcernDealt marks a concern as dealt with, with a note.
func (s *site) saveConcernDealt(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.concernChanged(w, r, by, "traite", s.concerns.Deal(r.Context(), by, r.PathValue("id"), r.PostFormValue("note")))
}

func (s *site) saveConcernReopened(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.concernChanged(w, r, by, "rouvert", s.concerns.Reopen(r.Context(), by, r.PathValue("id")))
}

func (s *site) concernChanged(w http.ResponseWriter, r *http.Request, by accounts.Person, done string, err error) {
	switch {
	case err == nil:
		http.Redirect(w, r, "/espace/signalements?fait="+done, http.StatusSeeOther)
	case errors.As(err, new(*concerns.InvalidError)):
		s.listConcerns(w, r, by, http.StatusUnprocessableEntity, said("concern.error.recit"))
	case errors.Is(err, concerns.ErrNotFound):
		s.showMissing(w, r)
	default:
		s.failed(w, r, err)
	}
}

func (s *site) listConcerns(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, fault sentence) {
	lines, err := s.concerns.Lines(r.Context(), by)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.show(w, r, status, "concerns", func(p *pages) (any, error) {
		f, err := p.frame("concern.list.title")
		if err != nil {
			return nil, err
		}
		f.of(by, "/espace/signalements")
		page := concernsPage{frame: f}
		if fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		words := wording{p: p}
		switch r.URL.Query().Get("fait") {
		case "traite":
			page.Told = words.text("concern.told.dealt")
		case "rouvert":
			page.Told = words.text("concern.told.reopened")
		}
		for _, l := range lines {
			line := words.concern(l)
			if l.DealtAt.IsZero() {
				page.Waiting = append(page.Waiting, line)
			} else {
				page.Dealt = append(page.Dealt, line)
			}
		}
		return page, words.err
	})
}

func (w *wording) concern(l concerns.Line) concernLine {
	line := concernLine{Line: l, Helpers: strings.Join(l.Helpers, ", "), Known: l.OrganizationName != ""}
	line.Reported = w.text("concern.line.reported", "when", w.moment(l.ReportedAt))
	whats := make([]string, len(l.Whats))
	for i, what := range l.Whats {
		whats[i] = w.text("concern.what." + string(what))
	}
	line.What = strings.Join(whats, " – ")
	if line.Known {
		line.When = w.moment(l.Began)
		line.Helpers += " (" + l.OrganizationName + ")"
	}
	if !l.DealtAt.IsZero() {
		line.Dealt = w.text("concern.line.dealt", "name", l.DealtByName, "when", w.moment(l.DealtAt))
	}
	return line
}

// moment is a moment where this server stands, in the reader's language.
func (w *wording) moment(t time.Time) string { return t.Local().Format(w.p.clock()) }
