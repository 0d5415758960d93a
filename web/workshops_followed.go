package web

import (
	"errors"
	"net/http"
	"slices"

	"coupdemain/workshops"
)

// followedPage is the steps of a session, for those who followed it to keep.
type followedPage struct {
	frame
	Place      workshops.Place
	Shown      workshops.Followed // zero: no session has begun
	Others     []workshops.Followed
	LargePrint bool
}

// showFollowed is the steps of the last session, or of another that the person's series has begun ("?seance=").
func (s *site) showFollowed(w http.ResponseWriter, r *http.Request) {
	id, code := s.keptCard(r, placeCookie)
	place, all, err := s.workshops.Followed(r.Context(), id, code)
	if errors.Is(err, workshops.ErrNotFound) || mend(err, code) != nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	shown := 0
	if asked := r.URL.Query().Get("seance"); asked != "" {
		shown = slices.IndexFunc(all, func(f workshops.Followed) bool { return f.Session.ID == asked })
	}
	if shown < 0 {
		s.showMissing(w, r)
		return
	}
	s.doorstep.saw(place.Enrolment.ID, atSteps)
	s.show(w, r, http.StatusOK, "followed", func(p *pages) (any, error) {
		f, err := p.frame("place.sheet")
		f.Larger = true
		page := followedPage{frame: f, Place: place, LargePrint: slices.Contains(place.Enrolment.Arrangements, workshops.LargePrint)}
		if len(all) > 0 {
			page.Shown = all[shown]
			page.Others = slices.Concat(all[:shown], all[shown+1:])
		}
		return page, err
	})
}
