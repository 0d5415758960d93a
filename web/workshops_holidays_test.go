package web

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// aYearAhead is a school year that does not ship and can be written down, and the address of its form.
func aYearAhead() (year int, at string) {
	year = workshops.SchoolYearOf(today()) + yearsAhead
	return year, fmt.Sprintf("%s/%d", holidaysPath, year)
}

// holidayForm is a year's form with lines of name, zone, first and last day.
func holidayForm(revision int, lines ...[4]string) url.Values {
	form := url.Values{"revision": {fmt.Sprint(revision)}, "lines": {fmt.Sprint(len(lines))}}
	for i, line := range lines {
		for j, part := range []string{"name", "zone", "first", "last"} {
			form.Set(fmt.Sprintf("holidays.%d.%s", i, part), line[j])
		}
	}
	return form
}

var undoAddress = regexp.MustCompile(`action="(/espace/ateliers/vacances/\d+/retour\?revision=\d+)"`)

// An office writes a year down, corrects it, and takes that back.
func TestSchoolHolidaysAreWrittenDown(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	year, at := aYearAhead()
	begins, ends := fmt.Sprintf("%d-02-05", year+1), fmt.Sprintf("%d-02-20", year+1)
	blank := b.get(at)
	blank.expect(t, http.StatusOK, "Vacances scolaires "+fmt.Sprint(year), `value="vacances d’hiver"`, `<option value="A" selected>Zone A`)
	whole(t, at, blank.body)
	winter := [4]string{"Vacances d'hiver", "A", begins, ends}
	more := holidayForm(0, winter)
	more.Set("action", "ligne")
	b.do("POST", at, more).expect(t, http.StatusOK, `name="holidays.1.first"`, `value="`+begins+`"`)

	saved := b.do("POST", at, holidayForm(0, [4]string{"vacances d’été", "", "", ""}, winter, [4]string{"Carnaval <b>", "", begins[:5] + "03-01", begins[:5] + "03-02"}))
	saved.expect(t, http.StatusSeeOther)
	page := b.get(saved.Header.Get("Location"))
	page.expect(t, http.StatusOK, "sont enregistrées", "vacances d’hiver", "Zone A", "5 février", "20 février", "Carnaval &lt;b&gt;", "Dates de votre organisme")
	if strings.Contains(page.body, "août "+fmt.Sprint(year+1)) {
		t.Error("a line without dates was kept")
	}
	whole(t, holidaysPath, page.body)
	b.do("POST", at, holidayForm(0, winter)).expect(t, http.StatusConflict)

	colleague := w.colleague("une autre maison")
	if body := colleague.get(holidaysPath).body; strings.Contains(body, "Carnaval") {
		t.Error("another organization sees these")
	}
	undo := undoAddress.FindStringSubmatch(page.body)
	if undo == nil {
		t.Fatalf("nothing takes it back in %s", page.body)
	}
	colleague.post(undo[1]).expect(t, http.StatusConflict)
	b.get(holidaysPath).expect(t, http.StatusOK, "Carnaval")
	back := b.post(undo[1])
	back.expect(t, http.StatusSeeOther)
	page = b.get(back.Header.Get("Location"))
	page.expect(t, http.StatusOK, "revenues aux dates d’avant")
	if strings.Contains(page.body, "Carnaval") {
		t.Error("it was not taken back")
	}
}

// The dates that ship say so until they are corrected, and come back.
func TestHolidaysThatShip(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	at := holidaysPath + "/2026"
	b.get(at).expect(t, http.StatusOK, "Dates livrées avec le logiciel", `value="2027-02-13"`, "ministère de l’Éducation nationale")
	b.do("POST", at, holidayForm(0, [4]string{"vacances d’hiver", "B", "2027-02-19", "2027-03-08"})).expect(t, http.StatusSeeOther)
	if body := b.get(at).body; strings.Contains(body, "Dates livrées") || !strings.Contains(body, "2027-03-08") {
		t.Error("the year was not replaced")
	}
	b.post(at+"/retrait", "revision", "1").expect(t, http.StatusSeeOther)
	b.get(at).expect(t, http.StatusOK, "Dates livrées avec le logiciel", `value="2027-02-13"`)
}

