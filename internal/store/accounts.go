package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"coupdemain/internal/accounts"
)

// accountStore is accounts.Store, whose comments are its contract.
type accountStore struct{ db *DB }

func (s accountStore) CreatePerson(ctx context.Context, p accounts.Person, passwordHash string) (accounts.Person, error) {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM first_run`); err != nil {
			return err
		}
		return insertPerson(ctx, tx, &p, passwordHash)
	})
	if err != nil {
		return accounts.Person{}, fmt.Errorf("create person %s: %w", p.ID, err)
	}
	return p, nil
}

func (s accountStore) CreateFirstPerson(ctx context.Context, p accounts.Person, passwordHash string, token accounts.Digest) (accounts.Person, error) {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		used, err := tx.ExecContext(ctx,
			`DELETE FROM first_run WHERE digest = $1 AND NOT EXISTS (SELECT 1 FROM people)`, hexed(token))
		if err := expectRow(used, err, accounts.ErrFirstRun); err != nil {
			return err
		}
		return insertPerson(ctx, tx, &p, passwordHash)
	})
	if err != nil {
		return accounts.Person{}, fmt.Errorf("create first person %s: %w", p.ID, err)
	}
	return p, nil
}

// insertPerson adds a person and, if it is new, their organization; it puts the stored organization in p.
func insertPerson(ctx context.Context, tx *sql.Tx, p *accounts.Person, passwordHash string) error {
	o := p.Organization
	_, err := tx.ExecContext(ctx, `INSERT INTO organizations (id, name_key, name, phone, town)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name_key) DO NOTHING`, o.ID, o.Key(), o.Name, o.Phone, o.Town)
	if err != nil {
		return err
	}
	if p.Organization, err = scanOrganization(tx.QueryRowContext(ctx, selectOrganization, o.Key())); err != nil {
		return err
	}
	added, err := tx.ExecContext(ctx, `INSERT INTO people (id, email, name, role, organization_id, password_hash, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING`,
		p.ID, p.Email, p.Name, string(p.Role), p.Organization.ID, passwordHash, stamp(p.CreatedAt))
	return expectRow(added, err, accounts.ErrEmailTaken)
}

const selectOrganization = `SELECT id, name, phone, town FROM organizations WHERE name_key = $1`

func (s accountStore) OrganizationByKey(ctx context.Context, key string) (accounts.Organization, error) {
	o, err := scanOrganization(s.db.reader.QueryRowContext(ctx, selectOrganization, key))
	if err != nil {
		return o, fmt.Errorf("organization: %w", explain(err))
	}
	return o, nil
}

func scanOrganization(row *sql.Row) (o accounts.Organization, err error) {
	return o, orNotFound(row.Scan(&o.ID, &o.Name, &o.Phone, &o.Town))
}

// personColumns are what personFields scans, with people as p and organizations as o.
const personColumns = `p.id, p.email, p.name, p.role, p.created_at, p.deactivated_at, o.id, o.name, o.phone, o.town`

func personFields(p *accounts.Person) []any {
	o := &p.Organization
	return []any{&p.ID, &p.Email, &p.Name, &p.Role, timeColumn{&p.CreatedAt}, timeColumn{&p.DeactivatedAt}, &o.ID, &o.Name, &o.Phone, &o.Town}
}

func (s accountStore) Credentials(ctx context.Context, email string) (p accounts.Person, hash string, err error) {
	row := s.db.reader.QueryRowContext(ctx, `SELECT `+personColumns+`, p.password_hash
		FROM people p JOIN organizations o ON o.id = p.organization_id WHERE p.email = $1`, email)
	if err := orNotFound(row.Scan(append(personFields(&p), &hash)...)); err != nil {
		return accounts.Person{}, "", fmt.Errorf("credentials: %w", explain(err))
	}
	return p, hash, nil
}

func (s accountStore) SetPassword(ctx context.Context, personID, passwordHash string, keep accounts.Digest) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		changed, err := tx.ExecContext(ctx, `UPDATE people SET password_hash = $2 WHERE id = $1`, personID, passwordHash)
		if err := expectRow(changed, err, accounts.ErrNotFound); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM sessions WHERE person_id = $1 AND digest <> $2`, personID, hexed(keep))
		return err
	})
	if err != nil {
		return fmt.Errorf("set password of %s: %w", personID, err)
	}
	return nil
}

