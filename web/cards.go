package web

import (
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"
)

// A card that was typed is kept in a cookie: whose it is, by which code, and our seal, without which nothing is looked up.
// So codes can be tried at the door alone, where guesses are limited, also by whoever knows an ID: from an address of ours,
// or from a card of theirs that was replaced.

// keepCard has the browser keep a card for so many seconds.
func (s *site) keepCard(w http.ResponseWriter, r *http.Request, cookie, id, code string, maxAge int) {
	s.cookie(w, r, cookie, id+"."+code+"."+s.seal(cookie, id, code), maxAge)
}

// keptCard is the card that the browser keeps under that name; "" and "" for none that was typed here.
func (s *site) keptCard(r *http.Request, cookie string) (id, code string) {
	id, rest, _ := strings.Cut(kept(r, cookie), ".")
	code, seal, _ := strings.Cut(rest, ".")
	if subtle.ConstantTimeCompare([]byte(seal), []byte(s.seal(cookie, id, code))) != 1 {
		return "", ""
	}
	return id, code
}

func (s *site) seal(cookie, id, code string) string {
	sum := s.sealing.Sum(cookie, id, code)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
