// Package crowd is people made of code, for tests and benches only: they go the whole road by the public addresses, as
// a browser does. One posts a code at the door and keeps the ticket's cookie, another signs in and opens a help; both
// open its WebSocket, offer a connection in the very layout of web/client/media/layout.ts, show a screen that was never
// anybody's, and count what they receive. Others come to a class by their personal codes; they speak or are silent,
// film and show, and each of their packets says whose it is and when it left.
//
// Nothing here knows the server's insides: what crowd can do, any stranger can.
package crowd
