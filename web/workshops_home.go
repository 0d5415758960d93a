package web

import (
	"net/http"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// The bounds of the first page of workshops.
const (
	daysAhead  = 8  // of sessions listed
	tasksShown = 40 // the others come up as these are done
	foundMost  = 50
)

// workshopsPage is what is next, what has to be said to whom, and all series.
type workshopsPage struct {
	frame
	At     string // in the workshops' own map
	Told   told
	Soon   []workshops.Scheduled
	Today  workshops.Day
	Tasks  []taskLine
	More   int // tasks not shown
	Failed []taskLine
	Series []workshops.Listed
	Past   bool   // those that are over too
	Sought string // what was typed to find somebody or something
	Found  []foundPerson
}

// taskLine is something to tell one person, and the words for it.
type taskLine struct {
	workshops.Task
	Say string
}

// foundPerson is somebody who was looked for, and where they come.
type foundPerson struct {
	workshops.Enrolment
	Series workshops.Series
}

func (s *site) showWorkshops(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	ctx, q := r.Context(), r.URL.Query()
	page := workshopsPage{At: "home", Today: today(), Past: q.Has("passees"), Sought: strings.TrimSpace(q.Get("q"))}
	series, err := s.workshops.AllSeries(ctx, by, page.Past || page.Sought != "")
	if err == nil {
		page.Soon, err = s.workshops.Schedule(ctx, by, page.Today, daysAfter(page.Today, daysAhead))
	}
	if err == nil && page.Sought != "" {
		page.Found, err = s.findPeople(r, by, series, page.Sought)
		series = matching(series, page.Sought)
	}
	page.Series = series
	var tasks []workshops.Task
	if err == nil {
		tasks, err = s.workshops.Tasks(ctx, by)
	}
	var failures []workshops.Telling
	if err == nil {
		failures, err = s.workshops.Failures(ctx, by)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	if page.More = max(0, len(tasks)-tasksShown); page.More > 0 {
		tasks = tasks[:tasksShown]
	}
	s.show(w, r, http.StatusOK, "workshops", func(p *pages) (any, error) {
		if page.frame, err = s.workshopFrame(p, by, "workshop.title"); err != nil {
			return nil, err
		}
		words := &wording{p: p}
		page.Tasks, page.Failed = nil, nil
		for _, task := range tasks {
			page.Tasks = append(page.Tasks, taskLine{task, words.say(task.Telling)})
		}
		for _, failed := range failures {
			page.Failed = append(page.Failed, taskLine{workshops.Task{Telling: failed}, words.say(failed)})
		}
		page.Told = words.told("workshop", r, []string{"tache", "reprise", "renvoi", "suppression"},
			map[string]string{"tache": workshopsPath + "/taches/" + q.Get("qui") + "/reprise"})
		return page, words.err
	})
}

// saveTask says that something was said, or posted; or takes that back; or has a machine try once more what it could not
// send; or makes a task of it.
func (s *site) saveTask(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id, what := r.PathValue("id"), r.PathValue("what")
	var err error
	switch what {
	case "faite":
		what, err = "tache", s.workshops.TaskDone(r.Context(), by, id)
	case "reprise":
		err = s.workshops.TaskUndone(r.Context(), by, id)
	case "a-nouveau":
		what, err = "renvoi", s.workshops.SendAgain(r.Context(), by, id)
	case "a-la-main":
		what, err = "", s.workshops.TellByHand(r.Context(), by, id)
	default:
		err = workshops.ErrNotFound
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	workshopDone(w, r, workshopsPath, what, id)
}

// matching are the series whose title or town holds what is sought.
func matching(series []workshops.Listed, sought string) (found []workshops.Listed) {
	sought = strings.ToLower(sought)
	for _, one := range series {
		if strings.Contains(strings.ToLower(one.Title+" "+one.Venue.Town), sought) {
			found = append(found, one)
		}
	}
	return found
}

// findPeople are those whose name, number or address holds what is sought.
func (s *site) findPeople(r *http.Request, by accounts.Person, series []workshops.Listed, sought string) (found []foundPerson, err error) {
	sought = strings.ToLower(sought)
	for _, one := range series {
		people, err := s.workshops.People(r.Context(), by, one.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range people {
			if e.State != workshops.Erased && strings.Contains(strings.ToLower(strings.Join([]string{e.Name, e.Companion, e.Phone, e.Email}, "\n")), sought) {
				found = append(found, foundPerson{e, one.Series})
			}
		}
		if len(found) >= foundMost {
			return found[:foundMost], nil
		}
	}
	return found, nil
}

// daysAfter is so many days later.
func daysAfter(d workshops.Day, days int) workshops.Day {
	return workshops.DayOf(d.Time().AddDate(0, 0, days))
}

// say is what to tell somebody, in the words to use on the telephone.
func (w *wording) say(t workshops.Telling) string {
	session := t.Session
	if session.ID == "" && len(t.Sessions) > 0 {
		session = t.Sessions[0]
	}
	key := "workshop.say." + string(t.Kind)
	switch {
	case t.Kind == workshops.Change && t.SessionID == "":
		key += ".place"
	case t.Kind == workshops.Change && t.Was == (workshops.Slot{}):
		key += ".added"
	}
	return w.text(key, "name", t.Enrolment.Name, "title", t.Series.Title, "when", w.when(session), "was", w.slot(t.Was),
		"venue", t.Series.Venue.Name+", "+t.Series.Venue.Address+", "+t.Series.Venue.Town, "code", t.Code,
		"phone", t.Series.Phone, "reason", t.Reason, "organization", t.Organization)
}

// when is "mardi 12 janvier 2027, de 10 h à 11 h".
func (w *wording) when(s workshops.Session) string { return w.slot(s.Slot()) }

func (w *wording) slot(s workshops.Slot) string {
	if s == (workshops.Slot{}) {
		return ""
	}
	day, err := w.p.longDay(s.Day)
	if w.err == nil {
		w.err = err
	}
	hours, err := w.p.hours(s.Start, s.End)
	if w.err == nil {
		w.err = err
	}
	return day + ", " + hours
}
