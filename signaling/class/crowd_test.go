package class_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"coupdemain/internal/crowd"
	"coupdemain/signaling/protocol"
)

// door has people come by the addresses of the site: whoever signs in teaches, whoever types the ID of an enrolment has
// that place.
func (w *world) door(mux *http.ServeMux) {
	enter := func(cookie, field, next string) http.HandlerFunc {
		return func(rw http.ResponseWriter, r *http.Request) {
			http.SetCookie(rw, &http.Cookie{Name: cookie, Value: r.PostFormValue(field), Path: "/"})
			http.Redirect(rw, r, next, http.StatusSeeOther)
		}
	}
	mux.HandleFunc("POST /{$}", enter("place", "code", "/ma-place"))
	mux.HandleFunc("POST /espace/connexion", enter("mediator", "email", "/espace"))
	mux.HandleFunc("GET /ma-place", func(rw http.ResponseWriter, _ *http.Request) {
		_, _ = rw.Write([]byte(`<a href="/seance/` + session + `">`))
	})
	mux.HandleFunc("GET /seance/{id}", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /seance/{id}/ws", func(rw http.ResponseWriter, r *http.Request) {
		role := r.URL.Query().Get("role")
		cookie, err := r.Cookie(map[string]string{"mediator": "mediator", "participant": "place"}[role])
		if err != nil {
			rw.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.hub.Serve(rw, r, r.PathValue("id"), holder(role, cookie.Value, "own"))
	})
}

// group is a class of people made of packets.
type group struct {
	*world
	ctx context.Context
}

func newGroup(t *testing.T) group {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return group{newWorld(t), ctx}
}

func (g group) must(err error) {
	g.t.Helper()
	if err != nil {
		g.t.Fatal(err)
	}
}

func (g group) browser() *crowd.Browser {
	b := crowd.New(crowd.Options{URL: g.server.URL, Unmeasured: true})
	g.t.Cleanup(b.Close)
	return b
}

// attends joins the class as who the browser holds, who speaks and films all the time from then on.
func (g group) attends(b *crowd.Browser, role protocol.ClassRole) *crowd.Page {
	g.t.Helper()
	p, err := b.Attend(g.ctx, session, role)
	g.must(err)
	g.t.Cleanup(func() { _ = p.Close() })
	g.must(p.Talk(g.ctx, true))
	g.must(p.Film(g.ctx, 100*time.Millisecond, "q", "h", "f"))
	g.must(p.Send(protocol.Faces{Shown: true}))
	return p
}

func (g group) teacher(who string) *crowd.Page {
	g.t.Helper()
	b := g.browser()
	g.must(b.SignIn(g.ctx, who, ""))
	return g.attends(b, protocol.ClassMediator)
}

// pupil comes by the door, and is let in as the one who makes that many.
func (g group) pupil(who string, by *crowd.Page, people int) *crowd.Page {
	g.t.Helper()
	b := g.browser()
	_, err := b.Come(g.ctx, who)
	g.must(err)
	p := g.attends(b, protocol.ClassParticipant)
	g.must(by.LetIn(g.ctx, people))
	g.must(p.AwaitIn(g.ctx))
	return p
}

// receives waits until several packets that left since then have reached somebody.
func (g group) receives(by, from *crowd.Page, kind protocol.Track, since time.Time) {
	g.t.Helper()
	before := map[string]int{}
	g.must(by.AwaitFlow(g.ctx, from, kind, func(layer string, f crowd.Flow) bool {
		if _, ok := before[layer]; !ok {
			before[layer] = f.Packets
		}
		return f.Newest.After(since) && f.Packets >= before[layer]+3
	}))
}

// silentSince checks that nothing has reached a page that left another between those moments.
func (g group) silentSince(what string, by, from *crowd.Page, since time.Time, kinds ...protocol.Track) {
	g.t.Helper()
	for source, flow := range by.Flows() {
		if source.Page == from.Mark && flow.Newest.After(since) && (len(kinds) == 0 || slices.Contains(kinds, source.Kind)) {
			g.t.Errorf("%s: a %s (%s), as late as %v after", what, source.Kind, source.Layer, flow.Newest.Sub(since))
		}
	}
}

func (g group) seatOf(m *crowd.Page, who string) string {
	return row(protocol.Teaching{Roster: m.View().Class.Roster}, who).Seat
}

