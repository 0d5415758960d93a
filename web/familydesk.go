package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/family"
	"coupdemain/workshops"
)

// familiesPath is where mediators make families' rooms.
const familiesPath = "/espace/familles"

// familiesPage lists an organization's families, and makes one more.
type familiesPage struct {
	frame
	Families []familyLine
	Fields   []field
	Wrong    bool
}

// familyLine is a family in words.
type familyLine struct {
	family.Family
	Ends   string
	Closed bool
	Over   bool
}

// familyPage is one family.
type familyPage struct {
	frame
	Told   told
	Line   familyLine
	Fields []field
	Adding field
	Full   bool
	Wrong  bool
}

func (s *site) showFamilies(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.listFamilies(w, r, by, http.StatusOK, nil)
}

// saveNewFamily makes a family and shows it, with its cards.
func (s *site) saveNewFamily(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	f, err := s.families.Make(r.Context(), by, familyDetails(r), strings.Split(r.PostFormValue(string(family.FieldMembers)), "\n"))
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, familiesPath+"/"+f.ID, "creation", "")
	case faults != nil:
		s.listFamilies(w, r, by, http.StatusUnprocessableEntity, faults)
	default:
		s.failed(w, r, err)
	}
}

// familyDetails is what was typed of a family.
func familyDetails(r *http.Request) family.Details {
	return family.Details{
		Name: r.PostFormValue(string(family.FieldName)), Hour: r.PostFormValue(string(family.FieldHour)), Phone: r.PostFormValue(string(family.FieldPhone)),
	}
}

// familyFields are the questions about a family, with what was typed or is known.
func (p *pages) familyFields(members bool, values func(string) string, faults map[accounts.Field]sentence) ([]field, error) {
	blank := []field{
		{Name: string(family.FieldName), Kind: "text", Autocomplete: "off"},
		{Name: string(family.FieldHour), Kind: "text", Autocomplete: "off", Optional: true},
		{Name: string(family.FieldPhone), Kind: "tel", Autocomplete: "off", Optional: true},
	}
	if members {
		blank = append(blank, field{Name: string(family.FieldMembers), Kind: "lines"})
	}
	return p.fields("family", blank, values, faults)
}

// known gives what is known of a family, by field.
func known(f family.Family) func(string) string {
	return func(name string) string {
		return map[string]string{string(family.FieldName): f.Name, string(family.FieldHour): f.Hour, string(family.FieldPhone): f.Phone}[name]
	}
}

func (s *site) listFamilies(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, faults map[accounts.Field]sentence) {
	all, err := s.families.Families(r.Context(), by)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.show(w, r, status, "families", func(p *pages) (any, error) {
		page := familiesPage{Wrong: faults != nil}
		var err error
		if page.frame, err = p.frame("family.list"); err != nil {
			return nil, err
		}
		page.of(by, familiesPath)
		for _, f := range all {
			line, err := p.familyLine(f)
			if err != nil {
				return nil, err
			}
			page.Families = append(page.Families, line)
		}
		page.Fields, err = p.familyFields(true, r.PostFormValue, faults)
		return page, err
	})
}

func (p *pages) familyLine(f family.Family) (familyLine, error) {
	ends, err := p.longDay(workshops.DayOf(f.ValidUntil))
	return familyLine{f, ends, !f.ClosedAt.IsZero(), !time.Now().Before(f.ValidUntil)}, err
}

func (s *site) showFamily(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.oneFamily(w, r, by, http.StatusOK, nil)
}

