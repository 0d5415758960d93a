package web

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// hallSecret opens the big screen of every class here.
const hallSecret = "hallsecret"

// classes pretends that every class is open to whoever the pages vouch for, and to whoever has the hall's secret.
type classes struct {
	mu        sync.Mutex
	came      []class.Holder // as their pages were opened
	pocket    []class.Person
	taken     map[string]string // device by person
	mirrors   map[string]class.Mirror
	dismissed []string // mediators
}

func (c *classes) Dismiss(mediatorID string) { c.dismissed = append(c.dismissed, mediatorID) }

func (c *classes) Admits(_ context.Context, _ string, who class.Holder) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.came = append(c.came, who)
	telephone := who.Role == protocol.ClassParticipant && who.Secret != ""
	switch {
	case telephone:
		return who.Secret == hallSecret && who.Device != "" && c.taken[who.Person] == who.Device
	case who.Role == protocol.ClassHall:
		return who.Secret == hallSecret
	}
	return true
}

func (c *classes) last() class.Holder {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.came[len(c.came)-1]
}

func (c *classes) Pocket(_ context.Context, _, secret string) ([]class.Person, bool) {
	return c.pocket, secret == hallSecret
}

func (c *classes) TakePocket(_ context.Context, _, secret, person, device string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.taken == nil {
		c.taken = map[string]string{}
	}
	if secret != hallSecret || device == "" || c.taken[person] != "" && c.taken[person] != device {
		return false
	}
	c.taken[person] = device
	return true
}

func (c *classes) Mirror(_, person string) class.Mirror {
	if seen, ok := c.mirrors[person]; ok {
		return seen
	}
	return class.Mirror{Standing: protocol.StandingAbsent, View: protocol.ViewWaiting}
}

func (c *classes) Serve(w http.ResponseWriter, _ *http.Request, id string, who class.Holder) {
	_, _ = fmt.Fprintf(w, "serves %s in %s", who.Role, id)
}

var sessionLink = regexp.MustCompile(`/espace/ateliers/seances/(\w+)`)

// session is the first session of a series, by its page.
func session(t *testing.T, b *browser, series string) (id string) {
	t.Helper()
	found := sessionLink.FindStringSubmatch(b.get(series).body)
	if found == nil {
		t.Fatal("no session in ", series)
	}
	return found[1]
}

