package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
)

// somebodyPage is one account, and what an overseer can change about it.
type somebodyPage struct {
	frame
	Person   accounts.Person
	Active   bool
	Oversees bool // or it is only to be read
	Role     field
	Done     string // what was just done, in words
	Undo     bool   // it can be taken back by one press
	Fault    string
}

// What was just done, by the query of the page that follows; its words are somebody.done.{key}.
const (
	doneRole        = "role"
	doneSignedOut   = "deconnexion"
	doneDeactivated = "desactivation"
	doneReactivated = "reactivation"
)

func (s *site) showSomebody(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.somebody(w, r, by, http.StatusOK, nil)
}

func (s *site) saveRole(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	err := s.accounts.SetRole(r.Context(), by, r.PathValue("id"), accounts.Role(r.PostFormValue("role")))
	s.changed(w, r, by, doneRole, err)
}

func (s *site) saveNewLink(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	person, err := s.accounts.Somebody(r.Context(), by, r.PathValue("id"))
	token := ""
	if err == nil {
		token, err = s.accounts.PasswordLink(r.Context(), by, person.ID)
	}
	if err != nil {
		s.refuseOverseer(w, r, err)
		return
	}
	s.newLink(w, r, by, person, token)
}

func (s *site) saveSignOutOther(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	err := s.accounts.SignOutSomebody(r.Context(), by, id)
	if err == nil {
		s.dismiss(id, false)
	}
	s.changed(w, r, by, doneSignedOut, err)
}

func (s *site) saveActive(active bool) func(http.ResponseWriter, *http.Request, accounts.Person) {
	return func(w http.ResponseWriter, r *http.Request, by accounts.Person) {
		id := r.PathValue("id")
		err := s.accounts.SetActive(r.Context(), by, id, active)
		if active {
			s.changed(w, r, by, doneReactivated, err)
			return
		}
		if err == nil {
			s.dismiss(id, true)
		}
		s.changed(w, r, by, doneDeactivated, err)
	}
}

// changed goes back to the account, which says what was done.
func (s *site) changed(w http.ResponseWriter, r *http.Request, by accounts.Person, done string, err error) {
	switch {
	case err == nil:
		http.Redirect(w, r, "/espace/comptes/"+r.PathValue("id")+"?fait="+done, http.StatusSeeOther)
	case errors.Is(err, accounts.ErrLastAdmin):
		s.somebody(w, r, by, http.StatusUnprocessableEntity, said("somebody.error.last"))
	default:
		s.refuseOverseer(w, r, err)
	}
}

func (s *site) somebody(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, fault sentence) {
	person, err := s.accounts.Somebody(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseOverseer(w, r, err)
		return
	}
	s.show(w, r, status, "somebody", func(p *pages) (any, error) {
		f, err := p.frame("somebody.title")
		if err != nil {
			return nil, err
		}
		f.of(by, "/espace/comptes")
		f.Title = person.Name
		page := somebodyPage{frame: f, Person: person, Active: person.DeactivatedAt.IsZero(), Oversees: by.Oversees(person)}
		if fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		page.say(p, r.URL.Query().Get("fait"))
		roles, err := p.roles(by)
		page.Role = field{Name: "role", Kind: "select", Choices: roles, Value: string(person.Role)}
		if err == nil {
			page.Role.Label, err = p.catalogue.Text("people.role")
		}
		return page, err
	})
}

// say puts in words what was done, if it is one of ours and still so.
func (page *somebodyPage) say(p *pages, done string) {
	if (done == doneDeactivated) == page.Active && (done == doneDeactivated || done == doneReactivated) {
		return // Taken back since, or the address was typed.
	}
	if text, err := p.catalogue.Text("somebody.done." + done); err == nil {
		page.Done, page.Undo = text, done == doneDeactivated
	}
}
