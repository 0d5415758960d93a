package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"coupdemain/internal/concerns"
)

// Concerns is the part that concerns are kept in.
func (d *DB) Concerns() concerns.Store { return concernStore{d} }

// concernStore is concerns.Store, whose comments are its contract.
type concernStore struct{ db *DB }

// Who helped is the mediator at the end, and whoever the audit log names: one before a handover, a colleague.
const addHelpers = `INSERT INTO concern_helpers (concern_id, person_id)
	SELECT $1, p.id FROM people p WHERE EXISTS (SELECT 1 FROM helps WHERE reference = $2) AND p.id IN (
		SELECT mediator_id FROM helps WHERE reference = $2
		UNION SELECT by_id FROM audit WHERE help = $2 AND help <> ''
		UNION SELECT about_id FROM audit WHERE help = $2 AND help <> '')`

func (s concernStore) Add(ctx context.Context, c concerns.Concern, most concerns.Limits) (organization string, err error) {
	err = s.db.update(ctx, func(tx *sql.Tx) error {
		var began, ended, admitted int64
		row := tx.QueryRowContext(ctx, `SELECT p.organization_id, h.opened, h.admitted, h.ended
			FROM helps h JOIN people p ON p.id = h.mediator_id WHERE h.reference = $1`, c.Help)
		if err := row.Scan(&organization, &began, &admitted, &ended); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if admitted != 0 {
			began = admitted
		}
		var ofHelp, ofNone int
		row = tx.QueryRowContext(ctx, `SELECT COUNT(CASE WHEN help = $1 THEN 1 END), COUNT(CASE WHEN organization_id = '' THEN 1 END)
			FROM concerns WHERE dealt_at = 0`, c.Help)
		if err := row.Scan(&ofHelp, &ofNone); err != nil {
			return err
		}
		if ofHelp >= most.OfOneHelp || organization == "" && ofNone >= most.OfNoHelp {
			return concerns.ErrFull
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO concerns (id, help, organization_id, began, ended, reported_at, whats, text, phone,
				dealt_at, dealt_by, note)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			c.ID, c.Help, organization, began, ended, stamp(c.ReportedAt), encoded(c.Whats), c.Text, c.Phone,
			stamp(c.DealtAt), c.DealtBy, c.Note)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, addHelpers, c.ID, c.Help)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("add concern %s: %w", c.ID, err)
	}
	return organization, nil
}

// forReader is what a reader ($2) of an organization ($1, ” for all) may see.
const forReader = `($1 = '' OR c.organization_id = $1)
	AND NOT EXISTS (SELECT 1 FROM concern_helpers h WHERE h.concern_id = c.id AND h.person_id = $2)`

func (s concernStore) Lines(ctx context.Context, organization, reader string, most int) (lines []concerns.Line, err error) {
	scan := func(rows *sql.Rows) error {
		var l concerns.Line
		err := rows.Scan(&l.ID, &l.Help, timeColumn{&l.Began}, timeColumn{&l.Ended}, timeColumn{&l.ReportedAt}, jsonColumn{&l.Whats},
			&l.Text, &l.Phone, timeColumn{&l.DealtAt}, &l.DealtBy, &l.Note, &l.OrganizationName, &l.DealtByName)
		lines = append(lines, l)
		return err
	}
	err = s.db.each(ctx, scan, `SELECT c.id, c.help, c.began, c.ended, c.reported_at, c.whats, c.text, c.phone, c.dealt_at, c.dealt_by,
			c.note, COALESCE(o.name, ''), COALESCE(p.name, '')
		FROM concerns c LEFT JOIN organizations o ON o.id = c.organization_id LEFT JOIN people p ON p.id = c.dealt_by
		WHERE `+forReader+` ORDER BY CASE WHEN c.dealt_at = 0 THEN 0 ELSE 1 END, c.reported_at DESC, c.id LIMIT $3`,
		organization, reader, most)
	for i := range lines {
		err = errors.Join(err, s.helpers(ctx, &lines[i]))
	}
	if err != nil {
		return nil, fmt.Errorf("concerns: %w", err)
	}
	return lines, nil
}

// helpers fills in who helped, by name.
func (s concernStore) helpers(ctx context.Context, l *concerns.Line) error {
	scan := func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		l.Helpers = append(l.Helpers, name)
		return err
	}
	return s.db.each(ctx, scan, `SELECT p.name FROM concern_helpers h JOIN people p ON p.id = h.person_id
		WHERE h.concern_id = $1 ORDER BY p.name`, l.ID)
}

func (s concernStore) Deal(ctx context.Context, organization, reader, id string, at time.Time, note string) (help string, err error) {
	err = s.db.update(ctx, func(tx *sql.Tx) error {
		row := tx.QueryRowContext(ctx, `UPDATE concerns AS c SET dealt_at = $4, dealt_by = CASE WHEN $4 = 0 THEN '' ELSE $2 END,
				note = CASE WHEN $4 = 0 THEN c.note ELSE $5 END
			WHERE c.id = $3 AND `+forReader+` RETURNING help`, organization, reader, id, stamp(at), note)
		if err := row.Scan(&help); errors.Is(err, sql.ErrNoRows) {
			return concerns.ErrNotFound
		} else if err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("deal with concern %s: %w", id, err)
	}
	return help, nil
}

func (s concernStore) Forget(ctx context.Context, dealt, reported time.Time) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE concerns SET phone = '' WHERE phone <> '' AND dealt_at <> 0 AND dealt_at < $1`, stamp(dealt))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM concerns WHERE reported_at < $1`, stamp(reported))
		return err
	})
	if err != nil {
		return fmt.Errorf("forget concerns: %w", err)
	}
	return nil
}
