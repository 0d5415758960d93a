package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"coupdemain/internal/accounts"
	"coupdemain/internal/audit"
	"coupdemain/internal/family"
)

// relatives writes down what families tell, as the program does.
type relatives struct{ log *audit.Log }

// Record implements family.Audit.
func (a relatives) Record(ctx context.Context, e family.Event) {
	a.log.Record(ctx, audit.Entry{What: audit.What(e.Act), By: e.By, Organization: e.Organization})
}

// familyRooms pretends the live rooms, and keeps what it was told.
type familyRooms struct{ told []string }

func (f *familyRooms) Serve(w http.ResponseWriter, _ *http.Request, family, member string, card int) {
	_, _ = fmt.Fprintf(w, "serves %s in %s by card %d", member, family, card)
}
func (f *familyRooms) Changed(_ context.Context, family string) {
	f.told = append(f.told, "changed "+family)
}

// madeFamily makes a family as a mediator does, and gives its address.
func madeFamily(t *testing.T, b *browser) (path string) {
	t.Helper()
	made := b.do("POST", familiesPath, url.Values{
		"nom": {"La famille de Jeanne"}, "heure": {"le dimanche à 16 h"}, "telephone": {"05 57 00 00 00"}, "personnes": {"Jeanne\nMarc\n"},
	})
	made.expect(t, http.StatusSeeOther)
	path, _, _ = strings.Cut(made.Header.Get("Location"), "?")
	return path
}

// codesOf are a family's codes by name.
func (w *world) codesOf(t *testing.T, path string) (codes map[string]string, f family.Family) {
	t.Helper()
	id := strings.TrimPrefix(path, familiesPath+"/")
	f, err := w.families.Family(t.Context(), accounts.Person{}, id)
	if err != nil {
		t.Fatal(err)
	}
	all, err := w.families.Codes(t.Context(), accounts.Person{}, id)
	if err != nil {
		t.Fatal(err)
	}
	codes = map[string]string{}
	for _, m := range f.Members {
		codes[m.Name] = string(all[m.ID])
	}
	return codes, f
}

// shows goes in by a card.
func (b *browser) shows(t *testing.T, code string) {
	t.Helper()
	b.post("/", "code", code).expect(t, http.StatusSeeOther)
	b.get("/famille").expect(t, http.StatusOK, "La famille de Jeanne")
}

func TestAFamilyIsMadeAndItsCardsOpenIt(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	office.get(familiesPath).expect(t, http.StatusOK, "Nouvel espace de famille")
	bad := office.post(familiesPath, "nom", "", "personnes", "Jeanne")
	bad.expect(t, http.StatusUnprocessableEntity, "Il faut au moins deux personnes")
	path := madeFamily(t, office)
	office.get(path+"?fait=creation").expect(t, http.StatusOK, "L’espace est prêt")
	office.get(familiesPath).expect(t, http.StatusOK, "Jeanne, Marc")
	office.get(path+"/cartes").expect(t, http.StatusOK, "Pour Jeanne")
	if pdf := office.get(path + "/cartes.pdf"); !strings.HasPrefix(pdf.body, "%PDF-") {
		t.Error("the cards are no PDF")
	}

	codes, f := w.codesOf(t, path)
	jeanne := w.browser()
	jeanne.get("/c/"+codes["Jeanne"]).expect(t, http.StatusOK, codes["Jeanne"][:4]+" "+codes["Jeanne"][4:])
	jeanne.shows(t, codes["Jeanne"])
	jeanne.get("/famille/ws").expect(t, http.StatusOK, "serves "+f.Members[0].ID+" in "+f.ID)
	jeanne.get("/famille/relais").expect(t, http.StatusOK, "[]")
	if got := jeanne.get("/famille?borne=1"); !strings.Contains(got.body, `data-kiosk="true" data-home=""`) {
		t.Error("the page of a tablet leads elsewhere")
	}

	// Whoever is of the family sees to its room.
	jeanne.get("/famille/reglages").expect(t, http.StatusOK, "Jeanne (vous)")
	jeanne.post("/famille/reglages", "nom", "Nous", "heure", "tous les soirs").expect(t, http.StatusSeeOther)
	jeanne.post("/famille/reglages", "nom", " ").expect(t, http.StatusUnprocessableEntity, "à corriger")
	jeanne.post("/famille/un-an-de-plus").expect(t, http.StatusSeeOther)
	office.get(path).expect(t, http.StatusOK, "tous les soirs")

	// A lost card: the old code opens nothing, the page of whoever holds it is closed, one's own stays open.
	marc := w.browser()
	marc.post("/", "code", codes["Marc"]).expect(t, http.StatusSeeOther)
	for _, m := range f.Members {
		jeanne.post("/famille/cartes/"+m.ID).expect(t, http.StatusSeeOther)
	}
	marc.get("/famille").expect(t, http.StatusSeeOther)
	marc.post("/", "code", codes["Marc"]).expect(t, http.StatusUnprocessableEntity)
	jeanne.get("/famille/cartes/"+f.Members[1].ID).expect(t, http.StatusOK, "Pour Marc")
	jeanne.get("/famille/cartes/"+f.Members[1].ID+"/carte.pdf").expect(t, http.StatusOK, "%PDF-")
	if told := strings.Join(w.rooms.told, " "); !strings.HasSuffix(told, "changed "+f.ID) {
		t.Errorf("the live room was told %s", told)
	}
	jeanne.get("/famille/ws").expect(t, http.StatusOK, "serves "+f.Members[0].ID+" in "+f.ID+" by card 2")
	jeanne.post("/famille/fin").expect(t, http.StatusSeeOther)
	jeanne.get("/famille").expect(t, http.StatusSeeOther)
	office.get("/espace/journal")
}

