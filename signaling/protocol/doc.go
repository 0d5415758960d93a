// Package protocol is every message of the live pages, as Go types.
//
// It is the source of the TypeScript types (web/client/protocol.gen.ts) and of
// the lists in docs/protocol.md; run `go generate ./signaling/protocol` after a
// change. A message is one JSON object in one WebSocket text frame, told apart
// by its "type". The version is the WebSocket subprotocol, [Version].
//
// The model in short: a browser joins, with its offer and what it knows to be
// true of its own camera, voice and screen; the server answers with the whole
// scene. From then on each change anywhere makes the server send the whole
// scene again, so that a page is a function of the last scene it got and a
// lost message leaves nothing behind.
package protocol

//go:generate go run ./generate -typescript ../../web/client/protocol.gen.ts -markdown ../../docs/protocol.md

// Version is the WebSocket subprotocol that both ends must name (RFC 6455, 1.9).
const Version = "coupdemain.1"

// MaxFrame is the largest frame a client may send, in bytes: a joining with the
// longest offer, as JSON.
const MaxFrame = 128 << 10

// MaxOffer is the longest offer, in bytes. That of a one-to-one help is about
// 9 kB, and 40 kB from a browser that cannot leave codecs out.
const MaxOffer = 64 << 10

// Why the server closes a WebSocket, in the private range of RFC 6455, 7.4.2.
// The page turns each into a sentence that says what to do.
const (
	CloseReplaced = 4001 // the same seat joined elsewhere: another tab, or after a lost network
	CloseEnded    = 4002 // the help is over for this seat
	CloseSlow     = 4003 // the client does not read what it is sent
	CloseInvalid  = 4004 // a message that the protocol does not know
	CloseTooMany  = 4005 // messages came faster than any person makes them
	CloseRestart  = 4006 // the server stops for a moment: come back by yourself
	CloseMoved    = 4007 // the help was handed over: load the page anew to take the other seat
)
