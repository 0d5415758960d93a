package workshops

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"coupdemain/internal/accounts"
	"coupdemain/internal/plaintext"
)

// The bounds of what is taught.
const (
	maxSteps   = 40
	maxModules = 50
	maxPrepare = 10  // sentences
	maxTaught  = 600 // minutes
)

// seen tells whether what belongs to an organization is by's to see; what ships, everybody's.
func seen(by accounts.Person, organization string) bool {
	return organization == "" || organization == by.Organization.ID
}

// Modules lists the newest version of by's organization's modules and of those shipped, archived ones too, by title.
func (s *Service) Modules(ctx context.Context, by accounts.Person) (all []Module, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		all, err = tx.Modules(by.Organization.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("modules: %w", err)
	}
	return all, nil
}

// Module is a version of a module; 0: the newest.
func (s *Service) Module(ctx context.Context, by accounts.Person, id string, version int) (m Module, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		m, err = ownModule(tx, by, id, version)
		return err
	})
	if err != nil {
		return Module{}, fmt.Errorf("module: %w", err)
	}
	return m, nil
}

func ownModule(tx ModuleTx, by accounts.Person, id string, version int) (Module, error) {
	m, err := tx.Module(id, version)
	if err == nil && !seen(by, m.OrganizationID) {
		err = ErrNotFound
	}
	if err != nil {
		return Module{}, err
	}
	return m, nil
}

// ModuleVersions lists all versions of a module, the newest first.
func (s *Service) ModuleVersions(ctx context.Context, by accounts.Person, id string) (all []Module, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		if _, err := ownModule(tx, by, id, 0); err != nil {
			return err
		}
		all, err = tx.ModuleVersions(id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("versions of a module: %w", err)
	}
	return all, nil
}

// SaveModule makes a new module of by's organization (m.ID empty), or the next version of one whose newest is m.Version.
// The error is an *accounts.InvalidError, ErrConflict, ErrNotFound, or ErrForbidden for one that ships: copy it first.
func (s *Service) SaveModule(ctx context.Context, by accounts.Person, m Module) (Module, error) {
	var f faults
	m.check(&f)
	m.OrganizationID, m.MadeAt, m.MadeBy = by.Organization.ID, now(), by.ID
	err := s.store.Update(ctx, func(tx Tx) error {
		if err := m.checkPictures(tx, &f); err != nil {
			return err
		}
		if err := f.err(); err != nil {
			return err
		}
		if m.ID == "" {
			m.ID, m.Version = newID(), 0
			return addVersion(tx, &m)
		}
		newest, err := ownModule(tx, by, m.ID, 0)
		switch {
		case err != nil:
			return err
		case newest.OrganizationID == "":
			return ErrForbidden
		case newest.Version != m.Version:
			return ErrConflict
		}
		return addVersion(tx, &m)
	})
	if err != nil {
		return Module{}, fmt.Errorf("save a module: %w", err)
	}
	return m, nil
}

// addVersion adds the version after m.Version; the sessions whose doors are open, or were, keep the one before.
func addVersion(tx ModuleTx, m *Module) error {
	if m.Version > 0 {
		if err := tx.PinModule(m.ID, m.Version, m.MadeAt.Add(EarlyEntry)); err != nil {
			return err
		}
	}
	m.Version++
	return tx.AddModule(*m)
}

// CopyModule makes a module of by's organization like another, one that ships for example.
func (s *Service) CopyModule(ctx context.Context, by accounts.Person, id string) (Module, error) {
	m, err := s.Module(ctx, by, id, 0)
	if err != nil {
		return Module{}, err
	}
	m.ID, m.Version, m.Archived = "", 0, false
	return s.SaveModule(ctx, by, m)
}

