package web

import (
	"net/http"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// helpOverPage is for whoever comes to a help that is over or is not theirs: the answer is the same.
type helpOverPage struct{ frame }

// roomPage is the shell of whoever has a ticket to a help: the person helped, an interpreter, the lens.
type roomPage struct {
	frame
	Help string
	Role protocol.Role
	ICE  string // the way round networks that block media, for the first joining
}

// showHelp opens the side of the help that the browser has a seat on.
func (s *site) showHelp(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	who, role := s.seat(r, help)
	switch role {
	case protocol.Person, protocol.Interpreter, protocol.Lens:
		s.showRoom(w, r, help, role, who)
		return
	case protocol.Mediator, protocol.Colleague:
		if person, err := s.person(r); err == nil {
			s.desk(w, r, person, help, role)
			return
		}
	}
	s.show(w, r, http.StatusNotFound, "helpover", func(p *pages) (any, error) {
		f, err := p.frame("help.over.title")
		f.Larger = true
		return helpOverPage{f}, err
	})
}

func (s *site) showRoom(w http.ResponseWriter, r *http.Request, help string, role protocol.Role, who signaling.Holder) {
	s.show(w, r, http.StatusOK, "room", func(p *pages) (any, error) {
		f, err := p.frame("shell.room")
		if err != nil {
			return nil, err
		}
		f.Larger, f.Live = true, true
		ice, err := s.iceServers(r, signaling.Participant(help, who))
		return roomPage{f, help, role, ice}, err
	})
}

// serveHelp is the WebSocket of a live help, by the same test as its page.
func (s *site) serveHelp(w http.ResponseWriter, r *http.Request) {
	help := r.PathValue("id")
	who := s.holder(r, help)
	if who == (signaling.Holder{}) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	s.helps.Serve(w, r, help, who)
}
