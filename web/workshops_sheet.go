package web

import (
	"encoding/base64"
	"html/template"
	"net/http"
	"strconv"

	"github.com/skip2/go-qrcode"

	"coupdemain/internal/accounts"
	"coupdemain/internal/notice"
	"coupdemain/internal/paper"
	"coupdemain/workshops"
)

// sheetsPage is joining sheets, to be read in a browser or printed: what the PDF says, with headings and alternatives.
type sheetsPage struct {
	frame
	At     string
	Back   string // the page they were asked for on
	PDF    string
	Sheets []sheetCard
}

// sheetCard is one person's sheet.
type sheetCard struct {
	paper.Content
	ID    string
	QR    template.URL
	Steps []sheetStep
}

// sheetStep is one gesture with its picture.
type sheetStep struct {
	paper.Step
	Picture template.URL
}

// showSheets is all the sheets of a series, one after the other, each on its own page of paper.
func (s *site) showSheets(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	all, err := s.workshops.Sheets(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	path := workshopsPath + "/series/" + r.PathValue("id")
	s.sheets(w, r, by, all, path)
}

func (s *site) showSheet(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	one, err := s.workshops.Sheet(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.sheets(w, r, by, []workshops.Telling{one}, workshopsPath+"/inscriptions/"+r.PathValue("id"))
}

func (s *site) sheets(w http.ResponseWriter, r *http.Request, by accounts.Person, all []workshops.Telling, back string) {
	s.show(w, r, http.StatusOK, "sheets", func(p *pages) (any, error) {
		page := sheetsPage{At: "home", Back: back, PDF: r.URL.Path + ".pdf"}
		var err error
		if page.frame, err = s.workshopFrame(p, by, "workshop.sheets"); err != nil {
			return nil, err
		}
		for _, t := range all {
			card, err := s.sheetCard(r, p, t)
			if err != nil {
				return nil, err
			}
			page.Sheets = append(page.Sheets, card)
		}
		return page, nil
	})
}

func (s *site) sheetCard(r *http.Request, p *pages, t workshops.Telling) (sheetCard, error) {
	facts, err := notice.Sheet(p.catalogue, t, s.origin(r))
	if err != nil {
		return sheetCard{}, err
	}
	content, err := facts.Content(p.catalogue)
	if err != nil {
		return sheetCard{}, err
	}
	card := sheetCard{Content: content, ID: t.Enrolment.ID}
	if content.Link != "" {
		picture, err := qrcode.Encode(content.Link, qrcode.Medium, qrSize)
		if err != nil {
			return sheetCard{}, err
		}
		card.QR = inPage("image/png", picture)
	}
	for _, step := range content.Steps {
		card.Steps = append(card.Steps, sheetStep{step, inPage("image/svg+xml", []byte(step.SVG(content.Device)))})
	}
	return card, nil
}

// inPage is a picture as an address that holds it.
func inPage(kind string, picture []byte) template.URL {
	return template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(picture)) //nolint:gosec // Made here.
}

// showSheetsPDF is all the sheets of a series as one PDF, to be printed by one press.
func (s *site) showSheetsPDF(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	all, err := s.workshops.Sheets(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.sheetsPDF(w, r, all, "feuilles")
}

func (s *site) showSheetPDF(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	one, err := s.workshops.Sheet(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	s.sheetsPDF(w, r, []workshops.Telling{one}, "feuille")
}

func (s *site) sheetsPDF(w http.ResponseWriter, r *http.Request, all []workshops.Telling, name string) {
	p := s.pages[languageOf(r)]
	facts := make([]paper.Sheet, len(all))
	for i, t := range all {
		var err error
		if facts[i], err = notice.Sheet(p.catalogue, t, s.origin(r)); err != nil {
			s.failed(w, r, err)
			return
		}
	}
	file, err := paper.Sheets(p.catalogue, p.catalogue.Language, facts)
	s.pdf(w, r, name, file, err)
}

// pdf answers with a document, shown in the browser, which prints it.
func (s *site) pdf(w http.ResponseWriter, r *http.Request, name string, file []byte, err error) {
	if err != nil {
		s.failed(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="`+name+`.pdf"`)
	h.Set("Content-Length", strconv.Itoa(len(file)))
	_, _ = w.Write(file) // A browser that has gone needs none.
}
