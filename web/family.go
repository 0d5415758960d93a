package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"coupdemain/internal/family"
	rooms "coupdemain/signaling/family"
	"coupdemain/workshops"
)

// FamilyRooms is what the site asks about the live rooms of families; the Hub of signaling/family is one.
type FamilyRooms interface {
	Serve(w http.ResponseWriter, r *http.Request, family, member string, card int)
	Changed(ctx context.Context, family string)
}

const (
	// familyCookie holds whose card a browser has shown, and its code: see keepCard.
	familyCookie = "family"
	// familyLasts is how long a card is remembered from its last use: as long as browsers keep anything.
	familyLasts = 400 * 24 * time.Hour
)

// familyRoutes is the part of the map that is about families.
func (s *site) familyRoutes(mux *http.ServeMux) {
	// A family, by its cards.
	mux.HandleFunc("GET /famille", s.showFamilyRoom)
	mux.HandleFunc("GET /famille/ws", s.serveFamily)
	mux.HandleFunc("GET /famille/relais", s.showFamilyRelay)
	mux.HandleFunc("GET /famille/reglages", s.relative(s.showFamilyHome))
	mux.HandleFunc("POST /famille/reglages", s.relative(s.saveFamilyHome))
	mux.HandleFunc("POST /famille/un-an-de-plus", s.relative(s.renewOwnFamily))
	mux.HandleFunc("POST /famille/fermeture", s.relative(s.closeOwnFamily))
	mux.HandleFunc("POST /famille/reouverture", s.relative(s.reopenOwnFamily))
	mux.HandleFunc("POST /famille/cartes/{member}", s.relative(s.renewOwnCard))
	mux.HandleFunc("GET /famille/cartes/{member}", s.relative(s.showOwnCard))
	mux.HandleFunc("GET /famille/cartes/{member}/carte.pdf", s.relative(s.showOwnCardPDF))
	mux.HandleFunc("POST /famille/fin", s.leaveFamily)

	// Whoever makes them.
	mux.HandleFunc("GET /espace/familles", s.signedIn(s.showFamilies))
	mux.HandleFunc("POST /espace/familles", s.signedIn(s.saveNewFamily))
	mux.HandleFunc("GET /espace/familles/{id}", s.signedIn(s.showFamily))
	mux.HandleFunc("POST /espace/familles/{id}", s.signedIn(s.saveFamily))
	mux.HandleFunc("POST /espace/familles/{id}/personnes", s.signedIn(s.saveRelative))
	mux.HandleFunc("POST /espace/familles/{id}/personnes/{member}/carte", s.signedIn(s.renewCard))
	mux.HandleFunc("POST /espace/familles/{id}/personnes/{member}/retrait", s.signedIn(s.removeRelative))
	mux.HandleFunc("POST /espace/familles/{id}/personnes/{member}/retablissement", s.signedIn(s.restoreRelative))
	mux.HandleFunc("POST /espace/familles/{id}/un-an-de-plus", s.signedIn(s.renewFamily))
	mux.HandleFunc("POST /espace/familles/{id}/fermeture", s.signedIn(s.closeFamily))
	mux.HandleFunc("POST /espace/familles/{id}/reouverture", s.signedIn(s.reopenFamily))
	mux.HandleFunc("GET /espace/familles/{id}/cartes", s.signedIn(s.showCards))
	mux.HandleFunc("GET /espace/familles/{id}/cartes.pdf", s.signedIn(s.showCardsPDF))
}

// enterFamily opens the room of a card's code; false if the code is nobody's.
func (s *site) enterFamily(w http.ResponseWriter, r *http.Request, typed string) bool {
	_, member, err := s.families.Enter(r.Context(), typed)
	if err != nil {
		if !errors.Is(err, family.ErrNotFound) && mend(err, typed) == nil {
			s.log.Error("family not looked up", "error", err)
		}
		return false
	}
	s.rememberCard(w, r, member.ID, asciiDigits(typed))
	http.Redirect(w, r, "/famille", http.StatusSeeOther)
	return true
}

func (s *site) rememberCard(w http.ResponseWriter, r *http.Request, member, code string) {
	s.keepCard(w, r, familyCookie, member, code, int(familyLasts.Seconds()))
}

