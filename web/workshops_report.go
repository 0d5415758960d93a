package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/workshops"
)

// saveSessionReport begins the activity report of a session, filled in by what is known, and goes to it; where whoever
// asks has one already, to that one.
func (s *site) saveSessionReport(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	known, err := s.workshops.Report(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	draft := reportOf(known, by)
	id, err := s.reportLike(r, by, draft)
	if err == nil && id == "" {
		draft, err = s.reports.Begin(r.Context(), draft)
		id = draft.ID
	}
	switch {
	case errors.As(err, new(*activity.InvalidError)):
		s.showFault(w, r, http.StatusConflict, "workshop-early")
		return
	case err != nil:
		s.failed(w, r, err)
		return
	}
	http.Redirect(w, r, "/espace/comptes-rendus/"+id+"/modifier", http.StatusSeeOther)
}

// reportOf is what is known of a session, as an activity report.
func reportOf(known workshops.Report, by accounts.Person) activity.Report {
	return activity.Report{
		PersonID: by.ID, Kind: activity.Collective, Date: known.Day.Time(), Minutes: known.Minutes,
		Place: activity.Place{
			Kind: activity.PlaceKind(known.PlaceType), PostalCode: known.Postcode, Town: known.Town, INSEE: known.INSEE,
		},
		Equipment: chosenOf[activity.Equipment](known.Equipment), Themes: chosenOf[activity.Theme](stringsOf(known.Themes)),
		Workshop:      activity.Workshop{Title: known.Title, Level: activity.Level(known.Level)},
		Beneficiaries: activity.Beneficiaries{Total: known.Total},
	}
}

// reportLike finds the report of the same workshop that by has begun or finished; "" if there is none.
func (s *site) reportLike(r *http.Request, by accounts.Person, draft activity.Report) (string, error) {
	drafts, err := s.reports.Drafts(r.Context(), by)
	lines, monthErr := s.reports.Month(r.Context(), by, activity.Month(draft.Date.Format("2006-01")))
	if err := errors.Join(err, monthErr); err != nil {
		return "", err
	}
	for _, line := range lines {
		drafts = append(drafts, line.Report)
	}
	for _, one := range drafts {
		if one.PersonID == by.ID && one.Kind == activity.Collective && one.Date.Equal(draft.Date) && one.Workshop.Title == draft.Workshop.Title {
			return one.ID, nil
		}
	}
	return "", nil
}
