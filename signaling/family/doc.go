// Package family holds the live rooms of families: who has their page open, the call that rings there or is on, and who is
// in it.
//
// One goroutine owns a room, as in a help (see package signaling): whatever happens is a function run on it that only
// changes fields; [room.Settle] does the rest, always in the same order: empty the slots of what may not be seen any more,
// hold what may go nowhere, fill the slots, tell the pages. Nothing goes to, or comes from, a page that is not in the call.
//
// Nothing is kept on disk. A room lives as long as somebody's page is open; after a restart each page that was in a call
// names it when it joins again (see protocol.PickUp), and the call goes on.
package family
