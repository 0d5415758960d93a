package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"coupdemain/signaling"
)

// The whole way in without a script: a plain form, as CONTRACT has it.
func TestDoorLetsKnock(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	b.get("/").expect(t, http.StatusOK, "Votre code", ">Continuer<", `inputmode="numeric"`, `action="/"`)

	spaced := w.helps.code[:3] + " " + w.helps.code[3:]
	got := b.post("/", "code", spaced)
	got.expect(t, http.StatusSeeOther)
	if to := got.Header.Get("Location"); to != "/aide/"+liveHelp {
		t.Errorf("Location %q", to)
	}
	if len(got.Cookies()) != 1 {
		t.Fatalf("%d cookies", len(got.Cookies()))
	}
	c := got.Cookies()[0]
	if c.Name != ticketCookie || c.Value != liveHelp+".secret" || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode ||
		c.Path != "/" || c.Secure {
		t.Errorf("cookie %+v", c)
	}
	b.get("/aide/"+liveHelp).expect(t, http.StatusOK, `id="live"`, `data-help="helpone"`, "room-12345678.js",
		"live-12345678.css", "Un instant…", "<noscript>", "animal.owl")
	b.get("/").expect(t, http.StatusOK, "Revenir à l’aide en cours", "/aide/helpone")

	// Pressed twice, or the page loaded again: the same help.
	b.post("/", "code", spaced).expect(t, http.StatusSeeOther)
	// Whoever comes second is told nothing more than for a code that never was.
	w.browser().post("/", "code", spaced).expect(t, http.StatusUnprocessableEntity, "n’ouvre pas")
}

func TestDoorTellsTheMend(t *testing.T) {
	w := newWorld(t)
	slip := w.helps.code[:5] + string('0'+(w.helps.code[5]-'0'+1)%10)
	for typed, want := range map[string]string{
		"":                "Tapez le code",
		"  ":              "Tapez le code",
		"4829":            "Il manque 2 chiffres",
		"4 8 2 9 1":       "Il manque 1 chiffre.",
		"4829137501":      "trop de chiffres",
		"bonjour":         "que des chiffres",
		"<script>":        "que des chiffres",
		slip:              "Un chiffre ne va pas. Relisez le code, ou faites-le redire.",
		code(t, "11111"):  "Demandez un nouveau code",
		"\xff\xfe":        "que des chiffres",
		"１２３":             "Il manque 3 chiffres",
		"4829137 5012345": "trop de chiffres",
	} {
		got := w.browser().post("/", "code", typed)
		got.expect(t, http.StatusUnprocessableEntity, want, `aria-invalid="true"`, "<title>Erreur – ")
		if strings.Contains(got.body, "<script>\"") || len(got.Cookies()) != 0 {
			t.Errorf("%q: echoed raw, or a cookie given", typed)
		}
	}
}

// Wrong, expired and used codes give the same bytes and the same headers.
func TestDoorGivesNothingAway(t *testing.T) {
	w := newWorld(t)
	w.browser().post("/", "code", w.helps.code)
	first := w.browser().post("/", "code", w.helps.code) // used
	for _, body := range []string{"11111", "90210", "00000"} {
		got := w.browser().post("/", "code", code(t, body)) // never was
		first.Header.Del("Date")
		got.Header.Del("Date")
		if got.body != first.body || got.StatusCode != first.StatusCode {
			t.Errorf("code %s: another page than for a used one", body)
		}
		for name, values := range first.Header {
			if !slices.Equal(values, got.Header[name]) {
				t.Errorf("code %s: %s is %q, not %q", body, name, got.Header[name], values)
			}
		}
	}
}

func TestDoorAsksToWait(t *testing.T) {
	w := newWorld(t)
	w.helps.many = &signaling.TooManyError{RetryAfter: 61 * time.Second}
	got := w.browser().post("/", "code", w.helps.code)
	got.expect(t, http.StatusTooManyRequests, "Attendez 2 minutes")
	if after := got.Header.Get("Retry-After"); after != "61" {
		t.Errorf("Retry-After %q", after)
	}
}

func TestInvitationIsOnePress(t *testing.T) {
	w := newWorld(t)
	b := w.browser()
	got := b.get("/c/" + w.helps.code)
	got.expect(t, http.StatusOK, `value="`+w.helps.code[:3]+" "+w.helps.code[3:]+`"`, "Le code est déjà écrit")
	if len(w.helps.atDoor) != 1 || w.helps.used {
		t.Errorf("opening the link: mirror fed %d times, code used %t", len(w.helps.atDoor), w.helps.used)
	}
	b.get("/c/"+code(t, "11111")).expect(t, http.StatusOK, "Le code est déjà écrit")
	b.get("/c/48291x").expect(t, http.StatusUnprocessableEntity, "que des chiffres")
	b.get("/c/48291x/y").expect(t, http.StatusNotFound)
}

func TestSlipAnswersNothing(t *testing.T) {
	w := newWorld(t)
	for _, typed := range []string{"482 913", "", strings.Repeat("x", 3000)} {
		got := w.browser().post("/erreur-de-saisie", "code", typed)
		got.expect(t, http.StatusNoContent)
	}
	if len(w.helps.slips) != 3 || w.helps.slips[0] != "482 913" {
		t.Errorf("slips heard: %d", len(w.helps.slips))
	}
}
