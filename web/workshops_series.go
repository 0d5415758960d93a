package web

import (
	"crypto/rand"
	"net/http"
	"net/url"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// seriesPage is a series: its sessions, its people, and all that is done with them.
type seriesPage struct {
	frame
	At       string
	Told     told
	Series   workshops.Listed
	Sessions []workshops.Session
	Groups   []peopleGroup
	Asked    []workshops.Enrolment // to confirm
	Gone     []workshops.Enrolment // withdrawn
	Holding  map[workshops.Mode]int
	Over     bool
	Empty    bool // nobody was ever enrolled
	Held     bool // at least one session is over
	Skipped  []workshops.Skipped

	Key     string // of the form to add somebody
	Person  personForm
	Session []control
	Wrong   bool                  // in the form to add somebody
	Alike   []workshops.Enrolment // who may be the person to add
	Unfit   bool                  // in the form to add a session
	Feed    string
	Public  string
}

// peopleGroup is those who come in one way, with a place or waiting for one.
type peopleGroup struct {
	Mode            workshops.Mode
	Places          int
	Placed, Waiting []workshops.Enrolment
}

// seriesFaults are what is wrong in a form of the page, or may be.
type seriesFaults struct {
	person, session map[accounts.Field]sentence
	alike           []workshops.Enrolment
}

func (s *site) showSeries(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.series(w, r, by, http.StatusOK, seriesFaults{})
}

func (s *site) series(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, faults seriesFaults) {
	ctx, id := r.Context(), r.PathValue("id")
	page := seriesPage{At: "home"}
	listed, err := s.workshops.Series(ctx, by, id)
	if err == nil {
		page.Sessions, err = s.workshops.Sessions(ctx, by, id)
	}
	var people []workshops.Enrolment
	if err == nil {
		people, err = s.workshops.People(ctx, by, id)
	}
	var feed string
	if err == nil {
		feed, err = s.workshops.FeedToken(ctx, by, workshops.FeedOfSeries, id)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	page.Series, page.Feed = listed, s.origin(r)+feedPath(workshops.FeedOfSeries, id, feed)
	if listed.Public {
		page.Public = s.origin(r) + "/ateliers/" + id
	}
	page.Over, page.Empty = listed.Next.ID == "", len(people) == 0
	page.group(people)
	for _, session := range page.Sessions {
		page.Held = page.Held || session.State == workshops.Planned && over(session)
	}
	s.show(w, r, status, "series", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "series.title"); err != nil {
			return nil, err
		}
		page.Title = listed.Title
		page.forms(p, r.PostForm, faults)
		words := &wording{p: p}
		page.Told = words.seriesDone(r, people)
		return page, words.err
	})
}

// group puts people where they belong; those erased are only counted elsewhere.
func (page *seriesPage) group(people []workshops.Enrolment) {
	groups := map[workshops.Mode]*peopleGroup{
		workshops.OnSite: {Mode: workshops.OnSite, Places: page.Series.OnSite},
		workshops.Remote: {Mode: workshops.Remote, Places: page.Series.Remote},
	}
	for _, e := range people {
		switch e.State {
		case workshops.Enrolled:
			groups[e.Mode].Placed = append(groups[e.Mode].Placed, e)
		case workshops.Waiting:
			groups[e.Mode].Waiting = append(groups[e.Mode].Waiting, e)
		case workshops.Asked:
			page.Asked = append(page.Asked, e)
		case workshops.Withdrawn:
			page.Gone = append(page.Gone, e)
		}
	}
	for _, mode := range []workshops.Mode{workshops.Remote, workshops.OnSite} {
		if g := groups[mode]; g.Places > 0 || len(g.Placed) > 0 {
			page.Groups = append(page.Groups, *g)
		}
	}
}

// forms draws the form to add somebody, and the one to add a session.
func (page *seriesPage) forms(p *pages, typed url.Values, faults seriesFaults) {
	values := url.Values{"mode": {modesOf(page.Series.Series)[0]}}
	page.Key = rand.Text()
	page.Alike = faults.alike
	if page.Wrong = len(faults.person) > 0; page.Wrong || len(page.Alike) > 0 {
		values, page.Key = typed, typed.Get("key")
	}
	people := &form{wording: &wording{p: p}, values: values, faults: faults.person}
	page.Person = people.personForm(page.Series.Series, true)
	values = url.Values{"start": {string(page.Series.Plan.Start)}, "end": {string(page.Series.Plan.End)}}
	if page.Unfit = len(faults.session) > 0; page.Unfit {
		values = typed
	}
	session := &form{wording: people.wording, page: "session", prefix: "seance-", values: values, faults: faults.session}
	page.Session = session.slotQuestions()
}

// slotQuestions asks for a time.
func (f *form) slotQuestions() []control {
	return []control{
		f.ask(control{Name: "day", Kind: "date", Short: true}), f.ask(control{Name: "start", Kind: "time", Short: true}),
		f.ask(control{Name: "end", Kind: "time", Short: true}),
	}
}

// seriesDone says what was just done on the page of a series, to whom.
func (w *wording) seriesDone(r *http.Request, people []workshops.Enrolment) told {
	q := r.URL.Query()
	known := []string{"creation", "changement", "seance", "envoi"}
	for _, e := range people {
		if e.ID != q.Get("qui") {
			continue
		}
		path := workshopsPath + "/inscriptions/" + e.ID
		switch q.Get("fait") {
		case "inscription", "confirmation":
			return told{w.text("series.done."+string(e.State), "name", e.Name, "n", e.Position), path + "/retrait"}
		case "retrait":
			return told{w.text("series.done.retrait", "name", e.Name), path + "/confirmation"}
		}
	}
	if q.Get("fait") == "import" {
		return told{Text: w.count("series.done.import", number(q.Get("qui")))}
	}
	if q.Get("fait") == "effacement" {
		return told{Text: w.text("series.done.effacement")}
	}
	return w.told("series", r, known, nil)
}
