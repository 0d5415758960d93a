package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// readyPath stands, in the list of paths, for the one made of the modules that ship.
const readyPath = "pret"

// readyModules are those, in the order to teach them.
var readyModules = []string{
	"rejoindre-une-seance", "boite-mail", "fichiers-windows", "mots-de-passe-et-arnaques", "franceconnect-demarches",
	"appel-video-famille",
}

// week is the days in the order a week has here.
var week = []string{"1", "2", "3", "4", "5", "6", "0"}

// seriesFormPage makes a series on one page, or changes one.
type seriesFormPage struct {
	frame
	At     string
	ID     string // "" for a new one
	Wrong  bool
	What   []control // the path and its title
	Hours  []control
	Skip   []control
	Places []control
	Where  []control
	Who    []control
	More   []control

	Seen    string // the plan that the dates on the page are of
	Preview *workshops.Preview
	Stale   bool // the plan is another than was seen
}

func (s *site) showNewSeries(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	values := url.Values{
		"start": {"10:00"}, "end": {"11:00"}, "holidays": {"oui"}, "onsite": {"6"}, "remote": {"8"}, "public": {"oui"},
		"venue": {by.Organization.Name}, "town": {by.Organization.Town}, "phone": {by.Organization.Phone},
		"mediators": {by.Name}, "zone": {office}, "keep": {"6"},
	}
	s.seriesForm(w, r, by, http.StatusOK, seriesFormPage{}, values, nil)
}