func (s accountStore) SetFirstRun(ctx context.Context, token accounts.Digest) (needed bool, err error) {
	err = s.db.update(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM people)`).Scan(&needed)
		if err != nil || !needed {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO first_run (only_row, digest) VALUES (1, $1)
			ON CONFLICT (only_row) DO UPDATE SET digest = excluded.digest`, hexed(token))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("set first run: %w", err)
	}
	return needed, nil
}

func (s accountStore) FirstRun(ctx context.Context, token accounts.Digest) (ok bool, err error) {
	row := s.db.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM first_run WHERE digest = $1)
		AND NOT EXISTS (SELECT 1 FROM people)`, hexed(token))
	if err := row.Scan(&ok); err != nil {
		return false, fmt.Errorf("first run: %w", explain(err))
	}
	return ok, nil
}

func (s accountStore) CreateSession(ctx context.Context, session accounts.Session) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		added, err := tx.ExecContext(ctx, `INSERT INTO sessions (digest, person_id, created_at, last_seen_at)
			SELECT $1, id, $3, $4 FROM people WHERE id = $2`,
			hexed(session.Digest), session.PersonID, stamp(session.CreatedAt), stamp(session.LastSeenAt))
		return expectRow(added, err, accounts.ErrNotFound)
	})
	if err != nil {
		return fmt.Errorf("create session of %s: %w", session.PersonID, err)
	}
	return nil
}

func (s accountStore) Session(ctx context.Context, d accounts.Digest) (accounts.Session, accounts.Person, error) {
	session := accounts.Session{Digest: d}
	var p accounts.Person
	row := s.db.reader.QueryRowContext(ctx, `SELECT s.person_id, s.created_at, s.last_seen_at, `+personColumns+`
		FROM sessions s JOIN people p ON p.id = s.person_id JOIN organizations o ON o.id = p.organization_id
		WHERE s.digest = $1`, hexed(d))
	fields := append([]any{&session.PersonID, timeColumn{&session.CreatedAt}, timeColumn{&session.LastSeenAt}}, personFields(&p)...)
	if err := orNotFound(row.Scan(fields...)); err != nil {
		return accounts.Session{}, accounts.Person{}, fmt.Errorf("session: %w", explain(err))
	}
	return session, p, nil
}

func (s accountStore) TouchSession(ctx context.Context, d accounts.Digest, seen time.Time) error {
	return s.db.exec(ctx, `UPDATE sessions SET last_seen_at = $2 WHERE digest = $1 AND last_seen_at < $2`, hexed(d), stamp(seen))
}

func (s accountStore) DeleteSession(ctx context.Context, d accounts.Digest) error {
	return s.db.exec(ctx, `DELETE FROM sessions WHERE digest = $1`, hexed(d))
}

func (s accountStore) DeleteSessions(ctx context.Context, personID string) error {
	return s.db.exec(ctx, `DELETE FROM sessions WHERE person_id = $1`, personID)
}

func (s accountStore) DeleteExpired(ctx context.Context, seenBefore, createdBefore time.Time) error {
	return s.db.exec(ctx, `DELETE FROM sessions WHERE last_seen_at < $1 OR created_at < $2`, stamp(seenBefore), stamp(createdBefore))
}

// expectRow turns a statement that changed no row into an error.
func expectRow(result sql.Result, err, none error) error {
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return none
}

// orNotFound gives a row that is not there its name in the domain.
func orNotFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return accounts.ErrNotFound
	}
	return err
}
