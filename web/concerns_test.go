package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

// helped has somebody help, and keeps it as a live help is kept.
func (w *world) helped(t *testing.T, reference string, by *browser) {
	t.Helper()
	by.post("/espace/aides")
	now := time.Now()
	err := w.kept.SaveHelp(t.Context(), signaling.Help{
		ID: reference, Reference: reference, Mediator: w.helps.opened, Phase: protocol.PhaseEnded, Opened: now.Add(-time.Hour),
		Admitted: now.Add(-time.Hour), Ended: now,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConcernIsReportedAndDealtWith(t *testing.T) {
	w := newWorld(t)
	admin := w.signedIn()
	colette, _ := w.add(admin, "Colette", accounts.Coordinator, "Mairie")
	marc, _ := w.add(colette, "Marc", accounts.Mediator, "")
	zoe, _ := w.add(admin, "Zoé", accounts.Coordinator, "Autre")
	w.helped(t, "ACDF-3479", marc)
	w.helped(t, "ACDF-3473", colette)

	person := w.browser()
	form := person.get("/signalement?reference=acdf3479")
	form.expect(t, http.StatusOK, `value="ACDF-3479"`, "Qui vous a aidé ne lit pas votre message", "for-person")
	whole(t, "/signalement", form.body)
	person.get("/signalement?reference=<script>").expect(t, http.StatusOK, `name="reference" type="text" autocomplete="off" value=""`)
	wrong := person.post("/signalement", "reference", "ACDF", "telephone", "appelez")
	wrong.expect(t, http.StatusUnprocessableEntity, "Relisez-la", "Cochez une ligne, ou racontez.", "Ce n’est pas un numéro", `value="appelez"`, "Erreur")
	whole(t, "/signalement, wrong", wrong.body)
	sent := person.do("POST", "/signalement", url.Values{
		"reference": {" acdf 3479 "}, "quoi": {"money", "rude"}, "recit": {"<b>Il</b>\na ri"}, "telephone": {"05 57 11 11 11"},
	})
	if sent.StatusCode != http.StatusSeeOther || sent.Header.Get("Location") != "/signalement/envoye" {
		t.Fatalf("%d to %q", sent.StatusCode, sent.Header.Get("Location"))
	}
	whole(t, "/signalement/envoye", person.get("/signalement/envoye").body)
	person.post("/signalement", "reference", "ACDF-3473", "quoi", "rude").expect(t, http.StatusSeeOther)
	person.post("/signalement", "reference", "ZZZZ-ZZZZ", "quoi", "other").expect(t, http.StatusSeeOther)

	page := colette.get("/espace/signalements")
	page.expect(t, http.StatusOK, "Aide ACDF-3479", "On m’a demandé de l’argent", "&lt;b&gt;Il&lt;/b&gt;\na ri", "05 57 11 11 11", "Marc (Mairie)")
	whole(t, "/espace/signalements", page.body)
	for who, tt := range map[string]struct {
		b    *browser
		sees [3]bool
	}{"colette": {colette, [3]bool{true, false, false}}, "zoe": {zoe, [3]bool{}}, "admin": {admin, [3]bool{true, true, true}}} {
		body := tt.b.get("/espace/signalements").body
		for i, reference := range []string{"ACDF-3479", "ACDF-3473", "ZZZZ-ZZZZ"} {
			if strings.Contains(body, reference) != tt.sees[i] {
				t.Errorf("%s sees %s: %t", who, reference, !tt.sees[i])
			}
		}
	}
	id := regexp.MustCompile(`/espace/signalements/([a-z0-9]{26})/traite`).FindStringSubmatch(page.body)[1]
	for _, b := range []*browser{marc, zoe} {
		for _, action := range []string{"traite", "rouvert"} {
			if got := b.post("/espace/signalements/"+id+"/"+action, "note", "x"); got.StatusCode != http.StatusForbidden && got.StatusCode != http.StatusNotFound {
				t.Errorf("somebody else does %s: %d", action, got.StatusCode)
			}
		}
	}
	marc.get("/espace/signalements").expect(t, http.StatusForbidden)
	colette.post("/espace/signalements/"+id+"/traite", "note", "Rappelée").expect(t, http.StatusSeeOther)
	colette.get("/espace/signalements?fait=traite").
		expect(t, http.StatusOK, "C’est noté comme traité.", "Rien à traiter.", "Rappelée", "Traité par Colette")
	colette.post("/espace/signalements/"+id+"/rouvert", "", "").expect(t, http.StatusSeeOther)
	colette.get("/espace/signalements?fait=rouvert").expect(t, http.StatusOK, "C’est rouvert.", "Marquer comme traité", ">Rappelée</textarea>")
	admin.get("/espace/journal").expect(t, http.StatusOK, "a signalé un problème dans l’aide ACDF-3479", "Colette a traité le signalement sur l’aide ACDF-3479")
	if body := zoe.get("/espace/journal").body; strings.Contains(body, "ACDF-3479") {
		t.Error("another organization's log tells of it")
	}
}

// A stranger learns nothing of which helps there were.
func TestConcernsAnswerAlike(t *testing.T) {
	w := newWorld(t)
	w.helped(t, "ACDF-3479", w.signedIn())
	answers := map[string]bool{}
	for _, reference := range []string{"ACDF-3479", "ZZZZ-ZZZZ"} {
		got := w.browser().post("/signalement", "reference", reference, "quoi", "rude")
		answers[got.Status+got.Header.Get("Location")+got.body] = true
	}
	if len(answers) != 1 {
		t.Errorf("answers differ: %v", answers)
	}
}

func TestConcernsAreBounded(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	var got seen
	for range 6 {
		got = b.post("/signalement", "reference", "ZZZZ-ZZZZ", "quoi", "rude", "recit", "tout est gardé")
	}
	got.expect(t, http.StatusTooManyRequests, "Trop de messages sont venus d’ici. Recommencez dans 10 minutes.", "tout est gardé")
	if got.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	w.browser().post("/signalement", "reference", "ZZZZ-ZZZZ", "recit", strings.Repeat("é", 1001)).
		expect(t, http.StatusUnprocessableEntity, "C’est trop long")
	w.browser().post("/signalement", "recit", strings.Repeat("a", 64<<10)).expect(t, http.StatusUnprocessableEntity)
}
