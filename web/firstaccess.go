package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
)

// firstAccessPage makes the first administrator's account, by a link that the server printed at its first start.
type firstAccessPage struct {
	frame
	Token  string
	Fields []field
	Wrong  bool
}

var firstAccessFields = []field{
	{Name: string(accounts.FieldName), Kind: "text", Autocomplete: "name"},
	{Name: string(accounts.FieldEmail), Kind: "email", Autocomplete: "username"},
	{Name: string(accounts.FieldPassword), Kind: "password", Autocomplete: "new-password"},
	{Name: string(accounts.FieldOrganization), Kind: "text", Autocomplete: "organization"},
	{Name: string(accounts.FieldPhone), Kind: "tel", Autocomplete: "off"},
	{Name: string(accounts.FieldTown), Kind: "text", Autocomplete: "address-level2"},
}

func (s *site) showFirstAccess(w http.ResponseWriter, r *http.Request) {
	if err := s.accounts.CheckFirstRun(r.Context(), r.PathValue("token")); err != nil {
		s.refuseFirstAccess(w, r, err)
		return
	}
	s.firstAccess(w, r, http.StatusOK, nil)
}

func (s *site) saveFirstAccess(w http.ResponseWriter, r *http.Request) {
	person := accounts.NewPerson{
		Name: r.PostFormValue("name"), Email: r.PostFormValue("email"), Password: r.PostFormValue("password"),
		Organization: r.PostFormValue("organization"), Phone: r.PostFormValue("phone"), Town: r.PostFormValue("town"),
	}
	if _, err := s.accounts.FirstAdmin(r.Context(), r.PathValue("token"), person); err != nil {
		s.refuseFirstAccess(w, r, err)
		return
	}
	token, _, err := s.accounts.SignIn(r.Context(), person.Email, person.Password, s.proxies.client(r))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.enter(w, r, token)
}

func (s *site) refuseFirstAccess(w http.ResponseWriter, r *http.Request, err error) {
	switch faults := mends(err); {
	case faults != nil:
		s.firstAccess(w, r, http.StatusUnprocessableEntity, faults)
	case errors.Is(err, accounts.ErrFirstRun):
		s.showFault(w, r, http.StatusNotFound, "firstaccess")
	default:
		s.failed(w, r, err)
	}
}

func (s *site) firstAccess(w http.ResponseWriter, r *http.Request, status int, faults map[accounts.Field]sentence) {
	s.show(w, r, status, "firstaccess", func(p *pages) (any, error) {
		f, err := p.frame("firstaccess.title")
		if err != nil {
			return nil, err
		}
		fields, err := p.fields("firstaccess", firstAccessFields, r.PostFormValue, faults)
		return firstAccessPage{frame: f, Token: r.PathValue("token"), Fields: fields, Wrong: len(faults) > 0}, err
	})
}
