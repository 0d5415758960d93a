package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// pathsPage lists what an office teaches: paths, and the modules they are made of.
type pathsPage struct {
	frame
	At      string
	Told    told
	Paths   []workshops.Path
	Modules []workshops.Module
	Titles  map[string]string // of modules, by ID
}

// pathPage makes a path, or changes one: modules in an order.
type pathPage struct {
	frame
	At      string
	ID      string
	Version int
	Fields  []control
	Chosen  []workshops.Module
	Others  []workshops.Module
	Fault   string // about the modules
	Wrong   bool
}

func (s *site) showPaths(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	paths, err := s.workshops.Paths(r.Context(), by)
	var modules []workshops.Module
	if err == nil {
		modules, err = s.workshops.Modules(r.Context(), by)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "paths", func(p *pages) (any, error) {
		page := pathsPage{At: "paths", Paths: paths, Modules: modules, Titles: map[string]string{}}
		if page.frame, err = s.workshopFrame(p, by, "module.list"); err != nil {
			return nil, err
		}
		for _, m := range modules {
			page.Titles[m.ID] = m.Title
		}
		words := &wording{p: p}
		page.Told = words.told("module", r, []string{"parcours"}, nil)
		return page, words.err
	})
}

func (s *site) showPath(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	values := url.Values{}
	if id := r.PathValue("id"); id != "" {
		path, err := s.workshops.Path(r.Context(), by, id, 0)
		if err != nil {
			s.refuseWorkshop(w, r, err)
			return
		}
		values = url.Values{"title": {path.Title}, "goal": {path.Goal}, "modules": path.Modules, "version": {strconv.Itoa(path.Version)}}
		if path.Archived {
			values.Set("archived", "oui")
		}
	}
	s.path(w, r, by, http.StatusOK, values, nil)
}

// savePath keeps a path; the buttons that put a module elsewhere change only the page.
func (s *site) savePath(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	if err := r.ParseForm(); err != nil {
		s.refuseWorkshop(w, r, workshops.ErrNotFound)
		return
	}
	form := r.PostForm
	if action := form.Get("action"); action != "" {
		form["modules"] = rearranged(form["modules"], action, form.Get("other"))
		s.path(w, r, by, http.StatusOK, form, nil)
		return
	}
	_, err := s.workshops.SavePath(r.Context(), by, workshops.Path{
		ID: r.PathValue("id"), Version: number(form.Get("version")), Title: form.Get("title"), Goal: form.Get("goal"),
		Modules: form["modules"], Archived: form.Get("archived") != "",
	})
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/parcours", "parcours", "")
	case faults != nil:
		s.path(w, r, by, http.StatusUnprocessableEntity, form, faults)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// rearranged is a list after an action: "ajouter" puts other at its end; "retirer 2", "monter 2" and "descendre 2" are
// about the third.
func rearranged(list []string, action, other string) []string {
	list = slices.Clone(list)
	if action == "ajouter" {
		if other != "" && len(list) < 100 {
			list = append(list, other)
		}
		return list
	}
	what, at, ok := positioned(action)
	if !ok || at >= len(list) {
		return list
	}
	switch {
	case what == "retirer":
		return slices.Delete(list, at, at+1)
	case what == "monter" && at > 0:
		list[at-1], list[at] = list[at], list[at-1]
	case what == "descendre" && at < len(list)-1:
		list[at], list[at+1] = list[at+1], list[at]
	}
	return list
}

func (s *site) path(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, values url.Values,
	faults map[accounts.Field]sentence,
) {
	modules, err := s.workshops.Modules(r.Context(), by)
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, status, "path", func(p *pages) (any, error) {
		page := pathPage{At: "paths", ID: r.PathValue("id"), Version: number(values.Get("version")), Wrong: len(faults) > 0}
		title := "module.path.new"
		if page.ID != "" {
			title = "module.path.edit"
		}
		if page.frame, err = s.workshopFrame(p, by, title); err != nil {
			return nil, err
		}
		f := &form{wording: &wording{p: p}, page: "module.path", values: values, faults: faults}
		page.Fields = []control{f.ask(control{Name: "title", Kind: "text"}), f.ask(control{Name: "goal", Kind: "text", Optional: true})}
		if page.ID != "" {
			page.Fields = append(page.Fields, f.ask(control{Name: "archived", Kind: "box", Optional: true}))
		}
		page.Fault = f.ask(control{Name: "modules"}).Fault
		for _, id := range values["modules"] {
			if at := slices.IndexFunc(modules, func(m workshops.Module) bool { return m.ID == id }); at >= 0 {
				page.Chosen = append(page.Chosen, modules[at])
			}
		}
		for _, m := range modules {
			if !m.Archived && !slices.Contains(values["modules"], m.ID) {
				page.Others = append(page.Others, m)
			}
		}
		return page, f.err
	})
}