func TestAClosedFamilyOpensAgainForItsOwn(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	path := madeFamily(t, office)
	codes, _ := w.codesOf(t, path)
	jeanne := w.browser()
	jeanne.shows(t, codes["Jeanne"])
	jeanne.post("/famille/fermeture").expect(t, http.StatusSeeOther)
	jeanne.get("/famille").expect(t, http.StatusForbidden, "Cet espace est fermé")
	jeanne.get("/famille/ws").expect(t, http.StatusUnauthorized)
	jeanne.get("/famille/relais").expect(t, http.StatusUnauthorized)
	office.get(path).expect(t, http.StatusOK, "Rouvrir cet espace")
	// A card shown at the door is then as good as a wrong code, to the byte.
	closed, wrong := w.browser().post("/", "code", codes["Marc"]), w.browser().post("/", "code", code(t, "1234567"))
	closed.expect(t, http.StatusUnprocessableEntity)
	if closed.body != wrong.body {
		t.Error("the door tells a closed family from a wrong code")
	}
	jeanne.post("/famille/reouverture").expect(t, http.StatusSeeOther)
	jeanne.shows(t, codes["Jeanne"])
	office.post(path+"/fermeture").expect(t, http.StatusSeeOther)
	office.get(path+"?fait=fermeture").expect(t, http.StatusOK, "Cet espace est fermé.", path+"/reouverture")
	office.post(path+"/reouverture").expect(t, http.StatusSeeOther)
	office.post(path+"/un-an-de-plus").expect(t, http.StatusSeeOther)
	jeanne.get("/famille").expect(t, http.StatusOK)
}

func TestAFamilyIsChangedByItsMediator(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	path := madeFamily(t, office)
	office.post(path, "nom", "Jeanne et les siens", "telephone", "rien").expect(t, http.StatusUnprocessableEntity, "Jeanne et les siens")
	office.post(path, "nom", "Jeanne et les siens").expect(t, http.StatusSeeOther)
	office.post(path+"/personnes", "personnes", "").expect(t, http.StatusUnprocessableEntity)
	office.post(path+"/personnes", "personnes", "Luce").expect(t, http.StatusSeeOther)
	_, f := w.codesOf(t, path)
	luce := path + "/personnes/" + f.Members[2].ID
	for _, undone := range []string{"carte", "retrait"} {
		told := office.post(luce + "/" + undone)
		told.expect(t, http.StatusSeeOther)
		office.get(told.Header.Get("Location")).expect(t, http.StatusOK, luce+"/retablissement", "Annuler")
		office.post(luce+"/retablissement").expect(t, http.StatusSeeOther)
		office.get(path+"?fait=retablissement").expect(t, http.StatusOK, "La carte d’avant ouvre de nouveau", "Luce")
		office.post(luce+"/retablissement").expect(t, http.StatusConflict, "trop tard")
		if body := office.get(told.Header.Get("Location")).body; strings.Contains(body, "Annuler") {
			t.Error("what was taken back is to be taken back again")
		}
	}
	office.post(luce+"/retrait").expect(t, http.StatusSeeOther)
	office.post(path+"/personnes/"+f.Members[1].ID+"/retrait").expect(t, http.StatusConflict)
	office.get(path+"/cartes?personne=nobody").expect(t, http.StatusNotFound)
}

func TestFamiliesAreForTheirOwn(t *testing.T) {
	w := newWorld(t)
	path := madeFamily(t, w.signedIn())
	codes, f := w.codesOf(t, path)
	other := w.colleague("Autre association")
	for _, get := range []string{path, path + "/cartes", path + "/cartes.pdf"} {
		other.get(get).expect(t, http.StatusNotFound)
	}
	for _, post := range []string{path, path + "/fermeture", path + "/un-an-de-plus", path + "/personnes/" + f.Members[0].ID + "/carte"} {
		other.post(post, "nom", "X").expect(t, http.StatusNotFound)
	}
	if got := other.get(familiesPath); strings.Contains(got.body, "Jeanne</a>") {
		t.Error("another organization reads the family's name")
	}
	stranger := w.browser()
	for _, get := range []string{"/famille", "/famille/reglages", "/famille/cartes/" + f.Members[0].ID} {
		stranger.get(get).expect(t, http.StatusSeeOther)
	}
	stranger.get("/famille/ws").expect(t, http.StatusUnauthorized)
	// An ID alone, or with a code, opens nothing: not with the right one either, or codes could be tried without end.
	for _, value := range []string{f.Members[0].ID + ".", f.Members[0].ID + "." + codes["Marc"], "x." + codes["Marc"], f.Members[0].ID + ".abc", f.Members[1].ID + "." + codes["Marc"], f.Members[1].ID + "." + codes["Marc"] + "."} {
		stranger.do("GET", "/famille", nil, "Cookie", familyCookie+"="+value).expect(t, http.StatusSeeOther)
	}
	if found := regexp.MustCompile(codes["Marc"]).FindString(stranger.get("/").body); found != "" {
		t.Error("a code is on the door")
	}
}
