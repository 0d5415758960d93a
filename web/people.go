package web

import (
	"errors"
	"net/http"

	"coupdemain/internal/accounts"
)

// peoplePage lists accounts, by organization, and adds one.
type peoplePage struct {
	frame
	Groups []group
	Fields []field
	Wrong  bool
}

// group is an organization and its people.
type group struct {
	Organization accounts.Organization
	People       []accounts.Person
}

// newLinkPage shows, this once, the link by which somebody chooses a password.
type newLinkPage struct {
	frame
	Person accounts.Person
	Link   string
	Days   int
}

var newPersonFields = []field{
	{Name: string(accounts.FieldName), Kind: "text", Autocomplete: "off"},
	{Name: string(accounts.FieldEmail), Kind: "email", Autocomplete: "off"},
	{Name: string(accounts.FieldRole), Kind: "select"},
}

// A coordinator adds to their own organization only.
var newOrganizationFields = []field{
	{Name: string(accounts.FieldOrganization), Kind: "text", Autocomplete: "off"},
	{Name: string(accounts.FieldPhone), Kind: "tel", Autocomplete: "off", Optional: true},
	{Name: string(accounts.FieldTown), Kind: "text", Autocomplete: "off", Optional: true},
}

func (s *site) showPeople(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	s.people(w, r, by, http.StatusOK, nil)
}

func (s *site) saveNewPerson(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	person, token, err := s.accounts.AddFor(r.Context(), by, accounts.NewPerson{
		Name: r.PostFormValue("name"), Email: r.PostFormValue("email"), Role: accounts.Role(r.PostFormValue("role")),
		Organization: r.PostFormValue("organization"), Phone: r.PostFormValue("phone"), Town: r.PostFormValue("town"),
	})
	switch faults := mends(err); {
	case err == nil:
		s.newLink(w, r, by, person, token)
	case faults != nil:
		s.people(w, r, by, http.StatusUnprocessableEntity, faults)
	case errors.Is(err, accounts.ErrEmailTaken):
		taken := map[accounts.Field]sentence{accounts.FieldEmail: said("people.error.taken")}
		s.people(w, r, by, http.StatusUnprocessableEntity, taken)
	default:
		s.refuseOverseer(w, r, err)
	}
}

// refuseOverseer answers for what an overseer may not do, or what is not there.
func (s *site) refuseOverseer(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, accounts.ErrNotFound):
		s.showMissing(w, r)
	case errors.Is(err, accounts.ErrForbidden):
		s.showFault(w, r, http.StatusForbidden, "role")
	default:
		s.failed(w, r, err)
	}
}

func (s *site) people(w http.ResponseWriter, r *http.Request, by accounts.Person, status int, faults map[accounts.Field]sentence) {
	people, err := s.accounts.People(r.Context(), by)
	if err != nil {
		s.refuseOverseer(w, r, err)
		return
	}
	s.show(w, r, status, "people", func(p *pages) (any, error) {
		f, err := p.frame("people.title")
		if err != nil {
			return nil, err
		}
		f.of(by, "/espace/comptes")
		blank, err := p.newPersonFields(by)
		if err != nil {
			return nil, err
		}
		fields, err := p.fields("people", blank, r.PostFormValue, faults)
		return peoplePage{frame: f, Groups: grouped(people), Fields: fields, Wrong: len(faults) > 0}, err
	})
}

// newPersonFields are the fields of a new account that this person may fill in.
func (p *pages) newPersonFields(by accounts.Person) ([]field, error) {
	roles, err := p.roles(by)
	if err != nil {
		return nil, err
	}
	var fields []field
	for _, f := range newPersonFields {
		if f.Kind == "select" {
			f.Choices = roles
		}
		fields = append(fields, f)
	}
	if by.Role == accounts.Admin {
		fields = append(fields, newOrganizationFields...)
	}
	return fields, nil
}

// roles are those that this person may give.
func (p *pages) roles(by accounts.Person) (roles []choice, err error) {
	for _, role := range []accounts.Role{accounts.Mediator, accounts.Coordinator, accounts.Admin} {
		if !by.Grants(role) {
			continue
		}
		label, err := p.catalogue.Text("role." + string(role))
		if err != nil {
			return nil, err
		}
		roles = append(roles, choice{string(role), label})
	}
	return roles, nil
}

// grouped puts together those of one organization, who come one after the other.
func grouped(people []accounts.Person) (groups []group) {
	for _, person := range people {
		if n := len(groups); n == 0 || groups[n-1].Organization != person.Organization {
			groups = append(groups, group{Organization: person.Organization})
		}
		last := &groups[len(groups)-1]
		last.People = append(last.People, person)
	}
	return groups
}

func (s *site) newLink(w http.ResponseWriter, r *http.Request, by, person accounts.Person, token string) {
	s.show(w, r, http.StatusOK, "newlink", func(p *pages) (any, error) {
		f, err := p.frame("newlink.title")
		f.of(by, "/espace/comptes")
		days := int(accounts.PasswordLinkLasts.Hours() / 24)
		return newLinkPage{f, person, s.origin(r) + "/mot-de-passe/" + token, days}, err
	})
}
