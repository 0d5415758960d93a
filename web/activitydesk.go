package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// deskReport is a report as the desk shows it at the end of a help; web/client/desk/report.ts reads it.
type deskReport struct {
	ID        string               `json:"id"`
	Done      bool                 `json:"done"`
	Date      string               `json:"date"`
	Measured  int                  `json:"measured"` // minutes
	Minutes   int                  `json:"minutes"`
	Steps     []int                `json:"steps"`
	Equipment []activity.Equipment `json:"equipment"`
	Autonomy  activity.Autonomy    `json:"autonomy"`
	Themes    []activity.Theme     `json:"themes"`
	Errands   []activity.Errand    `json:"errands"`
	Referred  bool                 `json:"referred"`
	Structure activity.Structure   `json:"structure"`
	Notes     string               `json:"notes"`
	Choices   deskChoices          `json:"choices"`
}

// deskChoices are what there is to choose from, what this mediator uses most first.
type deskChoices struct {
	Themes     []activity.Theme     `json:"themes"`
	Errands    []activity.Errand    `json:"errands"`
	Equipment  []activity.Equipment `json:"equipment"`
	Autonomies []activity.Autonomy  `json:"autonomies"`
	Structures []activity.Structure `json:"structures"`
}

// longestHelp bounds what a page may say of a help that is just over.
const longestHelp = 24 * time.Hour

var references = regexp.MustCompile(`^[0-9A-Z]{4}-[0-9A-Z]{4}$`)

// saveHelpReport begins the report of a help that has just ended, from what the desk saw of it, and gives it to the
// desk. The help's own end begins it too, for whoever has closed the page (activity.Service.Ended).
func (s *site) saveHelpReport(w http.ResponseWriter, r *http.Request, person accounts.Person) {
	switch s.helps.Seat(r.PathValue("id"), signaling.Holder{Account: person.ID}) {
	case protocol.Mediator, protocol.Colleague:
	default:
		w.WriteHeader(http.StatusNotFound)
		return
	}
	facts, ok := factsFrom(r, person)
	if !ok {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	report, habits, err := s.reports.OfHelp(r.Context(), facts)
	switch {
	case errors.Is(err, activity.ErrNotFound):
		w.WriteHeader(http.StatusNotFound)
		return
	case err != nil:
		s.log.Error("no report begun", "help", facts.Help, "error", err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(deskReport{
		ID: report.ID, Done: !report.Done.IsZero(), Date: report.Date.Format(time.DateOnly), Measured: report.Measured,
		Minutes: report.Minutes, Steps: activity.Steps, Equipment: listed(report.Equipment), Autonomy: report.Autonomy,
		Themes: listed(report.Themes), Errands: listed(report.Errands), Referred: report.Referred, Structure: report.Structure,
		Notes: report.Notes,
		Choices: deskChoices{
			Themes: habits.Themes, Errands: habits.Errands, Equipment: activity.EquipmentKinds,
			Autonomies: activity.Autonomies, Structures: activity.Structures,
		},
	})
}

// factsFrom reads what the desk saw of a help; false for what cannot be.
func factsFrom(r *http.Request, person accounts.Person) (activity.Facts, bool) {
	moment := func(name string) time.Time {
		at, _ := strconv.ParseInt(r.PostFormValue(name), 10, 64) // Nothing is long ago, and refused below.
		return time.UnixMilli(at)
	}
	f := activity.Facts{
		Help: r.PostFormValue("reference"), PersonID: person.ID, Town: person.Organization.Town,
		Admitted: moment("admitted"), Ended: moment("ended"),
		Equipment: activity.EquipmentOf(r.PostFormValue("device")),
	}
	now := time.Now()
	likely := f.Admitted.After(now.Add(-longestHelp)) && !f.Ended.Before(f.Admitted) && f.Ended.Before(now.Add(time.Minute))
	return f, likely && references.MatchString(f.Help)
}

// listed is a list that JSON writes as one even where there is nothing.
func listed[V any](values []V) []V {
	if values == nil {
		return []V{}
	}
	return values
}
