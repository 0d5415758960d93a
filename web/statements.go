package web

import "net/http"

// statementPage is what the site says about itself.
type statementPage struct{ frame }

func (s *site) showStatement(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.show(w, r, http.StatusOK, name, func(p *pages) (any, error) {
			f, err := p.frame(name + ".title")
			return statementPage{f}, err
		})
	}
}
