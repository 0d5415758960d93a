package store

import (
	"database/sql"
	"time"

	"coupdemain/workshops"
)

// seriesColumns are what seriesFields scans, with workshop_series as s and organizations as o.
const seriesColumns = `s.id, s.revision, s.organization_id, o.name, s.path_id, s.path_version, s.title, s.level, s.venue_name, s.address,
	s.postcode, s.town, s.insee, s.plan, s.mediators, s.on_site, s.remote, s.phone, s.public, s.keep_months, s.created_at,
	s.first_day, s.last_day, s.ends_at, s.erased_at`

func seriesFields(s *workshops.Series) []any {
	v := &s.Venue
	return []any{
		&s.ID, &s.Revision, &s.OrganizationID, &s.Organization, &s.PathID, &s.PathVersion, &s.Title, &s.Level, &v.Name, &v.Address,
		&v.Postcode, &v.Town, &v.INSEE, jsonColumn{&s.Plan}, jsonColumn{&s.Mediators},
		&s.OnSite, &s.Remote, &s.Phone, &s.Public, &s.KeepMonths, timeColumn{&s.CreatedAt},
		&s.First, &s.Last, timeColumn{&s.EndsAt}, timeColumn{&s.ErasedAt},
	}
}

const fromSeries = ` FROM workshop_series s JOIN organizations o ON o.id = s.organization_id `

func (t workshopTx) Series(id string) (s workshops.Series, err error) {
	return s, t.one(seriesFields(&s), `SELECT `+seriesColumns+fromSeries+`WHERE s.id = $1`, id)
}

func (t workshopTx) PutSeries(s workshops.Series) error {
	v := s.Venue
	err := t.exec(`INSERT INTO workshop_series (id, revision, organization_id, path_id, path_version, title, level, venue_name, address,
			postcode, town, insee, plan, mediators, on_site, remote, phone, public, keep_months, created_at,
			first_day, last_day, ends_at, erased_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
		ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, path_id = excluded.path_id, path_version = excluded.path_version,
			title = excluded.title, level = excluded.level, venue_name = excluded.venue_name, address = excluded.address,
			postcode = excluded.postcode, town = excluded.town, insee = excluded.insee, plan = excluded.plan,
			mediators = excluded.mediators, on_site = excluded.on_site, remote = excluded.remote, phone = excluded.phone,
			public = excluded.public, keep_months = excluded.keep_months, first_day = excluded.first_day,
			last_day = excluded.last_day, ends_at = excluded.ends_at, erased_at = excluded.erased_at`,
		s.ID, s.Revision, s.OrganizationID, s.PathID, s.PathVersion, s.Title, string(s.Level), v.Name, v.Address,
		v.Postcode, v.Town, v.INSEE, encoded(s.Plan), encoded(s.Mediators), s.OnSite, s.Remote, s.Phone, s.Public, s.KeepMonths, stamp(s.CreatedAt),
		string(s.First), string(s.Last), stamp(s.EndsAt), stamp(s.ErasedAt))
	if err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM workshop_runs WHERE series_id = $1`, s.ID); err != nil {
		return err
	}
	for _, m := range s.Mediators {
		if m.ID == "" {
			continue
		}
		err := t.exec(`INSERT INTO workshop_runs (person_id, series_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, m.ID, s.ID)
		if err != nil {
			return err
		}
	}
	return nil
}

func (t workshopTx) DeleteSeries(id string) error {
	return t.change(workshops.ErrNotFound, `DELETE FROM workshop_series WHERE id = $1`, id)
}

// listedColumns are what listedFields scans besides a series; the next session is n.
const listedColumns = seriesColumns + `,
	(SELECT COUNT(*) FROM workshop_sessions x WHERE x.series_id = s.id AND x.state = 'planned'),
	(SELECT COUNT(*) FROM workshop_enrolments e WHERE e.series_id = s.id AND e.state = 'enrolled' AND e.mode = 'on-site'),
	(SELECT COUNT(*) FROM workshop_enrolments e WHERE e.series_id = s.id AND e.state = 'enrolled' AND e.mode = 'remote'),
	(SELECT COUNT(*) FROM workshop_enrolments e WHERE e.series_id = s.id AND e.state = 'waiting'),
	(SELECT COUNT(*) FROM workshop_enrolments e WHERE e.series_id = s.id AND e.state = 'asked'),
	(SELECT COUNT(*) FROM outbox_messages b WHERE b.series_id = s.id AND b.state IN ('for-people', 'failed')
		AND b.due_at <= $1 AND (b.expires_at = 0 OR b.expires_at > $1)),
	COALESCE((SELECT x.id FROM workshop_sessions x
		WHERE x.series_id = s.id AND x.state = 'planned' AND x.ends_at > $1 ORDER BY x.starts_at LIMIT 1), '')`

