package store

import (
	"context"
	"database/sql"
	"errors"

	"coupdemain/workshops"
)

// Workshops is the part that workshops are kept in.
func (d *DB) Workshops() workshops.Store { return workshopStore{d} }

// workshopStore is workshops.Store, whose comments are its contract.
type workshopStore struct{ db *DB }

func (s workshopStore) View(ctx context.Context, read func(workshops.Tx) error) error {
	tx, err := s.db.reader.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = tx.Rollback() }() // Nothing was changed.
	return explain(read(workshopTx{ctx, tx, new(bool)}))
}

func (s workshopStore) Update(ctx context.Context, change func(workshops.Tx) error) error {
	erased := false
	err := s.db.update(ctx, func(tx *sql.Tx) error { return change(workshopTx{ctx, tx, &erased}) })
	if err != nil || !erased {
		return err
	}
	return s.db.emptyLog(ctx)
}

// workshopTx is workshops.Tx. The context is that of the transaction: it ends with it.
type workshopTx struct {
	ctx context.Context //nolint:containedctx // See above.
	tx  *sql.Tx

	erased *bool // somebody was: what the log still holds of them must go too
}

// exec runs one statement.
func (t workshopTx) exec(statement string, args ...any) error {
	_, err := t.tx.ExecContext(t.ctx, statement, args...)
	return err
}

// change runs one statement that has to change a row: otherwise none.
func (t workshopTx) change(none error, statement string, args ...any) error {
	changed, err := t.tx.ExecContext(t.ctx, statement, args...)
	return expectRow(changed, err, none)
}

// one scans the only row of a query.
func (t workshopTx) one(into []any, query string, args ...any) error {
	err := t.tx.QueryRowContext(t.ctx, query, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return workshops.ErrNotFound
	}
	return err
}

// all scans every row of a query by the fields that a function gives for it.
func all[T any](t workshopTx, fields func(*T) []any, query string, args ...any) (list []T, err error) {
	err = each(t.ctx, t.tx, func(rows *sql.Rows) error {
		var item T
		err := rows.Scan(fields(&item)...)
		list = append(list, item)
		return err
	}, query, args...)
	return list, err
}

// orNull is a hash as it is stored where several may have none.
func orNull(h workshops.Hash) any {
	if h == (workshops.Hash{}) {
		return nil
	}
	return hexed(h)
}
