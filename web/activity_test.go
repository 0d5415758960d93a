package web

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/activity"
	"coupdemain/web/locales"
)

// ended has a help of the one who is signed in end after so long, and gives its report as the desk gets it.
func (b *browser) ended(t *testing.T, reference string, lasted time.Duration) (report deskReport) {
	t.Helper()
	b.post("/espace/aides")
	now := time.Now()
	got := b.post("/espace/aides/"+liveHelp+"/compte-rendu", "reference", reference, "device", "tablet",
		"admitted", fmt.Sprint(now.Add(-lasted).UnixMilli()), "ended", fmt.Sprint(now.UnixMilli()))
	got.expect(t, http.StatusOK)
	if err := json.Unmarshal([]byte(got.body), &report); err != nil {
		t.Fatal(err)
	}
	return report
}

// tap saves a report as the desk does.
func (b *browser) tap(id string, pairs ...string) seen {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do("POST", "/espace/comptes-rendus/"+id, form, "Accept", "application/json")
}

func TestReportFromTheDesk(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	report := b.ended(t, "ACDF-3479", 40*time.Minute)
	if report.Minutes != 45 || report.Measured != 40 || report.Done || !slices.Equal(report.Equipment, []activity.Equipment{activity.Tablet}) ||
		len(report.Choices.Themes) != len(activity.Themes) {
		t.Errorf("report %+v", report)
	}
	b.tap(report.ID, "duree", "45").expect(t, http.StatusUnprocessableEntity)
	b.tap(report.ID, "duree", "45", "materiel", "tablette", "autonomie", "autonome", "thematiques", "email",
		"thematiques", "aide_aux_demarches_administratives", "demarches", "logement").expect(t, http.StatusNoContent)
	b.get("/espace/comptes-rendus").expect(t, http.StatusOK, "Rien à finir.", "E-mail, Démarches administratives", "45 minutes")
	if again := b.ended(t, "ACDF-3479", 40*time.Minute); !again.Done || again.ID != report.ID {
		t.Errorf("asked again: %+v", again)
	}

	got := b.get("/espace/comptes-rendus.csv")
	got.expect(t, http.StatusOK)
	if kind := got.Header.Get("Content-Type"); kind != "text/csv; charset=utf-8" || !strings.Contains(got.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("headers %v", got.Header)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.body, "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 2 || !slices.Equal(rows[0], activity.Columns()) {
		t.Fatalf("table %q, %v", rows, err)
	}
	if theme := rows[1][slices.Index(rows[0], "thematiques")]; theme != "email|aide_aux_demarches_administratives|logement" {
		t.Errorf("themes %q", theme)
	}
	if rows, _ := csv.NewReader(strings.NewReader(b.get("/espace/comptes-rendus.csv?mois=2020-01").body)).ReadAll(); len(rows) != 1 {
		t.Errorf("another month: %q", rows)
	}
}

