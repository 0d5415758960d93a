package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"coupdemain/internal/family"
)

// Families is the part that families are kept in.
func (d *DB) Families() family.Store { return familyStore{d} }

// familyStore is family.Store, whose comments are its contract.
type familyStore struct{ db *DB }

const selectFamilies = `SELECT f.id, f.name, f.hour, f.phone, f.organization_id, o.name, f.made_by, f.made_at, f.valid_until, f.closed_at
	FROM families f JOIN organizations o ON o.id = f.organization_id `

// families reads those of a query, with their members.
func families(ctx context.Context, from querier, query string, args ...any) (found []family.Family, err error) {
	scan := func(rows *sql.Rows) error {
		var f family.Family
		err := rows.Scan(&f.ID, &f.Name, &f.Hour, &f.Phone, &f.OrganizationID, &f.OrganizationName, &f.MadeBy,
			timeColumn{&f.MadeAt}, timeColumn{&f.ValidUntil}, timeColumn{&f.ClosedAt})
		found = append(found, f)
		return err
	}
	if err := each(ctx, from, scan, selectFamilies+query, args...); err != nil {
		return nil, err
	}
	for i := range found {
		members := func(rows *sql.Rows) error {
			var m family.Member
			err := rows.Scan(&m.ID, &m.Name, hashColumn[family.Hash]{&m.Code}, &m.Drawing)
			found[i].Members = append(found[i].Members, m)
			return err
		}
		err := each(ctx, from, members, `SELECT id, name, code, drawing FROM family_members WHERE family_id = $1 ORDER BY position`, found[i].ID)
		if err != nil {
			return nil, err
		}
		undo := func(rows *sql.Rows) error {
			u := family.Undo{}
			found[i].Undo = &u
			return rows.Scan(&u.ID, &u.Position, &u.Name, hashColumn[family.Hash]{&u.Code}, &u.Drawing, timeColumn{&u.At})
		}
		err = each(ctx, from, undo, `SELECT id, position, name, code, drawing, made_at FROM family_undo WHERE family_id = $1`, found[i].ID)
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// oneFamily is the one that a query finds.
func oneFamily(ctx context.Context, from querier, query string, args ...any) (family.Family, error) {
	found, err := families(ctx, from, query, args...)
	if err == nil && len(found) == 0 {
		err = family.ErrNotFound
	}
	if err != nil {
		return family.Family{}, err
	}
	return found[0], nil
}

func (s familyStore) Family(ctx context.Context, id string) (family.Family, error) {
	return oneFamily(ctx, s.db.reader, `WHERE f.id = $1`, id)
}

func (s familyStore) FamilyOf(ctx context.Context, memberID string) (family.Family, error) {
	return oneFamily(ctx, s.db.reader, `WHERE f.id = (SELECT family_id FROM family_members WHERE id = $1)`, memberID)
}

func (s familyStore) FamilyByCode(ctx context.Context, code family.Hash) (family.Family, string, error) {
	var member string
	err := s.db.reader.QueryRowContext(ctx, `SELECT id FROM family_members WHERE code = $1`, hexed(code)).Scan(&member)
	if errors.Is(err, sql.ErrNoRows) {
		err = family.ErrNotFound
	}
	if err != nil {
		return family.Family{}, "", explain(err)
	}
	f, err := s.FamilyOf(ctx, member)
	return f, member, err
}

func (s familyStore) Families(ctx context.Context, organization string) ([]family.Family, error) {
	found, err := families(ctx, s.db.reader, `WHERE f.organization_id = $1 ORDER BY f.name, f.id`, organization)
	if err != nil {
		return nil, fmt.Errorf("families of %s: %w", organization, err)
	}
	return found, nil
}

func (s familyStore) Update(ctx context.Context, change func(family.Tx) error) error {
	return s.db.update(ctx, func(tx *sql.Tx) error { return change(familyTx{ctx, tx}) })
}

func (s familyStore) Forget(ctx context.Context, ended, done time.Time) error {
	err := s.db.exec(ctx, `DELETE FROM families WHERE valid_until < $1 OR closed_at <> 0 AND closed_at < $1`, stamp(ended))
	if err == nil {
		err = s.db.exec(ctx, `DELETE FROM family_undo WHERE made_at < $1`, stamp(done))
	}
	if err != nil {
		return fmt.Errorf("forget families: %w", err)
	}
	return nil
}

// familyTx is family.Tx.
type familyTx struct {
	ctx context.Context //nolint:containedctx // It lives as long as the transaction.
	tx  *sql.Tx
}

func (t familyTx) Family(id string) (family.Family, error) {
	return oneFamily(t.ctx, t.tx, `WHERE f.id = $1`, id)
}

func (t familyTx) Put(f family.Family) error {
	_, err := t.tx.ExecContext(t.ctx, `INSERT INTO families (id, name, hour, phone, organization_id, made_by, made_at, valid_until, closed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, hour = excluded.hour, phone = excluded.phone,
			valid_until = excluded.valid_until, closed_at = excluded.closed_at`,
		f.ID, f.Name, f.Hour, f.Phone, f.OrganizationID, f.MadeBy, stamp(f.MadeAt), stamp(f.ValidUntil), stamp(f.ClosedAt))
	if err != nil {
		return err
	}
	for _, clear := range []string{`DELETE FROM family_members WHERE family_id = $1`, `DELETE FROM family_undo WHERE family_id = $1`} {
		if _, err := t.tx.ExecContext(t.ctx, clear, f.ID); err != nil {
			return err
		}
	}
	for i, m := range f.Members {
		_, err := t.tx.ExecContext(t.ctx, `INSERT INTO family_members (id, family_id, position, name, code, drawing)
			VALUES ($1, $2, $3, $4, $5, $6)`, m.ID, f.ID, i, m.Name, hexed(m.Code), m.Drawing)
		if err != nil {
			return err
		}
	}
	if u := f.Undo; u != nil {
		_, err = t.tx.ExecContext(t.ctx, `INSERT INTO family_undo (family_id, id, position, name, code, drawing, made_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`, f.ID, u.ID, u.Position, u.Name, hexed(u.Code), u.Drawing, stamp(u.At))
	}
	return err
}

func (t familyTx) Taken(code family.Hash) (taken bool, err error) {
	row := t.tx.QueryRowContext(t.ctx, `SELECT EXISTS (SELECT 1 FROM family_members WHERE code = $1)
		OR EXISTS (SELECT 1 FROM workshop_enrolments WHERE code = $1)`, hexed(code))
	return taken, row.Scan(&taken)
}
