package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"coupdemain/internal/activity"
)

// Activity is the part that activity reports are kept in.
func (d *DB) Activity() activity.Store { return activityStore{d} }

// activityStore is activity.Store, whose comments are its contract.
type activityStore struct{ db *DB }

// reportColumns are in the order of reportFields; what Save may change begins with kind.
const reportColumns = `r.id, r.person_id, r.organization_id, r.help, r.done, r.deleted_at, r.kind, r.day, r.minutes, r.measured,
	r.place_kind, r.structure_id, r.postal_code, r.town, r.insee, r.equipment, r.autonomy, r.referred, r.structure, r.themes,
	r.errands, r.tags, r.errand_details, r.notes, r.title, r.level, r.total, r.genders, r.ages, r.statuses`

func reportFields(r *activity.Report) []any {
	b := &r.Beneficiaries
	return []any{&r.ID, &r.PersonID, &r.OrganizationID, &r.Help, timeColumn{&r.Done}, timeColumn{&r.DeletedAt},
		&r.Kind, dayColumn{&r.Date}, &r.Minutes, &r.Measured,
		&r.Place.Kind, &r.Place.StructureID, &r.Place.PostalCode, &r.Place.Town, &r.Place.INSEE,
		jsonColumn{&r.Equipment}, &r.Autonomy, &r.Referred, &r.Structure, jsonColumn{&r.Themes},
		jsonColumn{&r.Errands}, jsonColumn{&r.Tags}, &r.ErrandDetails, &r.Notes, &r.Workshop.Title, &r.Workshop.Level,
		&b.Total, jsonColumn{&b.Genders}, jsonColumn{&b.Ages}, jsonColumn{&b.Statuses}}
}

// said are the values of what a report says, after its ID.
func said(r activity.Report) []any {
	referred := 0
	if r.Referred {
		referred = 1
	}
	b := r.Beneficiaries
	return []any{r.ID, string(r.Kind), r.Date.Format(dayForm), r.Minutes, r.Measured,
		string(r.Place.Kind), r.Place.StructureID, r.Place.PostalCode, r.Place.Town, r.Place.INSEE,
		encoded(r.Equipment), string(r.Autonomy), referred, string(r.Structure), encoded(r.Themes),
		encoded(r.Errands), encoded(r.Tags), r.ErrandDetails, r.Notes, r.Workshop.Title, string(r.Workshop.Level),
		b.Total, encoded(b.Genders), encoded(b.Ages), encoded(b.Statuses), stamp(r.Done)}
}