func (s *site) oneFamily(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, faults map[accounts.Field]sentence) {
	f, err := s.families.Family(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	path := familiesPath + "/" + f.ID
	s.show(w, r, status, "family", func(p *pages) (any, error) {
		page := familyPage{Wrong: faults != nil, Full: len(f.Members) >= family.MaxMembers}
		var err error
		if page.frame, err = p.frame("family.list"); err != nil {
			return nil, err
		}
		page.of(by, familiesPath)
		page.Title = f.Name
		if page.Line, err = p.familyLine(f); err != nil {
			return nil, err
		}
		values := known(f)
		if r.PostForm.Has(string(family.FieldName)) {
			values = r.PostFormValue
		}
		if page.Fields, err = p.familyFields(false, values, faults); err != nil {
			return nil, err
		}
		adding, err := p.fields("family.add", []field{{Name: string(family.FieldMembers), Kind: "text", Autocomplete: "off"}}, r.PostFormValue, faults)
		if err != nil {
			return nil, err
		}
		page.Adding = adding[0]
		words := &wording{p: p}
		undo := map[string]string{"fermeture": path + "/reouverture"}
		if f.Undo != nil && f.Undo.ID == r.URL.Query().Get("qui") {
			undo["carte"] = path + "/personnes/" + f.Undo.ID + "/retablissement"
			undo["retrait"] = undo["carte"]
		}
		page.Told = words.told("family", r, strings.Fields("creation correction personne carte retrait retablissement prolongation fermeture reouverture"), undo)
		return page, words.err
	})
}

// refuseFamily answers for what is not there, or is another organization's: the answer is the same.
func (s *site) refuseFamily(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, family.ErrNotFound):
		s.showMissing(w, r)
	case errors.Is(err, family.ErrLast), errors.Is(err, family.ErrFull):
		s.showFault(w, r, http.StatusConflict, "family-size")
	case errors.Is(err, family.ErrLate):
		s.showFault(w, r, http.StatusConflict, "family-late")
	default:
		s.failed(w, r, err)
	}
}

// familyChanged tells the live room, and shows the family again with what was done.
func (s *site) familyChanged(w http.ResponseWriter, r *http.Request, done string, err error) {
	id := r.PathValue("id")
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	s.familyRooms.Changed(r.Context(), id)
	workshopDone(w, r, familiesPath+"/"+id, done, r.PathValue("member"))
}

// saveFamily corrects what is written of a family.
func (s *site) saveFamily(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	err := s.families.Correct(r.Context(), by, r.PathValue("id"), familyDetails(r))
	if faults := mends(err); faults != nil {
		s.oneFamily(w, r, by, http.StatusUnprocessableEntity, faults)
		return
	}
	s.familyChanged(w, r, "correction", err)
}

// saveRelative adds one more person to a family.
func (s *site) saveRelative(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	err := s.families.Join(r.Context(), by, r.PathValue("id"), r.PostFormValue(string(family.FieldMembers)))
	if faults := mends(err); faults != nil {
		s.oneFamily(w, r, by, http.StatusUnprocessableEntity, faults)
		return
	}
	s.familyChanged(w, r, "personne", err)
}

func (s *site) removeRelative(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.familyChanged(w, r, "retrait", s.families.Leave(r.Context(), by, r.PathValue("id"), r.PathValue("member")))
}

// renewCard replaces a card that was lost; a page that it has open is closed.
func (s *site) renewCard(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.familyChanged(w, r, "carte", s.families.NewCard(r.Context(), by, r.PathValue("id"), r.PathValue("member")))
}

// restoreRelative gives the card of before back to somebody who was taken out, or whose card was made anew; a page that
// the newer card has open is closed.
func (s *site) restoreRelative(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.familyChanged(w, r, "retablissement", s.families.Restore(r.Context(), by, r.PathValue("id"), r.PathValue("member")))
}

func (s *site) renewFamily(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.familyChanged(w, r, "prolongation", s.families.Renew(r.Context(), by, r.PathValue("id")))
}

func (s *site) closeFamily(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.familyChanged(w, r, "fermeture", s.families.Close(r.Context(), by, r.PathValue("id")))
}

func (s *site) reopenFamily(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.familyChanged(w, r, "reouverture", s.families.Reopen(r.Context(), by, r.PathValue("id")))
}
