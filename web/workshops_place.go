package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

const (
	// placeCookie holds whose place a browser has opened, and by which code: see keepCard.
	placeCookie = "place"
	// placeLasts is long enough for a day of workshops, and short enough for a machine that is lent.
	placeLasts = 12 * time.Hour
	// placeDigits is how long a personal code is.
	placeDigits = 8
	// rehearsed is the module that is gone through alone.
	rehearsed = "rejoindre-une-seance"
)

// placePage is one person's place: when they are expected next, and what can be done now.
type placePage struct {
	frame
	workshops.Place
	OnSite bool
	// Steps are those of a rehearsal, for the person's own device; nil on the page of the place.
	Steps []workshops.Step
}

// enterByCard opens what a printed code opens, a place in a series of workshops or a family's room; false if the code is
// nobody's, and is to be tried elsewhere. Codes are looked up one at a time: however many are tried at once, no more are
// heard than the limits on guessing allow. What is wrong is looked up in both.
func (s *site) enterByCard(w http.ResponseWriter, r *http.Request, typed string) bool {
	if digitsIn(typed) != placeDigits {
		return false
	}
	s.guessing.Lock()
	defer s.guessing.Unlock()
	if err := s.helps.Allowed(s.proxies.client(r)); err != nil {
		return false // The door says so.
	}
	return s.enterPlace(w, r, typed) || s.enterFamily(w, r, typed)
}

func (s *site) enterPlace(w http.ResponseWriter, r *http.Request, typed string) bool {
	place, err := s.workshops.Place(r.Context(), typed)
	if err != nil {
		if !errors.Is(err, workshops.ErrNotFound) && mend(err, typed) == nil {
			s.log.Error("place not looked up", "error", err)
		}
		return false
	}
	s.keepCard(w, r, placeCookie, place.Enrolment.ID, asciiDigits(typed), int(placeLasts.Seconds()))
	http.Redirect(w, r, "/ma-place", http.StatusSeeOther)
	return true
}

// placeOf is the place that the browser has opened.
func (s *site) placeOf(r *http.Request) (workshops.Place, bool) {
	id, code := s.keptCard(r, placeCookie)
	place, err := s.workshops.PlaceOf(r.Context(), id, code)
	return place, err == nil
}

func (s *site) showPlace(w http.ResponseWriter, r *http.Request) {
	place, ok := s.placeOf(r)
	if !ok {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	sees := atPlace
	if place.Opening == workshops.OpensSession {
		sees = atOpenPlace
	}
	s.doorstep.saw(place.Enrolment.ID, sees)
	s.place(w, r, place, "place", nil)
}

// showRehearsal lets a person try everything alone, or with whoever is on the telephone.
func (s *site) showRehearsal(w http.ResponseWriter, r *http.Request) {
	place, ok := s.placeOf(r)
	if !ok {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	module, err := s.workshops.Module(r.Context(), accounts.Person{}, rehearsed, 0)
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.doorstep.saw(place.Enrolment.ID, atRehearsal)
	s.place(w, r, place, "rehearsal", module.Steps)
}

func (s *site) place(w http.ResponseWriter, r *http.Request, place workshops.Place, name string, steps []workshops.Step) {
	s.show(w, r, http.StatusOK, name, func(p *pages) (any, error) {
		f, err := p.frame("place." + name)
		if err != nil {
			return nil, err
		}
		f.Larger = true
		return placePage{f, place, place.Enrolment.Mode == workshops.OnSite, steps}, nil
	})
}

// leavePlace forgets the place, on a machine that others use.
func (s *site) leavePlace(w http.ResponseWriter, r *http.Request) {
	if place, ok := s.placeOf(r); ok {
		s.doorstep.saw(place.Enrolment.ID, atNothing)
	}
	s.cookie(w, r, placeCookie, "", -1)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// asciiDigits are the digits of what was typed, those of other scripts left out: a code with those is typed again.
func asciiDigits(typed string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, typed)
}
