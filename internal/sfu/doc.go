// Package sfu is the media engine: it receives, fans out and sends.
//
// It knows tracks, not people. A Peer is one browser's connection, negotiated
// once: what it publishes are three Sources (microphone, camera, screen), what
// it can be shown are the Slots it offered. Show puts a Source in a Slot, and
// nothing is ever forwarded anywhere else: that is the whole of admission.
// Once Show has taken a Source out of a Slot, nothing of it reaches that Slot,
// not even what is asked for again. What happened meanwhile stays unseen when
// it is shown there again, if Source.Forget is called between.
//
// A packet crosses few functions: socket → stream (history, keyframe) →
// Source → slot (numbers rewritten) → socket. Everything kept is bounded and
// every loss has a DropReason.
//
// Locks are taken downwards only: slot.switching, then Source.mu, then slot.mu.
package sfu
