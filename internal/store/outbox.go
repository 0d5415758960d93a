package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"coupdemain/internal/outbox"
	"coupdemain/workshops"
)

// Outbox is the part that messages to deliver are taken from: the pending ones among those that workshops writes down.
func (d *DB) Outbox() outbox.Store { return outboxStore{d} }

// outboxStore is outbox.Store, whose comments are its contract.
type outboxStore struct{ db *DB }

func (s outboxStore) Claim(ctx context.Context, now, until time.Time, most int) (claimed []outbox.Message, err error) {
	err = s.db.update(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `UPDATE outbox_messages
			SET doubts = doubts + claimed, claimed = 1, attempts = attempts + 1, next_at = $1
			WHERE id IN (SELECT id FROM outbox_messages WHERE state = $2 AND due_at <= $3 AND next_at <= $3
				ORDER BY due_at, id LIMIT $4)
			RETURNING id, due_at, expires_at, attempts, doubts`,
			stamp(until), string(workshops.Pending), stamp(now), most)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }() // What went wrong is told by Err.
		for rows.Next() {
			var m outbox.Message
			if err := rows.Scan(&m.ID, timeColumn{&m.Due}, timeColumn{&m.Expires}, &m.Attempts, &m.Doubts); err != nil {
				return err
			}
			claimed = append(claimed, m)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("claim messages: %w", err)
	}
	return claimed, nil
}

// noticeStates are the final states in the words of workshops.
var noticeStates = map[outbox.State]workshops.NoticeState{
	outbox.Sent: workshops.Sent, outbox.Failed: workshops.Failed, outbox.ByHand: workshops.ForPeople,
	outbox.Late: workshops.Dropped, outbox.Dropped: workshops.Dropped,
}

func (s outboxStore) Settle(ctx context.Context, m outbox.Message, o outbox.Outcome) error {
	state, final := noticeStates[o.State]
	done := stamp(o.At)
	if !final || o.State == outbox.ByHand {
		done = 0
	}
	if !final {
		state = workshops.Pending
	}
	err := s.db.exec(ctx, `UPDATE outbox_messages
		SET claimed = 0, state = $1, done_at = $2, next_at = $3, doubts = $4, failure = $5, failure_detail = $6
		WHERE id = $7 AND state = $8 AND (attempts = $9 OR $1 = $10)`,
		string(state), done, stamp(o.Next), o.Doubts, string(o.Reason), o.Detail,
		m.ID, string(workshops.Pending), m.Attempts, string(workshops.Sent))
	if err != nil {
		return fmt.Errorf("settle message %s: %w", m.ID, err)
	}
	return nil
}

func (s outboxStore) NextDue(ctx context.Context) (next time.Time, err error) {
	err = s.db.reader.QueryRowContext(ctx, `SELECT COALESCE(MIN(CASE WHEN next_at > due_at THEN next_at ELSE due_at END), 0)
		FROM outbox_messages WHERE state = $1`, string(workshops.Pending)).Scan(timeColumn{&next})
	if err != nil {
		return time.Time{}, fmt.Errorf("next message: %w", explain(err))
	}
	return next, nil
}
