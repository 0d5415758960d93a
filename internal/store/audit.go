package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"time"

	"coupdemain/internal/audit"
)

// Audit is the part that the audit log is kept in.
func (d *DB) Audit() audit.Store { return auditStore{d} }

// auditStore is audit.Store, whose comments are its contract.
type auditStore struct{ db *DB }

func (s auditStore) Append(ctx context.Context, e audit.Entry) error {
	return s.db.exec(ctx, `INSERT INTO audit (id, at, what, by_id, about_id, organization_id, help, detail, lasted, place)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		e.ID, stamp(e.At), string(e.What), e.By, e.About, e.Organization, e.Help, e.Detail, int64(e.Lasted), e.From)
}

func (s auditStore) Lines(ctx context.Context, organization string, older audit.Cursor, most int) (lines []audit.Line, err error) {
	before := int64(math.MaxInt64)
	if !older.At.IsZero() {
		before = stamp(older.At)
	}
	scan := func(rows *sql.Rows) error {
		var l audit.Line
		err := rows.Scan(&l.ID, timeColumn{&l.At}, &l.What, &l.By, &l.About, &l.Organization, &l.Help, &l.Detail, &l.Lasted, &l.From,
			&l.ByName, &l.AboutName, &l.OrganizationName)
		lines = append(lines, l)
		return err
	}
	err = s.db.each(ctx, scan, `SELECT a.id, a.at, a.what, a.by_id, a.about_id, a.organization_id, a.help, a.detail, a.lasted, a.place,
			COALESCE(b.name, ''), COALESCE(c.name, ''), COALESCE(o.name, '')
		FROM audit a LEFT JOIN people b ON b.id = a.by_id LEFT JOIN people c ON c.id = a.about_id
			LEFT JOIN organizations o ON o.id = a.organization_id
		WHERE (a.at < $1 OR a.at = $1 AND a.id < $2)
			AND ($3 = '' OR b.organization_id = $3 OR c.organization_id = $3 OR a.organization_id = $3)
		ORDER BY a.at DESC, a.id DESC LIMIT $4`, before, older.ID, organization, most)
	if err != nil {
		return nil, fmt.Errorf("audit lines: %w", err)
	}
	return lines, nil
}

func (s auditStore) Expire(ctx context.Context, before time.Time) error {
	if err := s.db.exec(ctx, `DELETE FROM audit WHERE at < $1`, stamp(before)); err != nil {
		return fmt.Errorf("expire audit entries: %w", err)
	}
	return nil
}
