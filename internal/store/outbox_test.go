package store

import (
	"testing"
	"time"

	"coupdemain/internal/store/storetest"
)

func TestOutbox(t *testing.T) {
	storetest.Outbox(t, func(t *testing.T) storetest.Queue {
		q, _ := openQueue(t)
		return q
	})
}

func openQueue(t *testing.T) (storetest.Queue, *DB) { return openQueueIn(t, t.TempDir()) }

// openQueueIn is the outbox of a new database in which one person is enrolled in one series.
func openQueueIn(t *testing.T, dir string) (storetest.Queue, *DB) {
	db := openIn(t, dir)
	exec := func(t *testing.T, statement string, args ...any) {
		t.Helper()
		if err := db.exec(t.Context(), statement, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(t, `INSERT INTO organizations (id, name_key, name, phone, town) VALUES ('o', 'o', 'O', '', '')`)
	exec(t, `INSERT INTO workshop_series (id, revision, organization_id, path_id, path_version, title, level, venue_name, address,
			postcode, town, insee, plan, on_site, remote, phone, public, keep_months, created_at, ends_at, erased_at)
		VALUES ('s', 1, 'o', '', 1, '', '', '', '', '', '', '', '{}', 1, 1, '', 0, 6, 0, 0, 0)`)
	exec(t, `INSERT INTO workshop_enrolments (id, series_id, request_key, drawing, revision, state, mode, rank, name, companion, phone,
			email, address, device, arrangements, remark, sent_by, origin, partner_id, agreed_at, created_at, changed_at)
		VALUES ('e', 's', 'k', 0, 1, 'enrolled', 'remote', 1, '', '', '', '', '', '', '[]', '', '', '', '', 0, 0, 0)`)
	return storetest.Queue{
		Store: db.Outbox(),
		Add: func(t *testing.T, id string, due, expires time.Time) {
			t.Helper()
			exec(t, `INSERT INTO outbox_messages (id, unique_key, kind, series_id, enrolment_id, session_id, was_day, was_start, was_end,
					reason, state, created_at, due_at, expires_at, done_at, done_by)
				VALUES ($1, $1, 'reminder', 's', 'e', '', '', '', '', '', 'pending', $2, $2, $3, 0, '')`, id, stamp(due), stamp(expires))
		},
		TakeBack: func(t *testing.T, id string) {
			t.Helper()
			exec(t, `UPDATE outbox_messages SET state = 'dropped' WHERE id = $1`, id)
		},
		State: func(t *testing.T, id string) (state, failure, detail string) {
			t.Helper()
			row := db.reader.QueryRowContext(t.Context(), `SELECT state, failure, failure_detail FROM outbox_messages WHERE id = $1`, id)
			if err := row.Scan(&state, &failure, &detail); err != nil {
				t.Fatal(err)
			}
			return state, failure, detail
		},
	}, db
}
