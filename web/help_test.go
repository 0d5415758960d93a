package web

import (
	"bytes"
	"image/png"
	"net/http"
	"strings"
	"testing"
)

func TestHelpHasTwoSides(t *testing.T) {
	w := newWorld(t)
	mediator, person, stranger := w.signedIn(), w.browser(), w.browser()
	got := mediator.post("/espace/aides")
	got.expect(t, http.StatusCreated, `{"id":"helpone"}`)
	if m := w.helps.opened; m.FirstName != "Philippe" || m.Organization != "France Services" ||
		m.Phone != "05 57 00 00 00" || m.Town != "Libourne" || m.ID == "" {
		t.Errorf("opened by %+v", m)
	}
	person.post("/", "code", w.helps.code).expect(t, http.StatusSeeOther)

	person.get("/aide/"+liveHelp).expect(t, http.StatusOK, `id="live"`)
	mediator.get("/aide/"+liveHelp).expect(t, http.StatusOK, `id="desk"`, `data-help="helpone"`)
	over := stranger.get("/aide/" + liveHelp)
	over.expect(t, http.StatusNotFound, "Cette aide est terminée", `href="/"`)
	if never := stranger.get("/aide/never"); never.body != over.body {
		t.Error("a help of somebody else and one that never was are told apart")
	}
	person.get("/aide/"+otherHelp).expect(t, http.StatusNotFound)
	mediator.get("/aide/"+otherHelp).expect(t, http.StatusNotFound)

	person.get("/aide/"+liveHelp+"/ws").expect(t, http.StatusOK, `serves "person" in helpone`)
	mediator.get("/aide/"+liveHelp+"/ws").expect(t, http.StatusOK, `serves "mediator" in helpone`)
	stranger.get("/aide/"+liveHelp+"/ws").expect(t, http.StatusUnauthorized)
	mediator.get("/espace/ws").expect(t, http.StatusOK, "desk true")
	stranger.get("/espace/ws").expect(t, http.StatusUnauthorized)
	stranger.post("/espace/aides").expect(t, http.StatusUnauthorized)

	// Alone with one browser, both seats are held at once.
	mediator.post("/", "code", w.helps.code).expect(t, http.StatusUnprocessableEntity)
	both := "ticket=helpone.secret"
	person.do("GET", "/aide/helpone/ws?role=mediator", nil).expect(t, http.StatusUnauthorized)
	mediator.do("GET", "/aide/helpone/ws?role=mediator", nil, "Cookie", both).expect(t, http.StatusOK, `serves "mediator" in helpone`)
}

func TestQR(t *testing.T) {
	w := newWorld(t)
	mediator := w.signedIn()
	mediator.post("/espace/aides")
	got := mediator.get("/espace/aides/" + liveHelp + "/qr")
	got.expect(t, http.StatusOK)
	if kind := got.Header.Get("Content-Type"); kind != "image/png" {
		t.Errorf("Content-Type %q", kind)
	}
	if _, err := png.Decode(bytes.NewReader([]byte(got.body))); err != nil {
		t.Error(err)
	}
	mediator.get("/espace/aides/"+otherHelp+"/qr").expect(t, http.StatusNotFound)
	w.browser().get("/espace/aides/"+liveHelp+"/qr").expect(t, http.StatusUnauthorized)
}

func TestLanguage(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	// What is on the screen is what is said on the telephone, whatever the browser prefers.
	b.do("GET", "/", nil, "Accept-Language", "en-GB,en").expect(t, http.StatusOK, `<html lang="fr">`)
	got := b.get("/accessibilite?lang=en")
	got.expect(t, http.StatusSeeOther)
	if to := got.Header.Get("Location"); to != "/accessibilite" {
		t.Errorf("Location %q", to)
	}
	b.get("/accessibilite").expect(t, http.StatusOK, `<html lang="en">`, "Accessibility", ">Français<")
	b.get("/").expect(t, http.StatusOK, "Your code")
	b.get("/?lang=fr").expect(t, http.StatusSeeOther)
	b.get("/").expect(t, http.StatusOK, `<html lang="fr">`)
	b.get("/?lang=xx").expect(t, http.StatusOK)
	if to := b.get("//example.org/?lang=en").Header.Get("Location"); strings.HasPrefix(to, "//") {
		t.Errorf("led to another site: %q", to)
	}
}
