package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/web/locales"
)

// add makes an account and gives a browser in which its owner has chosen a password and is signed in.
func (w *world) add(admin *browser, name string, role accounts.Role, organization string) (b *browser, id string) {
	w.t.Helper()
	got := admin.post("/espace/comptes", "name", name, "email", strings.ToLower(name)+"@example.org", "role", string(role),
		"organization", organization, "phone", "05 57 00 00 01", "town", "Coutras")
	got.expect(w.t, http.StatusOK, "Il sert une fois, pendant 3")
	link := regexp.MustCompile(`/mot-de-passe/[\w-]{43}`).FindString(got.body)
	id = regexp.MustCompile(`/espace/comptes/([a-z0-9]+)"`).FindStringSubmatch(got.body)[1]
	b = w.browser()
	b.get(link).expect(w.t, http.StatusOK, name)
	b.post(link, "password", "court").expect(w.t, http.StatusUnprocessableEntity, "trop court")
	if done := b.post(link, "password", password); done.Header.Get("Location") != "/espace" {
		w.t.Fatalf("choosing a password: %d %s", done.StatusCode, done.body)
	}
	b.get(link).expect(w.t, http.StatusNotFound, "Ce lien ne sert plus")
	return b, id
}

func TestOverseersPages(t *testing.T) {
	w := newWorld(t)
	admin := w.signedIn()
	coordinator, colette := w.add(admin, "Colette", accounts.Coordinator, "Mairie")
	mediator, marc := w.add(coordinator, "Marc", accounts.Mediator, "")
	_, rose := w.add(admin, "Rose", accounts.Mediator, "France Services")
	for _, page := range []struct {
		b      *browser
		path   string
		status int
		holds  string
		not    string
	}{
		{admin, "/espace/comptes", 200, "rose@example.org", "désactivé"},
		{coordinator, "/espace/comptes", 200, "marc@example.org", "rose@example.org"},
		{mediator, "/espace/comptes", 403, "Cette page ne vous est pas ouverte", "rose@example.org"},
		{admin, "/espace/comptes/" + marc, 200, "Désactiver le compte", "Réactiver"},
		{coordinator, "/espace/comptes/" + marc, 200, "Désactiver le compte", "Réactiver"},
		{coordinator, "/espace/comptes/" + colette, 200, "Vous ne pouvez pas changer ce compte", "Désactiver le compte"},
		{coordinator, "/espace/comptes/" + rose, 404, "", "Rose"},
		{admin, "/espace/organismes", 200, "Mairie", ""},
		{coordinator, "/espace/organismes", 200, "Mairie", "Libourne"},
		{admin, "/espace/organismes/none", 404, "", ""},
		{admin, "/espace/journal", 200, "a créé le compte de Rose (rôle", ""},
		{coordinator, "/espace/journal", 200, "Colette a créé le compte de Marc", "Rose"},
		{mediator, "/espace/journal", 403, "", "Colette"},
		{mediator, "/espace", 200, "", `"/espace/comptes"`},
	} {
		got := page.b.get(page.path)
		got.expect(t, page.status, page.holds)
		guardedBy(t, got)
		whole(t, page.path, got.body)
		if page.not != "" && strings.Contains(got.body, page.not) {
			t.Errorf("%s holds %q: %s", page.path, page.not, got.body)
		}
	}
	for _, action := range []string{"role", "lien", "deconnexion", "desactivation", "reactivation"} {
		mediator.post("/espace/comptes/"+rose+"/"+action, "role", "mediator").expect(t, http.StatusForbidden)
		coordinator.post("/espace/comptes/"+rose+"/"+action, "role", "mediator").expect(t, http.StatusNotFound)
		coordinator.post("/espace/comptes/"+colette+"/"+action, "role", "mediator").expect(t, http.StatusForbidden)
	}
}

