package store

import (
	"time"

	"coupdemain/workshops"
)

// sessionColumns are what sessionFields scans, with workshop_sessions as x; the title is that of the module's version
// taught.
const sessionColumns = `x.id, x.series_id, x.number, x.revision, x.state, x.day, x.start_clock, x.end_clock, x.zone, x.starts_at, x.ends_at,
	x.was_day, x.was_start, x.was_end, x.reason, x.changed_at, x.module_id, x.module_version,
	COALESCE((SELECT m.title FROM workshop_modules m WHERE m.id = x.module_id AND (x.module_version = 0 OR m.version = x.module_version)
		ORDER BY m.version DESC LIMIT 1), '')`

func sessionFields(s *workshops.Session) []any {
	return []any{
		&s.ID, &s.SeriesID, &s.Number, &s.Revision, &s.State, &s.Day, &s.Start, &s.End, &s.Zone, timeColumn{&s.StartsAt}, timeColumn{&s.EndsAt},
		&s.Was.Day, &s.Was.Start, &s.Was.End, &s.Reason, timeColumn{&s.ChangedAt}, &s.ModuleID, &s.ModuleVersion, &s.ModuleTitle,
	}
}

func (t workshopTx) Sessions(seriesID string) ([]workshops.Session, error) {
	return all(t, sessionFields, `SELECT `+sessionColumns+` FROM workshop_sessions x WHERE x.series_id = $1
		ORDER BY x.starts_at, x.number`, seriesID)
}

func (t workshopTx) Session(id string) (s workshops.Session, err error) {
	return s, t.one(sessionFields(&s), `SELECT `+sessionColumns+` FROM workshop_sessions x WHERE x.id = $1`, id)
}

func (t workshopTx) PutSession(s workshops.Session) error {
	return t.exec(`INSERT INTO workshop_sessions (id, series_id, number, revision, state, day, start_clock, end_clock, zone,
			starts_at, ends_at, was_day, was_start, was_end, reason, module_id, module_version,
			changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
		ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, state = excluded.state, day = excluded.day,
			start_clock = excluded.start_clock, end_clock = excluded.end_clock, zone = excluded.zone, starts_at = excluded.starts_at,
			ends_at = excluded.ends_at, was_day = excluded.was_day, was_start = excluded.was_start, was_end = excluded.was_end,
			reason = excluded.reason, module_id = excluded.module_id, module_version = excluded.module_version,
			changed_at = excluded.changed_at`,
		s.ID, s.SeriesID, s.Number, s.Revision, string(s.State), string(s.Day), string(s.Start), string(s.End), s.Zone,
		stamp(s.StartsAt), stamp(s.EndsAt), string(s.Was.Day), string(s.Was.Start), string(s.Was.End), s.Reason, s.ModuleID, s.ModuleVersion,
		stamp(s.ChangedAt))
}

func scheduledFields(s *workshops.Scheduled) []any {
	return append(sessionFields(&s.Session), seriesFields(&s.Series)...)
}

func (t workshopTx) Scheduled(organization, mediator string, from, to time.Time) ([]workshops.Scheduled, error) {
	return all(t, scheduledFields, `SELECT `+sessionColumns+`, `+seriesColumns+` FROM workshop_sessions x
		JOIN workshop_series s ON s.id = x.series_id JOIN organizations o ON o.id = s.organization_id
		WHERE x.starts_at >= $3 AND x.starts_at < $4 AND ($1 = '' OR s.organization_id = $1)
			AND ($2 = '' OR s.id IN (SELECT series_id FROM workshop_runs WHERE person_id = $2))
		ORDER BY x.starts_at, x.id`, organization, mediator, stamp(from), stamp(to))
}
