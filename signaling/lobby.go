package signaling

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"coupdemain/internal/spokencode"
	"coupdemain/signaling/protocol"
)

// ErrCode is the one answer for an unknown, an expired and a used code.
var ErrCode = errors.New("no help waits for that code")

// Knock exchanges a code for a ticket: whoever typed it may wait to be let in.
// A code does so once. Whoever types a used code again in the browser that
// holds the ticket it gave is led back to the same help, with the same ticket.
//
// Errors: those of spokencode.Parse (of a slip, tell Slip), ErrCode, or a
// *TooManyError.
func (h *Hub) Knock(_ context.Context, typed string, from netip.Addr, ticket string) (help, newTicket string, err error) {
	code, err := spokencode.Parse(typed)
	if err != nil {
		return "", "", err
	}
	now := time.Now()
	if err := h.guesses.allowed(from, now); err != nil {
		h.drops.Count("too-many-guesses")
		return "", "", err
	}
	if help, ok := h.codes.claim(code); ok {
		return h.knockOn(help)
	}
	if help, ok := h.codes.usedBy(code); ok {
		// A stranger has no ticket: the room is not waited for, or they would be answered later than about other codes.
		if ticket != "" && h.Seat(help, Holder{Ticket: ticket}) == protocol.Person {
			return help, ticket, nil
		}
		h.another(help)
	}
	h.guesses.wrong(from, now)
	h.drops.Count("wrong-code")
	return "", "", ErrCode
}

func (h *Hub) knockOn(help string) (string, string, error) {
	ticket := ""
	r := h.room(help)
	if r == nil || !r.Ask(func(now time.Time) { ticket = r.knock(now) }) || ticket == "" {
		return "", "", ErrCode
	}
	return help, ticket, nil
}

// another tells the mediator that somebody else typed a code already used.
func (h *Hub) another(help string) {
	if r := h.room(help); r != nil {
		r.Post(func(time.Time) { r.help.Others++ })
	}
}

// AtDoor feeds the mirror: the link with that code was opened. It tells nobody
// whether the code is good.
func (h *Hub) AtDoor(typed string, from netip.Addr) {
	code, err := spokencode.Parse(typed)
	if err != nil || h.guesses.allowed(from, time.Now()) != nil {
		return
	}
	if help, ok := h.codes.peek(code); ok {
		h.mirror(help, protocol.MirrorDoor)
	}
}

// Slip feeds the mirror: a digit was wrong. It tells nobody whether a code near it is good, only whether the slip was
// heard: false of what is no slip, and once too many came from one network. Their allowance is their own: a slip can
// match no code, so it must not use up that of wrong codes.
func (h *Hub) Slip(typed string, from netip.Addr) (heard bool) {
	code, err := spokencode.Parse(typed)
	now := time.Now()
	if !errors.Is(err, spokencode.ErrCheck) || h.slips.allowed(from, now) != nil {
		return false
	}
	h.slips.wrong(from, now)
	if help, ok := h.codes.near(code); ok {
		h.mirror(help, protocol.MirrorSlip)
	}
	return true
}

func (h *Hub) mirror(help string, m protocol.Mirror) {
	if r := h.room(help); r != nil {
		r.Post(func(time.Time) { r.door = m })
	}
}
