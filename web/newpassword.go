package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
)

// newPasswordPage is where somebody chooses a password, by a link that whoever manages accounts gave them.
type newPasswordPage struct {
	frame
	Person accounts.Person
	Token  string
	Fields []field
}

var newPasswordFields = []field{{Name: string(accounts.FieldPassword), Kind: "password", Autocomplete: "new-password"}}

func (s *site) showNewPassword(w http.ResponseWriter, r *http.Request) {
	s.newPassword(w, r, http.StatusOK, nil)
}

func (s *site) saveNewPassword(w http.ResponseWriter, r *http.Request) {
	password := r.PostFormValue("password")
	person, err := s.accounts.ChoosePassword(r.Context(), r.PathValue("token"), password)
	switch faults := mends(err); {
	case faults != nil:
		s.newPassword(w, r, http.StatusUnprocessableEntity, faults)
		return
	case err != nil:
		s.refuseNewPassword(w, r, err)
		return
	}
	s.dismiss(person.ID, false)
	token, _, err := s.accounts.SignIn(r.Context(), person.Email, password, s.proxies.client(r))
	if err != nil {
		http.Redirect(w, r, "/espace/connexion", http.StatusSeeOther) // The password is chosen; signing in has its own limits.
		return
	}
	s.enter(w, r, token)
}

func (s *site) refuseNewPassword(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, accounts.ErrLink) {
		s.showFault(w, r, http.StatusNotFound, "link")
		return
	}
	s.failed(w, r, err)
}

func (s *site) newPassword(w http.ResponseWriter, r *http.Request, status int, faults map[accounts.Field]sentence) {
	person, err := s.accounts.CheckPasswordLink(r.Context(), r.PathValue("token"))
	if err != nil {
		s.refuseNewPassword(w, r, err)
		return
	}
	s.show(w, r, status, "newpassword", func(p *pages) (any, error) {
		f, err := p.frame("newpassword.title")
		if err != nil {
			return nil, err
		}
		fields, err := p.fields("firstaccess", newPasswordFields, r.PostFormValue, faults)
		return newPasswordPage{f, person, r.PathValue("token"), fields}, err
	})
}
