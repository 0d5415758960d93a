package web

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/signaling"
)

// plan is a series of two Tuesdays, six months from now.
func plan(change ...string) url.Values {
	first := time.Now().UTC().AddDate(0, 6, 0)
	for first.Weekday() != time.Tuesday {
		first = first.AddDate(0, 0, 1)
	}
	form := url.Values{
		"path": {readyPath}, "days": {"2"}, "start": {"10:00"}, "end": {"11:00"}, "zone": {office}, "public": {"oui"},
		"first": {first.Format(time.DateOnly)}, "until": {first.AddDate(0, 0, 7).Format(time.DateOnly)}, "onsite": {"1"}, "remote": {"1"},
		"venue": {"France Services"}, "address": {"1 rue Haute"}, "town": {"Libourne"}, "phone": {"05 57 00 00 00"},
		"mediators": {"Philippe Durand"}, "keep": {"6"}, "action": {"creer"},
	}
	for i := 0; i+1 < len(change); i += 2 {
		form.Set(change[i], change[i+1])
	}
	return form
}

var seen1 = regexp.MustCompile(`name="seen" value="([^"]*)"`)

// madeSeries makes a series as a person does: the dates are seen, then it is made.
func madeSeries(t *testing.T, b *browser) (path string) {
	t.Helper()
	return madeSeriesOf(t, b, plan())
}

// madeSeriesOf makes one of a plan of two sessions.
func madeSeriesOf(t *testing.T, b *browser, form url.Values) (path string) {
	t.Helper()
	first := b.do("POST", "/espace/ateliers/series/nouvelle", form)
	first.expect(t, http.StatusOK, "2 séances")
	found := seen1.FindStringSubmatch(first.body)
	if found == nil {
		t.Fatalf("no plan to confirm in %s", first.body)
	}
	form.Set("seen", strings.NewReplacer("&#43;", "+", "&#34;", `"`, "&amp;", "&").Replace(found[1]))
	made := b.do("POST", "/espace/ateliers/series/nouvelle", form)
	made.expect(t, http.StatusSeeOther)
	path, _, _ = strings.Cut(made.Header.Get("Location"), "?")
	return path
}

