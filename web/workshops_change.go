package web

import (
	"net/http"
	"net/url"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// changePage moves or cancels a session, and says beforehand who will be told of it, and how.
type changePage struct {
	frame
	At      string
	Session workshops.Session
	Series  workshops.Series
	Told    []toldBy
	Move    []control
	Cancel  control
	Wrong   bool
}

// toldBy is who is told in one way.
type toldBy struct {
	Channel workshops.Channel
	People  []workshops.Enrolment
}

func (s *site) showChange(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.change(w, r, by, http.StatusOK, nil)
}

// saveChange moves a session, cancels it, or puts back one that is cancelled.
func (s *site) saveChange(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	ctx, id, what := r.Context(), r.PathValue("id"), r.PathValue("what")
	revision, reason := number(r.PostFormValue("revision")), r.PostFormValue("reason")
	var err error
	if what == "annulation" && strings.TrimSpace(r.PostFormValue("why")) == "" {
		s.change(w, r, by, http.StatusUnprocessableEntity, map[accounts.Field]sentence{"why": said("field.error.missing")})
		return
	}
	switch what {
	case "deplacement":
		_, err = s.workshops.MoveSession(ctx, by, id, revision, slotFrom(r), reason)
	case "annulation":
		_, err = s.workshops.CancelSession(ctx, by, id, revision, r.PostFormValue("why"))
	case "retablissement":
		// From the page that says it is cancelled: what counts is that it still is.
		var scheduled workshops.Scheduled
		if scheduled, err = s.workshops.Session(ctx, by, id); err == nil {
			_, err = s.workshops.RestoreSession(ctx, by, id, scheduled.Revision)
		}
	default:
		err = workshops.ErrNotFound
	}
	switch faults := mends(err); {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/seances/"+id, what, "")
	case faults != nil:
		if what == "annulation" {
			faults["why"] = faults[workshops.FieldReason]
			delete(faults, workshops.FieldReason)
		}
		s.change(w, r, by, http.StatusUnprocessableEntity, faults)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

func (s *site) change(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, faults map[accounts.Field]sentence) {
	ctx, id := r.Context(), r.PathValue("id")
	scheduled, err := s.workshops.Session(ctx, by, id)
	if err == nil && (scheduled.State != workshops.Planned || over(scheduled.Session)) {
		err = workshops.ErrState
	}
	var people []workshops.Enrolment
	if err == nil {
		people, err = s.workshops.People(ctx, by, scheduled.Series.ID)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	page := changePage{At: "home", Session: scheduled.Session, Series: scheduled.Series, Wrong: len(faults) > 0, Told: toldOf(people)}
	values := url.Values{"day": {string(page.Session.Day)}, "start": {string(page.Session.Start)}, "end": {string(page.Session.End)}}
	if page.Wrong {
		values = r.PostForm
	}
	s.show(w, r, status, "sessionchange", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "session.change"); err != nil {
			return nil, err
		}
		f := &form{wording: &wording{p: p}, page: "session", values: values, faults: faults}
		page.Move = append(f.slotQuestions(), f.ask(control{Name: "reason", Kind: "text", Optional: true}))
		page.Cancel = f.ask(control{Name: "why", Kind: "text"})
		return page, f.err
	})
}

// toldOf is by which way each person with a place is told.
func toldOf(people []workshops.Enrolment) (all []toldBy) {
	for _, channel := range []workshops.Channel{workshops.ByEmail, workshops.ByText, workshops.ByTelephone, workshops.ByPost} {
		group := toldBy{Channel: channel}
		for _, e := range people {
			if e.State == workshops.Enrolled && e.Channels()[0] == channel {
				group.People = append(group.People, e)
			}
		}
		if len(group.People) > 0 {
			all = append(all, group)
		}
	}
	return all
}
