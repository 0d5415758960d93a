package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// workshopsPath is where an office manages its workshops.
const workshopsPath = "/espace/ateliers"

// workshopFrame begins a page of the office's workshops.
func (s *site) workshopFrame(p *pages, by accounts.Person, titleKey string) (frame, error) {
	f, err := p.frame(titleKey)
	f.of(by, workshopsPath)
	return f, err
}

// refuseWorkshop answers for what is not there, or is another organization's: the answer is the same. What somebody else
// has changed meanwhile, or does not go any more as things stand, is told apart, with the way back.
func (s *site) refuseWorkshop(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, workshops.ErrNotFound):
		s.showMissing(w, r)
	case errors.Is(err, workshops.ErrConflict):
		s.showFault(w, r, http.StatusConflict, "workshop-conflict")
	case errors.Is(err, workshops.ErrState), errors.Is(err, workshops.ErrClosed), errors.Is(err, workshops.ErrFull):
		s.showFault(w, r, http.StatusConflict, "workshop-state")
	case errors.Is(err, workshops.ErrForbidden):
		s.showFault(w, r, http.StatusForbidden, "role")
	case errors.Is(err, context.Canceled):
		s.showFailure(w, r)
	default:
		s.failed(w, r, err)
	}
}

// workshopDone goes to a page that says what was done ("?fait="), about whom or what ("&qui=").
func workshopDone(w http.ResponseWriter, r *http.Request, to, done, whom string) {
	q := url.Values{"fait": {done}}
	if whom != "" {
		q.Set("qui", whom)
	}
	http.Redirect(w, r, to+"?"+q.Encode(), http.StatusSeeOther)
}

// told is what was just done, in words, and what takes it back: the address of a form, "" if nothing does.
type told struct{ Text, Undo string }

// told puts in words what the page before has done: {page}.done.{key}. undo says what takes each back.
func (w *wording) told(page string, r *http.Request, known []string, undo map[string]string, pairs ...any) told {
	done := r.URL.Query().Get("fait")
	for _, key := range known {
		if key == done {
			return told{w.text(page+".done."+key, pairs...), undo[key]}
		}
	}
	return told{}
}
