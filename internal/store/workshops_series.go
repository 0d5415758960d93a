package store

import (
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"coupdemain/workshops"
)

// seriesColumns are what seriesFields scans, with workshop_series as s and organizations as o.
const seriesColumns = `s.id, s.revision, s.organization_id, o.name, s.path_id, s.path_version, s.title, s.level, s.venue_name, s.address,
	s.postcode, s.town, s.insee, s.plan, s.mediators, s.on_site, s.remote, s.phone, s.public, s.keep_months, s.created_at,
	s.changed_at, s.first_day, s.last_day, s.ends_at, s.erased_at`

func seriesFields(s *workshops.Series) []any {
	v := &s.Venue
	return []any{
		&s.ID, &s.Revision, &s.OrganizationID, &s.Organization, &s.PathID, &s.PathVersion, &s.Title, &s.Level, &v.Name, &v.Address,
		&v.Postcode, &v.Town, &v.INSEE, jsonColumn{&s.Plan}, jsonColumn{&s.Mediators},
		&s.OnSite, &s.Remote, &s.Phone, &s.Public, &s.KeepMonths, timeColumn{&s.CreatedAt},
		timeColumn{&s.ChangedAt}, &s.First, &s.Last, timeColumn{&s.EndsAt}, timeColumn{&s.ErasedAt},
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
			first_day, last_day, ends_at, erased_at, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
		ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, path_id = excluded.path_id, path_version = excluded.path_version,
			title = excluded.title, level = excluded.level, venue_name = excluded.venue_name, address = excluded.address,
			postcode = excluded.postcode, town = excluded.town, insee = excluded.insee, plan = excluded.plan,
			mediators = excluded.mediators, on_site = excluded.on_site, remote = excluded.remote, phone = excluded.phone,
			public = excluded.public, keep_months = excluded.keep_months, first_day = excluded.first_day,
			last_day = excluded.last_day, ends_at = excluded.ends_at, erased_at = excluded.erased_at,
			changed_at = excluded.changed_at`,
		s.ID, s.Revision, s.OrganizationID, s.PathID, s.PathVersion, s.Title, string(s.Level), v.Name, v.Address,
		v.Postcode, v.Town, v.INSEE, encoded(s.Plan), encoded(s.Mediators), s.OnSite, s.Remote, s.Phone, s.Public, s.KeepMonths, stamp(s.CreatedAt),
		string(s.First), string(s.Last), stamp(s.EndsAt), stamp(s.ErasedAt), stamp(s.ChangedAt))
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

// listed adds to series what a list of them shows, by a few queries for all of them: reading a statement takes SQLite
// longer than running it.
func (t workshopTx) listed(series []workshops.Series, err error, at time.Time, of ...workshops.State) ([]workshops.Listed, error) {
	if err != nil || len(series) == 0 {
		return nil, err
	}
	list := make([]workshops.Listed, len(series))
	byID := make(map[string]*workshops.Listed, len(series))
	ids := make([]any, len(series))
	for i, s := range series {
		list[i] = workshops.Listed{Series: s, FreeOnSite: s.OnSite, FreeRemote: s.Remote}
		byID[s.ID], ids[i] = &list[i], s.ID
	}
	return list, errors.Join(t.addPeople(byID, ids, of), t.addSessions(byID, ids, at), t.addNotices(byID, ids, at))
}

// counted is how many of something a series has.
type counted struct {
	seriesID    string
	state, mode string
	n           int
}

func countedFields(c *counted) []any { return []any{&c.seriesID, &c.state, &c.mode, &c.n} }

// addPeople counts those of some states; none: of all.
func (t workshopTx) addPeople(byID map[string]*workshops.Listed, ids []any, of []workshops.State) error {
	args, states := slices.Clone(ids), ""
	if len(of) > 0 {
		states = ` AND state IN (` + places(len(of), len(ids)+1) + `)`
		for _, state := range of {
			args = append(args, string(state))
		}
	}
	rows, err := all(t, countedFields, `SELECT series_id, state, mode, COUNT(*) FROM workshop_enrolments
		WHERE series_id IN (`+places(len(ids), 1)+`)`+states+` GROUP BY series_id, state, mode`, args...)
	for _, c := range rows {
		l := byID[c.seriesID]
		switch workshops.State(c.state) {
		case workshops.Waiting:
			l.Waiting += c.n
		case workshops.Asked:
			l.Asked += c.n
		case workshops.Enrolled:
			l.Enrolled += c.n
			free := &l.FreeOnSite
			if c.mode == string(workshops.Remote) {
				free = &l.FreeRemote
			}
			l.OverCapacity = l.OverCapacity || c.n > *free
			*free = max(0, *free-c.n)
		}
	}
	return err
}

func (t workshopTx) addSessions(byID map[string]*workshops.Listed, ids []any, at time.Time) error {
	rows, err := all(t, countedFields, `SELECT series_id, '', '', COUNT(*) FROM workshop_sessions
		WHERE series_id IN (`+places(len(ids), 1)+`) AND state = 'planned' GROUP BY series_id`, ids...)
	if err != nil {
		return err
	}
	for _, c := range rows {
		byID[c.seriesID].Sessions = c.n
	}
	next, err := all(t, sessionFields, `SELECT `+sessionColumns+` FROM workshop_series s JOIN workshop_sessions x
			ON x.id = (SELECT y.id FROM workshop_sessions y WHERE y.series_id = s.id AND y.state = 'planned' AND y.ends_at > $1
				ORDER BY y.starts_at LIMIT 1)
		WHERE s.id IN (`+places(len(ids), 2)+`)`, append([]any{stamp(at)}, ids...)...)
	for _, session := range next {
		byID[session.SeriesID].Next = session
	}
	return err
}

func (t workshopTx) addNotices(byID map[string]*workshops.Listed, ids []any, at time.Time) error {
	rows, err := all(t, countedFields, `SELECT series_id, '', '', COUNT(*) FROM outbox_messages
		WHERE series_id IN (`+places(len(ids), 2)+`) AND state IN ('for-people', 'failed')
			AND due_at <= $1 AND (expires_at = 0 OR expires_at > $1)
		GROUP BY series_id`, append([]any{stamp(at)}, ids...)...)
	for _, c := range rows {
		byID[c.seriesID].NeedsAttention = c.n
	}
	return err
}

// places are so many parameters, from a number on: "$2, $3, $4".
func places(n, first int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = "$" + strconv.Itoa(first+i)
	}
	return strings.Join(all, ", ")
}

func (t workshopTx) SeriesOf(organization string, endsAfter, at time.Time) ([]workshops.Listed, error) {
	series, err := all(t, seriesFields, `SELECT `+seriesColumns+fromSeries+`WHERE s.organization_id = $1 AND s.ends_at > $2
		ORDER BY s.first_day, s.created_at, s.id`, organization, stamp(endsAfter))
	return t.listed(series, err, at)
}

func (t workshopTx) Listed(id string, at time.Time) (workshops.Listed, error) {
	s, err := t.Series(id)
	list, err := t.listed([]workshops.Series{s}, err, at)
	if err != nil {
		return workshops.Listed{}, err
	}
	return list[0], nil
}

// Programme walks the sessions to come, by time, until it has met series enough: those further away are not read.
func (t workshopTx) Programme(at time.Time, town string, after, most int) ([]workshops.Listed, error) {
	ids, err := t.coming(at, town, after+most)
	if err != nil || len(ids) <= after {
		return nil, err
	}
	ids = ids[after:]
	series, err := all(t, seriesFields, `SELECT `+seriesColumns+fromSeries+`WHERE s.id IN (`+places(len(ids), 1)+`)`, ids...)
	slices.SortFunc(series, func(a, b workshops.Series) int { return slices.Index(ids, any(a.ID)) - slices.Index(ids, any(b.ID)) })
	return t.listed(series, err, at, workshops.Enrolled)
}

// coming are the first public series with a session to come, by that session.
func (t workshopTx) coming(at time.Time, town string, most int) (ids []any, err error) {
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