// starts moves a session to begin in that time, for an hour, without a word to anybody.
func (w *world) starts(id string, in time.Duration) {
	w.t.Helper()
	err := w.planned.Update(w.t.Context(), func(tx workshops.Tx) error {
		session, err := tx.Session(id)
		if err != nil {
			return err
		}
		session.StartsAt = time.Now().UTC().Truncate(time.Millisecond).Add(in)
		session.EndsAt = session.StartsAt.Add(time.Hour)
		return tx.PutSession(session)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// holds is a browser in which somebody's code was typed.
func (w *world) holds(office *browser, person string) *browser {
	w.t.Helper()
	b := w.browser()
	b.post("/", "code", eight.FindString(office.get(person).body)).expect(w.t, http.StatusSeeOther)
	return b
}

func TestAClassHasItsRoles(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette, id := enrolled(t, office, series, "name", "Odette Martin"), session(t, office, series)
	w.starts(id, 10*time.Minute)
	page := "/seance/" + id

	person := w.holds(office, odette)
	person.get("/ma-place").expect(t, http.StatusOK, "Entrer dans la séance", `href="`+page+`"`)
	got := person.get(page)
	got.expect(t, http.StatusOK, `id="live"`, `data-class="`+id+`"`, `data-role="participant"`, `data-home="/ma-place"`,
		`data-sheet="/ma-place/etapes"`, `/static/class-12345678.js`, `/static/live-12345678.css`)
	guardedBy(t, got)
	whole(t, page, got.body)
	if steps := html.UnescapeString(got.body); !strings.Contains(steps, `data-steps="[{"title":"`) || !strings.Contains(steps, `"picture":"/ateliers/images/`) {
		t.Errorf("no steps in %s", got.body)
	}
	first := w.classes.last()
	if first.Person != path.Base(odette) || len(first.Device) < 20 || first.Secret != "" {
		t.Errorf("a participant holds %+v", first)
	}
	cookie := got.Cookies()[0]
	if cookie.Name != deviceCookie || cookie.Path != page || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Value != first.Device {
		t.Errorf("%+v", cookie)
	}
	if again := person.get(page); len(again.Cookies()) != 0 || w.classes.last() != first {
		t.Errorf("another device on coming back: %+v", w.classes.last())
	}
	if w.holds(office, odette).get(page).expect(t, http.StatusOK); w.classes.last().Device == first.Device {
		t.Error("two browsers are one device")
	}
	person.get(page+"/ws").expect(t, http.StatusOK, "serves participant in "+id)
	person.get(page+"/relais").expect(t, http.StatusOK, "[]")

	office.get("/espace/ateliers/seances/"+id).expect(t, http.StatusOK, "Ouvrir la classe", page+"?role=mediator")
	got = office.get(page + "?role=mediator")
	got.expect(t, http.StatusOK, `data-role="mediator"`, `data-home="/espace/ateliers/seances/`+id+`"`, `/static/teach-12345678.js`,
		`data-report="/espace/ateliers/seances/`+id+`/compte-rendu"`)
	whole(t, page, got.body)
	if who := w.classes.last(); who.Mediator.FirstName != "Philippe" || who.Person != "" || who.Device != "" {
		t.Errorf("a mediator holds %+v", who)
	}
	office.get(page+"/ws?role=mediator").expect(t, http.StatusOK, "serves mediator in "+id)
}

func TestTheHallAndItsTelephones(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	paul, id := path.Base(enrolled(t, office, series, "name", "Paul 👴", "mode", "on-site")), session(t, office, series)
	w.starts(id, 10*time.Minute)
	page := "/seance/" + id
	w.classes.pocket = []class.Person{{ID: paul, Name: "Paul 👴"}}

	hall := w.browser()
	hall.get(page+"?role=hall").expect(t, http.StatusNotFound)
	hall.get(page+"/salle/wrong").expect(t, http.StatusNotFound)
	hall.get(page+"/ws?role=hall").expect(t, http.StatusUnauthorized)
	hall.get(page+"/salle/"+hallSecret).expect(t, http.StatusSeeOther)
	hall.get(page+"?role=hall").expect(t, http.StatusOK, `data-role="hall"`, `data-home="/"`, `data-sheet=""`)
	hall.get(page+"/ws?role=hall").expect(t, http.StatusOK, "serves hall in "+id)
	hall.get(page).expect(t, http.StatusNotFound)

	pocket, other := w.browser(), w.browser()
	pocket.get(page+"/poche/wrong").expect(t, http.StatusNotFound)
	pocket.get(page+"/poche/wrong/qr").expect(t, http.StatusNotFound)
	if qr := pocket.get(page + "/poche/" + hallSecret + "/qr"); qr.StatusCode != http.StatusOK || qr.Header.Get("Content-Type") != "image/png" {
		t.Errorf("QR: %d", qr.StatusCode)
	}
	pocket.post(page+"/poche/wrong", "qui", paul).expect(t, http.StatusNotFound)
	choose := pocket.get(page + "/poche/" + hallSecret)
	choose.expect(t, http.StatusOK, "Paul", `value="`+paul+`"`)
	guardedBy(t, choose)
	whole(t, "poche", choose.body)
	pocket.post(page+"/poche/"+hallSecret, "qui", paul).expect(t, http.StatusSeeOther)
	pocket.get(page).expect(t, http.StatusOK, `data-role="participant"`, `data-home="/"`)
	if who := w.classes.last(); who.Person != paul || who.Device != w.classes.taken[paul] {
		t.Errorf("a telephone holds %+v", who)
	}
	pocket.post(page+"/poche/"+hallSecret, "qui", paul).expect(t, http.StatusSeeOther)
	other.post(page+"/poche/"+hallSecret, "qui", paul).expect(t, http.StatusConflict, "Ce nom vient d’être pris")
	other.get(page).expect(t, http.StatusNotFound)

	// An ID that was seen in an address opens nothing without the hall's secret.
	forged := w.browser()
	forged.do("GET", page+"/ws", nil, "Cookie", pocketCookie+"="+paul+".wrong; "+deviceCookie+"=x").expect(t, http.StatusUnauthorized)
	forged.do("GET", page+"/ws", nil, "Cookie", pocketCookie+"="+paul+"."+hallSecret+"; "+deviceCookie+"=x").expect(t, http.StatusUnauthorized)
	forged.do("GET", page+"/ws", nil, "Cookie", placeCookie+"="+paul+".12345678; "+deviceCookie+"=x").expect(t, http.StatusUnauthorized)
}

func TestNobodyComesUninvited(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette, id := enrolled(t, office, series, "name", "Odette Martin"), session(t, office, series)
	stranger, elsewhere := w.browser(), w.colleague("une autre maison")
	page, never := "/seance/"+id, "/seance/nowhere"
	person := w.holds(office, odette)

	// Six months before.
	office.get(page+"?role=mediator").expect(t, http.StatusConflict, "La classe n’est pas ouverte")
	if body := office.get("/espace/ateliers/seances/" + id).body; strings.Contains(body, page) {
		t.Error("a class that is not open is offered")
	}
	goesTo := func(got seen, to string) {
		t.Helper()
		if got.expect(t, http.StatusSeeOther); got.Header.Get("Location") != to {
			t.Errorf("%s leads to %q, want %q", got.Request.URL, got.Header.Get("Location"), to)
		}
	}
	goesTo(person.get(page), "/ma-place")
	person.get(page+"/ws").expect(t, http.StatusUnauthorized)
	person.get("/ma-place").expect(t, http.StatusOK, "La porte s’ouvre une demi-heure avant")

	// An hour before, whoever runs it prepares; the code does not open it yet.
	w.starts(id, time.Hour)
	office.get(page+"?role=mediator").expect(t, http.StatusOK)
	goesTo(person.get(page), "/ma-place")
	w.starts(id, 29*time.Minute)
	person.get(page).expect(t, http.StatusOK)

	// Whoever has no seat learns nothing, not even that there is a class.
	missing := stranger.get(never)
	for _, b := range []*browser{stranger, elsewhere} {
		if got := b.get(page); got.StatusCode != http.StatusNotFound || b == stranger && got.body != missing.body {
			t.Errorf("%d: a class and none are told apart", got.StatusCode)
		}
		b.get(page+"/ws").expect(t, http.StatusUnauthorized)
		b.get(page+"/relais").expect(t, http.StatusUnauthorized)
		b.get(page+"/poche/wrong").expect(t, http.StatusNotFound)
	}
	elsewhere.get(page+"?role=mediator").expect(t, http.StatusNotFound)
	goesTo(stranger.get(page+"?role=mediator"), "/espace/connexion")
	goesTo(stranger.get(never+"?role=mediator"), "/espace/connexion")

	// A code of another series opens its own session, and a new code shuts the old one out.
	another := madeSeries(t, office)
	lucie := enrolled(t, office, another, "name", "Lucie")
	theirs := w.holds(office, lucie)
	goesTo(theirs.get(page), "/ma-place")
	theirs.get(page+"/ws").expect(t, http.StatusUnauthorized)
	person.get("/seance/"+session(t, office, another)+"/ws").expect(t, http.StatusUnauthorized)
	office.post(odette+"/code").expect(t, http.StatusSeeOther)
	person.get(page).expect(t, http.StatusNotFound)
	person.get(page+"/ws").expect(t, http.StatusUnauthorized)

	// Half an hour after its end it is closed.
	again := w.holds(office, odette)
	again.get(page).expect(t, http.StatusOK)
	w.starts(id, -91*time.Minute)
	goesTo(again.get(page), "/ma-place")
	office.get(page+"?role=mediator").expect(t, http.StatusConflict)
}

func TestTheDayShowsTheClass(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette, id := enrolled(t, office, series, "name", "Odette Martin"), session(t, office, series)
	enrolled(t, office, series, "name", "Paul", "mode", "on-site")
	w.starts(id, -10*time.Minute)
	day := "/espace/ateliers/seances/" + id
	w.holds(office, odette).get("/seance/"+id).expect(t, http.StatusOK)
	office.get(day).expect(t, http.StatusOK, "Sur son écran : la page de la séance")
	for standing, says := range map[protocol.Standing]string{
		protocol.StandingLobby: "l’attente, devant la porte", protocol.StandingLost: "sa page ne répond plus",
	} {
		w.classes.mirrors[path.Base(odette)] = class.Mirror{Standing: standing, View: protocol.ViewWaiting}
		office.get(day).expect(t, http.StatusOK, "Sur son écran : "+says)
	}
	w.classes.mirrors[path.Base(odette)] = class.Mirror{Standing: protocol.StandingIn, View: protocol.ViewWaiting}
	if body := office.get(day).body; strings.Contains(body, "Sur son écran") {
		t.Error("somebody who is in the class is called")
	}
	err := w.workshops.RecordLive(t.Context(), id, []workshops.Attended{
		{EnrolmentID: path.Base(odette), Mode: workshops.ByPhone, Steps: 2, Mood: workshops.FairMood},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := office.get(day)
	got.expect(t, http.StatusOK, "au téléphone", "étapes faites : 2 sur ", "c’était moyen (1)")
	whole(t, day, got.body)
	office.get(series+"/presences.csv").expect(t, http.StatusOK, "Présent, 2 étapes")
	office.get(day+"/emargement.pdf").expect(t, http.StatusOK)
}

func TestTheStepsAreTheirsToKeep(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette, id := enrolled(t, office, series, "name", "Odette Martin", "arrangements", "large-print"), session(t, office, series)
	person := w.holds(office, odette)
	person.get("/ma-place/etapes").expect(t, http.StatusOK, "Rien encore")
	person.get("/ma-place/etapes?seance="+id).expect(t, http.StatusNotFound)
	if body := person.get("/ma-place").body; strings.Contains(body, "/ma-place/etapes") {
		t.Error("steps are offered before the first session")
	}
	w.starts(id, -3*time.Hour)
	person.get("/ma-place").expect(t, http.StatusOK, `href="/ma-place/etapes"`)
	got := person.get("/ma-place/etapes?seance=" + id)
	got.expect(t, http.StatusOK, "sheet--large", "/ateliers/images/", "05 57 00 00 00")
	guardedBy(t, got)
	whole(t, "etapes", got.body)
	w.browser().get("/ma-place/etapes").expect(t, http.StatusSeeOther)
}
