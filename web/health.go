package web

import (
	"io"
	"net/http"
)

// showHealth tells the operator that the program answers.
func (s *site) showHealth(w http.ResponseWriter, _ *http.Request) { fine(w) }

// showReadiness tells pages that have lost the server that it is back. The connection is not kept: a page must reach
// the server that listens now, not one that is going.
func (s *site) showReadiness(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Connection", "close")
	fine(w)
}

func fine(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, "ok\n")
}
