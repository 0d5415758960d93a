package accounts

import (
	"context"
	"fmt"
)

// Organizations lists those that by may change, by name. The error is ErrForbidden.
func (s *Service) Organizations(ctx context.Context, by Person) ([]Organization, error) {
	only, ok := by.scope()
	if !ok {
		return nil, ErrForbidden
	}
	all, err := s.store.Organizations(ctx)
	if err != nil {
		return nil, fmt.Errorf("organizations: %w", err)
	}
	var own []Organization
	for _, o := range all {
		if only == "" || o.ID == only {
			own = append(own, o)
		}
	}
	return own, nil
}

// SetOrganization changes an organization's name, telephone number and town; what is told to people helped changes with
// the next help. The error is an *InvalidError, ErrNameTaken, ErrNotFound or ErrForbidden.
func (s *Service) SetOrganization(ctx context.Context, by Person, o Organization) error {
	if !by.OverseesOrganization(o.ID) {
		return ErrForbidden
	}
	o, faults := o.normalise()
	if len(faults) > 0 {
		return &InvalidError{faults}
	}
	if err := s.store.SetOrganization(ctx, o); err != nil {
		return fmt.Errorf("organization %s: %w", o.ID, err)
	}
	s.audit.Record(ctx, Event{Act: OrganizationChanged, By: by.ID, Organization: o.ID})
	return nil
}
