package web

import (
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// modulePage is a version of a module, as it is followed and printed.
type modulePage struct {
	frame
	At       string
	Told     told
	Module   workshops.Module
	Versions []workshops.Module
	Newest   bool
	Own      bool // it can be edited here
}

func (s *site) showModule(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id, version := r.PathValue("id"), max(0, number(r.URL.Query().Get("version")))
	module, err := s.workshops.Module(r.Context(), by, id, version)
	var versions []workshops.Module
	if err == nil {
		versions, err = s.workshops.ModuleVersions(r.Context(), by, id)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "module", func(p *pages) (any, error) {
		page := modulePage{At: "paths", Module: module, Versions: versions, Own: module.OrganizationID != ""}
		if page.frame, err = s.workshopFrame(p, by, "module.title"); err != nil {
			return nil, err
		}
		page.Title, page.Newest = module.Title, module.Version == versions[0].Version
		words := &wording{p: p}
		page.Told = words.told("module", r, []string{"module", "copie"}, nil)
		return page, words.err
	})
}

// copyModule makes a module of the office's own, to be changed, like one that ships.
func (s *site) copyModule(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	module, err := s.workshops.CopyModule(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	http.Redirect(w, r, workshopsPath+"/modules/"+module.ID+"/modifier", http.StatusSeeOther)
}
