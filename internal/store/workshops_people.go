package store

import (
	"time"

	"coupdemain/workshops"
)

// enrolmentColumns are what enrolmentFields scans after the position, with workshop_enrolments as e.
const enrolmentColumns = `e.id, e.series_id, e.revision, e.state, e.mode, e.rank, e.name, e.companion, e.phone, e.email, e.address, e.device,
	e.arrangements, e.remark, e.sent_by, e.origin, e.partner_id, e.agreed_at, e.created_at, e.changed_at`

func enrolmentFields(e *workshops.Enrolment) []any {
	return []any{
		&e.Position, &e.ID, &e.SeriesID, &e.Revision, &e.State, &e.Mode, &e.Rank, &e.Name, &e.Companion, &e.Phone, &e.Email, &e.Address, &e.Device,
		jsonColumn{&e.Arrangements}, &e.Remark, &e.SentBy, &e.Origin, &e.PartnerID,
		timeColumn{&e.AgreedAt}, timeColumn{&e.CreatedAt}, timeColumn{&e.ChangedAt},
	}
}

// selectEnrolment counts those who wait before one.
const selectEnrolment = `SELECT CASE WHEN e.state = 'waiting' THEN (SELECT COUNT(*) FROM workshop_enrolments w
		WHERE w.series_id = e.series_id AND w.state = 'waiting' AND w.mode = e.mode AND w.rank <= e.rank) ELSE 0 END, ` +
	enrolmentColumns + ` FROM workshop_enrolments e `

// selectEnrolments does so for a whole list at once.
const selectEnrolments = `SELECT CASE WHEN e.state = 'waiting'
		THEN ROW_NUMBER() OVER (PARTITION BY e.series_id, e.state, e.mode ORDER BY e.rank) ELSE 0 END, ` +
	enrolmentColumns + ` FROM workshop_enrolments e `

func (t workshopTx) enrolment(where string, args ...any) (e workshops.Enrolment, err error) {
	return e, t.one(enrolmentFields(&e), selectEnrolment+where, args...)
}

func (t workshopTx) Enrolment(id string) (workshops.Enrolment, error) {
	return t.enrolment(`WHERE e.id = $1`, id)
}

func (t workshopTx) EnrolmentByKey(key workshops.Hash) (workshops.Enrolment, error) {
	return t.enrolment(`WHERE e.request_key = $1`, hexed(key))
}

func (t workshopTx) EnrolmentByCode(code workshops.Hash) (workshops.Enrolment, error) {
	return t.enrolment(`WHERE e.code = $1`, hexed(code))
}

func (t workshopTx) FirstWaiting(seriesID string, mode workshops.Mode) (workshops.Enrolment, error) {
	return t.enrolment(`WHERE e.series_id = $1 AND e.state = 'waiting' AND e.mode = $2 ORDER BY e.rank LIMIT 1`, seriesID, string(mode))
}

