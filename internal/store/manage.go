package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"coupdemain/internal/accounts"
)

const selectPeople = `SELECT ` + personColumns + ` FROM people p JOIN organizations o ON o.id = p.organization_id `

func (s accountStore) People(ctx context.Context, organizationID string) (people []accounts.Person, err error) {
	scan := func(rows *sql.Rows) error {
		var p accounts.Person
		err := rows.Scan(personFields(&p)...)
		people = append(people, p)
		return err
	}
	err = s.db.each(ctx, scan, selectPeople+`WHERE $1 = '' OR o.id = $1 ORDER BY o.name_key, p.name, p.id`, organizationID)
	if err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	return people, nil
}

func (s accountStore) PersonByID(ctx context.Context, id string) (p accounts.Person, err error) {
	row := s.db.reader.QueryRowContext(ctx, selectPeople+`WHERE p.id = $1`, id)
	if err := orNotFound(row.Scan(personFields(&p)...)); err != nil {
		return accounts.Person{}, fmt.Errorf("person %s: %w", id, explain(err))
	}
	return p, nil
}

func (s accountStore) SetRole(ctx context.Context, id string, role accounts.Role) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		changed, err := tx.ExecContext(ctx, `UPDATE people SET role = $2 WHERE id = $1`, id, string(role))
		if err := expectRow(changed, err, accounts.ErrNotFound); err != nil {
			return err
		}
		return expectAdmin(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("role of %s: %w", id, err)
	}
	return nil
}

func (s accountStore) SetDeactivated(ctx context.Context, id string, at time.Time) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		changed, err := tx.ExecContext(ctx, `UPDATE people SET deactivated_at = $2 WHERE id = $1`, id, stamp(at))
		if err := expectRow(changed, err, accounts.ErrNotFound); err != nil || at.IsZero() {
			return err
		}
		for _, statement := range []string{
			`DELETE FROM sessions WHERE person_id = $1`, `DELETE FROM password_links WHERE person_id = $1`,
		} {
			if _, err := tx.ExecContext(ctx, statement, id); err != nil {
				return err
			}
		}
		return expectAdmin(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("deactivation of %s: %w", id, err)
	}
	return nil
}

// expectAdmin undoes a transaction after which nobody could manage accounts.
func expectAdmin(ctx context.Context, tx *sql.Tx) error {
	var left bool
	row := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM people WHERE role = $1 AND deactivated_at = 0)`, string(accounts.Admin))
	if err := row.Scan(&left); err != nil || left {
		return err
	}
	return accounts.ErrLastAdmin
}

func (s accountStore) SetPasswordLink(ctx context.Context, l accounts.PasswordLink) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		kept, err := tx.ExecContext(ctx, `INSERT INTO password_links (person_id, digest, expires_at)
			SELECT id, $2, $3 FROM people WHERE id = $1
			ON CONFLICT (person_id) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at`,
			l.PersonID, hexed(l.Digest), stamp(l.ExpiresAt))
		return expectRow(kept, err, accounts.ErrNotFound)
	})
	if err != nil {
		return fmt.Errorf("password link of %s: %w", l.PersonID, err)
	}
	return nil
}

func (s accountStore) PasswordLink(ctx context.Context, d accounts.Digest) (accounts.PasswordLink, accounts.Person, error) {
	l := accounts.PasswordLink{Digest: d}
	var p accounts.Person
	row := s.db.reader.QueryRowContext(ctx, `SELECT l.person_id, l.expires_at, `+personColumns+`
		FROM password_links l JOIN people p ON p.id = l.person_id JOIN organizations o ON o.id = p.organization_id
		WHERE l.digest = $1`, hexed(d))
	if err := orNotFound(row.Scan(append([]any{&l.PersonID, timeColumn{&l.ExpiresAt}}, personFields(&p)...)...)); err != nil {
		return accounts.PasswordLink{}, accounts.Person{}, fmt.Errorf("password link: %w", explain(err))
	}
	return l, p, nil
}

func (s accountStore) UsePasswordLink(ctx context.Context, d accounts.Digest, passwordHash string) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		var id string
		row := tx.QueryRowContext(ctx, `DELETE FROM password_links WHERE digest = $1 RETURNING person_id`, hexed(d))
		if err := orNotFound(row.Scan(&id)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE people SET password_hash = $2 WHERE id = $1`, id, passwordHash); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE person_id = $1`, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("use a password link: %w", err)
	}
	return nil
}

func (s accountStore) Organizations(ctx context.Context) (all []accounts.Organization, err error) {
	scan := func(rows *sql.Rows) error {
		var o accounts.Organization
		err := rows.Scan(&o.ID, &o.Name, &o.Phone, &o.Town)
		all = append(all, o)
		return err
	}
	if err := s.db.each(ctx, scan, `SELECT id, name, phone, town FROM organizations ORDER BY name_key`); err != nil {
		return nil, fmt.Errorf("organizations: %w", err)
	}
	return all, nil
}

func (s accountStore) SetOrganization(ctx context.Context, o accounts.Organization) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		var taken bool
		row := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM organizations WHERE name_key = $1 AND id <> $2)`, o.Key(), o.ID)
		if err := row.Scan(&taken); err != nil {
			return err
		}
		if taken {
			return accounts.ErrNameTaken
		}
		changed, err := tx.ExecContext(ctx, `UPDATE organizations SET name_key = $2, name = $3, phone = $4, town = $5 WHERE id = $1`,
			o.ID, o.Key(), o.Name, o.Phone, o.Town)
		return expectRow(changed, err, accounts.ErrNotFound)
	})
	if err != nil {
		return fmt.Errorf("organization %s: %w", o.ID, err)
	}
	return nil
}
