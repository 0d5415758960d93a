package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// The cookies of one class, sent to its addresses alone.
const (
	deviceCookie = "device" // a secret of this browser: a code on two devices does not open two seats
	hallCookie   = "hall"   // the big screen's secret
	pocketCookie = "pocket" // whose telephone it is in the hall, and the secret that opens telephones' seats
)

// classCookie keeps something for one class, as long as a day of workshops.
func (s *site) classCookie(w http.ResponseWriter, r *http.Request, id, name, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: classPath(id), MaxAge: int(placeLasts.Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.overTLS(r),
	})
}

// newDevice is by what a browser is known again in a class.
func newDevice() string { return strings.ToLower(rand.Text()) }

// kept is what a cookie keeps, "" for none.
func kept(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// classHolder is what the browser holds that may open a seat in that class; without a role, nothing does. Whoever holds
// several, as when somebody tries the service out alone, says in ?role= as what they come: a participant, if they do not.
func (s *site) classHolder(r *http.Request, id string) (class.Holder, error) {
	switch role := protocol.ClassRole(r.URL.Query().Get("role")); role {
	case protocol.ClassHall:
		if secret := kept(r, hallCookie); secret != "" {
			return class.Holder{Role: role, Secret: secret}, nil
		}
		return class.Holder{}, nil
	case protocol.ClassMediator:
		return s.teaches(r, id)
	}
	if who := s.attends(r, id); who.Person != "" {
		return who, nil
	}
	return s.teaches(r, id)
}

// attends is the participant whose seat in that class the browser opens, as the telephone in the hall that it was given
// to or by a personal code; without a Person, nobody's.
func (s *site) attends(r *http.Request, id string) class.Holder {
	who := class.Holder{Role: protocol.ClassParticipant, Device: kept(r, deviceCookie)}
	if person, secret, _ := strings.Cut(kept(r, pocketCookie), "."); secret != "" {
		pocket := who
		pocket.Person, pocket.Secret = person, secret
		if s.classes.Admits(r.Context(), id, pocket) {
			return pocket
		}
	}
	if place, ok := s.placeOf(r); ok && place.Opening == workshops.OpensSession && place.Session.ID == id {
		who.Person = place.Enrolment.ID
	}
	return who
}

// teaches is the seat of whoever is signed in and may manage the session.
func (s *site) teaches(r *http.Request, id string) (class.Holder, error) {
	person, err := s.person(r)
	if err == nil {
		_, err = s.workshops.Session(r.Context(), person, id)
	}
	switch {
	case errors.Is(err, accounts.ErrNoSession), errors.Is(err, workshops.ErrNotFound):
		return class.Holder{}, nil
	case err != nil:
		return class.Holder{}, err
	}
	return class.Holder{
		Role: protocol.ClassMediator, Mediator: class.Mediator{ID: person.ID, FirstName: person.FirstName()},
	}, nil
}