// listing is a row of listedColumns.
type listing struct {
	workshops.Listed
	onSite, remote int // how many have a place
}

func (t workshopTx) listed(query string, args ...any) ([]workshops.Listed, error) {
	rows, err := all(t, func(l *listing) []any {
		return append(seriesFields(&l.Series), &l.Sessions, &l.onSite, &l.remote, &l.Waiting, &l.Asked, &l.NeedsAttention, &l.Next.ID)
	}, query, args...)
	if err != nil {
		return nil, err
	}
	list := make([]workshops.Listed, len(rows))
	for i, l := range rows {
		l.Enrolled = l.onSite + l.remote
		l.FreeOnSite, l.FreeRemote = max(0, l.OnSite-l.onSite), max(0, l.Remote-l.remote)
		l.OverCapacity = l.onSite > l.OnSite || l.remote > l.Remote
		if l.Next.ID != "" {
			if l.Next, err = t.Session(l.Next.ID); err != nil {
				return nil, err
			}
		}
		list[i] = l.Listed
	}
	return list, nil
}

func (t workshopTx) SeriesOf(organization string, endsAfter, at time.Time) ([]workshops.Listed, error) {
	return t.listed(`SELECT `+listedColumns+fromSeries+`WHERE s.organization_id = $2 AND s.ends_at > $3
		ORDER BY s.first_day, s.created_at, s.id`, stamp(at), organization, stamp(endsAfter))
}

func (t workshopTx) Listed(id string, at time.Time) (workshops.Listed, error) {
	list, err := t.listed(`SELECT `+listedColumns+fromSeries+`WHERE s.id = $2`, stamp(at), id)
	if err != nil {
		return workshops.Listed{}, err
	}
	if len(list) == 0 {
		return workshops.Listed{}, workshops.ErrNotFound
	}
	return list[0], nil
}

// Programme walks the sessions to come, by time, until it has met series enough: those further away are not read.
func (t workshopTx) Programme(at time.Time, town string, after, most int) ([]workshops.Listed, error) {
	ids, err := t.coming(at, town, after+most)
	if err != nil {
		return nil, err
	}
	var list []workshops.Listed
	for _, id := range ids[min(after, len(ids)):] {
		l, err := t.Listed(id, at)
		if err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	return list, nil
}

// coming are the first public series with a session to come, by that session.
func (t workshopTx) coming(at time.Time, town string, most int) (ids []string, err error) {
	rows, err := t.tx.QueryContext(t.ctx, `SELECT x.series_id FROM workshop_sessions x JOIN workshop_series s ON s.id = x.series_id
		WHERE x.starts_at > $1 AND x.ends_at > $2 AND x.state = 'planned' AND s.public AND ($3 = '' OR s.town = $3)
		ORDER BY x.starts_at, x.id`, stamp(at.Add(-24*time.Hour)), stamp(at), town)
	if err != nil {
		return nil, err
	}
	defer func() { err = closing(rows, err) }()
	met := map[string]bool{}
	for len(ids) < most && rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		if !met[id] {
			met[id] = true
			ids = append(ids, id)
		}
	}
	return ids, rows.Err()
}

// closing closes rows that were perhaps not all read.
func closing(rows *sql.Rows, err error) error {
	if closeErr := rows.Close(); err == nil {
		return closeErr
	}
	return err
}

func (t workshopTx) Towns(at time.Time) ([]string, error) {
	return all(t, func(town *string) []any { return []any{town} },
		`SELECT DISTINCT town FROM workshop_series WHERE public AND ends_at > $1 AND last_day <> '' ORDER BY town`, stamp(at))
}

func (t workshopTx) Forgettable(endedBefore time.Time) ([]workshops.Series, error) {
	return all(t, seriesFields, `SELECT `+seriesColumns+fromSeries+`WHERE s.ends_at < $1 AND s.erased_at = 0 ORDER BY s.ends_at, s.id`,
		stamp(endedBefore))
}
