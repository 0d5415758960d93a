package web

import (
	"net/http"
	"slices"
	"strings"

	"coupdemain/web/locales"
)

const languageCookie = "langue"

// languageOf is the reader's choice, French until they make one. Accept-Language is not asked: what is on the screen
// has to be what the person on the telephone says.
func languageOf(r *http.Request) string {
	if c, err := r.Cookie(languageCookie); err == nil && slices.Contains(locales.Languages, c.Value) {
		return c.Value
	}
	return locales.Default
}

// choseLanguage keeps the choice that ?lang= makes and goes back to the same page without it; false if none was made.
func (s *site) choseLanguage(w http.ResponseWriter, r *http.Request) bool {
	chosen := r.URL.Query().Get("lang")
	if r.Method != http.MethodGet || !slices.Contains(locales.Languages, chosen) {
		return false
	}
	// Session cookies: the choice is forgotten when the browser is closed.
	http.SetCookie(w, &http.Cookie{
		Name: languageCookie, Value: chosen, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.overTLS(r),
	})
	// One slash: two would name another site.
	http.Redirect(w, r, "/"+strings.TrimLeft(r.URL.EscapedPath(), "/"), http.StatusSeeOther)
	return true
}
