package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// classPath is the live class of a session.
func classPath(id string) string { return "/seance/" + id }

// classPage is the shell of a live class, for each of its roles.
type classPage struct {
	frame
	Class  string
	Role   protocol.ClassRole
	Steps  string // of the module, as JSON
	ICE    string // the way round networks that block media, for the first joining
	Zone   string // the office's, IANA: times are told by its clock, as on the sheet
	Home   string // where to go once it is over
	Sheet  string // the steps to keep, "" for whoever has no place to find them in
	Report string // where a mediator's report is begun, by POST; "" for the others
}

// classStep is a step of the module as the live pages show it.
type classStep struct {
	Title   string `json:"title"`
	HTML    string `json:"html"`
	Picture string `json:"picture"` // its address, "" for none
	Alt     string `json:"alt"`
}

// showClass opens the class of a session to whoever has a seat in it while it is open. To the others, there is none.
func (s *site) showClass(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	who, err := s.classHolder(r, id)
	var live workshops.Live
	if err == nil && who.Role != "" {
		live, err = s.workshops.Live(r.Context(), id)
	}
	switch {
	case errors.Is(err, workshops.ErrState):
		s.showFault(w, r, http.StatusConflict, "class-hours")
		return
	case err != nil && !errors.Is(err, workshops.ErrNotFound):
		s.refuseWorkshop(w, r, err)
		return
	case err != nil || who.Role == "":
		s.showNoClass(w, r)
		return
	}
	if who.Role == protocol.ClassParticipant && who.Device == "" {
		who.Device = newDevice()
		s.classCookie(w, r, id, deviceCookie, who.Device)
	}
	if !s.classes.Admits(r.Context(), id, who) {
		s.showNoClass(w, r)
		return
	}
	entry := "class"
	if who.Role == protocol.ClassMediator {
		entry = "teach"
	} else if who.Person != "" {
		s.doorstep.saw(who.Person, atClass)
	}
	s.show(w, r, http.StatusOK, entry, func(p *pages) (any, error) {
		page := classPage{Class: id, Role: who.Role}
		if page.frame, err = p.frame("shell.class"); err != nil {
			return nil, err
		}
		page.Title, page.Zone = live.Series.Title, live.Session.Zone
		page.Live, page.Larger = true, who.Role != protocol.ClassMediator
		s.classWays(r, &page)
		if page.Steps, err = stepsOf(live.Module); err != nil {
			return nil, err
		}
		page.ICE, err = s.iceServers(r, class.Participant(id, who))
		return page, err
	})
}

// classWays says where each role goes on from a class.
func (s *site) classWays(r *http.Request, page *classPage) {
	page.Home = "/"
	switch page.Role {
	case protocol.ClassMediator:
		page.Home = workshopsPath + "/seances/" + page.Class
		page.Report = page.Home + "/compte-rendu"
	case protocol.ClassParticipant:
		if _, err := r.Cookie(placeCookie); err == nil {
			page.Home, page.Sheet = "/ma-place", "/ma-place/etapes"
		}
	}
}

// stepsOf are a module's steps for data-steps.
func stepsOf(m workshops.Module) (string, error) {
	steps := []classStep{}
	for _, step := range m.Steps {
		one := classStep{Title: step.Title, HTML: workshops.HTML(step.Text), Alt: step.Alternative}
		if step.Picture != "" {
			one.Picture = "/ateliers/images/" + step.Picture
		}
		steps = append(steps, one)
	}
	text, err := json.Marshal(steps)
	return string(text), err
}

// showNoClass sends on whoever has a place elsewhere, or may yet sign in; for all others there is nothing here, as for
// what does not exist.
func (s *site) showNoClass(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("role") == string(protocol.ClassMediator) {
		if _, err := s.person(r); errors.Is(err, accounts.ErrNoSession) {
			http.Redirect(w, r, "/espace/connexion", http.StatusSeeOther)
			return
		}
	} else if _, ok := s.placeOf(r); ok {
		http.Redirect(w, r, "/ma-place", http.StatusSeeOther)
		return
	}
	s.showMissing(w, r)
}

// serveClass is the WebSocket of a live class, by the same test as its page.
func (s *site) serveClass(w http.ResponseWriter, r *http.Request) {
	if who, ok := s.classPart(w, r); ok {
		s.classes.Serve(w, r, r.PathValue("id"), who)
	}
}

// showClassRelay renews the ICE servers of a seat, by the same test as its page.
func (s *site) showClassRelay(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	who, ok := s.classPart(w, r)
	if !ok {
		return
	}
	if !s.classes.Admits(r.Context(), id, who) {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	s.sendRelay(w, r, class.Participant(id, who))
}

// classPart is the seat for what the page of a class connects to or fetches; without one, it has answered 401.
func (s *site) classPart(w http.ResponseWriter, r *http.Request) (class.Holder, bool) {
	who, err := s.classHolder(r, r.PathValue("id"))
	if err != nil && !errors.Is(err, context.Canceled) {
		s.log.Error("class not opened", "error", err)
	}
	if err != nil || who.Role == "" || who.Role == protocol.ClassParticipant && who.Device == "" {
		w.WriteHeader(http.StatusUnauthorized)
		return class.Holder{}, false
	}
	return who, true
}
