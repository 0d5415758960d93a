package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
)

// organizationsPage lists the organizations that an overseer may change.
type organizationsPage struct {
	frame
	Organizations []accounts.Organization
	Saved         bool
}

// organizationPage changes what people helped are told of one.
type organizationPage struct {
	frame
	ID     string
	Fields []field
	Wrong  bool
}

var organizationFields = []field{
	{Name: string(accounts.FieldOrganization), Kind: "text", Autocomplete: "organization"},
	{Name: string(accounts.FieldPhone), Kind: "tel", Autocomplete: "off"},
	{Name: string(accounts.FieldTown), Kind: "text", Autocomplete: "address-level2"},
}

func (s *site) showOrganizations(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	all, err := s.accounts.Organizations(r.Context(), by)
	if err != nil {
		s.refuseOverseer(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "organizations", func(p *pages) (any, error) {
		f, err := p.frame("organizations.title")
		f.of(by, "/espace/organismes")
		return organizationsPage{f, all, r.URL.Query().Has("change")}, err
	})
}

func (s *site) showOrganization(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	all, err := s.accounts.Organizations(r.Context(), by)
	if err != nil {
		s.refuseOverseer(w, r, err)
		return
	}
	for _, o := range all {
		if o.ID == r.PathValue("id") {
			values := map[string]string{"organization": o.Name, "phone": o.Phone, "town": o.Town}
			s.organization(w, r, by, http.StatusOK, func(name string) string { return values[name] }, nil)
			return
		}
	}
	s.showMissing(w, r)
}

func (s *site) saveOrganization(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	err := s.accounts.SetOrganization(r.Context(), by, accounts.Organization{
		ID: r.PathValue("id"), Name: r.PostFormValue("organization"), Phone: r.PostFormValue("phone"), Town: r.PostFormValue("town"),
	})
	faults := mends(err)
	if errors.Is(err, accounts.ErrNameTaken) {
		faults = map[accounts.Field]sentence{accounts.FieldOrganization: said("organization.error.taken")}
	}
	switch {
	case err == nil:
		http.Redirect(w, r, "/espace/organismes?change=1", http.StatusSeeOther)
	case faults != nil:
		s.organization(w, r, by, http.StatusUnprocessableEntity, r.PostFormValue, faults)
	default:
		s.refuseOverseer(w, r, err)
	}
}

func (s *site) organization(w http.ResponseWriter, r *http.Request, by accounts.Person, status int,
	values func(string) string, faults map[accounts.Field]sentence,
) {
	s.show(w, r, status, "organization", func(p *pages) (any, error) {
		f, err := p.frame("organization.title")
		if err != nil {
			return nil, err
		}
		f.of(by, "/espace/organismes")
		fields, err := p.fields("firstaccess", organizationFields, values, faults)
		return organizationPage{f, r.PathValue("id"), fields, len(faults) > 0}, err
	})
}
