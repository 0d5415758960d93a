package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

func (s *site) showSeriesForm(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	series, err := s.workshops.Series(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	var names []string
	for _, m := range series.Mediators {
		names = append(names, m.Name)
	}
	values := url.Values{
		"title": {series.Title}, "onsite": {strconv.Itoa(series.OnSite)}, "remote": {strconv.Itoa(series.Remote)},
		"venue": {series.Venue.Name}, "address": {series.Venue.Address}, "postcode": {series.Venue.Postcode},
		"town": {series.Venue.Town}, "insee": {series.Venue.INSEE}, "phone": {series.Phone},
		"mediators": {strings.Join(names, ", ")}, "keep": {strconv.Itoa(series.KeepMonths)},
	}
	if series.Public {
		values.Set("public", "oui")
	}
	page := seriesFormPage{ID: series.ID, Seen: strconv.Itoa(series.Revision)}
	s.seriesForm(w, r, by, http.StatusOK, page, values, nil)
}

// saveSeries changes a series, unless somebody else has meanwhile.
func (s *site) saveSeries(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	old, err := s.workshops.Series(r.Context(), by, r.PathValue("id"))
	if err == nil {
		err = r.ParseForm()
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	series := seriesFrom(r.PostForm, by)
	series.ID, series.Revision = old.ID, number(r.PostForm.Get("seen"))
	series.Mediators = sameMediators(series.Mediators, old.Mediators)
	_, err = s.workshops.SaveSeries(r.Context(), by, series)
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/series/"+old.ID, "changement", "")
	case faults != nil:
		page := seriesFormPage{ID: old.ID, Seen: r.PostForm.Get("seen")}
		s.seriesForm(w, r, by, http.StatusUnprocessableEntity, page, r.PostForm, faults)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// sameMediators keeps the accounts of those whose name is the same as before.
func sameMediators(named, before []workshops.Mediator) []workshops.Mediator {
	for i := range named {
		for _, old := range before {
			if old.Name == named[i].Name {
				named[i].ID = old.ID
			}
		}
	}
	return named
}

// deleteSeries removes a series that nobody was ever enrolled in.
func (s *site) deleteSeries(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	if err := s.workshops.DeleteSeries(r.Context(), by, r.PathValue("id")); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	workshopDone(w, r, workshopsPath, "suppression", "")
}

// saveNewSession adds a session to a series.
func (s *site) saveNewSession(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	slot := slotFrom(r)
	_, err := s.workshops.AddSession(r.Context(), by, id, slot)
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/series/"+id, "seance", "")
	case faults != nil:
		s.series(w, r, by, http.StatusUnprocessableEntity, seriesFaults{session: faults})
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// slotFrom is the time that a form says.
func slotFrom(r *http.Request) workshops.Slot {
	return workshops.Slot{
		Day:   workshops.Day(r.PostFormValue("day")),
		Start: workshops.Clock(r.PostFormValue("start")), End: workshops.Clock(r.PostFormValue("end")),
	}
}