func TestHolidaysThatDoNotGo(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	year, at := aYearAhead()
	day := func(d string) string { return fmt.Sprint(year+1, "-", d) }
	good := [4]string{"Noël", "", fmt.Sprint(year, "-12-20"), day("01-03")}
	for name, bad := range map[string]struct {
		form url.Values
		says string
	}{
		"backwards":        {holidayForm(0, good, [4]string{"hiver", "A", day("02-20"), day("02-05")}), "La fin est avant le début"},
		"one date":         {holidayForm(0, good, [4]string{"hiver", "A", day("02-20"), ""}), "Ce n’est pas une date"},
		"no name":          {holidayForm(0, good, [4]string{"", "A", day("02-05"), day("02-20")}), "Remplissez cette ligne"},
		"a zone D":         {holidayForm(0, good, [4]string{"hiver", "D", day("02-05"), day("02-20")}), "Choisissez dans la liste"},
		"another year":     {holidayForm(0, good, [4]string{"hiver", "A", "2001-02-05", "2001-02-20"}), "en dehors de l’année scolaire"},
		"the same days":    {holidayForm(0, good, [4]string{"hiver", "A", day("01-03"), day("01-20")}), "en chevauchent d’autres"},
		"nothing":          {holidayForm(0, [4]string{"hiver", "", "", ""}), "Aucune ligne n’a de dates"},
		"forty-one, dated": {holidayForm(0, slicesOf(41, good)...), "Il y en a trop"},
	} {
		got := b.do("POST", at, bad.form)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, bad.says) {
			t.Errorf("%s: status %d, no %q", name, got.StatusCode, bad.says)
		}
		whole(t, name, got.body)
	}
	b.do("POST", at, holidayForm(0, [4]string{"", "", "", ""}, good, [4]string{"hiver", "A", day("02-20"), day("02-05")})).
		expect(t, http.StatusUnprocessableEntity, `id="line-1-last-error"`)
	for _, elsewhere := range []string{"/1999", "/2999", "/walked", "/-1"} {
		b.get(holidaysPath+elsewhere).expect(t, http.StatusNotFound)
		b.do("POST", holidaysPath+elsewhere, holidayForm(0, good)).expect(t, http.StatusNotFound)
	}
}

// slicesOf is so many of one line.
func slicesOf(n int, line [4]string) (lines [][4]string) {
	for range n {
		lines = append(lines, line)
	}
	return lines
}

// Only those who answer for an organization look after its holidays; nobody else is shown the way.
func TestHolidaysAreForThoseWhoOversee(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	_, at := aYearAhead()
	b.get(workshopsPath+"/series/nouvelle").expect(t, http.StatusOK, holidaysPath)
	b.get(workshopsPath+"/calendrier").expect(t, http.StatusOK, holidaysPath)
	w.browser().get(holidaysPath).expect(t, http.StatusSeeOther)
	_, err := w.accounts.Add(t.Context(), accounts.NewPerson{
		Name: "Marc Petit", Email: "marc@example.org", Organization: "France Services", Phone: "05 57 00 00 00", Town: "Libourne",
		Role: accounts.Mediator, Password: password,
	})
	if err != nil {
		t.Fatal(err)
	}
	mediator := w.browser()
	mediator.post("/espace/connexion", "email", "marc@example.org", "password", password).expect(t, http.StatusSeeOther)
	for _, path := range []string{holidaysPath, at} {
		mediator.get(path).expect(t, http.StatusForbidden)
	}
	for _, path := range []string{at, at + "/retrait", at + "/retour?revision=1"} {
		mediator.do("POST", path, holidayForm(0, [4]string{"hiver", "A", "2028-02-05", "2028-02-20"})).expect(t, http.StatusForbidden)
	}
	for _, path := range []string{"/series/nouvelle", "/calendrier"} {
		if body := mediator.get(workshopsPath + path).body; strings.Contains(body, holidaysPath) {
			t.Errorf("%s leads a mediator there", path)
		}
	}
}

// What was planned around the holidays stays, and is listed once they fall on it; the words of an office stand in a plan.
func TestSessionsInNewHolidaysAreListed(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	form := plan("school", "A")
	first, err := time.Parse(time.DateOnly, form.Get("first"))
	if err != nil {
		t.Fatal(err)
	}
	year := workshops.SchoolYearOf(workshops.DayOf(first))
	at := fmt.Sprintf("%s/%d", holidaysPath, year)
	away := first.AddDate(0, 0, 30)
	if workshops.SchoolYearOf(workshops.DayOf(away)) != year {
		away = first.AddDate(0, 0, -30)
	}
	b.do("POST", at, holidayForm(0, [4]string{"Carnaval", "A", away.Format(time.DateOnly), away.Format(time.DateOnly)})).expect(t, http.StatusSeeOther)
	madeSeriesOf(t, b, form)
	if body := b.get(holidaysPath).body; strings.Contains(body, "tombe") {
		t.Error("a session is listed that is in no holidays")
	}
	b.do("POST", at, holidayForm(1, [4]string{"Carnaval", "A", form.Get("first"), form.Get("first")})).expect(t, http.StatusSeeOther)
	b.get(holidaysPath).expect(t, http.StatusOK, "1 séance prévue tombe dans des vacances", "/espace/ateliers/seances/")
	form.Set("action", "voir")
	b.do("POST", workshopsPath+"/series/nouvelle", form).expect(t, http.StatusOK, "1 séance", "Carnaval")
}
