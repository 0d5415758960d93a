package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"coupdemain/internal/accounts"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"

	"github.com/skip2/go-qrcode"
)

// qrSize is the width of a QR code in pixels: sharp at 8 cm on paper too.
const qrSize = 512

// deskPage is the shell of the mediator's app, with a help open in it or none.
type deskPage struct {
	frame
	Help string
	Role protocol.Role // in that help
	ICE  string        // as a room's, for the help that is open
	Base string        // the public address, as it is said on the telephone
	SMS  bool          // the code can be sent by a text message
}

func (s *site) showDesk(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	s.desk(w, r, person, "", "")
}

func (s *site) desk(w http.ResponseWriter, r *http.Request, person accounts.Person, help string, role protocol.Role) {
	s.show(w, r, http.StatusOK, "desk", func(p *pages) (any, error) {
		f, err := p.frame("shell.desk")
		if err != nil {
			return nil, err
		}
		f.of(person, "/espace")
		participant := ""
		if help != "" {
			participant = signaling.Participant(help, signaling.Holder{Account: person.ID})
		}
		ice, err := s.iceServers(r, participant)
		return deskPage{f, help, role, ice, s.origin(r), s.texting.texts != nil}, err
	})
}

func (s *site) serveDesk(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	s.helps.ServeDesk(w, r, person.ID)
}

// saveNewHelp opens a help and tells the desk its ID, {"id":"…"}.
func (s *site) saveNewHelp(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	help, err := s.helps.Open(r.Context(), mediator(person))
	if err != nil {
		s.log.Error("no help opened", "mediator", person.ID, "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(struct {
		ID string `json:"id"`
	}{help})
}

// mediator is what the person helped is told of somebody who helps.
func mediator(p accounts.Person) signaling.Mediator {
	return signaling.Mediator{
		ID: p.ID, FirstName: p.FirstName(), Organization: p.Organization.Name, Phone: p.Organization.Phone, Town: p.Organization.Town,
	}
}

// showQR is the picture of a help's link; none once its code is used.
func (s *site) showQR(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	link, _ := s.helps.Link(r.PathValue("id"), person.ID)
	s.qr(w, r, link)
}

// qr is the picture of a link; a missing page for none.
func (s *site) qr(w http.ResponseWriter, r *http.Request, link string) {
	if link == "" {
		s.showMissing(w, r)
		return
	}
	picture, err := qrcode.Encode(link, qrcode.Medium, qrSize)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(picture)))
	_, _ = w.Write(picture)
}
