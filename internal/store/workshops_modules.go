package store

import (
	"time"

	"coupdemain/workshops"
)

const moduleColumns = `id, version, organization_id, title, level, goal, equipment, themes, minutes, prepare, steps, archived, made_at, made_by`

func moduleFields(m *workshops.Module) []any {
	return []any{
		&m.ID, &m.Version, &m.OrganizationID, &m.Title, &m.Level, &m.Goal, jsonColumn{&m.Equipment},
		jsonColumn{&m.Themes}, &m.Minutes, jsonColumn{&m.Prepare}, jsonColumn{&m.Steps}, &m.Archived, timeColumn{&m.MadeAt}, &m.MadeBy,
	}
}

func (t workshopTx) Modules(organization string) ([]workshops.Module, error) {
	return all(t, moduleFields, `SELECT `+moduleColumns+` FROM workshop_modules m
		WHERE organization_id IN ('', $1) AND version = (SELECT MAX(version) FROM workshop_modules n WHERE n.id = m.id)
		ORDER BY title, id`, organization)
}

func (t workshopTx) Module(id string, version int) (m workshops.Module, err error) {
	return m, t.one(moduleFields(&m), `SELECT `+moduleColumns+` FROM workshop_modules
		WHERE id = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1`, id, version)
}

func (t workshopTx) ModuleVersions(id string) ([]workshops.Module, error) {
	return all(t, moduleFields, `SELECT `+moduleColumns+` FROM workshop_modules WHERE id = $1 ORDER BY version DESC`, id)
}

func (t workshopTx) AddModule(m workshops.Module) error {
	return t.change(workshops.ErrConflict, `INSERT INTO workshop_modules (`+moduleColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id, version) DO NOTHING`,
		m.ID, m.Version, m.OrganizationID, m.Title, string(m.Level), m.Goal, encoded(m.Equipment), encoded(m.Themes), m.Minutes, encoded(m.Prepare), encoded(m.Steps),
		m.Archived, stamp(m.MadeAt), m.MadeBy)
}

func (t workshopTx) PinModule(id string, version int, begun time.Time) error {
	return t.exec(`UPDATE workshop_sessions SET module_version = $2 WHERE module_id = $1 AND module_version = 0 AND starts_at < $3`,
		id, version, stamp(begun))
}

const pathColumns = `id, version, organization_id, title, goal, modules, archived, made_at, made_by`

func pathFields(p *workshops.Path) []any {
	return []any{
		&p.ID, &p.Version, &p.OrganizationID, &p.Title, &p.Goal, jsonColumn{&p.Modules}, &p.Archived,
		timeColumn{&p.MadeAt}, &p.MadeBy,
	}
}

func (t workshopTx) Paths(organization string) ([]workshops.Path, error) {
	return all(t, pathFields, `SELECT `+pathColumns+` FROM workshop_paths p
		WHERE organization_id = $1 AND version = (SELECT MAX(version) FROM workshop_paths n WHERE n.id = p.id)
		ORDER BY title, id`, organization)
}

func (t workshopTx) Path(id string, version int) (p workshops.Path, err error) {
	return p, t.one(pathFields(&p), `SELECT `+pathColumns+` FROM workshop_paths
		WHERE id = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1`, id, version)
}

func (t workshopTx) AddPath(p workshops.Path) error {
	return t.change(workshops.ErrConflict, `INSERT INTO workshop_paths (`+pathColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id, version) DO NOTHING`,
		p.ID, p.Version, p.OrganizationID, p.Title, p.Goal, encoded(p.Modules), p.Archived, stamp(p.MadeAt), p.MadeBy)
}

func (t workshopTx) Picture(id string) (p workshops.Picture, err error) {
	return p, t.one([]any{&p.ID, &p.OrganizationID, &p.Type, &p.Data},
		`SELECT id, organization_id, type, data FROM workshop_pictures WHERE id = $1`, id)
}

func (t workshopTx) AddPicture(p workshops.Picture) error {
	return t.exec(`INSERT INTO workshop_pictures (id, organization_id, type, data) VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO NOTHING`, p.ID, p.OrganizationID, p.Type, p.Data)
}

func (t workshopTx) SchoolYears(organization string) ([]workshops.SchoolYear, error) {
	fields := func(y *workshops.SchoolYear) []any {
		return []any{&y.OrganizationID, &y.Year, &y.Revision, jsonColumn{&y.Holidays}, jsonColumn{&y.Before}, timeColumn{&y.ChangedAt}}
	}
	return all(t, fields, `SELECT organization_id, year, revision, holidays, replaced, changed_at FROM school_years
		WHERE organization_id = $1 ORDER BY year`, organization)
}

func (t workshopTx) PutSchoolYear(y workshops.SchoolYear) error {
	return t.exec(`INSERT INTO school_years (organization_id, year, revision, holidays, replaced, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organization_id, year) DO UPDATE SET revision = excluded.revision,
			holidays = excluded.holidays, replaced = excluded.replaced, changed_at = excluded.changed_at`,
		y.OrganizationID, y.Year, y.Revision, encoded(y.Holidays), encoded(y.Before), stamp(y.ChangedAt))
}
