// Package signaling holds the live helps: the rooms and who sits in them, the
// codes that let one knock, and the WebSockets of the live pages.
//
// One goroutine owns a room. Whatever happens (a message from a page, a knock
// at the door, a deadline) is a function run on that goroutine, one after the
// other; each only changes the room's fields. After each, [room.Settle] does
// the rest, always in the same order: write what must outlive the process, put
// sources in slots, tell the pages. So nobody is told of what could be lost,
// and no picture goes to anyone the state does not allow.
//
// A person is known by a ticket, a secret in their browser's cookie, which a
// code was exchanged for; a mediator by their sign-in. Recovering is joining:
// after a lost network or a restart the page joins by the same path as the
// first time, and a later joining of a seat replaces the earlier one.
package signaling
