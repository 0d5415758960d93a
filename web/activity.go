package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
)

// Reports is what the site asks about activity reports; activity.Service is one. by is who asks.
type Reports interface {
	Begin(ctx context.Context, r activity.Report) (activity.Report, error)
	OfHelp(ctx context.Context, f activity.Facts) (activity.Report, activity.Habits, error)
	Habits(ctx context.Context, personID string) (activity.Habits, error)
	Report(ctx context.Context, by accounts.Person, id string) (activity.Line, error)
	Finish(ctx context.Context, by accounts.Person, r activity.Report) error
	FinishSame(ctx context.Context, by accounts.Person, ids []string, same activity.Same) (done int, err error)
	Delete(ctx context.Context, by accounts.Person, id string) error
	Restore(ctx context.Context, by accounts.Person, id string) error
	Drafts(ctx context.Context, by accounts.Person) ([]activity.Report, error)
	Month(ctx context.Context, by accounts.Person, month activity.Month) ([]activity.Line, error)
	Months(ctx context.Context, by accounts.Person) ([]activity.Month, error)
}

// reportsPage lists the reports to be finished, several at once if they are alike, and those of a month.
type reportsPage struct {
	frame
	Drafts []draftLine
	Same   []chips // what may be applied to several
	Fault  string
	Told   string // what was just done
	Undo   string // the report that can be brought back

	Month  activity.Month
	Months []choice
	Lines  []reportLine
	All    bool // of the whole organization
}

// draftLine is a report still to be finished.
type draftLine struct {
	ID, Title, Suggested string
	Ticked               bool
}

// reportLine is a finished one.
type reportLine struct {
	ID, Day, Title, Length, By string
}

func (s *site) showReports(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	s.listReports(w, r, person, http.StatusOK, nil)
}

// saveReports finishes the reports that are ticked, all with the same choices.
func (s *site) saveReports(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	err := r.ParseForm()
	if err == nil && len(r.PostForm["rapport"]) == 0 {
		s.listReports(w, r, person, http.StatusUnprocessableEntity, said("activity.drafts.pick"))
		return
	}
	done := 0
	if err == nil {
		said := reportFrom(r.PostForm, activity.Report{})
		done, err = s.reports.FinishSame(r.Context(), person, r.PostForm["rapport"], activity.Same{
			Themes: said.Themes, Errands: said.Errands, Equipment: said.Equipment, Autonomy: said.Autonomy,
		})
	}
	switch {
	case err == nil:
		http.Redirect(w, r, fmt.Sprintf("/espace/comptes-rendus?faits=%d", done), http.StatusSeeOther)
	case errors.As(err, new(*activity.InvalidError)):
		s.listReports(w, r, person, http.StatusUnprocessableEntity, said("activity.error.theme"))
	default:
		s.failed(w, r, err)
	}
}

// showTable is a month's reports as CSV, under La Coop's names.
func (s *site) showTable(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	month := monthOf(r)
	lines, err := s.reports.Month(r.Context(), person, month)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="comptes-rendus-%s.csv"`, month))
	_ = activity.WriteTable(w, lines) // A browser that has gone needs no table.
}

// monthOf is the month that the address asks for, else the one we are in.
func monthOf(r *http.Request) activity.Month {
	if month := activity.Month(r.URL.Query().Get("mois")); month.Valid() {
		return month
	}
	return activity.ThisMonth()
}

func (s *site) listReports(w http.ResponseWriter, r *http.Request, person accounts.Person, status int, fault sentence) {
	ctx, month := r.Context(), monthOf(r)
	drafts, err := s.reports.Drafts(ctx, person)
	habits, habitsErr := s.reports.Habits(ctx, person.ID)
	lines, linesErr := s.reports.Month(ctx, person, month)
	months, monthsErr := s.reports.Months(ctx, person)
	if err := errors.Join(err, habitsErr, linesErr, monthsErr); err != nil {
		s.failed(w, r, err)
		return
	}
	s.show(w, r, status, "reports", func(p *pages) (any, error) {
		f, err := p.frame("activity.title")
		if err != nil {
			return nil, err
		}
		f.of(person, "/espace/comptes-rendus")
		page := reportsPage{frame: f, Month: month, All: person.Role != accounts.Mediator}
		if fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		chosen := reportFrom(r.PostForm, activity.Report{})
		w := wording{p: p}
		for _, d := range drafts {
			page.Drafts = append(page.Drafts, w.draft(d, r.PostForm["rapport"]))
		}
		if page.Same = []chips{w.themes(chosen, habits), w.errands(chosen, habits), w.equipment(chosen), w.autonomy(chosen)}; page.Fault != "" {
			page.Same[0].Open = true
		}
		for _, m := range months {
			page.Months = append(page.Months, choice{string(m), p.month(m)})
		}
		for _, l := range lines {
			page.Lines = append(page.Lines, w.line(l, page.All))
		}
		page.tell(&w, r)
		return page, w.err
	})
}

// tell puts in words what was just done, by the query of the page that follows.
func (page *reportsPage) tell(w *wording, r *http.Request) {
	switch q := r.URL.Query(); {
	case q.Get("faits") != "":
		if n := number(q.Get("faits")); n > 0 {
			page.Told = w.count("activity.told.several", n)
		}
	case q.Has("enregistre"):
		page.Told = w.text("activity.told.saved")
	case q.Has("retabli"):
		page.Told = w.text("activity.told.restored")
	case q.Has("trop-tard"):
		page.Fault = w.text("activity.undo.late")
	case q.Get("supprime") != "":
		page.Told, page.Undo = w.text("activity.told.deleted"), q.Get("supprime")
	}
}

// draft is one line of those to be finished.
func (w *wording) draft(r activity.Report, ticked []string) draftLine {
	line := draftLine{ID: r.ID, Title: w.title(r)}
	for _, id := range ticked {
		line.Ticked = line.Ticked || id == r.ID
	}
	about := append(w.named("theme", stringsOf(r.Themes)), w.named("equipment", stringsOf(r.Equipment))...)
	if len(r.Themes) == 0 {
		line.Suggested = w.text("activity.suggested.none")
	} else {
		line.Suggested = w.text("activity.suggested", "what", strings.Join(about, ", "))
	}
	return line
}

// line is one line of those finished.
func (w *wording) line(l activity.Line, by bool) reportLine {
	title := l.Workshop.Title
	if title == "" {
		title = strings.Join(w.named("theme", stringsOf(l.Themes)), ", ")
	}
	line := reportLine{ID: l.ID, Day: w.p.day(l.Date), Title: title, Length: w.count("activity.minutes", l.Minutes)}
	if by {
		line.By = l.PersonName
	}
	return line
}

// title names a report among others.
func (w *wording) title(r activity.Report) string {
	date := w.p.day(r.Date)
	switch {
	case r.Workshop.Title != "":
		return w.text("activity.draft.workshop", "title", r.Workshop.Title, "date", date)
	case r.Help != "":
		return w.text("activity.draft.help", "help", r.Help, "date", date)
	}
	return w.text("activity.draft.other", "date", date)
}

// day is a day in the reader's language, in digits.
func (p *pages) day(t time.Time) string {
	if p.catalogue.Language == "fr" {
		return t.Format("02/01/2006")
	}
	return t.Format("2 January 2006")
}

// month is a month in the reader's language, "11/2026".
func (p *pages) month(m activity.Month) string {
	t, err := time.Parse("2006-01", string(m))
	if err != nil {
		return string(m)
	}
	if p.catalogue.Language == "fr" {
		return t.Format("01/2006")
	}
	return t.Format("January 2006")
}
