package workshops

import (
	"context"
	"fmt"

	"coupdemain/internal/plaintext"
)

// ProgrammePage is how many series a page of the programme lists.
const ProgrammePage = 10

// lastPage is further than any programme goes: anybody may ask for any page.
const lastPage = 10_000

// Programme lists a page (from 0) of the public series with a session to come, by that session: of one town, or of all if
// it is empty. more tells whether there is another page.
func (s *Service) Programme(ctx context.Context, town string, page int) (all []Listed, more bool, err error) {
	page = min(max(0, page), lastPage)
	err = s.store.View(ctx, func(tx Tx) error {
		all, err = tx.Programme(now(), plaintext.Line(town), page*ProgrammePage, ProgrammePage+1)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("programme: %w", err)
	}
	for i := range all {
		all[i] = all[i].outside()
	}
	if len(all) > ProgrammePage {
		return all[:ProgrammePage], true, nil
	}
	return all, false, nil
}

// Towns lists the towns of the programme, in order.
func (s *Service) Towns(ctx context.Context) (towns []string, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		towns, err = tx.Towns(now())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("towns: %w", err)
	}
	return towns, nil
}

// Announced is a public series with its sessions and what is taught.
type Announced struct {
	Listed
	Dates   []Session // cancelled ones too, by time
	Modules []Module
}

// Announced is one series of the programme; those that are not public are ErrNotFound.
func (s *Service) Announced(ctx context.Context, id string) (a Announced, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		listed, err := tx.Listed(id, now())
		if err != nil {
			return err
		}
		if !listed.Public {
			return ErrNotFound
		}
		a.Listed = listed.outside()
		if a.Dates, err = tx.Sessions(id); err != nil {
			return err
		}
		path, err := tx.Path(a.PathID, a.PathVersion)
		if err != nil {
			return err
		}
		for _, id := range path.Modules {
			m, err := tx.Module(id, 0)
			if err != nil {
				return err
			}
			a.Modules = append(a.Modules, m)
		}
		return nil
	})
	if err != nil {
		return Announced{}, fmt.Errorf("announced series: %w", err)
	}
	return a, nil
}
