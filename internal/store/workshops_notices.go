package store

import (
	"fmt"
	"time"

	"coupdemain/workshops"
)

const noticeColumns = `b.id, b.kind, b.series_id, b.enrolment_id, b.session_id, b.was_day, b.was_start, b.was_end, b.reason, b.state,
	b.created_at, b.due_at, b.expires_at, b.done_at, b.done_by, b.failure, b.failure_detail`

func noticeFields(n *workshops.Notice) []any {
	return []any{
		&n.ID, &n.Kind, &n.SeriesID, &n.EnrolmentID, &n.SessionID, &n.Was.Day, &n.Was.Start, &n.Was.End, &n.Reason, &n.State,
		timeColumn{&n.CreatedAt}, timeColumn{&n.DueAt}, timeColumn{&n.ExpiresAt}, timeColumn{&n.DoneAt}, &n.DoneBy,
		&n.Failure, &n.FailureDetail,
	}
}

func (t workshopTx) AddNotice(n workshops.Notice, key string) error {
	return t.exec(`INSERT INTO outbox_messages (id, unique_key, kind, series_id, enrolment_id, session_id, was_day, was_start, was_end,
			reason, state, created_at, due_at, expires_at, done_at, done_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (unique_key) DO NOTHING`,
		n.ID, key, string(n.Kind), n.SeriesID, n.EnrolmentID, n.SessionID, string(n.Was.Day), string(n.Was.Start), string(n.Was.End),
		n.Reason, string(n.State), stamp(n.CreatedAt), stamp(n.DueAt), stamp(n.ExpiresAt), stamp(n.DoneAt), n.DoneBy)
}

func (t workshopTx) Notice(id string) (n workshops.Notice, err error) {
	return n, t.one(noticeFields(&n), `SELECT `+noticeColumns+` FROM outbox_messages b WHERE b.id = $1`, id)
}

func (t workshopTx) PutNotice(n workshops.Notice) error {
	err := t.change(workshops.ErrNotFound, `UPDATE outbox_messages SET state = $2, due_at = $3, expires_at = $4, done_at = $5, done_by = $6
		WHERE id = $1`, n.ID, string(n.State), stamp(n.DueAt), stamp(n.ExpiresAt), stamp(n.DoneAt), n.DoneBy)
	if err != nil || n.State != workshops.Pending {
		return err
	}
	return t.exec(`UPDATE outbox_messages SET claimed = 0, next_at = 0, attempts = 0, doubts = 0, failure = '', failure_detail = ''
		WHERE id = $1`, n.ID)
}

func (t workshopTx) NoticesOf(organization string, state workshops.NoticeState) ([]workshops.Notice, error) {
	return all(t, noticeFields, `SELECT `+noticeColumns+` FROM workshop_series s
		JOIN outbox_messages b ON b.series_id = s.id AND b.state = $2
		WHERE s.organization_id = $1 ORDER BY b.due_at, b.id`, organization, string(state))
}

func (t workshopTx) NoticesFor(enrolmentID string) ([]workshops.Notice, error) {
	return all(t, noticeFields, `SELECT `+noticeColumns+` FROM outbox_messages b WHERE b.enrolment_id = $1
		ORDER BY b.created_at DESC, b.id`, enrolmentID)
}

func (t workshopTx) DropNotices(sessionID, enrolmentID string, kinds []workshops.NoticeKind, at time.Time) error {
	args := []any{stamp(at)}
	statement := `UPDATE outbox_messages SET state = 'dropped', done_at = $1 WHERE state IN ('pending', 'failed', 'for-people')`
	for column, id := range map[string]string{"session_id": sessionID, "enrolment_id": enrolmentID} {
		if id != "" {
			args = append(args, id)
			statement += fmt.Sprintf(` AND %s = $%d`, column, len(args))
		}
	}
	if len(kinds) > 0 {
		statement += ` AND kind IN (` + places(len(kinds), len(args)+1) + `)`
		for _, kind := range kinds {
			args = append(args, string(kind))
		}
	}
	return t.exec(statement, args...)
}

func (t workshopTx) DeleteNotices(enrolmentID string) error {
	return t.exec(`DELETE FROM outbox_messages WHERE enrolment_id = $1`, enrolmentID)
}

func (t workshopTx) Remindable(from, to time.Time) ([]workshops.Reminding, error) {
	fields := func(r *workshops.Reminding) []any {
		return append(enrolmentFields(&r.Enrolment), sessionFields(&r.Session)...)
	}
	return all(t, fields, `SELECT 0, `+enrolmentColumns+`, `+sessionColumns+` FROM workshop_sessions x
		JOIN workshop_enrolments e ON e.series_id = x.series_id AND e.state = 'enrolled'
		WHERE x.state = 'planned' AND x.starts_at > $1 AND x.starts_at <= $2 AND NOT EXISTS (SELECT 1 FROM outbox_messages b
			WHERE b.session_id = x.id AND b.enrolment_id = e.id AND b.kind = 'reminder' AND b.state <> 'dropped' AND b.expires_at = x.starts_at)
		ORDER BY x.starts_at, e.rank`, stamp(from), stamp(to))
}
