package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/skip2/go-qrcode"

	"coupdemain/internal/accounts"
	"coupdemain/internal/family"
	"coupdemain/internal/paper"
)

// showCards is a family's cards to be read or printed: all, or in ?personne= one.
func (s *site) showCards(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	f, err := s.families.Family(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	path := familiesPath + "/" + f.ID
	s.cards(w, r, by, f, r.URL.Query().Get("personne"), path, path+"/cartes.pdf?"+r.URL.RawQuery)
}

func (s *site) showCardsPDF(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	f, err := s.families.Family(r.Context(), by, r.PathValue("id"))
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	s.cardsPDF(w, r, by, f, r.URL.Query().Get("personne"))
}

func (s *site) showOwnCard(w http.ResponseWriter, r *http.Request, f family.Family, _ family.Member) {
	id := r.PathValue("member")
	s.cards(w, r, accounts.Person{}, f, id, "/famille/reglages", "/famille/cartes/"+id+"/carte.pdf")
}

func (s *site) showOwnCardPDF(w http.ResponseWriter, r *http.Request, f family.Family, _ family.Member) {
	s.cardsPDF(w, r, accounts.Person{}, f, r.PathValue("member"))
}

func (s *site) cards(w http.ResponseWriter, r *http.Request, by accounts.Person, f family.Family, member, back, pdf string) {
	all, err := s.cardsOf(r, by, f, member)
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "sheets", func(p *pages) (any, error) {
		page := sheetsPage{At: "home", Back: back, PDF: strings.TrimSuffix(pdf, "?")}
		var err error
		if page.frame, err = p.frame("family.cards"); err != nil {
			return nil, err
		}
		if by.ID != "" {
			page.of(by, familiesPath)
		}
		for i, one := range all {
			card := sheetCard{ID: strconv.Itoa(i)}
			if card.Content, err = one.Content(p.catalogue); err != nil {
				return nil, err
			}
			picture, err := qrcode.Encode(one.Link, qrcode.Medium, qrSize)
			if err != nil {
				return nil, err
			}
			card.QR = inPage("image/png", picture)
			page.Sheets = append(page.Sheets, card)
		}
		return page, nil
	})
}

func (s *site) cardsPDF(w http.ResponseWriter, r *http.Request, by accounts.Person, f family.Family, member string) {
	all, err := s.cardsOf(r, by, f, member)
	if err != nil {
		s.refuseFamily(w, r, err)
		return
	}
	p := s.pages[languageOf(r)]
	file, err := paper.Cards(p.catalogue, p.catalogue.Language, all)
	s.pdf(w, r, "cartes", file, err)
}

// cardsOf are the facts of a family's cards, of one if member is not "".
func (s *site) cardsOf(r *http.Request, by accounts.Person, f family.Family, member string) ([]paper.Card, error) {
	codes, err := s.families.Codes(r.Context(), by, f.ID)
	if err != nil {
		return nil, err
	}
	origin := s.origin(r)
	_, address, _ := strings.Cut(origin, "://")
	var all []paper.Card
	for _, m := range f.Members {
		if member != "" && member != m.ID {
			continue
		}
		all = append(all, paper.Card{
			Name: m.Name, Family: f.Name, Organization: f.OrganizationName, Hour: f.Hour, Phone: f.Phone,
			Code: codes[m.ID].Spaced(), Address: address, Link: origin + "/c/" + string(codes[m.ID]),
		})
	}
	if len(all) == 0 {
		return nil, family.ErrNotFound
	}
	return all, nil
}
