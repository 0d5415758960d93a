package web

import (
	"errors"
	"net/http"
	"net/url"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// enrolmentPage is one person in a series: what is written of them, what they were told, and what comes next.
type enrolmentPage struct {
	frame
	At        string
	Told      told
	Enrolment workshops.Enrolment
	Series    workshops.Listed
	Code      string // "4829 1375"; "" without a place
	Feed      string
	Channels  []workshops.Channel
	Notices   []workshops.Notice
	Next      workshops.NextStep
	Suggests  bool // the series is nearly over: what comes next is to be said
	Form      personForm
	Revision  int
	Wrong     bool
}

func (s *site) showEnrolment(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.enrolment(w, r, by, http.StatusOK, nil)
}

// saveEnrolmentDetails corrects what is written of somebody.
func (s *site) saveEnrolmentDetails(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		s.refuseWorkshop(w, r, workshops.ErrNotFound)
		return
	}
	_, err := s.workshops.Correct(r.Context(), by, id, number(r.PostForm.Get("revision")), details(r.PostForm))
	faults := mends(err)
	if errors.Is(err, workshops.ErrFull) {
		faults = map[accounts.Field]sentence{workshops.FieldMode: said("enrolment.error.full")}
	}
	switch {
	case err == nil:
		workshopDone(w, r, workshopsPath+"/inscriptions/"+id, "correction", "")
	case faults != nil:
		s.enrolment(w, r, by, http.StatusUnprocessableEntity, faults)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

func (s *site) enrolment(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, faults map[accounts.Field]sentence) {
	ctx, id := r.Context(), r.PathValue("id")
	page := enrolmentPage{At: "home", Wrong: len(faults) > 0}
	var err error
	if page.Enrolment, err = s.workshops.Enrolment(ctx, by, id); err == nil && page.Enrolment.State == workshops.Erased {
		err = workshops.ErrNotFound
	}
	if err == nil {
		page.Series, err = s.workshops.Series(ctx, by, page.Enrolment.SeriesID)
	}
	if err == nil {
		page.Notices, err = s.workshops.NoticesFor(ctx, by, id)
	}
	if err == nil {
		page.Next, err = s.workshops.NextStep(ctx, by, id)
	}
	if err == nil && page.Enrolment.State == workshops.Enrolled {
		err = page.place(s, r, by)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	page.Revision, page.Channels = page.Enrolment.Revision, page.Enrolment.Channels()
	page.Suggests = page.Series.Next.ID == "" || page.Series.Next.Day == page.Series.Last
	s.show(w, r, status, "enrolment", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "enrolment.title"); err != nil {
			return nil, err
		}
		page.Title = page.Enrolment.Name
		values := detailsForm(page.Enrolment.Details)
		if page.Wrong {
			values, page.Revision = r.PostForm, number(r.PostForm.Get("revision"))
		}
		page.form(p, values, faults)
		words := &wording{p: p}
		page.Told = words.told("enrolment", r, []string{"correction", "code"}, nil)
		return page, words.err
	})
}

// place looks up the code and the calendar of somebody who has a place.
func (page *enrolmentPage) place(s *site, r *http.Request, by accounts.Person) error {
	code, err := s.workshops.Code(r.Context(), by, page.Enrolment.ID)
	if err != nil {
		return err
	}
	token, err := s.workshops.FeedToken(r.Context(), by, workshops.FeedOfPerson, page.Enrolment.ID)
	page.Code, page.Feed = code.Spaced(), s.origin(r)+feedPath(workshops.FeedOfPerson, page.Enrolment.ID, token)
	return err
}

func (page *enrolmentPage) form(p *pages, values url.Values, faults map[accounts.Field]sentence) {
	f := &form{wording: &wording{p: p}, values: values, faults: faults}
	page.Form = f.personForm(page.Series.Series, true)
	page.Form.Open = true
}
