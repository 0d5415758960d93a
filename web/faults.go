package web

import (
	"errors"
	"net/http"
)

// faultPage tells what could not be done and what to do instead.
type faultPage struct {
	frame
	Text string
}

// showFault answers with the page of one kind of fault: its words are error.{kind}.title and error.{kind}.text.
func (s *site) showFault(w http.ResponseWriter, r *http.Request, status int, kind string) {
	s.show(w, r, status, "fault", func(p *pages) (any, error) {
		f, err := p.frame("error." + kind + ".title")
		if err != nil {
			return nil, err
		}
		text, err := p.catalogue.Text("error." + kind + ".text")
		return faultPage{f, text}, err
	})
}

func (s *site) showMissing(w http.ResponseWriter, r *http.Request) {
	s.showFault(w, r, http.StatusNotFound, "missing")
}

func (s *site) showForeign(w http.ResponseWriter, r *http.Request) {
	s.showFault(w, r, http.StatusForbidden, "foreign")
}

func (s *site) showFailure(w http.ResponseWriter, r *http.Request) {
	s.showFault(w, r, http.StatusInternalServerError, "failure")
}

// failed writes down what went wrong and shows that something did. More than may be sent is the sender's fault.
func (s *site) failed(w http.ResponseWriter, r *http.Request, err error) {
	if errors.As(err, new(*http.MaxBytesError)) {
		s.showFault(w, r, http.StatusRequestEntityTooLarge, "large")
		return
	}
	s.log.Error("page failed", "page", r.Pattern, "error", err)
	s.showFailure(w, r)
}

// showUnrouted answers for an address or a method that no route has: the mux says which, the page is ours.
func (s *site) showUnrouted(mux *http.ServeMux, w http.ResponseWriter, r *http.Request) {
	answer := &answer{header: http.Header{}}
	mux.ServeHTTP(answer, r)
	if answer.status != http.StatusMethodNotAllowed {
		s.showMissing(w, r)
		return
	}
	w.Header().Set("Allow", answer.header.Get("Allow"))
	s.showFault(w, r, http.StatusMethodNotAllowed, "method")
}

// answer keeps the status and headers of an answer whose words are not wanted.
type answer struct {
	header http.Header
	status int
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return len(b), nil }
