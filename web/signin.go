package web

import (
	"errors"
	"net/http"
	"strconv"

	"coupdemain/internal/accounts"
)

type signInPage struct {
	frame
	Email string
	After string // where signing in leads, if not to the desk
	Fault string
}

func (s *site) showSignIn(w http.ResponseWriter, r *http.Request) {
	if _, err := s.person(r); err == nil {
		http.Redirect(w, r, "/espace", http.StatusSeeOther)
		return
	}
	s.signIn(w, r, http.StatusOK, "", nil)
}

func (s *site) saveSignIn(w http.ResponseWriter, r *http.Request) {
	email, password := r.PostFormValue("email"), r.PostFormValue("password")
	if email == "" || password == "" {
		s.signIn(w, r, http.StatusUnprocessableEntity, email, said("signin.error.empty"))
		return
	}
	token, _, err := s.accounts.SignIn(r.Context(), email, password, s.proxies.client(r))
	var tooMany *accounts.TooManyError
	switch {
	case err == nil:
		s.enter(w, r, token)
	case errors.As(err, &tooMany):
		w.Header().Set("Retry-After", strconv.Itoa(seconds(tooMany.RetryAfter)))
		s.signIn(w, r, http.StatusTooManyRequests, email, tooManyTries("signin", tooMany.RetryAfter))
	case errors.Is(err, accounts.ErrCredentials):
		s.signIn(w, r, http.StatusUnprocessableEntity, email, said("signin.error.credentials"))
	default:
		s.failed(w, r, err)
	}
}

// enter gives the browser its new session; the one it had, if any, is ended, so that none is carried over.
func (s *site) enter(w http.ResponseWriter, r *http.Request, token string) {
	if old := sessionOf(r); old != "" {
		if err := s.accounts.SignOut(r.Context(), old); err != nil {
			s.failed(w, r, err)
			return
		}
	}
	s.cookie(w, r, sessionCookie, token, 0)
	http.Redirect(w, r, after(r), http.StatusSeeOther)
}

func (s *site) saveSignOut(w http.ResponseWriter, r *http.Request, _ accounts.Person) {
	s.leave(w, r, s.accounts.SignOut(r.Context(), sessionOf(r)))
}

func (s *site) saveSignOutEverywhere(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	err := s.accounts.SignOutEverywhere(r.Context(), person.ID)
	if err == nil {
		s.dismiss(person.ID, false)
	}
	s.leave(w, r, err)
}

// dismiss closes the live pages of somebody who is signed out everywhere; with end their helps end as well.
func (s *site) dismiss(mediatorID string, end bool) {
	s.helps.Dismiss(mediatorID, end)
	s.classes.Dismiss(mediatorID)
}

func (s *site) leave(w http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.cookie(w, r, sessionCookie, "", -1)
	http.Redirect(w, r, "/espace/connexion", http.StatusSeeOther)
}

func (s *site) signIn(w http.ResponseWriter, r *http.Request, status int, email string, fault sentence) {
	s.show(w, r, status, "signin", func(p *pages) (any, error) {
		f, err := p.frame("signin.title")
		if err != nil {
			return nil, err
		}
		page := signInPage{frame: f, Email: email}
		if next := after(r); next != "/espace" {
			page.After = next
		}
		if fault != nil {
			page.Fault, err = fault(p)
		}
		return page, err
	})
}