func (t workshopTx) AddEnrolment(e workshops.Enrolment, key workshops.Hash) error {
	return t.exec(`INSERT INTO workshop_enrolments (id, series_id, request_key, drawing, revision, state, mode, rank, name, companion,
			phone, email, address, device, arrangements, remark, sent_by, origin, partner_id, agreed_at, created_at, changed_at)
		VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		e.ID, e.SeriesID, hexed(key), e.Revision, string(e.State), string(e.Mode), e.Rank, e.Name, e.Companion,
		e.Phone, e.Email, e.Address, string(e.Device), encoded(e.Arrangements), e.Remark, e.SentBy, string(e.Origin), e.PartnerID,
		stamp(e.AgreedAt), stamp(e.CreatedAt), stamp(e.ChangedAt))
}

func (t workshopTx) PutEnrolment(e workshops.Enrolment) error {
	*t.erased = *t.erased || e.State == workshops.Erased
	return t.change(workshops.ErrNotFound, `UPDATE workshop_enrolments SET revision = $2, state = $3, mode = $4, rank = $5, name = $6,
			companion = $7, phone = $8, email = $9, address = $10, device = $11, arrangements = $12, remark = $13, sent_by = $14, changed_at = $15
		WHERE id = $1`,
		e.ID, e.Revision, string(e.State), string(e.Mode), e.Rank, e.Name, e.Companion, e.Phone, e.Email, e.Address, string(e.Device),
		encoded(e.Arrangements), e.Remark, e.SentBy, stamp(e.ChangedAt))
}

func (t workshopTx) SetCode(id string, code workshops.Hash, drawing int) (bool, error) {
	changed, err := t.tx.ExecContext(t.ctx, `UPDATE workshop_enrolments SET code = $2, drawing = $3
		WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM workshop_enrolments WHERE code = $2 AND id <> $1)
			AND NOT EXISTS (SELECT 1 FROM family_members WHERE code = $2)`, id, orNull(code), drawing)
	if err != nil {
		return false, err
	}
	n, err := changed.RowsAffected()
	return n > 0, err
}

func (t workshopTx) Drawing(id string) (drawing int, err error) {
	return drawing, t.one([]any{&drawing}, `SELECT drawing FROM workshop_enrolments WHERE id = $1`, id)
}

// longestSession is more than any lasts: it begins and ends on one day of a clock.
const longestSession = 26 * time.Hour

func (t workshopTx) Drawings(begun, ends time.Time) ([]workshops.Drawn, error) {
	return all(t, func(d *workshops.Drawn) []any { return []any{&d.EnrolmentID, &d.Drawing} },
		`SELECT e.id, e.drawing FROM workshop_enrolments e WHERE e.state = 'enrolled' AND e.drawing > 0 AND e.series_id IN
			(SELECT x.series_id FROM workshop_sessions x WHERE x.state = 'planned' AND x.starts_at > $1 AND x.starts_at <= $2 AND x.ends_at > $3)`,
		stamp(ends.Add(-longestSession)), stamp(begun), stamp(ends))
}

// inOrder is how a series' people are listed.
const inOrder = ` ORDER BY CASE e.state WHEN 'enrolled' THEN 0 WHEN 'waiting' THEN 1 WHEN 'asked' THEN 2 WHEN 'withdrawn' THEN 3 ELSE 4 END,
	e.rank, e.created_at, e.id`

func (t workshopTx) Enrolments(seriesID string) ([]workshops.Enrolment, error) {
	return all(t, enrolmentFields, selectEnrolments+`WHERE e.series_id = $1`+inOrder, seriesID)
}

func (t workshopTx) ExpectedAt(seriesID, sessionID string) ([]workshops.Enrolment, error) {
	return all(t, enrolmentFields, `SELECT 0, `+enrolmentColumns+` FROM workshop_enrolments e WHERE e.series_id = $1
		AND (e.state = 'enrolled' OR e.id IN (SELECT enrolment_id FROM workshop_attendance WHERE session_id = $2))`+inOrder,
		seriesID, sessionID)
}

func (t workshopTx) Holding(seriesID string) (map[workshops.Mode]int, error) {
	type held struct {
		mode workshops.Mode
		n    int
	}
	rows, err := all(t, func(h *held) []any { return []any{&h.mode, &h.n} }, `SELECT mode, COUNT(*) FROM workshop_enrolments
		WHERE series_id = $1 AND state = 'enrolled' GROUP BY mode`, seriesID)
	counts := map[workshops.Mode]int{}
	for _, h := range rows {
		counts[h.mode] = h.n
	}
	return counts, err
}

func (t workshopTx) NextRank(seriesID string) (rank int64, err error) {
	return rank, t.one([]any{&rank}, `SELECT COALESCE(MAX(rank), 0) + 1 FROM workshop_enrolments WHERE series_id = $1`, seriesID)
}

func (t workshopTx) EnrolmentsOfPartner(partnerID string) ([]workshops.Enrolment, error) {
	return all(t, enrolmentFields, selectEnrolments+`WHERE e.partner_id = $1 ORDER BY e.created_at DESC, e.id`, partnerID)
}

const partnerColumns = `p.id, p.organization_id, p.name, p.until_day, p.created_at, p.created_by, p.revoked_at,
	(SELECT COUNT(*) FROM workshop_enrolments e WHERE e.partner_id = p.id)`

func partnerFields(p *workshops.Partner) []any {
	return []any{
		&p.ID, &p.OrganizationID, &p.Name, &p.Until, timeColumn{&p.CreatedAt}, &p.CreatedBy, timeColumn{&p.RevokedAt}, &p.Sent,
	}
}

func (t workshopTx) Partner(id string) (p workshops.Partner, err error) {
	return p, t.one(partnerFields(&p), `SELECT `+partnerColumns+` FROM workshop_partners p WHERE p.id = $1`, id)
}

func (t workshopTx) PartnerByToken(token workshops.Hash) (p workshops.Partner, err error) {
	return p, t.one(partnerFields(&p), `SELECT `+partnerColumns+` FROM workshop_partners p WHERE p.token = $1`, hexed(token))
}

func (t workshopTx) PartnersOf(organization string) ([]workshops.Partner, error) {
	return all(t, partnerFields, `SELECT `+partnerColumns+` FROM workshop_partners p WHERE p.organization_id = $1
		ORDER BY p.name, p.created_at, p.id`, organization)
}

func (t workshopTx) AddPartner(p workshops.Partner, token workshops.Hash) error {
	return t.exec(`INSERT INTO workshop_partners (id, organization_id, token, name, until_day, created_at, created_by, revoked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		p.ID, p.OrganizationID, hexed(token), p.Name, string(p.Until), stamp(p.CreatedAt), p.CreatedBy, stamp(p.RevokedAt))
}

func (t workshopTx) PutPartner(p workshops.Partner) error {
	return t.change(workshops.ErrNotFound, `UPDATE workshop_partners SET name = $2, until_day = $3, revoked_at = $4 WHERE id = $1`,
		p.ID, p.Name, string(p.Until), stamp(p.RevokedAt))
}
