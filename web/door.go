package web

import (
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"
	"unicode"

	"coupdemain/internal/spokencode"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// ticketLasts is how long the browser keeps a ticket: a day of help, a restart of the browser included.
const ticketLasts = 12 * time.Hour

// doorPage is the way in for whoever is helped: one field, one button.
type doorPage struct {
	frame
	Code   string // what the field holds
	Filled bool   // by the link, not by a hand
	Fault  string // the mend, in words; "" if nothing is wrong
	Help   string // the help under way in this browser
}

func (s *site) showDoor(w http.ResponseWriter, r *http.Request) {
	s.door(w, r, http.StatusOK, doorPage{}, nil)
}

// showInvitation is the door with the code filled in: what the QR code and the sent link open. Opening it uses nothing
// up, since some mail programs open links by themselves.
func (s *site) showInvitation(w http.ResponseWriter, r *http.Request) {
	typed := r.PathValue("code")
	code, err := spokencode.Parse(typed)
	if err != nil {
		s.door(w, r, http.StatusUnprocessableEntity, doorPage{Code: legible(typed)}, mend(err, typed))
		return
	}
	s.helps.AtDoor(typed, s.proxies.client(r))
	if s.helps.Allowed(s.proxies.client(r)) == nil {
		s.mirrorDoor(r, typed)
	}
	s.door(w, r, http.StatusOK, doorPage{Code: code.Spaced(), Filled: true}, nil)
}

func (s *site) saveDoor(w http.ResponseWriter, r *http.Request) {
	typed := r.PostFormValue("code")
	if s.enterByCard(w, r, typed) {
		return
	}
	_, ticket := ticketOf(r, protocol.Person)
	help, ticket, err := s.helps.Knock(r.Context(), typed, s.proxies.client(r), ticket)
	if err == nil {
		s.cookie(w, r, ticketCookie, help+"."+ticket, int(ticketLasts.Seconds()))
		http.Redirect(w, r, "/aide/"+help, http.StatusSeeOther)
		return
	}

	var tooMany *signaling.TooManyError
	switch {
	case errors.As(err, &tooMany):
		w.Header().Set("Retry-After", strconv.Itoa(seconds(tooMany.RetryAfter)))
		s.door(w, r, http.StatusTooManyRequests, doorPage{Code: legible(typed)}, tooManyTries("door", tooMany.RetryAfter))
	case errors.Is(err, signaling.ErrCode):
		// The field is emptied: its check digit was right, so the mend is another code, and the page is the same to the
		// byte whatever the code was.
		s.door(w, r, http.StatusUnprocessableEntity, doorPage{}, mend(err, typed))
	case mend(err, typed) != nil:
		if errors.Is(err, spokencode.ErrCheck) {
			s.slipped(r, typed)
		}
		s.door(w, r, http.StatusUnprocessableEntity, doorPage{Code: legible(typed)}, mend(err, typed))
	default:
		s.failed(w, r, err)
	}
}

// saveSlip hears that the page itself found a digit wrong. It answers nothing.
func (s *site) saveSlip(w http.ResponseWriter, r *http.Request) {
	s.slipped(r, r.PostFormValue("code"))
	w.WriteHeader(http.StatusNoContent)
}

// slipped tells whoever waits for a code, or for its owner, that a digit of it went wrong; whoever typed it, nothing.
func (s *site) slipped(r *http.Request, typed string) {
	if s.helps.Slip(typed, s.proxies.client(r)) {
		s.mirrorDoor(r, typed)
	}
}

func (s *site) door(w http.ResponseWriter, r *http.Request, status int, page doorPage, fault sentence) {
	page.Help = s.seated(r)
	s.show(w, r, status, "door", func(p *pages) (any, error) {
		var err error
		if page.frame, err = p.frame("door.title"); err != nil {
			return nil, err
		}
		page.Larger = true
		if fault != nil {
			page.Fault, err = fault(p)
		}
		return page, err
	})
}

// mend is what to do about a code that was not taken; nil if the error is none of the person's.
func mend(err error, typed string) sentence {
	switch n := digitsIn(typed); {
	case errors.Is(err, spokencode.ErrLength) && n == 0:
		return said("door.error.empty")
	case errors.Is(err, spokencode.ErrLength) && n < spokencode.MinLength:
		return func(p *pages) (string, error) { return p.catalogue.Count("door.error.missing", spokencode.MinLength-n) }
	case errors.Is(err, spokencode.ErrLength):
		return said("door.error.long")
	case errors.Is(err, spokencode.ErrNotDigits):
		return said("door.error.letters")
	case errors.Is(err, spokencode.ErrCheck):
		return said("door.error.slip")
	case errors.Is(err, signaling.ErrCode):
		return said("door.error.code")
	}
	return nil
}

func tooManyTries(page string, wait time.Duration) sentence {
	return func(p *pages) (string, error) { return p.catalogue.Count(page+".error.toomany", minutes(wait)) }
}

func digitsIn(typed string) (n int) {
	for _, r := range typed {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// legible is what was typed, cut to what can be a code with its spaces: it goes back into the field.
func legible(typed string) string {
	const enough = 24
	if letters := []rune(typed); len(letters) > enough {
		return string(letters[:enough])
	}
	return typed
}

// seconds and minutes are rounded up, never nought: nobody is told to come back too early.
func seconds(d time.Duration) int { return max(1, int(math.Ceil(d.Seconds()))) }
func minutes(d time.Duration) int { return max(1, int(math.Ceil(d.Minutes()))) }
