package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"coupdemain/signaling/class"
)

// Classes is the part that live classes are kept in.
func (d *DB) Classes() class.Store { return classStore{d} }

// classStore is class.Store, whose comments are its contract.
type classStore struct{ db *DB }

func (s classStore) SaveClass(ctx context.Context, id string, until time.Time, state []byte) error {
	err := s.db.exec(ctx, `INSERT INTO live_classes (id, until, state) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET until = excluded.until, state = excluded.state`, id, stamp(until), state)
	if err != nil {
		return fmt.Errorf("save class %s: %w", id, err)
	}
	return nil
}

func (s classStore) LiveClasses(ctx context.Context, now time.Time) (map[string][]byte, error) {
	live := map[string][]byte{}
	scan := func(rows *sql.Rows) error {
		var id string
		var state []byte
		err := rows.Scan(&id, &state)
		live[id] = state
		return err
	}
	if err := s.db.each(ctx, scan, `SELECT id, state FROM live_classes WHERE until > $1`, stamp(now)); err != nil {
		return nil, fmt.Errorf("live classes: %w", err)
	}
	return live, nil
}

func (s classStore) ForgetClasses(ctx context.Context, before time.Time) error {
	if err := s.db.exec(ctx, `DELETE FROM live_classes WHERE until < $1`, stamp(before)); err != nil {
		return fmt.Errorf("forget classes: %w", err)
	}
	return nil
}
