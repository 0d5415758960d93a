package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestFirstAccess(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	b.get("/premier-acces/wrong").expect(t, http.StatusNotFound, "Ce lien ne sert plus")
	b.get("/premier-acces/"+w.firstRun).expect(t, http.StatusOK, "Prénom et nom", "Numéro de téléphone public")
	got := b.post("/premier-acces/"+w.firstRun, "name", "Philippe", "email", "nowhere", "password", "short")
	got.expect(t, http.StatusUnprocessableEntity, "pas une adresse électronique", "au moins 12 signes",
		"Remplissez cette ligne", `value="Philippe"`)
	if strings.Contains(got.body, `value="short"`) {
		t.Error("the password is sent back")
	}
	w.signedIn().get("/espace").expect(t, http.StatusOK, `id="desk"`, "desk-12345678.js", "desk-12345678.css",
		`data-base="`+w.url+`"`)
	b.get("/premier-acces/"+w.firstRun).expect(t, http.StatusNotFound)
}

func TestSignIn(t *testing.T) {
	w := newWorld(t)
	first := w.signedIn()
	b := w.browser()
	got := b.get("/espace")
	got.expect(t, http.StatusSeeOther)
	if to := got.Header.Get("Location"); to != "/espace/connexion" {
		t.Errorf("Location %q", to)
	}
	b.get("/espace/connexion").expect(t, http.StatusOK, "Adresse électronique", "Mot de passe", ">Se connecter<",
		`autocomplete="username"`, `autocomplete="current-password"`)
	b.post("/espace/connexion").expect(t, http.StatusUnprocessableEntity, "Écrivez votre adresse")
	unknown := b.post("/espace/connexion", "email", "odette@example.org", "password", password)
	wrong := b.post("/espace/connexion", "email", "philippe@example.org", "password", "autre chose de long")
	unknown.expect(t, http.StatusUnprocessableEntity, "ne va pas")
	if strings.ReplaceAll(unknown.body, "odette", "philippe") != wrong.body {
		t.Error("an unknown account and a wrong password give different pages")
	}

	// The browser comes with a session of its own making: it gets another.
	got = b.do("POST", "/espace/connexion", map[string][]string{"email": {"Philippe@example.org "}, "password": {password}},
		"Cookie", "session=chosen")
	got.expect(t, http.StatusSeeOther)
	c := got.Cookies()[0]
	if c.Name != sessionCookie || c.Value == "chosen" || len(c.Value) < 40 || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie %+v", c)
	}
	b.get("/espace").expect(t, http.StatusOK)
	b.get("/espace/connexion").expect(t, http.StatusSeeOther)

	b.post("/espace/deconnexion").expect(t, http.StatusSeeOther)
	b.get("/espace").expect(t, http.StatusSeeOther)
	b.do("GET", "/espace", nil, "Cookie", "session="+c.Value).expect(t, http.StatusSeeOther)
	first.get("/espace").expect(t, http.StatusOK)
}

func TestSignInIsHeldBack(t *testing.T) {
	w := newWorld(t)
	w.signedIn()
	b := w.browser()
	for range 40 {
		got := b.post("/espace/connexion", "email", "odette@example.org", "password", "x")
		if got.StatusCode == http.StatusTooManyRequests {
			got.expect(t, http.StatusTooManyRequests, "Il y a eu trop d’essais")
			if got.Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			return
		}
	}
	t.Error("40 tries were heard")
}

func TestAccount(t *testing.T) {
	w := newWorld(t)
	here := w.signedIn()
	there := w.browser()
	there.post("/espace/connexion", "email", "philippe@example.org", "password", password).expect(t, http.StatusSeeOther)

	here.get("/espace/compte").expect(t, http.StatusOK, "Philippe Durand", "France Services", "05 57 00 00 00")
	const changed = "une autre phrase longue"
	here.post("/espace/compte", "old", "faux", "password", changed).
		expect(t, http.StatusUnprocessableEntity, "pas votre mot de passe actuel")
	here.post("/espace/compte", "old", password, "password", "court").
		expect(t, http.StatusUnprocessableEntity, "au moins 12 signes")
	got := here.post("/espace/compte", "old", password, "password", changed)
	got.expect(t, http.StatusSeeOther)
	here.get(got.Header.Get("Location")).expect(t, http.StatusOK, "Le mot de passe est changé")
	there.get("/espace").expect(t, http.StatusSeeOther)

	there.post("/espace/connexion", "email", "philippe@example.org", "password", changed).expect(t, http.StatusSeeOther)
	there.post("/espace/deconnexion-partout").expect(t, http.StatusSeeOther)
	here.get("/espace").expect(t, http.StatusSeeOther)
	here.get("/espace/compte").expect(t, http.StatusSeeOther)
}
