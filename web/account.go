package web

import (
	"errors"
	"net/http"
	"strconv"

	"coupdemain/internal/accounts"
)

// accountPage is what whoever helps can change about their own account.
type accountPage struct {
	frame
	Person accounts.Person
	Fields []field
	Fault  string
	Saved  bool
}

// The old password is first; the new one has the name that accounts gives its faults.
var accountFields = []field{
	{Name: "old", Kind: "password", Autocomplete: "current-password"},
	{Name: string(accounts.FieldPassword), Kind: "password", Autocomplete: "new-password"},
}

func (s *site) showAccount(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	s.account(w, r, person, http.StatusOK, nil, nil)
}

// saveAccount changes the password. The other browsers of that person are signed out by it.
func (s *site) saveAccount(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	old, password := r.PostFormValue("old"), r.PostFormValue("password")
	err := s.accounts.ChangePassword(r.Context(), sessionOf(r), old, password, s.proxies.client(r))
	var tooMany *accounts.TooManyError
	switch faults := mends(err); {
	case err == nil:
		http.Redirect(w, r, "/espace/compte?change=1", http.StatusSeeOther)
	case faults != nil:
		s.account(w, r, person, http.StatusUnprocessableEntity, faults, nil)
	case errors.Is(err, accounts.ErrCredentials):
		wrong := map[accounts.Field]sentence{"old": said("account.error.old")}
		s.account(w, r, person, http.StatusUnprocessableEntity, wrong, nil)
	case errors.As(err, &tooMany):
		w.Header().Set("Retry-After", strconv.Itoa(seconds(tooMany.RetryAfter)))
		s.account(w, r, person, http.StatusTooManyRequests, nil, tooManyTries("signin", tooMany.RetryAfter))
	default:
		s.failed(w, r, err)
	}
}

func (s *site) account(w http.ResponseWriter, r *http.Request, person accounts.Person, status int,
	faults map[accounts.Field]sentence, fault sentence,
) {
	s.show(w, r, status, "account", func(p *pages) (any, error) {
		f, err := p.frame("account.title")
		if err != nil {
			return nil, err
		}
		f.of(person, "/espace/compte")
		page := accountPage{frame: f, Person: person, Saved: r.Method == http.MethodGet && r.URL.Query().Has("change")}
		if fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		page.Fields, err = p.fields("account", accountFields, func(string) string { return "" }, faults)
		return page, err
	})
}
