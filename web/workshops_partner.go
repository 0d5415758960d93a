package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"coupdemain/internal/accounts"
	"coupdemain/internal/ratelimit"
	"coupdemain/workshops"
)

// partnersPage lists an office's links for those who send people, and makes one.
type partnersPage struct {
	frame
	At       string
	Told     told
	Partners []partnerLine
	Fields   []control
	Wrong    bool
	Link     string // just made: it is shown this once
	Name     string // whose it is
}

type partnerLine struct {
	workshops.Partner
	Good bool
}

// sending bounds what a partner's link, in whoever's hands, can set going: each person is told, perhaps by telephone.
type sending struct {
	byLink   *ratelimit.Buckets[string]
	byNumber *ratelimit.Buckets[string]
}

func newSending() sending {
	return sending{ratelimit.New[string](time.Minute, 60), ratelimit.New[string](time.Hour, 4)}
}

// take is how long to wait before one more person, 0 to go on; a number is the same however it is spaced.
func (s sending) take(link, number string) time.Duration {
	digits := strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return c
		}
		return -1
	}, number)
	if digits != "" {
		if wait := s.byNumber.Take(digits); wait > 0 {
			return wait
		}
	}
	return s.byLink.Take(link)
}

// partnerPage is what a link shows to whoever sends people: where there are places, and that those sent were received.
type partnerPage struct {
	frame
	workshops.PartnerView
	Token    string
	Series   control
	Key      string
	Form     personForm
	Agree    control
	Wrong    bool
	Received bool // somebody, just now
}

func (s *site) showPartners(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.partners(w, r, by, http.StatusOK, partnersPage{}, nil)
}

// saveNewPartner makes a link and shows it, this once.
func (s *site) saveNewPartner(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	name, until := r.PostFormValue("name"), workshops.Day(r.PostFormValue("until"))
	partner, token, err := s.workshops.AddPartner(r.Context(), by, name, until)
	switch faults := mends(err); {
	case err == nil:
		page := partnersPage{Link: s.origin(r) + "/partenaire/" + token, Name: partner.Name}
		r.PostForm = url.Values{}
		s.partners(w, r, by, http.StatusOK, page, nil)
	case faults != nil:
		s.partners(w, r, by, http.StatusUnprocessableEntity, partnersPage{}, faults)
	default:
		s.refuseWorkshop(w, r, err)
	}
}

// endPartner ends a link at once.
func (s *site) endPartner(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	if err := s.workshops.RevokePartner(r.Context(), by, r.PathValue("id")); err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	workshopDone(w, r, workshopsPath+"/partenaires", "fin", "")
}

func (s *site) partners(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, page partnersPage,
	faults map[accounts.Field]sentence,
) {
	all, err := s.workshops.Partners(r.Context(), by)
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.show(w, r, status, "partners", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "partner.title"); err != nil {
			return nil, err
		}
		page.At, page.Wrong = "partners", len(faults) > 0
		for _, one := range all {
			page.Partners = append(page.Partners, partnerLine{one, one.Good(time.Now())})
		}
		values := r.PostForm
		if values == nil {
			values = url.Values{}
		}
		f := &form{wording: &wording{p: p}, page: "partner", values: values, faults: faults}
		page.Fields = []control{f.ask(control{Name: "name", Kind: "text"}), f.ask(control{Name: "until", Kind: "date", Short: true})}
		page.Told = f.told("partner", r, []string{"fin"}, nil)
		return page, f.err
	})
}

func (s *site) showPartner(w http.ResponseWriter, r *http.Request) {
	s.partner(w, r, http.StatusOK, nil)
}

// savePartner adds somebody by a link.
func (s *site) savePartner(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.showMissing(w, r)
		return
	}
	token := r.PathValue("token")
	if wait := s.sending.take(token, details(r.PostForm).Phone); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
		s.partner(w, r, http.StatusTooManyRequests, map[accounts.Field]sentence{"series": said("partner.error.toomany")})
		return
	}
	_, err := s.workshops.PartnerEnrol(r.Context(), token, r.PostForm.Get("series"), workshops.NewEnrolment{
		Key: r.PostForm.Get("key"), Details: details(r.PostForm), Agreed: r.PostForm.Get("agreed") != "",
	})
	faults := mends(err)
	if errors.Is(err, workshops.ErrNotFound) || errors.Is(err, workshops.ErrClosed) {
		faults = map[accounts.Field]sentence{"series": said("field.error.choice")}
	}
	switch {
	case err == nil:
		http.Redirect(w, r, "/partenaire/"+token+"?recu=1", http.StatusSeeOther)
	case faults != nil:
		s.partner(w, r, http.StatusUnprocessableEntity, faults)
	default:
		s.refusePartner(w, r, err)
	}
}

// refusePartner answers for a link that is wrong, revoked or past its end: which, nobody is told.
func (s *site) refusePartner(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, workshops.ErrPartner) {
		s.showFault(w, r, http.StatusNotFound, "partner")
		return
	}
	s.refuseWorkshop(w, r, err)
}

func (s *site) partner(w http.ResponseWriter, r *http.Request, status int, faults map[accounts.Field]sentence) {
	token := r.PathValue("token")
	view, err := s.workshops.PartnerView(r.Context(), token)
	if err != nil {
		s.refusePartner(w, r, err)
		return
	}
	s.show(w, r, status, "partner", func(p *pages) (any, error) {
		f, err := p.frame("partner.page")
		if err != nil {
			return nil, err
		}
		f.Larger = true
		page := partnerPage{frame: f, PartnerView: view, Token: token, Key: rand.Text(), Wrong: len(faults) > 0, Received: r.URL.Query().Has("recu")}
		values := url.Values{}
		if page.Wrong {
			values, page.Key = r.PostForm, r.PostForm.Get("key")
		}
		questions := &form{wording: &wording{p: p}, page: "partner", values: values, faults: faults}
		page.Series = questions.ask(control{Name: "series", Kind: "select"})
		either := workshops.Series{OnSite: 1, Remote: 1}
		for _, one := range view.Series {
			label := questions.text("partner.series.line", "title", one.Title, "when", questions.slot(one.Next.Slot()),
				"onsite", one.FreeOnSite, "remote", one.FreeRemote)
			page.Series.Options = append(page.Series.Options, option{one.ID, label, one.ID == page.Series.Value})
		}
		page.Form = questions.personForm(either, false)
		questions.page = "partner"
		page.Agree = questions.ask(control{Name: "agreed", Kind: "box"})
		return page, questions.err
	})
}
