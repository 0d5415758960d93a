package store

import (
	"context"
	"database/sql"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// guestOf is the third seat of that role in a help.
func guestOf(h *signaling.Help, role protocol.Role) *signaling.Guest {
	switch role {
	case protocol.Colleague:
		return &h.Colleague
	case protocol.Interpreter:
		return &h.Interpreter
	default:
		return &h.Lens
	}
}

// saveGuests writes who has the third seats; once the help is over, nobody has.
func saveGuests(ctx context.Context, tx *sql.Tx, h signaling.Help) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM help_guests WHERE help_id = $1`, h.ID); err != nil {
		return err
	}
	for _, role := range []protocol.Role{protocol.Colleague, protocol.Interpreter, protocol.Lens} {
		g := guestOf(&h, role)
		if *g == (signaling.Guest{}) || h.Phase == protocol.PhaseEnded {
			continue
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO help_guests
			(help_id, role, account_id, first_name, organization, phone, town, invitation, ticket, agreed)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			h.ID, string(role), g.Who.ID, g.Who.FirstName, g.Who.Organization, g.Who.Phone, g.Who.Town,
			hexed(g.Invitation), hexed(g.Ticket), g.Agreed)
		if err != nil {
			return err
		}
	}
	return nil
}

// guests reads who has the third seats in those helps.
func (s helpStore) guests(ctx context.Context, helps []signaling.Help) error {
	byID := make(map[string]*signaling.Help, len(helps))
	for i := range helps {
		byID[helps[i].ID] = &helps[i]
	}
	scan := func(rows *sql.Rows) error {
		var id string
		var role protocol.Role
		var g signaling.Guest
		err := rows.Scan(&id, &role, &g.Who.ID, &g.Who.FirstName, &g.Who.Organization, &g.Who.Phone, &g.Who.Town,
			hashColumn[signaling.Hash]{&g.Invitation}, hashColumn[signaling.Hash]{&g.Ticket}, &g.Agreed)
		if h := byID[id]; h != nil && err == nil {
			*guestOf(h, role) = g
		}
		return err
	}
	return s.db.each(ctx, scan, `SELECT help_id, role, account_id, first_name, organization, phone, town,
		invitation, ticket, agreed FROM help_guests`)
}
