// Package crowd is people made of code, for tests and benches only: they go the whole road by the public addresses, as
// a browser does. One posts a code at the door and keeps the ticket's cookie, another signs in and opens a help; both
// open its WebSocket, offer a connection in the very layout of web/client/media/layout.ts, show a screen that was never
// anybody's, and count what they receive.
//
// Nothing here knows the server's insides: what crowd can do, any stranger can.
package crowd
