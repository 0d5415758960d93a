package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// Helps is the part that live helps are kept in.
func (d *DB) Helps() signaling.Store { return helpStore{d} }

// helpStore is signaling.Store, whose comments are its contract.
type helpStore struct{ db *DB }

// helpColumns are in the order of helpValues and helpFields.
const helpColumns = `id, reference, mediator_id, mediator_first_name, mediator_organization, mediator_phone, mediator_town,
	phase, opened, deadline, code, code_length, pictogram, ticket, callback, admitted, ended, end_reason, shown, others,
	seen_by, doubt, note, device, filmed, photographs`

func helpValues(h signaling.Help) []any {
	m := h.Mediator
	return []any{h.ID, h.Reference, m.ID, m.FirstName, m.Organization, m.Phone, m.Town,
		string(h.Phase), stamp(h.Opened), stamp(h.Deadline), hexed(h.Code), h.CodeLength, h.Pictogram, hexed(h.Ticket),
		h.Callback, stamp(h.Admitted), stamp(h.Ended), string(h.EndReason), int64(h.Shown), h.Others,
		h.SeenBy, h.Doubt, h.Note, string(h.Device), int64(h.Filmed), h.Photographs}
}

func helpFields(h *signaling.Help) []any {
	m := &h.Mediator
	return []any{&h.ID, &h.Reference, &m.ID, &m.FirstName, &m.Organization, &m.Phone, &m.Town,
		&h.Phase, timeColumn{&h.Opened}, timeColumn{&h.Deadline}, hashColumn[signaling.Hash]{&h.Code}, &h.CodeLength,
		&h.Pictogram, hashColumn[signaling.Hash]{&h.Ticket},
		&h.Callback, timeColumn{&h.Admitted}, timeColumn{&h.Ended}, &h.EndReason, &h.Shown, &h.Others,
		&h.SeenBy, &h.Doubt, &h.Note, &h.Device, &h.Filmed, &h.Photographs}
}

const saveHelp = `INSERT INTO helps (` + helpColumns + `)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
		$25, $26)
	ON CONFLICT (id) DO UPDATE SET reference = excluded.reference, mediator_id = excluded.mediator_id,
		mediator_first_name = excluded.mediator_first_name, mediator_organization = excluded.mediator_organization,
		mediator_phone = excluded.mediator_phone, mediator_town = excluded.mediator_town, phase = excluded.phase,
		opened = excluded.opened, deadline = excluded.deadline, code = excluded.code, code_length = excluded.code_length,
		pictogram = excluded.pictogram, ticket = excluded.ticket, callback = excluded.callback,
		admitted = excluded.admitted, ended = excluded.ended, end_reason = excluded.end_reason, shown = excluded.shown,
		others = excluded.others,
		seen_by = excluded.seen_by, doubt = excluded.doubt, note = excluded.note, device = excluded.device, filmed = excluded.filmed,
		photographs = excluded.photographs`

func (s helpStore) SaveHelp(ctx context.Context, h signaling.Help) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, saveHelp, helpValues(h)...); err != nil {
			return err
		}
		if err := saveGuests(ctx, tx, h); err != nil {
			return err
		}
		if h.Code == (signaling.Hash{}) {
			return nil
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO drawn_codes (code, help_id, drawn) VALUES ($1, $2, $3)
			ON CONFLICT (code, help_id) DO NOTHING`, hexed(h.Code), h.ID, stamp(time.Now()))
		return err
	})
	if err != nil {
		return fmt.Errorf("save help %s: %w", h.ID, err)
	}
	return nil
}

func (s helpStore) LiveHelps(ctx context.Context) (helps []signaling.Help, err error) {
	scan := func(rows *sql.Rows) error {
		var h signaling.Help
		err := rows.Scan(helpFields(&h)...)
		helps = append(helps, h)
		return err
	}
	err = s.db.each(ctx, scan, `SELECT `+helpColumns+` FROM helps WHERE phase <> $1 ORDER BY opened, id`, string(protocol.PhaseEnded))
	if err != nil {
		return nil, fmt.Errorf("live helps: %w", err)
	}
	if err := s.guests(ctx, helps); err != nil {
		return nil, fmt.Errorf("live helps: %w", err)
	}
	return helps, nil
}

func (s helpStore) DrawnCodes(ctx context.Context, since time.Time) (map[signaling.Hash]time.Time, error) {
	drawn := make(map[signaling.Hash]time.Time)
	scan := func(rows *sql.Rows) error {
		var code signaling.Hash
		var at time.Time
		err := rows.Scan(hashColumn[signaling.Hash]{&code}, timeColumn{&at})
		drawn[code] = at
		return err
	}
	err := s.db.each(ctx, scan, `SELECT code, MAX(drawn) FROM drawn_codes WHERE drawn >= $1 GROUP BY code`, stamp(since))
	if err != nil {
		return nil, fmt.Errorf("drawn codes: %w", err)
	}
	return drawn, nil
}

func (s helpStore) Forget(ctx context.Context, ended, drawn time.Time) error {
	err := s.db.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM helps WHERE phase = $1 AND ended < $2`, string(protocol.PhaseEnded), stamp(ended))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM drawn_codes WHERE drawn < $1`, stamp(drawn))
		return err
	})
	if err != nil {
		return fmt.Errorf("forget helps: %w", err)
	}
	return nil
}
