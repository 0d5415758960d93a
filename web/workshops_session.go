package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// sessionPage is the day of a session: who is expected, who has come, and who needs a call.
type sessionPage struct {
	frame
	At      string
	Told    told
	Session workshops.Session
	Series  workshops.Series
	Groups  []expectedGroup
	calls
	Came     int
	Expected int
	Near     bool // it is today, or has begun
	Open     bool // attendance can be taken
	Over     bool
	Class    bool // its live class can be opened
	Steps    int  // that there are to do; 0: not said
	Moods    []moodCount
	Modules  []workshops.Module // to choose what is taught
}

// moodCount is how many said that the session was so.
type moodCount struct {
	Mood workshops.Mood
	N    int
}

// expectedGroup is those expected in one way.
type expectedGroup struct {
	Mode   workshops.Mode
	People []workshops.Expected
}

func (s *site) showSession(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	ctx, id := r.Context(), r.PathValue("id")
	page := sessionPage{At: "home"}
	scheduled, err := s.workshops.Session(ctx, by, id)
	page.Session, page.Series = scheduled.Session, scheduled.Series
	var people []workshops.Expected
	if err == nil {
		people, err = s.workshops.Expected(ctx, by, id)
	}
	if err == nil {
		page.Modules, err = s.workshops.Modules(ctx, by)
	}
	var module workshops.Module
	if err == nil {
		if module, err = s.workshops.SessionModule(ctx, by, id); errors.Is(err, workshops.ErrNotFound) {
			err = nil // Nothing was said to be taught.
		}
	}
	if err == nil {
		page.group(people)
		page.Steps = len(module.Steps)
		now := time.Now()
		page.Over = over(page.Session)
		page.Open = page.Session.State == workshops.Planned && now.After(page.Session.Opens())
		page.Class = page.Session.State == workshops.Planned && now.After(page.Session.SetUp()) && now.Before(page.Session.Closes())
		page.Near = page.Open || page.Session.Day == today()
		if !page.Over || page.Class {
			page.calls, err = s.callsFor(r, by, id, people)
		}
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "session", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "session.title"); err != nil {
			return nil, err
		}
		words := &wording{p: p}
		day, err := p.longDay(page.Session.Day)
		if err != nil {
			return nil, err
		}
		page.Title = words.text("session.heading", "title", page.Series.Title, "day", day)
		page.calls = page.say(words)
		page.Told = words.sessionDone(r, people, page.Session)
		return page, words.err
	})
}

// group puts together those who come in one way; who has come is counted.
func (page *sessionPage) group(people []workshops.Expected) {
	for _, mode := range []workshops.Mode{workshops.OnSite, workshops.Remote} {
		group := expectedGroup{Mode: mode}
		for _, one := range people {
			if one.Mode == mode {
				group.People = append(group.People, one)
			}
			if one.Mode == mode && one.Attendance.Came == workshops.Present {
				page.Came++
			}
		}
		if len(group.People) > 0 {
			page.Groups = append(page.Groups, group)
		}
	}
	page.Expected = len(people)
	for _, mood := range workshops.Moods {
		count := moodCount{Mood: mood}
		for _, one := range people {
			if one.Attendance.Mood == mood {
				count.N++
			}
		}
		if count.N > 0 {
			page.Moods = append(page.Moods, count)
		}
	}
}

// over tells whether a session has ended.
func over(session workshops.Session) bool { return !session.EndsAt.After(time.Now()) }

// saveAttendance ticks who came; "" takes it back.
func (s *site) saveAttendance(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	who, companion := r.PostFormValue("qui"), r.PostFormValue("companion") != ""
	came, mode := workshops.Came(r.PostFormValue("came")), workshops.Mode(r.PostFormValue("mode"))
	if err := s.workshops.Tick(r.Context(), by, id, who, came, mode, companion); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	http.Redirect(w, r, workshopsPath+"/seances/"+id+"#"+who, http.StatusSeeOther)
}

// saveSessionModule says what is taught.
func (s *site) saveSessionModule(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	if _, err := s.workshops.SetSessionModule(r.Context(), by, id, r.PostFormValue("module")); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	workshopDone(w, r, workshopsPath+"/seances/"+id, "module", "")
}

// sessionDone says what was just done on the page of a session.
func (w *wording) sessionDone(r *http.Request, people []workshops.Expected, session workshops.Session) told {
	undo := map[string]string{"annulation": workshopsPath + "/seances/" + session.ID + "/changement/retablissement"}
	return w.told("session", r, strings.Fields("module deplacement annulation retablissement"), undo)
}
