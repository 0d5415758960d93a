// Package class holds the live sessions of workshops: a class where the
// mediator knows who is stuck.
//
// One goroutine owns a room, as in a help (see package signaling): whatever
// happens is a function run on it that only changes fields; [room.Settle] does
// the rest, always in the same order: empty the slots of what may not be seen
// any more, hold what may go nowhere, fill the slots, write what must outlive
// the process, tell the pages. Media settle at once; pages are told at most
// every [tellEvery], since one word of one person changes what many see.
//
// A class is cut in circles. All who are in the class are in one; a mediator
// who speaks with one person alone makes another with them. Nothing goes from
// one circle to another, and a source that changes circle forgets what it kept.
package class
