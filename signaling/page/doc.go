// Package page is one live page as the server holds it: its WebSocket, and what
// stands in the receive slots of its connection; and the running of the rooms
// that pages meet in. Rooms of every kind are made of these; who may see whom
// is theirs to say.
package page
