package web

import (
	"net/http"

	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
)

// pocketPage is where somebody in the hall says who they are, on their own telephone.
type pocketPage struct {
	frame
	People []class.Person
	Taken  bool // the name was chosen on another telephone
}

// openHall makes a browser the big screen of a class.
func (s *site) openHall(w http.ResponseWriter, r *http.Request) {
	id, secret := r.PathValue("id"), r.PathValue("secret")
	if !s.classes.Admits(r.Context(), id, class.Holder{Role: protocol.ClassHall, Secret: secret}) {
		s.showMissing(w, r)
		return
	}
	s.classCookie(w, r, id, hallCookie, secret)
	http.Redirect(w, r, classPath(id)+"?role="+string(protocol.ClassHall), http.StatusSeeOther)
}

// showPocket asks whoever read the QR code of the big screen who they are.
func (s *site) showPocket(w http.ResponseWriter, r *http.Request) {
	s.pocket(w, r, http.StatusOK, false)
}

func (s *site) pocket(w http.ResponseWriter, r *http.Request, status int, taken bool) {
	people, ok := s.classes.Pocket(r.Context(), r.PathValue("id"), r.PathValue("secret"))
	if !ok {
		s.showMissing(w, r)
		return
	}
	s.show(w, r, status, "pocket", func(p *pages) (any, error) {
		f, err := p.frame("seance.pocket.title")
		f.Larger = true
		return pocketPage{f, people, taken}, err
	})
}

// showPocketQR is what the big screen shows for telephones to read.
func (s *site) showPocketQR(w http.ResponseWriter, r *http.Request) {
	id, secret, link := r.PathValue("id"), r.PathValue("secret"), ""
	if _, ok := s.classes.Pocket(r.Context(), id, secret); ok {
		link = s.origin(r) + classPath(id) + "/poche/" + secret
	}
	s.qr(w, r, link)
}

// savePocket gives a telephone the seat of whoever was chosen.
func (s *site) savePocket(w http.ResponseWriter, r *http.Request) {
	id, secret, person := r.PathValue("id"), r.PathValue("secret"), r.PostFormValue("qui")
	device := kept(r, deviceCookie)
	if device == "" {
		device = newDevice()
	}
	if !s.classes.TakePocket(r.Context(), id, secret, person, device) {
		s.pocket(w, r, http.StatusConflict, true)
		return
	}
	s.classCookie(w, r, id, deviceCookie, device)
	s.classCookie(w, r, id, pocketCookie, person+"."+secret)
	http.Redirect(w, r, classPath(id), http.StatusSeeOther)
}