// check normalises a module and adds what is wrong with it.
func (m *Module) check(f *faults) {
	f.line(FieldTitle, &m.Title, maxTitle)
	f.expect(slices.Contains(Levels, m.Level), FieldLevel, NotOneOf)
	f.line(FieldGoal, &m.Goal, maxGoal)
	m.Equipment = chosen(f, FieldEquipment, m.Equipment, Devices)
	f.expect(len(m.Equipment) > 0, FieldEquipment, accounts.Missing)
	m.Themes = chosen(f, FieldThemes, m.Themes, Themes)
	f.expect(0 <= m.Minutes && m.Minutes <= maxTaught, FieldMinutes, OutOfRange)
	m.Prepare = slices.DeleteFunc(slices.Clone(m.Prepare), func(line string) bool { return plaintext.Line(line) == "" })
	f.expect(len(m.Prepare) <= maxPrepare, FieldPrepare, TooMany)
	for i := range m.Prepare {
		f.line(FieldPrepare, &m.Prepare[i], maxGoal)
	}
	f.expect(len(m.Steps) > 0, FieldSteps, accounts.Missing)
	f.expect(len(m.Steps) <= maxSteps, FieldSteps, TooMany)
	m.Steps = slices.Clone(m.Steps)
	for i := range m.Steps {
		step := &m.Steps[i]
		f.line(stepField(i, FieldTitle), &step.Title, maxTitle)
		step.Text = plaintext.Lines(step.Text)
		f.expect(step.Text != "", stepField(i, "text"), accounts.Missing)
		f.expect(utf8.RuneCountInString(step.Text) <= maxStep, stepField(i, "text"), accounts.TooLong)
		if step.Picture == "" {
			step.Alternative = ""
			continue
		}
		f.line(stepField(i, "alternative"), &step.Alternative, maxGoal)
	}
}

// stepField is the field of one step.
func stepField(i int, name accounts.Field) accounts.Field {
	return accounts.Field(fmt.Sprintf("steps.%d.%s", i, name))
}

// chosen are the choices made, in the order they are offered, each once.
func chosen[T comparable](f *faults, field accounts.Field, made, offered []T) (kept []T) {
	for _, choice := range made {
		if !slices.Contains(offered, choice) {
			f.add(field, NotOneOf)
			break
		}
	}
	for _, choice := range offered {
		if slices.Contains(made, choice) {
			kept = append(kept, choice)
		}
	}
	return kept
}

// Paths lists the newest version of by's organization's paths, archived ones too, by title.
func (s *Service) Paths(ctx context.Context, by accounts.Person) (all []Path, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		all, err = tx.Paths(by.Organization.ID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("paths: %w", err)
	}
	return all, nil
}

// Path is a version of a path; 0: the newest.
func (s *Service) Path(ctx context.Context, by accounts.Person, id string, version int) (p Path, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		p, err = ownPath(tx, by, id, version)
		return err
	})
	if err != nil {
		return Path{}, fmt.Errorf("path: %w", err)
	}
	return p, nil
}

func ownPath(tx ModuleTx, by accounts.Person, id string, version int) (Path, error) {
	p, err := tx.Path(id, version)
	if err == nil && p.OrganizationID != by.Organization.ID {
		err = ErrNotFound
	}
	if err != nil {
		return Path{}, err
	}
	return p, nil
}

// SavePath makes a new path, or the next version of one; as SaveModule.
func (s *Service) SavePath(ctx context.Context, by accounts.Person, p Path) (Path, error) {
	var f faults
	f.line(FieldTitle, &p.Title, maxTitle)
	f.optional(FieldGoal, &p.Goal, maxGoal)
	f.expect(len(p.Modules) > 0, FieldModules, accounts.Missing)
	f.expect(len(p.Modules) <= maxModules, FieldModules, TooMany)
	if err := f.err(); err != nil {
		return Path{}, fmt.Errorf("save a path: %w", err)
	}
	p.OrganizationID, p.MadeAt, p.MadeBy = by.Organization.ID, now(), by.ID
	err := s.store.Update(ctx, func(tx Tx) error {
		for _, id := range p.Modules {
			if _, err := ownModule(tx, by, id, 0); err != nil {
				return err
			}
		}
		if p.ID == "" {
			p.ID, p.Version = newID(), 0
		} else if newest, err := ownPath(tx, by, p.ID, 0); err != nil {
			return err
		} else if newest.Version != p.Version {
			return ErrConflict
		}
		p.Version++
		return tx.AddPath(p)
	})
	if err != nil {
		return Path{}, fmt.Errorf("save a path: %w", err)
	}
	return p, nil
}