// saveNewSeries shows the dates that a plan gives, and once they were seen, makes the series.
func (s *site) saveNewSeries(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	if err := r.ParseForm(); err != nil {
		s.refuseWorkshop(w, r, workshops.ErrNotFound)
		return
	}
	form, page := r.PostForm, seriesFormPage{}
	plan, missing := planFrom(form)
	preview, err := s.workshops.Preview(r.Context(), by, plan)
	faults := mends(err)
	for field, fault := range missing {
		faults = with(faults, field, fault)
	}
	switch {
	case err != nil && faults == nil:
		s.refuseWorkshop(w, r, err)
		return
	case len(faults) > 0:
		s.seriesForm(w, r, by, http.StatusUnprocessableEntity, page, form, faults)
		return
	}
	page.Preview, page.Seen = &preview, fmt.Sprint(plan)
	if form.Get("action") != "creer" || form.Get("seen") != page.Seen {
		page.Stale = form.Get("action") == "creer"
		s.seriesForm(w, r, by, http.StatusOK, page, form, nil)
		return
	}
	series := seriesFrom(form, by)
	series.Plan = plan
	path, err := s.chosenPath(r, by, form.Get("path"))
	if err == nil {
		series.PathID, series.Title = path.ID, cmp.Or(strings.TrimSpace(series.Title), path.Title)
		series, err = s.workshops.CreateSeries(r.Context(), by, series)
	}
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/series/"+series.ID, "creation", "")
	case faults != nil:
		s.seriesForm(w, r, by, http.StatusUnprocessableEntity, page, form, faults)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// with adds a fault to those of a form.
func with(faults map[accounts.Field]sentence, field accounts.Field, fault sentence) map[accounts.Field]sentence {
	if faults == nil {
		faults = map[accounts.Field]sentence{}
	}
	faults[field] = fault
	return faults
}

// chosenPath is the path of an ID; that of the modules that ship is made the first time.
func (s *site) chosenPath(r *http.Request, by accounts.Person, id string) (workshops.Path, error) {
	if id != readyPath {
		return s.workshops.Path(r.Context(), by, id, 0)
	}
	paths, err := s.workshops.Paths(r.Context(), by)
	if err != nil {
		return workshops.Path{}, err
	}
	for _, path := range paths {
		if !path.Archived && slices.Equal(path.Modules, readyModules) {
			return path, nil
		}
	}
	title, err := s.pages[languageOf(r)].catalogue.Text("series.path.ready")
	if err != nil {
		return workshops.Path{}, err
	}
	return s.workshops.SavePath(r.Context(), by, workshops.Path{Title: title, Modules: readyModules})
}

// planFrom reads when the sessions are; missing is what a rule cannot be made without.
func planFrom(form url.Values) (p workshops.Plan, missing map[accounts.Field]sentence) {
	var days []time.Weekday
	for _, text := range form["days"] {
		if day, err := strconv.Atoi(text); err == nil {
			days = append(days, time.Weekday(day))
		}
	}
	slices.Sort(days)
	until := workshops.Day(form.Get("until"))
	p = workshops.Plan{
		Zone: form.Get("zone"), First: workshops.Day(form.Get("first")), Start: workshops.Clock(form.Get("start")),
		End: workshops.Clock(form.Get("end")), Rule: workshops.Weekly(days, until),
		Skip: workshops.Skip{
			PublicHolidays: form.Get("holidays") != "", Territory: workshops.Territory(form.Get("territory")),
			School: workshops.SchoolZone(form.Get("school")),
		},
	}
	if len(days) == 0 {
		missing = with(missing, "days", said("series.error.days"))
	}
	switch {
	case !until.Valid():
		missing = with(missing, workshops.FieldUntil, said("series.error.until"))
	case p.First.Valid() && until < p.First:
		missing = with(missing, workshops.FieldUntil, said("field.error.endsfirst"))
	}
	return p, missing
}

// seriesFrom reads all the rest.
func seriesFrom(form url.Values, by accounts.Person) workshops.Series {
	n := workshops.Series{
		Title: form.Get("title"), Phone: form.Get("phone"), Public: form.Get("public") != "", KeepMonths: number(form.Get("keep")),
		OnSite: number(form.Get("onsite")), Remote: number(form.Get("remote")),
		Venue: workshops.Venue{
			Name: form.Get("venue"), Address: form.Get("address"), Postcode: form.Get("postcode"), Town: form.Get("town"),
			INSEE: form.Get("insee"),
		},
	}
	for name := range strings.SplitSeq(form.Get("mediators"), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		m := workshops.Mediator{Name: name}
		if name == by.Name {
			m.ID = by.ID
		}
		n.Mediators = append(n.Mediators, m)
	}
	return n
}

// seriesForm draws the form; rules that are wrong are told beside the days.
func (s *site) seriesForm(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, page seriesFormPage,
	values url.Values, faults map[accounts.Field]sentence,
) {
	paths, err := s.workshops.Paths(r.Context(), by)
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	if fault := faults[workshops.FieldRule]; fault != nil && faults["days"] == nil {
		faults["days"] = fault
	}
	s.show(w, r, status, "seriesform", func(p *pages) (any, error) {
		title := "series.new"
		if page.ID != "" {
			title = "series.edit"
		}
		page := page
		if page.frame, err = s.workshopFrame(p, by, title); err != nil {
			return nil, err
		}
		page.At, page.Wrong = "home", len(faults) > 0
		f := &form{wording: &wording{p: p}, page: "series", values: values, faults: faults}
		if page.ID == "" {
			page.planQuestions(f, paths)
		} else {
			page.What = []control{f.ask(control{Name: "title", Kind: "text"})}
		}
		page.questions(f)
		return page, f.err
	})
}

// planQuestions are those that a series is made from, and that are answered once.
func (page *seriesFormPage) planQuestions(f *form, paths []workshops.Path) {
	path := f.ask(control{Name: "path", Kind: "select"})
	ready := false
	for _, one := range paths {
		if !one.Archived {
			path.Options = append(path.Options, option{one.ID, one.Title, one.ID == path.Value})
			ready = ready || slices.Equal(one.Modules, readyModules)
		}
	}
	if !ready {
		path.Options = append(path.Options, option{readyPath, f.text("series.path.pret"), path.Value == readyPath})
	}
	title := f.ask(control{Name: "title", Kind: "text", Optional: true})
	title.Hint = f.text("series.title.path")
	page.What = []control{path, title}
	page.Hours = []control{
		f.pick(control{Name: "days", Kind: "boxes"}, "day.weekday", week...),
		f.ask(control{Name: "start", Kind: "time", Short: true}), f.ask(control{Name: "end", Kind: "time", Short: true}),
		f.ask(control{Name: "first", Kind: "date", Short: true}), f.ask(control{Name: "until", Kind: "date", Short: true}),
	}
	page.Skip = []control{
		f.ask(control{Name: "holidays", Kind: "box", Optional: true}),
		f.pick(control{Name: "school", Kind: "select", Optional: true}, "series.school", stringsOf(workshops.SchoolZones)...).
			unless(f.text("series.school.none")),
	}
	page.More = []control{
		f.pick(control{Name: "zone", Kind: "select", Optional: true}, "series.zone", workshops.Zones...),
		f.pick(control{Name: "territory", Kind: "select", Optional: true}, "series.territory", stringsOf(workshops.Territories)...).
			unless(f.text("series.territory.none")),
	}
}

// questions are those that can be answered anew at any time.
func (page *seriesFormPage) questions(f *form) {
	page.Places = []control{
		f.ask(control{Name: "onsite", Kind: "number", Min: "0", Max: "500", Short: true}),
		f.ask(control{Name: "remote", Kind: "number", Min: "0", Max: "500", Short: true}),
	}
	page.Where = []control{
		f.ask(control{Name: "venue", Kind: "text"}), f.ask(control{Name: "address", Kind: "text"}),
		f.ask(control{Name: "postcode", Kind: "text", Optional: true, Short: true}), f.ask(control{Name: "town", Kind: "text"}),
	}
	page.Who = []control{
		f.ask(control{Name: "mediators", Kind: "text"}), f.ask(control{Name: "phone", Kind: "tel", Short: true}),
		f.ask(control{Name: "public", Kind: "box", Optional: true}),
	}
	page.More = append(page.More,
		f.ask(control{Name: "keep", Kind: "number", Min: "1", Max: "24", Optional: true, Short: true}),
		f.ask(control{Name: "insee", Kind: "text", Optional: true, Short: true}))
}