func TestDeskFactsAreChecked(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	b.post("/espace/aides")
	now := time.Now()
	for name, form := range map[string][]string{
		"nothing":        {},
		"no reference":   {"reference", "<b>", "admitted", fmt.Sprint(now.UnixMilli()), "ended", fmt.Sprint(now.UnixMilli())},
		"long ago":       {"reference", "ACDF-3479", "admitted", "0", "ended", fmt.Sprint(now.UnixMilli())},
		"to come":        {"reference", "ACDF-3479", "admitted", fmt.Sprint(now.UnixMilli()), "ended", fmt.Sprint(now.Add(time.Hour).UnixMilli())},
		"back in time":   {"reference", "ACDF-3479", "admitted", fmt.Sprint(now.UnixMilli()), "ended", fmt.Sprint(now.Add(-time.Hour).UnixMilli())},
		"not even times": {"reference", "ACDF-3479", "admitted", "x", "ended", "99999999999999999999"},
	} {
		if got := b.post("/espace/aides/"+liveHelp+"/compte-rendu", form...); got.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	b.post("/espace/aides/"+otherHelp+"/compte-rendu").expect(t, http.StatusNotFound)
	w.browser().post("/espace/aides/"+liveHelp+"/compte-rendu").expect(t, http.StatusUnauthorized)
}

func TestSeveralReportsAtOnce(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	first, second := b.ended(t, "ACDF-3479", 20*time.Minute), b.ended(t, "ACDF-3473", 50*time.Minute)
	page := b.get("/espace/comptes-rendus")
	page.expect(t, http.StatusOK, "Aide ACDF-3479", "Aide ACDF-3473", "Aucune thématique proposée")
	whole(t, "reports", page.body)
	b.post("/espace/comptes-rendus", "thematiques", "email").expect(t, http.StatusUnprocessableEntity, "Cochez au moins un compte rendu.")
	b.post("/espace/comptes-rendus", "rapport", first.ID).
		expect(t, http.StatusUnprocessableEntity, "Choisissez au moins une thématique.", `value="`+first.ID+`" checked`)
	done := b.do("POST", "/espace/comptes-rendus", url.Values{"rapport": {first.ID, second.ID}, "thematiques": {"email"}, "autonomie": {"autonome"}})
	if done.Header.Get("Location") != "/espace/comptes-rendus?faits=2" {
		t.Fatalf("%d to %q", done.StatusCode, done.Header.Get("Location"))
	}
	b.get("/espace/comptes-rendus?faits=2").expect(t, http.StatusOK, "2 comptes rendus sont enregistrés.", "Rien à finir.")
	b.get("/espace/comptes-rendus/"+second.ID).expect(t, http.StatusOK, "Autonome", "Tablette", "<span class=\"report__text\" id=\"duree\">45</span>")
}

func TestReportIsCorrectedAndDeleted(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	report := b.ended(t, "ACDF-3479", 20*time.Minute)
	page := "/espace/comptes-rendus/" + report.ID
	form := b.get(page + "/modifier")
	form.expect(t, http.StatusOK, "Finir le compte rendu", "20 minutes mesurées.", `value="tablette" checked`, "Ne nommez personne")
	whole(t, "reportform", form.body)
	full := []string{
		"date", "2026-02-03", "duree", "75", "type_lieu", "domicile", "lieu_commune", "Coutras", "lieu_code_postal", "33230",
		"materiel", "telephone", "autonomie", "", "thematiques", "sante", "precisions_demarche", "Ameli", "oriente_vers_structure", "oui",
		"structure_de_redirection", "aide_sociale", "genres", "feminin", "tranches_age", "soixante_dix_plus", "statuts", "",
		"tags", "vaccin, rendez-vous", "notes", "<script>alert(1)</script>\nsuite",
	}
	wrong := b.post(page, append(full, "date", "hier", "duree", "0")...)
	wrong.expect(t, http.StatusUnprocessableEntity, "Ce jour ne va pas", "Une durée va de 1 à 1440 minutes.", "Coutras", "&lt;script&gt;", "Erreur")
	whole(t, "reportform, wrong", wrong.body)
	if got := b.post(page, full...); got.Header.Get("Location") != page+"?enregistre=1" {
		t.Fatalf("%d %s", got.StatusCode, got.body)
	}
	read := b.get(page + "?enregistre=1")
	read.expect(t, http.StatusOK, "C’est enregistré.", "03/02/2026", ">75<", "À domicile", "Coutras", "33230", "Aide sociale", "Ameli",
		"Féminin\u00a0: 1", "70 ans et plus\u00a0: 1", "vaccin, rendez-vous", "&lt;script&gt;alert(1)&lt;/script&gt;\nsuite", "Copier\u00a0: Notes")
	whole(t, "report", read.body)
	b.get("/espace/comptes-rendus?mois=2026-02").expect(t, http.StatusOK, "03/02/2026", "Santé", `value="2026-02" selected`)

	b.post(page+"/suppression", "", "").expect(t, http.StatusSeeOther)
	b.get(page).expect(t, http.StatusNotFound)
	b.get("/espace/comptes-rendus?supprime="+report.ID).expect(t, http.StatusOK, "Le compte rendu est supprimé.", "Annuler")
	b.post(page+"/retablissement", "", "").expect(t, http.StatusSeeOther)
	b.get(page).expect(t, http.StatusOK)
	if got := b.post(page+"/retablissement", "", ""); got.Header.Get("Location") != "/espace/comptes-rendus?trop-tard=1" {
		t.Errorf("restored what was there: %d", got.StatusCode)
	}
}

func TestWorkshopsReportForm(t *testing.T) {
	w := newWorld(t)
	b := w.signedIn()
	b.post("/espace/aides")
	r, err := w.reports.Begin(t.Context(), activity.Report{
		PersonID: w.helps.opened.ID, Kind: activity.Collective, Date: time.Now().UTC().AddDate(0, 0, -1).Truncate(24 * time.Hour), Minutes: 60,
		Place: activity.Place{Kind: activity.AtOffice}, Workshop: activity.Workshop{Title: "La messagerie"},
		Beneficiaries: activity.Beneficiaries{Total: 6}, Themes: []activity.Theme{"email"},
	})
	if err != nil {
		t.Fatal(err)
	}
	page := "/espace/comptes-rendus/" + r.ID
	form := b.get(page + "/modifier")
	form.expect(t, http.StatusOK, "La messagerie", "Niveau de l’atelier", `name="beneficiaires"`, `name="tranches_age_soixante_dix_plus"`)
	whole(t, "reportform of a workshop", form.body)
	b.post(page, "thematiques", "email", "titre_atelier", "La messagerie", "niveau_atelier", "avance", "beneficiaires", "7",
		"genres_feminin", "5", "genres_masculin", "", "tranches_age_soixante_dix_plus", "8").
		expect(t, http.StatusUnprocessableEntity)
	b.post(page, "thematiques", "email", "titre_atelier", "La messagerie", "niveau_atelier", "avance", "beneficiaires", "7",
		"genres_feminin", "5", "genres_masculin", "", "tranches_age_soixante_dix_plus", "7").
		expect(t, http.StatusSeeOther)
	b.get(page).expect(t, http.StatusOK, "Avancé", "Féminin\u00a0: 5, Non communiqué\u00a0: 2", "70 ans et plus\u00a0: 7")
}

func TestWhoReadsReports(t *testing.T) {
	w := newWorld(t)
	admin := w.signedIn()
	coordinator, _ := w.add(admin, "Colette", accounts.Coordinator, "Mairie")
	marc, _ := w.add(coordinator, "Marc", accounts.Mediator, "")
	rose, _ := w.add(coordinator, "Rose", accounts.Mediator, "")
	report := marc.ended(t, "ACDF-3479", 20*time.Minute)
	marc.tap(report.ID, "thematiques", "email").expect(t, http.StatusNoContent)
	page := "/espace/comptes-rendus/" + report.ID
	for who, tt := range map[string]struct {
		b      *browser
		status int
		listed bool
	}{"marc": {marc, 200, true}, "rose": {rose, 404, false}, "coordinator": {coordinator, 200, true}, "another organization's": {admin, 404, false}} {
		tt.b.get(page).expect(t, tt.status)
		if got := tt.b.get("/espace/comptes-rendus"); strings.Contains(got.body, report.ID) != tt.listed {
			t.Errorf("%s: listed %t", who, !tt.listed)
		}
		if got := tt.b.get("/espace/comptes-rendus.csv"); strings.Contains(got.body, "a_distance") != tt.listed {
			t.Errorf("%s: in the table %t", who, !tt.listed)
		}
	}
	coordinator.get(page).expect(t, http.StatusOK, "Par Marc")
	for _, b := range []*browser{rose, coordinator, admin} {
		b.get(page+"/modifier").expect(t, http.StatusNotFound)
		b.post(page+"/suppression", "", "").expect(t, http.StatusNotFound)
		b.tap(report.ID, "thematiques", "sante").expect(t, http.StatusNotFound)
	}
	nobody := w.browser()
	for _, path := range []string{page, page + "/modifier", "/espace/comptes-rendus", "/espace/comptes-rendus.csv"} {
		if got := nobody.get(path); got.Header.Get("Location") != "/espace/connexion" {
			t.Errorf("%s without signing in: %d", path, got.StatusCode)
		}
	}
}

// Every value has words, in each language.
func TestEveryValueHasWords(t *testing.T) {
	catalogues, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for language, catalogue := range catalogues {
		w := wording{p: &pages{catalogue: catalogue}}
		for group, values := range map[string][]string{
			"type": stringsOf(activity.Kinds), "place": stringsOf(activity.PlaceKinds), "equipment": stringsOf(activity.EquipmentKinds),
			"autonomy": stringsOf(activity.Autonomies), "structure": stringsOf(activity.Structures), "theme": stringsOf(activity.Themes),
			"errand": stringsOf(activity.ErrandKinds), "level": stringsOf(activity.Levels), "gender": stringsOf(activity.Genders),
			"age": stringsOf(activity.AgeBands), "status": stringsOf(activity.Statuses),
		} {
			w.named(group, values)
		}
		for _, key := range problemsOfReports {
			w.text(key)
		}
		for _, key := range rangesOfReports {
			w.text(key)
		}
		if w.err != nil {
			t.Errorf("%s: %v", language, w.err)
		}
	}
}