// enrolled adds somebody and returns the address of their page.
func enrolled(t *testing.T, b *browser, series string, pairs ...string) (path string) {
	t.Helper()
	form := url.Values{"key": {fmt.Sprintf("%016d", time.Now().UnixNano())}, "mode": {"remote"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	got := b.do("POST", series+"/inscriptions", form)
	got.expect(t, http.StatusSeeOther)
	at, err := url.Parse(got.Header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	return workshopsPath + "/inscriptions/" + at.Query().Get("qui")
}

func TestPlansThatDoNotGo(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	for name, bad := range map[string]struct {
		form url.Values
		says string
	}{
		"no day":            {plan("days", ""), "Cochez au moins un jour"},
		"no end":            {plan("until", ""), "sans elle, la série n’en finit pas"},
		"an end before":     {plan("until", "2020-01-01"), "La fin est avant le début"},
		"hours backwards":   {plan("start", "11:00", "end", "10:00"), "La fin est avant le début"},
		"no such day":       {plan("first", "2027-02-30"), "Ce n’est pas une date"},
		"a zone of nowhere": {plan("zone", "Mars/Olympus"), "Choisissez dans la liste"},
		"three hundred":     {plan("until", "2150-01-01"), "loin"},
	} {
		got := b.do("POST", "/espace/ateliers/series/nouvelle", bad.form)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, bad.says) {
			t.Errorf("%s: status %d, no %q", name, got.StatusCode, bad.says)
		}
		if !strings.Contains(got.body, `value="1 rue Haute"`) {
			t.Errorf("%s: what was typed is lost", name)
		}
		whole(t, name, got.body)
	}
}

// A plan that changed since its dates were seen is shown again, not made.
func TestAPlanIsSeenBeforeItIsMade(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	b.do("POST", "/espace/ateliers/series/nouvelle", plan("seen", "another plan")).expect(t, http.StatusOK, "vérifiez ces dates")
	if body := b.get(workshopsPath).body; !strings.Contains(body, "Aucune série pour l’instant") {
		t.Error("a series was made")
	}
}

// Every page of workshops is whole, for each who may see it, and nobody else.
func TestWorkshopPages(t *testing.T) {
	w := newWorld(t)
	b, nobody := w.signedIn(), w.browser()
	series := madeSeries(t, b)
	person := enrolled(t, b, series, "name", "Odette 👵🏻 فاطمة", "companion", "son mari", "arrangements", "large-print")
	session := regexp.MustCompile(`/espace/ateliers/seances/\w+`).FindString(b.get(series).body)
	colleague := w.colleague("une autre maison")
	for _, path := range []string{
		series, series + "/modifier", series + "/feuilles", series + "/feuilles.pdf", series + "/presences", series + "/presences.csv",
		series + "/inscrits.csv", series + "/import", person, person + "/feuille", person + "/feuille.pdf", session,
		session + "/changement", session + "/emargement.pdf",
	} {
		got := b.get(path)
		got.expect(t, http.StatusOK)
		guardedBy(t, got)
		if strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
			whole(t, path, got.body)
		}
		colleague.get(path).expect(t, http.StatusNotFound)
		nobody.get(path).expect(t, http.StatusSeeOther)
	}
	for _, path := range []string{"", "/calendrier", "/parcours", "/parcours/nouveau", "/modules/nouveau", "/modules/boite-mail", "/partenaires", "/series/nouvelle", "/vacances", "/vacances/2026"} {
		got := b.get(workshopsPath + path)
		got.expect(t, http.StatusOK)
		whole(t, path, got.body)
	}
	for _, path := range []string{"/ateliers", strings.Replace(series, workshopsPath+"/series", "/ateliers", 1), "/ateliers/images/boite-mail-01.svg"} {
		nobody.get(path).expect(t, http.StatusOK)
	}
	for _, path := range []string{"/ateliers/walked", "/ateliers/images/walked", "/ateliers/agenda/serie/walked/x.ics", "/partenaire/walked"} {
		nobody.get(path).expect(t, http.StatusNotFound)
	}
}

// colleague is a browser signed in for another organization.
func (w *world) colleague(organization string) *browser {
	w.t.Helper()
	_, err := w.accounts.Add(w.t.Context(), accounts.NewPerson{
		Name: "Aïcha Bensaïd", Email: "aicha@example.org", Organization: organization, Phone: "05 57 11 11 11", Town: "Bordeaux",
		Role: accounts.Admin, Password: password,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	b := w.browser()
	b.post("/espace/connexion", "email", "aicha@example.org", "password", password).expect(w.t, http.StatusSeeOther)
	return b
}

var eight = regexp.MustCompile(`\d{4} \d{4}`)

// The code of eight digits on a sheet opens that person's place at the same door, within the same limits on guessing.
func TestAPersonalCodeOpensThePlace(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	person := enrolled(t, b, madeSeries(t, b), "name", "Odette Martin")
	code := eight.FindString(b.get(person).body)
	door := w.browser()
	door.post("/", "code", code).expect(t, http.StatusSeeOther)
	door.get("/ma-place").expect(t, http.StatusOK, "Bonjour Odette Martin", "Répéter")
	door.get("/ma-place/repetition").expect(t, http.StatusOK, "Préparez votre place")
	b.post(person+"/code").expect(t, http.StatusSeeOther)
	door.get("/ma-place").expect(t, http.StatusSeeOther)

	again := eight.FindString(b.get(person).body)
	w.helps.many = &signaling.TooManyError{RetryAfter: time.Minute}
	door.post("/", "code", again).expect(t, http.StatusTooManyRequests)
	stranger := w.browser()
	stranger.get("/ma-place").expect(t, http.StatusSeeOther)
}

// A place is not opened by an identifier that offices see in their addresses.
func TestAnIdentifierOpensNoPlace(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	person := enrolled(t, b, madeSeries(t, b), "name", "Odette Martin")
	id := person[strings.LastIndex(person, "/")+1:]
	// Nor by one and the right code, unless it was typed at the door, where guesses are limited.
	for _, code := range []string{"12345678", eight.FindString(b.get(person).body)} {
		w.browser().do("GET", "/ma-place", nil, "Cookie", placeCookie+"="+id+"."+code).expect(t, http.StatusSeeOther)
	}
}

func TestImport(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	series := madeSeries(t, b)
	key := regexp.MustCompile(`name="key" value="(\w+)"`)
	send := func(list string) seen {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		_ = form.WriteField("key", key.FindStringSubmatch(b.get(series + "/import").body)[1])
		file, _ := form.CreateFormFile("list", "liste.csv")
		_, _ = file.Write([]byte(list))
		_ = form.Close()
		return b.send("POST", series+"/import", &body, "Content-Type", form.FormDataContentType())
	}
	var long strings.Builder
	long.WriteString("Vient;Nom\r\n")
	for i := range 10_000 {
		name := "Personne"
		if i%100 == 99 {
			name = ""
		}
		fmt.Fprintf(&long, "Sur place;%s\r\n", name)
	}
	for name, bad := range map[string]struct{ list, says string }{
		"faults by line":    {"Nom;Vient\nAnna;Sur place\n;Ailleurs\n", "Ligne 3, Nom"},
		"ten thousand":      {long.String(), "Ligne 101, Nom"},
		"no name column":    {"Prénom;Ville\nAnna;Libourne\n", "dont «\u00a0Nom\u00a0»"},
		"nobody":            {"Nom;Vient\n", "aucune personne"},
		"endless columns":   {strings.Repeat("Nom;", 5000) + "\nAnna\n", "dont «\u00a0Nom\u00a0»"},
		"a quote left open": {"Nom;Vient\n\"Anna;Sur place\n", "guillemet"},
	} {
		got := send(bad.list)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, bad.says) {
			t.Errorf("%s: status %d, no %q", name, got.StatusCode, bad.says)
		}
	}
	if body := b.get(series + "/inscrits.csv").body; strings.Contains(body, "Anna") || strings.Contains(body, "Personne") {
		t.Error("a list with faults enrolled somebody")
	}
	send("Nom,Téléphone,Vient\r\n\"=cmd|'/c calc'!A0\",05 57 22 22 22,À distance\r\nÉlodie 👩🏽‍🦽,,sur place\r\n").expect(t, http.StatusSeeOther)
	list := b.get(series + "/inscrits.csv").body
	for _, text := range []string{"'=cmd", "Élodie 👩🏽‍🦽", "Sur place", "05 57 22 22 22"} {
		if !strings.Contains(list, text) {
			t.Errorf("no %q in %s", text, list)
		}
	}
}

func TestPartnersSeeTheirOwnPeopleOnly(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	series := madeSeries(t, b)
	enrolled(t, b, series, "name", "Odette Martin")
	until := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	link := regexp.MustCompile(`/partenaire/\w+`)
	ccas := link.FindString(b.post(workshopsPath+"/partenaires", "name", "CCAS", "until", until).body)
	other := link.FindString(b.post(workshopsPath+"/partenaires", "name", "France Travail", "until", until).body)
	id := series[strings.LastIndex(series, "/")+1:]
	partner := w.browser()
	form := []string{"series", id, "name", "Germaine", "mode", "on-site", "key", "a key that is long enough"}
	partner.post(ccas, form...).expect(t, http.StatusUnprocessableEntity, "Sans son accord")
	partner.post(ccas, append(form, "agreed", "oui")...).expect(t, http.StatusSeeOther)
	page := partner.get(ccas)
	page.expect(t, http.StatusOK, "Germaine")
	whole(t, ccas, page.body)
	for _, path := range []string{ccas, other} {
		if body := partner.get(path).body; strings.Contains(body, "Odette") || path == other && strings.Contains(body, "Germaine") {
			t.Errorf("%s shows somebody else's people", path)
		}
	}
	for i := range 6 {
		again := partner.post(ccas, "series", id, "name", fmt.Sprint("Personne ", i), "mode", "on-site", "phone", "06 12 34 56 78",
			"key", fmt.Sprint("another key, long enough ", i), "agreed", "oui")
		if want := i < 4; (again.StatusCode == http.StatusSeeOther) != want {
			t.Errorf("one number for the %dth time: status %d", i+1, again.StatusCode)
		}
	}
	end := regexp.MustCompile(`/espace/ateliers/partenaires/\w+/fin`)
	for _, path := range end.FindAllString(b.get(workshopsPath+"/partenaires").body, -1) {
		b.post(path).expect(t, http.StatusSeeOther)
	}
	partner.get(ccas).expect(t, http.StatusNotFound, "Ce lien ne sert plus")
}

// What two people change at once is told to the second, who loses nothing.
func TestASeriesEditedMeanwhile(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	series := madeSeries(t, b)
	form := plan("title", "Un autre titre", "seen", "1", "onsite", "2")
	b.do("POST", series+"/modifier", form).expect(t, http.StatusSeeOther)
	b.do("POST", series+"/modifier", form).expect(t, http.StatusConflict, "Quelqu’un d’autre")
	person := enrolled(t, b, series, "name", "Odette Martin")
	b.post(person, "revision", "7", "name", "Une autre", "mode", "remote").expect(t, http.StatusConflict)
	b.get(person).expect(t, http.StatusOK, "Odette Martin")
}

// Somebody withdrawn by mistake is back by one press.
func TestWithdrawingIsUndone(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	series := madeSeries(t, b)
	person := enrolled(t, b, series, "name", "Odette Martin")
	gone := b.post(person + "/retrait")
	b.get(gone.Header.Get("Location")).expect(t, http.StatusOK, "ne vient plus", person+"/confirmation")
	b.post(person+"/confirmation").expect(t, http.StatusSeeOther)
	b.get(series).expect(t, http.StatusOK, "1 sur 1")
	b.post(person+"/effacement").expect(t, http.StatusSeeOther)
	b.get(person).expect(t, http.StatusNotFound)
}

// Somebody who may be in the series already is told of, and enrolled only if that is pressed.
func TestEnrolledTwiceIsTold(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	series := madeSeries(t, b)
	first := enrolled(t, b, series, "name", "Odette Martin", "mode", "on-site")
	form := []string{"name", "odette martin", "mode", "remote", "key", "a key that is long enough"}
	got := b.post(series+"/inscriptions", form...)
	got.expect(t, http.StatusConflict, first, "Inscrire quand même", `value="odette martin"`)
	whole(t, series, got.body)
	b.post(series+"/inscriptions", append(form, "quand-meme", "oui")...).expect(t, http.StatusSeeOther)
	b.post(series+"/inscriptions", form...).expect(t, http.StatusSeeOther) // sent twice
}

func TestModulesAreWritten(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	copied := b.post(workshopsPath + "/modules/boite-mail/copie").Header.Get("Location")
	b.get(copied).expect(t, http.StatusOK, "Étape 11")
	fields := map[string]string{
		"version": "1", "title": "Mon module", "goal": "Savoir.", "level": "debutant", "equipment": "ordinateur", "steps": "1",
		"steps.0.title": "Ouvrez", "steps.0.text": "**gras**\n\n<script>alert(1)</script>",
	}
	send := func(extra ...string) seen {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for i := 0; i+1 < len(extra); i += 2 {
			fields[extra[i]] = extra[i+1]
		}
		for name, value := range fields {
			_ = form.WriteField(name, value)
		}
		_ = form.Close()
		return b.send("POST", copied, &body, "Content-Type", form.FormDataContentType())
	}
	send("action", "ajouter").expect(t, http.StatusOK, "Étape 2")
	send("action", "", "steps.0.picture", "boite-mail-01.svg").expect(t, http.StatusUnprocessableEntity, "Remplissez cette ligne")
	saved := send("steps.0.alternative", "Une porte.")
	saved.expect(t, http.StatusSeeOther)
	page := b.get(saved.Header.Get("Location"))
	page.expect(t, http.StatusOK, "<strong>gras</strong>", "Version 1")
	if strings.Contains(page.body, "<script>alert") {
		t.Error("a script in a step is in the page")
	}
	send().expect(t, http.StatusConflict)
}

func TestCalendarsAreServed(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	series := madeSeries(t, b)
	feed := regexp.MustCompile(`/ateliers/agenda/[\w/.-]+\.ics`)
	for _, page := range []string{series, workshopsPath + "/calendrier", enrolled(t, b, series, "name", "Odette")} {
		path := feed.FindString(b.get(page).body)
		got := w.browser().get(path)
		got.expect(t, http.StatusOK, "BEGIN:VCALENDAR")
		if n := strings.Count(got.body, "BEGIN:VEVENT"); n != 2 && !strings.Contains(path, "qui-aide") {
			t.Errorf("%s: %d events", path, n)
		}
		w.browser().get(strings.Replace(path, ".ics", "x.ics", 1)).expect(t, map[bool]int{true: 200, false: 404}[strings.Contains(path, "serie")])
	}
}
