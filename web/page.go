package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"coupdemain/internal/accounts"
	"coupdemain/web/locales"
)

//go:embed templates/*.html
var templateFiles embed.FS

// pageNames are the templates, each beside layout.html.
var pageNames = []string{
	"door", "guest", "helpover", "room", "desk", "signin", "firstaccess", "newpassword", "account", "people", "newlink", "somebody",
	"organizations", "organization", "journal", "reports", "report", "reportform",
	"concern", "concernsent", "concerns",
	"workshops", "calendar", "paths", "path", "module", "moduleform", "series", "seriesform", "holidays", "holidaysform", "enrolment", "import", "session",
	"sessionchange", "presence", "partners", "sheets", "programme", "announced", "partner", "place", "rehearsal",
	"class", "teach", "pocket", "followed",

	"families", "family", "familyhome", "familyover", "familyroom",
	"accessibility", "privacy", "fault",
}

// pages are the templates in one language. They never change once read.
type pages struct {
	catalogue *locales.Catalogue
	templates map[string]*template.Template
}

// frame is what the layout needs of every page.
type frame struct {
	Lang   string
	Other  string // the language offered instead
	Title  string
	Larger bool   // for the person helped
	Live   bool   // a live help: no link leads away from it
	Name   string // of whoever is signed in
	Path   string

	Oversees bool // whoever is signed in answers for others
}

// of makes the frame that of a signed-in person, on the page of the site's map at that path.
func (f *frame) of(person accounts.Person, path string) {
	f.Name, f.Path, f.Oversees = person.Name, path, person.Role != accounts.Mediator
}

func readPages(catalogues map[string]*locales.Catalogue, built *assets) (map[string]*pages, error) {
	all := map[string]*pages{}
	for language, catalogue := range catalogues {
		p := &pages{catalogue: catalogue, templates: map[string]*template.Template{}}
		words := template.FuncMap{
			"t":      catalogue.Text,
			"count":  catalogue.Count,
			"script": built.script,
			"styles": built.styles,
			"words":  p.words,
		}
		for _, name := range pageNames {
			t, err := template.New("layout.html").Funcs(words).Funcs(p.dayWords()).
				ParseFS(templateFiles, "templates/layout.html", "templates/workshopparts.html", "templates/"+name+".html")
			if err != nil {
				return nil, fmt.Errorf("template %s: %w", name, err)
			}
			p.templates[name] = t
		}
		all[language] = p
	}
	return all, nil
}

// frame begins a page whose title is that key's sentence.
func (p *pages) frame(titleKey string) (frame, error) {
	title, err := p.catalogue.Text(titleKey)
	if err != nil {
		return frame{}, err
	}
	other := locales.Languages[0]
	if p.catalogue.Language == other {
		other = locales.Languages[1]
	}
	return frame{Lang: p.catalogue.Language, Other: other, Title: title}, nil
}

// words is the part of the catalogue that a live surface says itself, as JSON for its data-words.
func (p *pages) words(prefixes ...string) (string, error) {
	text, err := json.Marshal(p.catalogue.Part(prefixes...))
	return string(text), err
}

// show writes a page in the reader's language, whole or not at all. fill makes the template's data: a struct that
// embeds frame.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, name string, fill func(*pages) (any, error)) {
	p := s.pages[languageOf(r)]
	var body bytes.Buffer
	data, err := fill(p)
	if err == nil {
		err = s.draw(&body, p.templates[name], status, data)
	}
	if err != nil {
		s.log.Error("page failed", "page", name, "error", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.catalogue.Language)
	h.Add("Vary", "Accept-Encoding, Cookie")
	text := body.Bytes()
	if takesGzip(r) {
		text = zipped(text)
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text) // A browser that has gone needs no page.
}

// draw executes a page's template. Refusals are drawn one at a time, so that however many strangers guess codes at once,
// whoever is let through finds a core free.
func (s *site) draw(body *bytes.Buffer, page *template.Template, status int, data any) error {
	if status >= http.StatusBadRequest {
		s.refusing.Lock()
		defer s.refusing.Unlock()
	}
	return page.Execute(body, data)
}

func takesGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if name == "gzip" && strings.ReplaceAll(weight, " ", "") != "q=0" {
			return true
		}
	}
	return false
}

func zipped(text []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(text) // Writing to memory does not fail.
	_ = z.Close()
	return out.Bytes()
}
