package web

import (
	"errors"
	"net/http"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// The cookies that the site needs: whoever helps is known by their session, whoever is helped by their ticket.
const (
	sessionCookie = "session"
	ticketCookie  = "ticket"
)

// ticketName is the cookie that holds the ticket to a seat. Each seat has its own, so that one browser can hold several.
func ticketName(role protocol.Role) string {
	if role == protocol.Person {
		return ticketCookie
	}
	return ticketCookie + "-" + string(role)
}

// ticketed are the seats that tickets open, in the order they are looked for.
var ticketed = []protocol.Role{protocol.Person, protocol.Interpreter, protocol.Lens}

// cookie is one kept from scripts and from other sites' forms; it ends with the browser unless maxAge (seconds) says
// otherwise, and at once if that is negative.
func (s *site) cookie(w http.ResponseWriter, r *http.Request, name, value string, maxAge int) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.overTLS(r),
	})
}

// ticketOf is the help in which the browser holds a ticket to that seat, and the ticket; both "" if none.
func ticketOf(r *http.Request, role protocol.Role) (help, ticket string) {
	c, err := r.Cookie(ticketName(role))
	if err != nil {
		return "", ""
	}
	help, ticket, _ = strings.Cut(c.Value, ".")
	return help, ticket
}

// seated is the help in which the browser has the person's seat, "" if there is none that lives.
func (s *site) seated(r *http.Request) string {
	help, ticket := ticketOf(r, protocol.Person)
	if help == "" || ticket == "" || s.helps.Seat(help, signaling.Holder{Ticket: ticket}) != protocol.Person {
		return ""
	}
	return help
}

// holder is what the browser holds that may open a seat in that help: tickets,
// an account, or both, as when somebody tries the service out alone. ?role= asks
// for one of the seats; mediator is the one that the account opens.
func (s *site) holder(r *http.Request, help string) (who signaling.Holder) {
	wanted := protocol.Role(r.URL.Query().Get("role"))
	for _, role := range ticketed {
		held, ticket := ticketOf(r, role)
		if held == help && who.Ticket == "" && (wanted == "" || wanted == role) {
			who.Ticket = ticket
		}
	}
	if person, err := s.person(r); err == nil {
		who.Account = person.ID
	}
	return who
}

// seat is the browser's seat in that help, and what opens it; the role is "" if it has none.
func (s *site) seat(r *http.Request, help string) (signaling.Holder, protocol.Role) {
	who := s.holder(r, help)
	role := s.helps.Seat(help, who)
	switch role {
	case protocol.Mediator, protocol.Colleague:
		who.Ticket = ""
	}
	return who, role
}

func sessionOf(r *http.Request) string {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

// person is who is signed in. The error is accounts.ErrNoSession if nobody is.
func (s *site) person(r *http.Request) (accounts.Person, error) {
	token := sessionOf(r)
	if token == "" {
		return accounts.Person{}, accounts.ErrNoSession
	}
	return s.accounts.Person(r.Context(), token)
}

// signedIn asks whoever opens a page to sign in before going on.
func (s *site) signedIn(next func(http.ResponseWriter, *http.Request, accounts.Person)) http.HandlerFunc {
	return s.known(next, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/espace/connexion", http.StatusSeeOther)
	})
}

// signedInPart is signedIn for what a page fetches or connects to: it answers 401.
func (s *site) signedInPart(next func(http.ResponseWriter, *http.Request, accounts.Person)) http.HandlerFunc {
	return s.known(next, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
	})
}

// overseer is signedIn for whoever answers for others: coordinators and administrators.
func (s *site) overseer(next func(http.ResponseWriter, *http.Request, accounts.Person)) http.HandlerFunc {
	return s.signedIn(func(w http.ResponseWriter, r *http.Request, person accounts.Person) {
		if person.Role == accounts.Mediator {
			s.showFault(w, r, http.StatusForbidden, "role")
			return
		}
		next(w, r, person)
	})
}

func (s *site) known(next func(http.ResponseWriter, *http.Request, accounts.Person), stranger http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		person, err := s.person(r)
		switch {
		case err == nil:
			next(w, r, person)
		case errors.Is(err, accounts.ErrNoSession):
			stranger(w, r)
		default:
			s.failed(w, r, err)
		}
	}
}
