// Package httpd stands between strangers and the pages: listening ports, TLS and its certificates, how long a request
// may take, and how many connections there may be. It knows nothing of what the pages say.
//
// A connection that does nothing useful is never refused, since whoever comes next may be the person in need: when
// there are too many, the one that has been at it for longest gives way.
package httpd
