package web

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"coupdemain/internal/plaintext"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// maxGuestName is the longest first name of an interpreter, in characters.
const maxGuestName = 40

// guestPage asks whoever opens a link to a third seat in a help to take it.
type guestPage struct {
	frame
	Link   string
	Role   protocol.Role
	Helper signaling.Mediator
	Fault  string // the mend, in words
}

// showGuest opens a link to a third seat. Opening uses nothing up: some mail programs open links by themselves.
func (s *site) showGuest(w http.ResponseWriter, r *http.Request) {
	s.guest(w, r, http.StatusOK, nil)
}

func (s *site) guest(w http.ResponseWriter, r *http.Request, status int, fault sentence) {
	link := r.PathValue("link")
	role, helper, ok := s.helps.Invited(link)
	if !ok {
		s.showFault(w, r, http.StatusNotFound, "guest")
		return
	}
	if role == protocol.Colleague {
		if _, err := s.person(r); err != nil {
			http.Redirect(w, r, "/espace/connexion?suite=/i/"+link, http.StatusSeeOther)
			return
		}
	}
	s.show(w, r, status, "guest", func(p *pages) (any, error) {
		f, err := p.frame("guest.title." + string(role))
		if err != nil {
			return nil, err
		}
		f.Larger = role != protocol.Colleague
		page := guestPage{frame: f, Link: link, Role: role, Helper: helper}
		if fault != nil {
			page.Fault, err = fault(p)
		}
		return page, err
	})
}

// saveGuest takes the seat, once.
func (s *site) saveGuest(w http.ResponseWriter, r *http.Request) {
	link := r.PathValue("link")
	role, _, ok := s.helps.Invited(link)
	who := signaling.Mediator{}
	switch role {
	case protocol.Colleague:
		person, err := s.person(r)
		if err != nil {
			s.guest(w, r, http.StatusOK, nil)
			return
		}
		who = mediator(person)
	case protocol.Interpreter:
		who.FirstName = plaintext.Line(r.PostFormValue("name"))
		if n := utf8.RuneCountInString(who.FirstName); n == 0 || n > maxGuestName {
			s.guest(w, r, http.StatusUnprocessableEntity, said("guest.error.name"))
			return
		}
	}
	var help, ticket string
	if ok {
		help, ticket, ok = s.helps.TakeSeat(link, who)
	}
	if !ok {
		s.showFault(w, r, http.StatusNotFound, "guest")
		return
	}
	if ticket == "" {
		http.Redirect(w, r, "/aide/"+help, http.StatusSeeOther)
		return
	}
	s.cookie(w, r, ticketName(role), help+"."+ticket, int(ticketLasts.Seconds()))
	http.Redirect(w, r, "/aide/"+help+"?role="+string(role), http.StatusSeeOther)
}

// showGuestQR is the picture of the link to a third seat, for whoever may pass it on.
func (s *site) showGuestQR(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	who, _ := s.seat(r, help)
	s.qr(w, r, s.helps.GuestLink(help, who, protocol.Role(r.PathValue("role"))))
}

// after is the page that signing in leads to: ours, or the desk.
func after(r *http.Request) string {
	if next := r.FormValue("suite"); strings.HasPrefix(next, "/i/") && !strings.ContainsAny(next, "\\?#") {
		return next
	}
	return "/espace"
}