// familyOf is the family whose card the browser has shown, open or not, and whose card it is.
func (s *site) familyOf(r *http.Request) (family.Family, family.Member, error) {
	id, code := s.keptCard(r, familyCookie)
	if id == "" {
		return family.Family{}, family.Member{}, family.ErrNotFound
	}
	f, m, err := s.families.Of(r.Context(), id, code)
	if err != nil && mend(err, code) != nil {
		err = family.ErrNotFound
	}
	return f, m, err
}

// relative is for pages that take a card.
func (s *site) relative(next func(http.ResponseWriter, *http.Request, family.Family, family.Member)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f, m, err := s.familyOf(r)
		switch {
		case err == nil:
			next(w, r, f, m)
		case errors.Is(err, family.ErrNotFound):
			http.Redirect(w, r, "/", http.StatusSeeOther)
		default:
			s.failed(w, r, err)
		}
	}
}

// familyRoomPage is the shell of a family's room.
type familyRoomPage struct {
	frame
	Kiosk bool
	Home  string // where the family sees to its room; "" on a tablet that is left open, which leads nowhere else
	ICE   string
}

// showFamilyRoom is the page that a card opens: the room, or what became of it.
func (s *site) showFamilyRoom(w http.ResponseWriter, r *http.Request) {
	s.relative(func(w http.ResponseWriter, r *http.Request, f family.Family, m family.Member) {
		if !f.Open(time.Now()) {
			s.showFamilyOver(w, r, f)
			return
		}
		// Each use counts anew how long the card is remembered.
		_, code := s.keptCard(r, familyCookie)
		s.rememberCard(w, r, m.ID, code)
		s.show(w, r, http.StatusOK, "familyroom", func(p *pages) (any, error) {
			page := familyRoomPage{Kiosk: r.URL.Query().Has("borne")}
			var err error
			if page.frame, err = p.frame("family.room"); err != nil {
				return nil, err
			}
			page.Title, page.Live, page.Larger = f.Name, true, true
			if !page.Kiosk {
				page.Home = "/famille/reglages"
			}
			page.ICE, err = s.iceServers(r, rooms.Participant(f.ID, m.ID))
			return page, err
		})
	})(w, r)
}

// familyOverPage is for a room that is closed, or over: it may be opened again for some time.
type familyOverPage struct {
	frame
	Family family.Family
	Closed bool
	Until  string // the day when it is forgotten
}

func (s *site) showFamilyOver(w http.ResponseWriter, r *http.Request, f family.Family) {
	s.show(w, r, http.StatusForbidden, "familyover", func(p *pages) (any, error) {
		page := familyOverPage{Family: f, Closed: !f.ClosedAt.IsZero()}
		ended := f.ValidUntil
		if page.Closed {
			ended = f.ClosedAt
		}
		var err error
		if page.Until, err = p.longDay(workshops.DayOf(ended.Add(family.Kept))); err != nil {
			return nil, err
		}
		page.frame, err = p.frame("family.over")
		page.Larger = true
		return page, err
	})
}

// serveFamily is the WebSocket of a family's room, by the same test as its page.
func (s *site) serveFamily(w http.ResponseWriter, r *http.Request) {
	if f, m, ok := s.inFamily(w, r); ok {
		s.familyRooms.Serve(w, r, f.ID, m.ID, m.Drawing)
	}
}

// showFamilyRelay renews the ICE servers of a member, by the same test as their page.
func (s *site) showFamilyRelay(w http.ResponseWriter, r *http.Request) {
	f, m, ok := s.inFamily(w, r)
	if !ok {
		return
	}
	text, err := s.iceServers(r, rooms.Participant(f.ID, m.ID))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(text)) // A browser that has gone needs none.
}

// inFamily is the open family of a card; without one it has answered.
func (s *site) inFamily(w http.ResponseWriter, r *http.Request) (family.Family, family.Member, bool) {
	f, m, err := s.familyOf(r)
	switch {
	case err == nil && f.Open(time.Now()):
		return f, m, true
	case err == nil, errors.Is(err, family.ErrNotFound):
		w.WriteHeader(http.StatusUnauthorized)
	default:
		s.failed(w, r, err)
	}
	return family.Family{}, family.Member{}, false
}

// leaveFamily forgets the card, on a machine that others use.
func (s *site) leaveFamily(w http.ResponseWriter, r *http.Request) {
	s.cookie(w, r, familyCookie, "", -1)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
