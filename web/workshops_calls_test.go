package web

import (
	"net/http"
	"path"
	"strings"
	"testing"
	"time"

	"coupdemain/signaling"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
)

// mistyped is a code with one of its digits, from 0 on, moved on by one.
func mistyped(code string, place int) string {
	digits := []byte(strings.ReplaceAll(code, " ", ""))
	digits[place] = '0' + (digits[place]-'0'+1)%10
	return string(digits)
}

// Whoever is on the telephone knows what somebody sees from the door to the class, and only that: the last of it.
func TestTheDayFollowsSomebodyFromTheDoor(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette, id := enrolled(t, office, series, "name", "Odette Martin"), session(t, office, series)
	day, code := "/espace/ateliers/seances/"+id, eight.FindString(office.get(odette).body)
	sees := func(words string) {
		t.Helper()
		got := office.get(day)
		got.expect(t, http.StatusOK, "Sur son écran : "+words)
		whole(t, day, got.body)
	}
	w.starts(id, 3*time.Hour)
	w.browser().post("/erreur-de-saisie", "code", mistyped(code, 2)).expect(t, http.StatusNoContent)
	sees("rien de connu")

	w.starts(id, -10*time.Minute)
	w.browser().post("/erreur-de-saisie", "code", mistyped(code, 2)).expect(t, http.StatusNoContent)
	sees("la page du code : un chiffre tapé ne va pas")
	office.get(day).expect(t, http.StatusOK, "Relisez ensemble le code", `data-told="Odette Martin : la page du code`)
	w.browser().get("/c/"+strings.ReplaceAll(code, " ", "")).expect(t, http.StatusOK)
	sees("la page du code, déjà rempli")
	w.browser().post("/", "code", mistyped(code, 5)).expect(t, http.StatusUnprocessableEntity) // without a script
	sees("la page du code : un chiffre tapé ne va pas")
	person := w.holds(office, odette)
	person.get("/ma-place")
	sees("la page de sa place, la séance est ouverte")
	person.get("/ma-place/etapes")
	sees("les étapes de ses séances")
	person.post("/ma-place/fin")
	sees("rien de connu")

	w.helps.many = &signaling.TooManyError{RetryAfter: time.Minute}
	w.browser().post("/erreur-de-saisie", "code", mistyped(code, 2))
	w.browser().get("/c/" + strings.ReplaceAll(code, " ", ""))
	sees("rien de connu")
	w.colleague("une autre maison").get(day).expect(t, http.StatusNotFound)
}

// Whoever mistypes is told the same to the byte whether somebody's code is near or nobody's.
func TestASlipSaysNothingOfOthersCodes(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette := enrolled(t, office, series, "name", "Odette Martin")
	w.starts(session(t, office, series), -10*time.Minute)
	near := mistyped(eight.FindString(office.get(odette).body), 2)
	far := mistyped(code(t, "1111111"), 2)
	answers := map[string]string{}
	for _, typed := range []string{near, far} {
		got := w.browser().post("/", "code", typed)
		got.expect(t, http.StatusUnprocessableEntity, "Un chiffre ne va pas")
		answers[typed] = strings.ReplaceAll(got.body, typed, "")
	}
	if answers[near] != answers[far] {
		t.Error("a slip near somebody's code has another page than one near nobody's")
	}
}

func TestTheDayShowsWhatTheBrowserAsks(t *testing.T) {
	w := newWorld(t)
	office := w.signedIn()
	series := madeSeries(t, office)
	odette, id := enrolled(t, office, series, "name", "Odette Martin"), session(t, office, series)
	w.starts(id, -10*time.Minute)
	day := "/espace/ateliers/seances/" + id
	for name, one := range map[string]struct {
		seen class.Mirror
		says []string
	}{
		"at the door": {class.Mirror{Standing: protocol.StandingLobby, View: protocol.ViewRefused, Of: protocol.SourceMicrophone}, []string{
			"pas encore là", "l’attente, devant la porte de la classe\u202f; le micro n’a pas été autorisé", "Je suis au téléphone",
		}},
		"in the class": {class.Mirror{Standing: protocol.StandingIn, View: protocol.ViewAsked, Of: protocol.SourceScreen}, []string{
			"1 personne dans la classe, arrêtée par son navigateur", "la classe\u202f; son navigateur demande quoi montrer", "Partager",
		}},
		"a camera, at the door": {class.Mirror{Standing: protocol.StandingLobby, View: protocol.ViewUnable, Of: protocol.SourceCamera}, []string{
			"aucune caméra ne répond", "Ce n’est pas grave",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w.classes.mirrors[path.Base(odette)] = one.seen
			got := office.get(day)
			got.expect(t, http.StatusOK, one.says...)
			got.expect(t, http.StatusOK, "data-fresh", "fresh-12345678.js", "Actualiser")
			whole(t, day, got.body)
		})
	}
	w.classes.mirrors[path.Base(odette)] = class.Mirror{Standing: protocol.StandingIn, View: protocol.ViewRefused, Of: protocol.SourceCamera}
	if body := office.get(day).body; strings.Contains(body, "Sur son écran") {
		t.Error("somebody in the class is called about a camera that is theirs to show or not")
	}
	w.classes.mirrors[path.Base(odette)] = class.Mirror{Standing: protocol.StandingLost, View: protocol.ViewWaiting, Over: true}
	if body := office.get(day).body; strings.Contains(body, "Sur son écran") {
		t.Error("somebody is called once the class is over")
	}
}
