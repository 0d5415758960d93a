package web

import (
	"net/http"
	"testing"

	"coupdemain/signaling/protocol"
)

func TestGuestsTakeTheirSeats(t *testing.T) {
	w := newWorld(t)
	mediator, stranger := w.signedIn(), w.browser()
	mediator.post("/espace/aides")
	w.helps.links = map[string]protocol.Role{
		"h.colleague": protocol.Colleague, "h.interpreter": protocol.Interpreter, "h.lens": protocol.Lens,
	}

	stranger.get("/i/h.nothing").expect(t, http.StatusNotFound, "Ce lien ne sert plus")
	stranger.get("/i/h.interpreter").expect(t, http.StatusOK, "Philippe", "France Services", "Votre prénom")
	stranger.post("/i/h.interpreter", "name", " \u202e ").expect(t, http.StatusUnprocessableEntity, "Tapez votre prénom")
	taken := stranger.post("/i/h.interpreter", "name", " Lucie ")
	taken.expect(t, http.StatusSeeOther)
	if taken.Header.Get("Location") != "/aide/"+liveHelp+"?role=interpreter" || w.helps.guest.FirstName != "Lucie" || w.helps.guest.ID != "" {
		t.Errorf("the interpreter is led to %q as %+v", taken.Header.Get("Location"), w.helps.guest)
	}
	stranger.get("/i/h.interpreter").expect(t, http.StatusNotFound)

	w.browser().post("/i/h.lens").expect(t, http.StatusSeeOther)
	asked := stranger.get("/i/h.colleague")
	asked.expect(t, http.StatusSeeOther)
	if next := asked.Header.Get("Location"); next != "/espace/connexion?suite=/i/h.colleague" {
		t.Errorf("a colleague must sign in first: %q", next)
	}
	stranger.get("/espace/connexion?suite=/i/h.colleague").expect(t, http.StatusOK, `value="/i/h.colleague"`)
	stranger.post("/i/h.colleague").expect(t, http.StatusSeeOther)
	mediator.get("/i/h.colleague").expect(t, http.StatusOK, "Venir aider")
	mediator.post("/i/h.colleague").expect(t, http.StatusSeeOther)
	if w.helps.guest.ID == "" {
		t.Error("a colleague has no account")
	}
}

func TestOneBrowserHoldsSeveralSeats(t *testing.T) {
	w := newWorld(t)
	w.signedIn().post("/espace/aides")
	w.helps.links = map[string]protocol.Role{"h.interpreter": protocol.Interpreter}
	b := w.browser()
	b.post("/", "code", w.helps.code).expect(t, http.StatusSeeOther)
	b.post("/i/h.interpreter", "name", "Lucie").expect(t, http.StatusSeeOther)
	page := "/aide/" + liveHelp + "/ws"
	b.get(page).expect(t, http.StatusOK, `serves "person"`)
	b.get(page+"?role=interpreter").expect(t, http.StatusOK, `serves "interpreter"`)
	b.get(page+"?role=lens").expect(t, http.StatusUnauthorized)
	b.get("/").expect(t, http.StatusOK, "/aide/"+liveHelp)

	guest := w.browser()
	guest.get(page).expect(t, http.StatusUnauthorized)
	w.helps.links["h.lens"] = protocol.Lens
	guest.post("/i/h.lens").expect(t, http.StatusSeeOther)
	guest.get("/aide/"+liveHelp).expect(t, http.StatusOK, `data-role="lens"`)
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	w := newWorld(t)
	w.signedIn()
	for _, elsewhere := range []string{"https://example.org/", "//example.org/", "/i/..\\x", "/espace/comptes"} {
		in := w.browser().post("/espace/connexion", "email", "philippe@example.org", "password", password, "suite", elsewhere)
		if to := in.Header.Get("Location"); to != "/espace" {
			t.Errorf("%q leads to %q", elsewhere, to)
		}
	}
}

func TestOnlyWhoMayPassALinkOnSeesIt(t *testing.T) {
	w := newWorld(t)
	mediator := w.signedIn()
	mediator.post("/espace/aides")
	picture := mediator.get("/aide/" + liveHelp + "/invitations/lens/qr")
	picture.expect(t, http.StatusOK)
	if picture.Header.Get("Content-Type") != "image/png" {
		t.Error("no picture")
	}
	w.browser().get("/aide/"+liveHelp+"/invitations/lens/qr").expect(t, http.StatusNotFound)
}
