package config

import (
	"errors"
	"fmt"

	"coupdemain/internal/accounts"
)

// addFlags are the settings of mediator add as typed.
type addFlags struct {
	Data         string `default:"./data" placeholder:"DIR" help:"The server's data folder (${default})."`
	Email        string `placeholder:"ADDRESS" help:"E-mail address to sign in with."`
	Name         string `placeholder:"NAME" help:"First name and last name; the person helped sees only the first word."`
	Organization string `placeholder:"NAME" help:"Whom the mediator helps for; made if no organization has this name."`
	Phone        string `placeholder:"NUMBER" help:"Public number of a new organization, shown to the person helped."`
	Town         string `placeholder:"NAME" help:"Town of a new organization."`
	Role         string `default:"mediator" placeholder:"ROLE" help:"mediator, coordinator or admin (${default})."`
}

// MediatorAdd is an account to create. Person has no password yet: see Refused for what is wrong with the rest.
type MediatorAdd struct {
	Data   string
	Person accounts.NewPerson
}

func (typed addFlags) check() (MediatorAdd, error) {
	var f faults
	add := MediatorAdd{
		Data: folder(&f, typed.Data),
		Person: accounts.NewPerson{
			Email: typed.Email, Name: typed.Name, Organization: typed.Organization,
			Phone: typed.Phone, Town: typed.Town, Role: accounts.Role(typed.Role),
		},
	}
	return add, f.err()
}

// Refused puts the faults of an account in terms of the command line. Any other error is returned as it is.
func (a MediatorAdd) Refused(err error) error {
	var invalid *accounts.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	values := map[accounts.Field]string{
		accounts.FieldEmail: a.Person.Email, accounts.FieldName: a.Person.Name,
		accounts.FieldOrganization: a.Person.Organization, accounts.FieldPhone: a.Person.Phone,
		accounts.FieldTown: a.Person.Town, accounts.FieldRole: string(a.Person.Role),
	}
	var f faults
	for _, fault := range invalid.Faults {
		if fault.Field == accounts.FieldPassword {
			f = append(f, fmt.Sprintf("the password, on standard input, %s: give 12 characters or more, 256 bytes at most", fault.Problem))
			continue
		}
		f.add(string(fault.Field), values[fault.Field], "it "+string(fault.Problem))
	}
	return f.err()
}
