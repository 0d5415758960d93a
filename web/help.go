package web

import (
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/signaling"
)

// helpOverPage is for whoever comes to a help that is over or is not theirs: the answer is the same.
type helpOverPage struct{ frame }

// roomPage is the shell of the person's side of a help.
type roomPage struct {
	frame
	Help string
	ICE  string // the way round networks that block media, for the first joining
}

// showHelp opens the side of the help that the browser has a seat on: the person's if it holds the ticket, else the
// mediator's if they are signed in and it is theirs.
func (s *site) showHelp(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	if s.seated(r) == help {
		s.showRoom(w, r, help)
		return
	}
	if person, err := s.person(r); err == nil && s.helps.Helps(help, person.ID) {
		s.desk(w, r, person, help)
		return
	}
	s.show(w, r, http.StatusNotFound, "helpover", func(p *pages) (any, error) {
		f, err := p.frame("help.over.title")
		f.Larger = true
		return helpOverPage{f}, err
	})
}

func (s *site) showRoom(w http.ResponseWriter, r *http.Request, help string) {
	s.show(w, r, http.StatusOK, "room", func(p *pages) (any, error) {
		f, err := p.frame("shell.room")
		if err != nil {
			return nil, err
		}
		f.Larger, f.Live = true, true
		_, ticket := ticketOf(r)
		ice, err := s.iceServers(r, signaling.PersonParticipant(help, ticket))
		return roomPage{f, help, ice}, err
	})
}

// serveHelp is the WebSocket of a live help, by the same test as its page. ?role=mediator asks for the mediator's side
// where one browser has both seats, as when somebody tries the service out alone.
func (s *site) serveHelp(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	if r.URL.Query().Get("role") != "mediator" {
		if held, ticket := ticketOf(r); held == help {
			s.helps.ServePerson(w, r, help, ticket)
			return
		}
	}
	s.signedInPart(func(w http.ResponseWriter, r *http.Request, person accounts.Person) {
		s.helps.ServeMediator(w, r, help, person.ID)
	})(w, r)
}
