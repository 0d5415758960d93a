package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// saveEnrolment adds somebody to a series.
func (s *site) saveEnrolment(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		s.refuseWorkshop(w, r, workshops.ErrNotFound)
		return
	}
	e, err := s.workshops.Enrol(r.Context(), by, id, workshops.NewEnrolment{
		Key: r.PostForm.Get("key"), Details: details(r.PostForm), Agreed: true, Wary: r.PostForm.Get("quand-meme") == "",
	})
	var alike *workshops.AlikeError
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/series/"+id, "inscription", e.ID)
	case errors.As(err, &alike):
		s.series(w, r, by, http.StatusConflict, seriesFaults{alike: alike.People})
	case faults != nil:
		s.series(w, r, by, http.StatusUnprocessableEntity, seriesFaults{person: faults})
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// saveEnrolmentState confirms somebody who asked or had withdrawn, withdraws them, gives them another code, or erases all
// that is written of them.
func (s *site) saveEnrolmentState(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	ctx, id, what := r.Context(), r.PathValue("id"), r.PathValue("what")
	e, err := s.workshops.Enrolment(ctx, by, id)
	if err == nil {
		switch what {
		case "confirmation":
			_, err = s.workshops.Confirm(ctx, by, id)
		case "retrait":
			_, err = s.workshops.Withdraw(ctx, by, id)
		case "code":
			_, err = s.workshops.NewCode(ctx, by, id)
		case "effacement":
			err = s.workshops.Erase(ctx, by, id)
		default:
			err = workshops.ErrNotFound
		}
	}
	switch {
	case err != nil:
		s.refuseWorkshop(w, r, err)
	case what == "code":
		workshopDone(w, r, workshopsPath+"/inscriptions/"+id, what, "")
	default:
		workshopDone(w, r, workshopsPath+"/series/"+e.SeriesID, what, id)
	}
}

// sendSheets has the joining sheet sent to all who have a place.
func (s *site) sendSheets(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	if _, _, err := s.workshops.SendSheets(r.Context(), by, id); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	workshopDone(w, r, workshopsPath+"/series/"+id, "envoi", "")
}
