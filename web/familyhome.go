package web

import (
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/internal/family"
)

// familyHomePage is where a family sees to its room: the agreed hour, the cards, its end.
type familyHomePage struct {
	frame
	Told   string
	Line   familyLine
	Own    string // the ID of whose card this is
	Fields []field
	Wrong  bool
}

func (s *site) showFamilyHome(w http.ResponseWriter, r *http.Request, f family.Family, m family.Member) {
	s.familyHome(w, r, f, m, http.StatusOK, nil)
}

func (s *site) familyHome(w http.ResponseWriter, r *http.Request, f family.Family, m family.Member, status int, faults map[accounts.Field]sentence) {
	s.show(w, r, status, "familyhome", func(p *pages) (any, error) {
		page := familyHomePage{Own: m.ID, Wrong: faults != nil}
		var err error
		if page.frame, err = p.frame("family.home"); err != nil {
			return nil, err
		}
		page.Larger = true
		if page.Line, err = p.familyLine(f); err != nil {
			return nil, err
		}
		values := known(f)
		if page.Wrong {
			values = r.PostFormValue
		}
		if page.Fields, err = p.familyFields(false, values, faults); err != nil {
			return nil, err
		}
		words := &wording{p: p}
		page.Told = words.told("family", r, []string{"correction", "prolongation", "reouverture"}, nil).Text
		return page, words.err
	})
}

// saveFamilyHome changes the agreed hour, the number or the name, as any member may.
func (s *site) saveFamilyHome(w http.ResponseWriter, r *http.Request, f family.Family, m family.Member) {
	err := s.families.Correct(r.Context(), accounts.Person{}, f.ID, familyDetails(r))
	if faults := mends(err); faults != nil {
		s.familyHome(w, r, f, m, http.StatusUnprocessableEntity, faults)
		return
	}
	s.ownFamilyChanged(w, r, f, "/famille/reglages?fait=correction", err)
}

// ownFamilyChanged tells the live room, and goes on.
func (s *site) ownFamilyChanged(w http.ResponseWriter, r *http.Request, f family.Family, to string, err error) {
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	s.familyRooms.Changed(r.Context(), f.ID)
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *site) renewOwnFamily(w http.ResponseWriter, r *http.Request, f family.Family, _ family.Member) {
	s.ownFamilyChanged(w, r, f, "/famille/reglages?fait=prolongation", s.families.Renew(r.Context(), accounts.Person{}, f.ID))
}

func (s *site) closeOwnFamily(w http.ResponseWriter, r *http.Request, f family.Family, _ family.Member) {
	s.ownFamilyChanged(w, r, f, "/famille", s.families.Close(r.Context(), accounts.Person{}, f.ID))
}

func (s *site) reopenOwnFamily(w http.ResponseWriter, r *http.Request, f family.Family, _ family.Member) {
	s.ownFamilyChanged(w, r, f, "/famille/reglages?fait=reouverture", s.families.Reopen(r.Context(), accounts.Person{}, f.ID))
}

// renewOwnCard replaces a card of the family that was lost; one's own stays open in this browser.
func (s *site) renewOwnCard(w http.ResponseWriter, r *http.Request, f family.Family, m family.Member) {
	id := r.PathValue("member")
	err := s.families.NewCard(r.Context(), accounts.Person{}, f.ID, id)
	if err == nil && id == m.ID {
		codes, failed := s.families.Codes(r.Context(), accounts.Person{}, f.ID)
		if failed != nil {
			s.failed(w, r, failed)
			return
		}
		s.rememberCard(w, r, id, string(codes[id]))
	}
	s.ownFamilyChanged(w, r, f, "/famille/cartes/"+id, err)
}