func TestDeactivationCanBeUndone(t *testing.T) {
	w := newWorld(t)
	admin := w.signedIn()
	mediator, id := w.add(admin, "Marc", accounts.Mediator, "Mairie")
	page := "/espace/comptes/" + id
	got := admin.post(page+"/desactivation", "", "")
	if location := got.Header.Get("Location"); got.StatusCode != http.StatusSeeOther || location != page+"?fait=desactivation" {
		t.Fatalf("%d to %q", got.StatusCode, location)
	}
	admin.get(page+"?fait=desactivation").expect(t, http.StatusOK, "Le compte est désactivé.", "Annuler", "Réactiver le compte")
	if got := mediator.get("/espace"); got.Header.Get("Location") != "/espace/connexion" {
		t.Errorf("deactivated, and signed in: %d", got.StatusCode)
	}
	mediator.post("/espace/connexion", "email", "marc@example.org", "password", password).expect(t, http.StatusUnprocessableEntity)
	admin.post(page+"/lien").expect(t, http.StatusForbidden)
	admin.post(page + "/reactivation")
	if got := admin.get(page + "?fait=desactivation"); strings.Contains(got.body, "Annuler") {
		t.Error("what was taken back is still said")
	}
	mediator.post("/espace/connexion", "email", "marc@example.org", "password", password).expect(t, http.StatusSeeOther)
	admin.post(page + "/deconnexion")
	if got := mediator.get("/espace"); got.Header.Get("Location") != "/espace/connexion" {
		t.Errorf("signed out everywhere, and signed in: %d", got.StatusCode)
	}
	admin.post(page+"/role", "role", "coordinator")
	admin.get(page+"?fait=role").expect(t, http.StatusOK, "Le rôle est changé.", "coordonne")
	want := []string{fmt.Sprint(id, " false"), fmt.Sprint(id, " true"), fmt.Sprint(id, " false")}
	if !slices.Equal(w.helps.dismissed, want) {
		t.Errorf("live pages dismissed %v, want %v", w.helps.dismissed, want)
	}
	if want := []string{id, id, id}; !slices.Equal(w.classes.dismissed, want) {
		t.Errorf("pages of classes dismissed %v, want %v", w.classes.dismissed, want)
	}
}

func TestFaultyAccountsAndOrganizations(t *testing.T) {
	w := newWorld(t)
	admin := w.signedIn()
	admin.post("/espace/comptes", "name", "", "email", "no", "role", "mediator", "organization", "Mairie").
		expect(t, http.StatusUnprocessableEntity, "Remplissez cette ligne.", "Ce n’est pas une adresse électronique", "Erreur")
	admin.post("/espace/comptes", "name", "Zoé", "email", "philippe@example.org", "role", "mediator", "organization", "France Services").
		expect(t, http.StatusUnprocessableEntity, "Cette adresse a déjà un compte.")
	admin.post("/espace/comptes", "name", "Zoé", "email", "zoe@example.org", "role", "chief", "organization", "France Services").
		expect(t, http.StatusUnprocessableEntity)
	w.add(admin, "Marc", accounts.Mediator, "Mairie")
	id := regexp.MustCompile(`/espace/organismes/([a-z0-9]+)">Mairie`).FindStringSubmatch(admin.get("/espace/organismes").body)[1]
	page := "/espace/organismes/" + id
	admin.get(page).expect(t, http.StatusOK, `value="Mairie"`, `value="Coutras"`)
	admin.post(page, "organization", "FRANCE services", "phone", "3949", "town", "Coutras").
		expect(t, http.StatusUnprocessableEntity, "Un autre organisme a déjà ce nom.")
	admin.post(page, "organization", "Mairie", "phone", "appelez", "town", "").
		expect(t, http.StatusUnprocessableEntity, "Ce n’est pas un numéro", "Remplissez cette ligne.", `value="appelez"`)
	admin.post(page, "organization", "Mairie de Coutras", "phone", "3949", "town", "Coutras").expect(t, http.StatusSeeOther)
	admin.get("/espace/organismes?change=1").expect(t, http.StatusOK, "C’est enregistré.", "Mairie de Coutras")
}

func TestJournalIsPaged(t *testing.T) {
	w := newWorld(t)
	admin := w.signedIn()
	for range journalLines {
		acts{w.entries}.Record(t.Context(), accounts.Event{Act: accounts.SignedOut})
	}
	first := admin.get("/espace/journal")
	link := regexp.MustCompile(`\?apres=[a-z0-9A-Z]+&amp;avant=\d+`).FindString(first.body)
	if n := strings.Count(first.body, "<time"); n != journalLines || link == "" {
		t.Fatalf("%d lines, next page %q", n, link)
	}
	second := admin.get("/espace/journal" + strings.ReplaceAll(link, "&amp;", "&"))
	second.expect(t, http.StatusOK, "Revenir au plus récent")
	if n := strings.Count(second.body, "<time"); n == 0 {
		t.Error("the second page is empty")
	}
	admin.get("/espace/journal?apres=x&avant=y").expect(t, http.StatusOK, "Voir avant")
}

// Whatever is written down can be told, in each language.
func TestEveryEntryHasWords(t *testing.T) {
	catalogues, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for language, catalogue := range catalogues {
		p := &pages{catalogue: catalogue}
		for _, what := range audit.All {
			line := audit.Line{Entry: audit.Entry{What: what, Detail: string(accounts.Mediator)}}
			for range 2 {
				if text, err := p.told(line); err != nil || strings.Contains(text, "{") {
					t.Errorf("%s: %s: %q, %v", language, what, text, err)
				}
				line.By, line.About, line.Lasted = "a", "b", 1
			}
		}
	}
}
