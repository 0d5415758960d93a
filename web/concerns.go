package web

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strconv"

	"coupdemain/internal/accounts"
	"coupdemain/internal/concerns"
)

// Concerns is what the site asks about wrongs that were reported; concerns.Service is one. by is who asks.
type Concerns interface {
	Report(ctx context.Context, c concerns.Concern, from netip.Addr) error
	Lines(ctx context.Context, by accounts.Person) ([]concerns.Line, error)
	Deal(ctx context.Context, by accounts.Person, id, note string) error
	Reopen(ctx context.Context, by accounts.Person, id string) error
}

// concernPage is for whoever was helped and has something to report. It works without a script.
type concernPage struct {
	frame
	Reference field
	Whats     []chip
	WhatFault string
	Text      field
	Phone     field
	Fault     string
	Wrong     bool
}

// concernSentPage is the same whatever was sent: it tells nothing of whether there was such a help.
type concernSentPage struct{ frame }

func (s *site) showConcern(w http.ResponseWriter, r *http.Request) {
	// What is in the address is shown as a reference, or not at all.
	reference, _ := concerns.Reference(r.URL.Query().Get("reference"))
	s.concern(w, r, http.StatusOK, concerns.Concern{Help: reference}, nil, nil)
}

func (s *site) saveConcern(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		s.concern(w, r, http.StatusUnprocessableEntity, concerns.Concern{}, []concerns.Field{concerns.FieldText}, nil)
		return
	}
	c := concerns.Concern{
		Help: r.PostFormValue(string(concerns.FieldReference)), Text: r.PostFormValue(string(concerns.FieldText)),
		Phone: r.PostFormValue(string(concerns.FieldPhone)),
	}
	for _, what := range r.PostForm[string(concerns.FieldWhat)] {
		c.Whats = append(c.Whats, concerns.What(what))
	}
	err := s.concerns.Report(r.Context(), c, s.proxies.client(r))
	var invalid *concerns.InvalidError
	var tooMany *concerns.TooManyError
	switch {
	case err == nil:
		http.Redirect(w, r, "/signalement/envoye", http.StatusSeeOther)
	case errors.As(err, &invalid):
		s.concern(w, r, http.StatusUnprocessableEntity, c, invalid.Fields, nil)
	case errors.As(err, &tooMany):
		w.Header().Set("Retry-After", strconv.Itoa(seconds(tooMany.RetryAfter)))
		s.concern(w, r, http.StatusTooManyRequests, c, nil, tooManyTries("concern", tooMany.RetryAfter))
	default:
		s.failed(w, r, err)
	}
}

func (s *site) showConcernSent(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "concernsent", func(p *pages) (any, error) {
		f, err := p.frame("concern.sent.title")
		f.Larger = true
		return concernSentPage{f}, err
	})
}

func (s *site) concern(w http.ResponseWriter, r *http.Request, status int, c concerns.Concern, faulty []concerns.Field, fault sentence) {
	s.show(w, r, status, "concern", func(p *pages) (any, error) {
		f, err := p.frame("concern.title")
		if err != nil {
			return nil, err
		}
		f.Larger = true
		page := concernPage{frame: f, Wrong: len(faulty) > 0}
		if fault != nil {
			if page.Fault, err = fault(p); err != nil {
				return nil, err
			}
		}
		words := wording{p: p}
		field := func(name concerns.Field, kind, autocomplete, value string, optional bool) field {
			return field{
				Name: string(name), Kind: kind, Label: words.text("concern." + string(name)), Autocomplete: autocomplete,
				Value: value, Optional: optional, Fault: words.mend(name, faulty),
			}
		}
		page.Reference = field(concerns.FieldReference, "text", "off", c.Help, false)
		page.Reference.Hint = words.text("concern.reference.hint")
		page.Text = field(concerns.FieldText, "lines", "off", c.Text, true)
		page.Text.Hint = words.text("concern.recit.hint")
		page.Phone = field(concerns.FieldPhone, "tel", "tel", c.Phone, true)
		page.WhatFault = words.mend(concerns.FieldWhat, faulty)
		for _, what := range concerns.Whats {
			page.Whats = append(page.Whats, chip{string(what), words.text("concern.what." + string(what)), slices.Contains(c.Whats, what)})
		}
		return page, words.err
	})
}

// mend is what to do about a faulty field, "" if it is none.
func (w *wording) mend(name concerns.Field, faulty []concerns.Field) string {
	if !slices.Contains(faulty, name) {
		return ""
	}
	return w.text("concern.error." + string(name))
}
