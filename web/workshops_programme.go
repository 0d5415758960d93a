package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/ratelimit"
	"coupdemain/workshops"
)

// How often a subscriber's line may ask for places: an office asks for many people in an afternoon.
const (
	requestEvery = time.Minute
	requestBurst = 30
)

// programmePage is the public programme: what there is, by town and date.
type programmePage struct {
	frame
	Towns  []string
	Town   string
	Series []workshops.Listed
	Older  string // the address of the page before; "" on the first
	Newer  string // of the next
}

// announcedPage is one series of the programme, and the form to ask for a place.
type announcedPage struct {
	frame
	workshops.Announced
	Full  bool
	Key   string
	Form  personForm
	Agree control
	Wrong bool
	Asked bool // just now
}

func (s *site) showProgramme(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	page := programmePage{Town: q.Get("ville")}
	number := max(0, number(q.Get("page")))
	var more bool
	var err error
	if page.Towns, err = s.workshops.Towns(r.Context()); err == nil {
		page.Series, more, err = s.workshops.Programme(r.Context(), page.Town, number)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	if number > 0 {
		page.Older = programmePath(page.Town, number-1)
	}
	if more {
		page.Newer = programmePath(page.Town, number+1)
	}
	s.show(w, r, http.StatusOK, "programme", func(p *pages) (any, error) {
		page := page
		var err error
		page.frame, err = p.frame("programme.title")
		page.Larger = true
		return page, err
	})
}

func programmePath(town string, page int) string {
	q := url.Values{}
	if town != "" {
		q.Set("ville", town)
	}
	if page > 0 {
		q.Set("page", strconv.Itoa(page))
	}
	return "/ateliers?" + q.Encode()
}

func (s *site) showAnnounced(w http.ResponseWriter, r *http.Request) {
	s.announced(w, r, http.StatusOK, nil)
}

// saveRequest asks for a place, for the office to confirm. How often one address may is limited.
func (s *site) saveRequest(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		s.showMissing(w, r)
		return
	}
	if wait := s.requests.Take(ratelimit.Subscriber(s.proxies.client(r))); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
		s.announced(w, r, http.StatusTooManyRequests, map[accounts.Field]sentence{"": said("programme.error.toomany")})
		return
	}
	err := s.workshops.Ask(r.Context(), id, workshops.NewEnrolment{
		Key: r.PostForm.Get("key"), Details: details(r.PostForm), Agreed: r.PostForm.Get("agreed") != "",
	})
	switch faults := mends(err); {
	case err == nil:
		http.Redirect(w, r, "/ateliers/"+id+"?demande=1", http.StatusSeeOther)
	case faults != nil:
		s.announced(w, r, http.StatusUnprocessableEntity, faults)
	case errors.Is(err, workshops.ErrClosed):
		s.showFault(w, r, http.StatusConflict, "workshop-over")
	default:
		s.refuseWorkshop(w, r, err)
	}
}

func (s *site) announced(w http.ResponseWriter, r *http.Request, status int, faults map[accounts.Field]sentence) {
	announced, err := s.workshops.Announced(r.Context(), r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, status, "announced", func(p *pages) (any, error) {
		f, err := p.frame("programme.title")
		if err != nil {
			return nil, err
		}
		f.Larger, f.Title = true, announced.Title
		page := announcedPage{frame: f, Announced: announced, Wrong: len(faults) > 0, Asked: r.URL.Query().Has("demande")}
		page.Full = announced.FreeOnSite == 0 && announced.FreeRemote == 0
		page.Key = rand.Text()
		values := url.Values{"mode": {modesOf(announced.Series)[0]}}
		if page.Wrong {
			values, page.Key = r.PostForm, r.PostForm.Get("key")
		}
		questions := &form{wording: &wording{p: p}, values: values, faults: faults}
		page.Form = questions.personForm(announced.Series, false)
		questions.page = "programme"
		page.Form.First[0].Label, page.Form.First[1].Label = questions.text("programme.name"), questions.text("programme.mode")
		page.Agree = questions.ask(control{Name: "agreed", Kind: "box"})
		if fault := faults[""]; fault != nil {
			page.Agree.Fault, err = fault(p)
		}
		return page, errors.Join(err, questions.err)
	})
}