func (s activityStore) Add(ctx context.Context, r activity.Report) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		var exists bool
		row := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM reports WHERE person_id = $1 AND help = $2 AND help <> '')`, r.PersonID, r.Help)
		if err := row.Scan(&exists); err != nil {
			return err
		}
		if exists {
			return activity.ErrExists
		}
		added, err := tx.ExecContext(ctx, `INSERT INTO reports (id, kind, day, minutes, measured,
				place_kind, structure_id, postal_code, town, insee, equipment, autonomy, referred, structure, themes,
				errands, tags, errand_details, notes, title, level, total, genders, ages, statuses, done,
				person_id, organization_id, help, deleted_at)
			SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
				$24, $25, $26, id, organization_id, $28, 0 FROM people WHERE id = $27`,
			append(said(r), r.PersonID, r.Help)...)
		return expectRow(added, err, activity.ErrNotFound)
	})
	if err != nil {
		return fmt.Errorf("add report %s: %w", r.ID, err)
	}
	return nil
}

func (s activityStore) Save(ctx context.Context, r activity.Report) error {
	return s.change(ctx, r.ID, `UPDATE reports SET kind = $2, day = $3, minutes = $4, measured = $5,
			place_kind = $6, structure_id = $7, postal_code = $8, town = $9, insee = $10, equipment = $11, autonomy = $12,
			referred = $13, structure = $14, themes = $15, errands = $16, tags = $17, errand_details = $18, notes = $19,
			title = $20, level = $21, total = $22, genders = $23, ages = $24, statuses = $25, done = $26
		WHERE id = $1 AND deleted_at = 0`, said(r)...)
}

func (s activityStore) Delete(ctx context.Context, id string, at time.Time) error {
	return s.change(ctx, id, `UPDATE reports SET deleted_at = $2 WHERE id = $1 AND deleted_at = 0`, id, stamp(at))
}

func (s activityStore) Restore(ctx context.Context, id, personID string, since time.Time) error {
	return s.change(ctx, id, `UPDATE reports SET deleted_at = 0 WHERE id = $1 AND person_id = $2 AND deleted_at >= $3 AND deleted_at <> 0`,
		id, personID, stamp(since))
}

// change runs a statement that must change one report.
func (s activityStore) change(ctx context.Context, id, statement string, args ...any) error {
	changed, err := s.db.writer.ExecContext(ctx, statement, args...)
	if err := expectRow(changed, explain(err), activity.ErrNotFound); err != nil {
		return fmt.Errorf("change report %s: %w", id, err)
	}
	return nil
}

func (s activityStore) Forget(ctx context.Context, deleted, day time.Time) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM reports WHERE deleted_at <> 0 AND deleted_at < $1`, stamp(deleted))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE reports SET help = '', tags = 'null', errand_details = '', notes = '',
				genders = 'null', ages = 'null', statuses = 'null'
			WHERE day < $1 AND (help <> '' OR tags <> 'null' OR errand_details <> '' OR notes <> '' OR genders <> 'null'
				OR ages <> 'null' OR statuses <> 'null')`, day.Format(dayForm))
		return err
	})
	if err != nil {
		return fmt.Errorf("forget in reports: %w", err)
	}
	return nil
}

func (s activityStore) Report(ctx context.Context, id string) (l activity.Line, err error) {
	row := s.db.reader.QueryRowContext(ctx, `SELECT `+reportColumns+`, p.name
		FROM reports r JOIN people p ON p.id = r.person_id WHERE r.id = $1 AND r.deleted_at = 0`, id)
	if err := orNoReport(row.Scan(append(reportFields(&l.Report), &l.PersonName)...)); err != nil {
		return activity.Line{}, fmt.Errorf("report %s: %w", id, explain(err))
	}
	return l, nil
}

func (s activityStore) OfHelp(ctx context.Context, personID, help string) (r activity.Report, err error) {
	row := s.db.reader.QueryRowContext(ctx, `SELECT `+reportColumns+`
		FROM reports r WHERE r.person_id = $1 AND r.help = $2 AND r.help <> ''`, personID, help)
	if err := orNoReport(row.Scan(reportFields(&r)...)); err != nil {
		return activity.Report{}, fmt.Errorf("report of help %s: %w", help, explain(err))
	}
	return r, nil
}

func (s activityStore) Drafts(ctx context.Context, personID string, most int) ([]activity.Report, error) {
	return s.list(ctx, `WHERE r.person_id = $1 AND r.done = 0 AND r.deleted_at = 0 ORDER BY r.day, r.id LIMIT $2`, personID, most)
}

func (s activityStore) Latest(ctx context.Context, personID string, most int) ([]activity.Report, error) {
	return s.list(ctx, `WHERE r.person_id = $1 AND r.done <> 0 AND r.deleted_at = 0 ORDER BY r.done DESC, r.id LIMIT $2`, personID, most)
}

func (s activityStore) list(ctx context.Context, which string, args ...any) (reports []activity.Report, err error) {
	scan := func(rows *sql.Rows) error {
		var r activity.Report
		err := rows.Scan(reportFields(&r)...)
		reports = append(reports, r)
		return err
	}
	if err := s.db.each(ctx, scan, `SELECT `+reportColumns+` FROM reports r `+which, args...); err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	return reports, nil
}

// whose is a person's ($1) or, without one, an organization's ($2) finished reports.
const whose = `WHERE r.done <> 0 AND r.deleted_at = 0 AND ($1 <> '' AND r.person_id = $1 OR $1 = '' AND r.organization_id = $2) `

func (s activityStore) Month(ctx context.Context, personID, organizationID string, month activity.Month) (lines []activity.Line, err error) {
	scan := func(rows *sql.Rows) error {
		var l activity.Line
		err := rows.Scan(append(reportFields(&l.Report), &l.PersonName)...)
		lines = append(lines, l)
		return err
	}
	err = s.db.each(ctx, scan, `SELECT `+reportColumns+`, p.name FROM reports r JOIN people p ON p.id = r.person_id `+whose+
		`AND r.day >= $3 AND r.day < $4 ORDER BY r.day, r.done, r.id`, personID, organizationID, string(month)+"-01", string(month)+"-99")
	if err != nil {
		return nil, fmt.Errorf("reports of a month: %w", err)
	}
	return lines, nil
}

func (s activityStore) Months(ctx context.Context, personID, organizationID string) (months []activity.Month, err error) {
	scan := func(rows *sql.Rows) error {
		var m activity.Month
		err := rows.Scan(&m)
		months = append(months, m)
		return err
	}
	err = s.db.each(ctx, scan, `SELECT DISTINCT SUBSTR(r.day, 1, 7) AS month FROM reports r `+whose+`ORDER BY month DESC`, personID, organizationID)
	if err != nil {
		return nil, fmt.Errorf("months of reports: %w", err)
	}
	return months, nil
}

// orNoReport gives a row that is not there its name in the domain.
func orNoReport(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return activity.ErrNotFound
	}
	return err
}

// dayForm is how a day is stored.
const dayForm = time.DateOnly

// dayColumn scans a stored day.
type dayColumn struct{ into *time.Time }

// Scan reads a day at midnight, UTC.
func (c dayColumn) Scan(value any) (err error) {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("stored day is a %T", value)
	}
	*c.into, err = time.Parse(dayForm, text)
	return err
}

// encoded is a list or a count of each, as it is stored.
func encoded(list any) string {
	text, err := json.Marshal(list)
	if err != nil {
		panic(err) // Strings and numbers only.
	}
	return string(text)
}

// jsonColumn scans what encoded wrote.
type jsonColumn struct{ into any }

// Scan reads a list or a count of each.
func (c jsonColumn) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("stored list is a %T", value)
	}
	return json.Unmarshal([]byte(text), c.into)
}