func TestTwoWhoSpeakAloneAreHeardByNobody(t *testing.T) {
	g := newGroup(t)
	paul, rose := g.teacher("paul"), g.teacher("rose")
	g.must(rose.Talk(g.ctx, false)) // There is room for three voices.
	anne, luce := g.pupil("anne", paul, 1), g.pupil("luce", paul, 2)
	for _, kind := range []protocol.Track{protocol.Microphone, protocol.Camera} {
		g.receives(luce, paul, kind, time.Time{})
		g.receives(anne, luce, kind, time.Time{})
	}
	g.receives(luce, anne, protocol.Camera, time.Time{})

	seat := g.seatOf(paul, "anne")
	g.must(paul.Send(protocol.Aside{Seat: seat}))
	g.must(paul.Await(g.ctx, "to be alone", func(v crowd.View) bool { return v.Class.Aside == seat }))
	alone := time.Now()
	g.must(paul.Send(protocol.AskScreen{Seat: seat, To: protocol.ShowMediators}))
	g.must(anne.Show(g.ctx))
	g.must(anne.Await(g.ctx, "to be asked for the screen", func(v crowd.View) bool { return v.Class.Me.Asked == protocol.ShowMediators }))
	g.must(anne.Send(protocol.Consent{To: protocol.ShowMediators}))
	noor := g.pupil("noor", rose, 3) // comes late
	for _, kind := range []protocol.Track{protocol.Microphone, protocol.Camera, protocol.ScreenTrack} {
		g.receives(paul, anne, kind, alone)
	}
	g.receives(anne, paul, protocol.Microphone, alone)
	others := []*crowd.Page{luce, rose, noor}
	for _, other := range others[:2] {
		g.receives(noor, other, protocol.Camera, alone)
	}
	g.receives(noor, luce, protocol.Microphone, alone)
	for _, other := range others {
		for _, one := range []*crowd.Page{paul, anne} {
			g.silentSince("the class heard those who are alone", other, one, alone)
			g.silentSince("those who are alone heard the class", one, other, alone)
		}
		other.Recount()
	}

	back := time.Now()
	g.must(paul.Send(protocol.Aside{}))
	for _, other := range others {
		g.receives(other, paul, protocol.Microphone, back)
		for _, one := range []*crowd.Page{paul, anne} {
			g.receives(other, one, protocol.Camera, back)
		}
		for source, flow := range other.Flows() {
			if (source.Page == paul.Mark || source.Page == anne.Mark) && flow.Oldest.Before(back) {
				t.Errorf("of what was said aside, a %s (%s) came %v after", source.Kind, source.Layer, back.Sub(flow.Oldest))
			}
		}
	}
}

func TestAVoiceThatWasTakenIsNotHeard(t *testing.T) {
	g := newGroup(t)
	paul := g.teacher("paul")
	anne, luce := g.pupil("anne", paul, 1), g.pupil("luce", paul, 2)
	g.receives(anne, luce, protocol.Microphone, time.Time{})
	g.must(paul.Send(protocol.Silence{Seat: g.seatOf(paul, "luce"), Silent: true}))
	g.must(paul.Await(g.ctx, "a voice to be taken", func(v crowd.View) bool {
		return row(protocol.Teaching{Roster: v.Class.Roster}, "luce").Silenced
	}))
	taken := time.Now()
	for _, other := range []*crowd.Page{paul, anne} {
		g.receives(other, luce, protocol.Camera, taken)
		g.silentSince("a voice that was taken", other, luce, taken, protocol.Microphone)
	}
}

func TestFacesAreNoLargerThanTheyAreDrawn(t *testing.T) {
	g := newGroup(t)
	paul := g.teacher("paul")
	anne, luce := g.pupil("anne", paul, 1), g.pupil("luce", paul, 2)
	layer := func(of *crowd.Page, rid string) {
		t.Helper()
		g.must(anne.AwaitFlow(g.ctx, of, protocol.Camera, func(layer string, _ crowd.Flow) bool { return layer == rid }))
	}
	layer(paul, "f")
	layer(luce, "h")
	anne.Recount() // A picture may begin with whatever size comes first.
	g.receives(anne, luce, protocol.Camera, time.Now())
	if n := anne.Flows()[crowd.Source{Page: luce.Mark, Kind: protocol.Camera, Layer: "f"}].Packets; n > 0 {
		t.Errorf("%d packets of a face larger than it is drawn", n)
	}
	g.must(paul.Send(protocol.Forward{Seat: g.seatOf(paul, "luce")}))
	layer(luce, "f")
}
