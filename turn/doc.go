// Package turn is the embedded relay: for a browser whose network lets neither UDP nor unknown TCP ports through, it
// carries media over one well-known port (RFC 8656), or beside the pages over TLS (Demux).
//
// It is nobody's open relay. Credentials are bound to one participant of one help and end with it; whatever is relayed
// can reach the media engine's announced address and port and nothing else, since each relay socket is connected to the
// engine's own within the machine: there is no other packet that it could send.
//
// A packet crosses few hands: socket → gate (who may be answered at all, peers that are refused) → pion/turn →
// allocation → the engine. Strangers get few answers, and none larger in sum than what they send; their connections
// are few, short, and give way to others. Whatever is refused has a reason, counted by Drops. Nothing is logged: a
// username is a secret's half.
package turn
