package class_test

import (
	"encoding/json"
	"strings"
	"testing"

	"coupdemain/signaling/class"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

func TestNobodyIsInBeforeTheyAreLetIn(t *testing.T) {
	w := newWorld(t)
	p := w.pupil("anne")
	await(p, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitNobody })
	m := w.teacher("paul")
	await(p, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitHello && s.Helpers[0].FirstName == "Paul" })
	p.Send(protocol.Hand{Up: true})
	if got := p.Declined(); got != protocol.ReasonNotYours {
		t.Errorf("a hand from the lobby: %q", got)
	}
	m.Send(protocol.Door{Closed: true})
	await(p, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitDoor })
	m.Send(protocol.LetIn{})
	await(p, func(s protocol.Class) bool { return s.Name == "Anne" && s.Me.Progress == protocol.ProgressNone })
	w.register.await(t, class.Attended{Person: "anne", How: protocol.HowRemote})
}

func TestTheMediatorKnowsWhoIsStuck(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	anne, luce := w.present(m, "anne"), w.present(m, "luce")
	m.Send(protocol.Step{Step: 1})
	await(anne, func(s protocol.Class) bool { return s.Step == 1 })
	anne.Send(protocol.Do{Step: 1, Progress: protocol.ProgressDone})
	luce.Send(protocol.Do{Step: 1, Progress: protocol.ProgressStuck})
	luce.Send(protocol.Hand{Up: true})
	scene := await(m, func(s protocol.Teaching) bool {
		return row(s, "anne").Progress == protocol.ProgressDone && row(s, "luce").Progress == protocol.ProgressStuck && row(s, "luce").Hand > 0
	})
	if noor := row(scene, "noor"); noor.Standing != protocol.StandingAbsent || noor.Progress != protocol.ProgressNone {
		t.Errorf("who is not there: %+v", noor)
	}
	luce.Send(protocol.Do{Seat: row(scene, "anne").Seat, Step: 1, Progress: protocol.ProgressStuck})
	if got := luce.Declined(); got != protocol.ReasonNotYours {
		t.Errorf("another's step: %q", got)
	}
	// Whoever is on the telephone with the helper has their steps marked for them.
	m.Send(protocol.Came{Seat: row(scene, "noor").Seat, How: protocol.HowByPhone})
	m.Send(protocol.Do{Seat: row(scene, "noor").Seat, Step: 1, Progress: protocol.ProgressDone})
	m.Send(protocol.Hand{Seat: row(scene, "luce").Seat})
	await(luce, func(s protocol.Class) bool { return !s.Me.Hand })
	w.register.await(t,
		class.Attended{Person: "anne", How: protocol.HowRemote, Steps: 1},
		class.Attended{Person: "luce", How: protocol.HowRemote, Companion: true},
		class.Attended{Person: "noor", How: protocol.HowByPhone, Steps: 1},
	)
}

func TestASecondDeviceAsksTheMediator(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	first := w.present(m, "anne")
	second := w.joined("/participant/anne/other")
	await(second, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitSecond })
	scene := await(m, func(s protocol.Teaching) bool { return row(s, "anne").Second })
	m.Send(protocol.LetIn{}) // lets in those who wait, and no second device
	first.Send(protocol.Hand{Up: true})
	await(m, func(s protocol.Teaching) bool { return row(s, "anne").Hand > 0 && row(s, "anne").Second })
	m.Send(protocol.LetIn{Seat: row(scene, "anne").Seat})
	await[protocol.Class](second, nil)
	if code := first.Closed(); code != protocol.CloseReplaced {
		t.Errorf("the first device was closed with %d", code)
	}
	third := w.joined("/participant/anne/third")
	await(m, func(s protocol.Teaching) bool { return row(s, "anne").Second })
	m.Send(protocol.SendOut{Seat: row(scene, "anne").Seat}) // the second device alone
	if code := third.Closed(); code != protocol.CloseEnded {
		t.Errorf("the third device was closed with %d", code)
	}
	second.Send(protocol.Hand{Up: false})
	await(m, func(s protocol.Teaching) bool { return row(s, "anne").Hand == 0 && !row(s, "anne").Second })
}

func TestWhoIsSentOutMayComeBack(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	p := w.present(m, "anne")
	scene := await(m, func(s protocol.Teaching) bool { return row(s, "anne").Standing == protocol.StandingIn })
	m.Send(protocol.SendOut{Seat: row(scene, "anne").Seat})
	await(p, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitOut })
	again := w.pupil("anne")
	await(again, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitOut })
	m.Send(protocol.LetIn{Seat: row(scene, "anne").Seat})
	await[protocol.Class](again, nil)
}

func TestTwoWhoSpeakAloneWriteAlone(t *testing.T) {
	w := newWorld(t)
	m, other := w.teacher("paul"), w.teacher("rose")
	anne, luce := w.present(m, "anne"), w.present(m, "luce")
	scene := await(m, func(s protocol.Teaching) bool { return row(s, "luce").Standing == protocol.StandingIn })
	m.Send(protocol.Aside{Seat: row(scene, "anne").Seat})
	await(anne, func(s protocol.Class) bool { return s.Aside == "m1" })
	await(luce, func(s protocol.Class) bool { return s.Helpers[0].Away && s.Aside == "" })
	other.Send(protocol.Aside{Seat: row(scene, "anne").Seat})
	if got := other.Declined(); got != protocol.ReasonTooLate {
		t.Errorf("taken from another mediator: %q", got)
	}
	m.Send(protocol.Write{N: 1, Text: "entre nous"})
	anne.AwaitMessage("written", nil)
	anne.Send(protocol.Write{N: 1, Text: "je n’y vois rien"})
	other.Send(protocol.Write{N: 1, Text: "à tous"})
	for name, p := range map[string]*pagetest.Page{"Luce": luce, "the other mediator": other} {
		if frame := p.AwaitMessage("written", nil); !strings.Contains(string(frame), "à tous") {
			t.Errorf("%s read %s", name, frame)
		}
	}
	w.restart()
	m, anne = w.teacher("paul"), w.pupil("anne")
	await(anne, func(s protocol.Class) bool { return s.Aside == "m1" && s.Helpers[0].Present })
	m.Send(protocol.Aside{})
	await(anne, func(s protocol.Class) bool { return s.Aside == "" })
}

func TestEveryoneIsBackInPlaceAfterARestart(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	p := w.present(m, "anne")
	m.Send(protocol.Step{Step: 2})
	p.Send(protocol.Do{Step: 2, Progress: protocol.ProgressStuck})
	p.Send(protocol.Hand{Up: true})
	m.Send(protocol.Silence{Silent: true})
	await(m, func(s protocol.Teaching) bool {
		return row(s, "anne").Hand > 0 && row(s, "anne").Progress == protocol.ProgressStuck && row(s, "anne").Silenced
	})
	w.restart()
	for _, p := range []*pagetest.Page{m, p} {
		if code := p.Closed(); code != protocol.CloseRestart {
			t.Errorf("closed with %d", code)
		}
	}
	p = w.pupil("anne")
	await(p, func(s protocol.Class) bool {
		return s.Step == 2 && s.Me.Progress == protocol.ProgressStuck && s.Me.Hand && s.Me.Silenced
	})
	w.teacher("paul")
	await(p, func(s protocol.Class) bool { return s.Helpers[0].Present })
}

func TestTheEndKeepsHowItWas(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	p := w.present(m, "anne")
	p.Send(protocol.Feel{Mood: protocol.MoodGood})
	if got := p.Declined(); got != protocol.ReasonTooLate {
		t.Errorf("how it was before it was: %q", got)
	}
	m.Send(protocol.Finish{On: true})
	await[protocol.ClassOver](p, nil)
	p.Send(protocol.Feel{Mood: protocol.MoodFair})
	await(p, func(s protocol.ClassOver) bool { return s.Mood == protocol.MoodFair })
	w.register.await(t, class.Attended{Person: "anne", How: protocol.HowRemote, Mood: protocol.MoodFair})
	if !w.hub.Mirror(session, "anne").Over {
		t.Error("somebody is still waited for")
	}
	m.Send(protocol.Finish{On: false})
	await[protocol.Class](p, nil)
}

func TestTheHallAndItsTelephones(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	scene := await[protocol.Teaching](m, nil)
	secret := scene.HallLink[strings.LastIndex(scene.HallLink, "/")+1:]
	hall := w.joined("/hall/" + secret + "/-")
	await(hall, func(s protocol.Class) bool { return s.Hall.Count == 0 && s.Role == protocol.ClassHall })
	if _, ok := w.hub.Pocket(t.Context(), session, secret); ok {
		t.Error("the hall's own link opens seats of telephones")
	}
	screen := await(hall, func(s protocol.Class) bool { return s.Hall.Link != "" })
	secret = screen.Hall.Link[strings.LastIndex(screen.Hall.Link, "/")+1:]
	if names, ok := w.hub.Pocket(t.Context(), session, secret); !ok || len(names) != 1 || names[0].ID != "remi" {
		t.Fatalf("names in the hall: %+v, %v", names, ok)
	}
	// What everybody in the hall reads off the big screen does not open the big screen, nor a seat of who is elsewhere.
	if code := w.dialed("/hall/" + secret + "/-"); code != protocol.CloseEnded {
		t.Errorf("a telephone became the hall, closed with %d", code)
	}
	for _, person := range []string{"anne", "nobody"} {
		if w.hub.TakePocket(t.Context(), session, secret, person, "phone") {
			t.Errorf("a telephone in the hall took the seat of %s", person)
		}
	}
	if _, ok := w.hub.Pocket(t.Context(), session, "guess"); ok {
		t.Error("a guess opened the hall")
	}
	if !w.hub.TakePocket(t.Context(), session, secret, "remi", "phone") || w.hub.TakePocket(t.Context(), session, secret, "anne", "") {
		t.Error("the telephone of one on site was not let in, or one without a device was")
	}
	p := w.joined("/participant/remi/phone")
	await(p, func(s protocol.Class) bool { return s.Me.Pocket })
	p.Send(protocol.Do{Step: 0, Progress: protocol.ProgressDone})
	await(hall, func(s protocol.Class) bool { return s.Hall.Count == 1 && s.Hall.Done == 1 })
	for who, want := range map[class.Holder]bool{
		{Role: protocol.ClassParticipant, Person: "remi", Device: "phone", Secret: secret}:   true,
		{Role: protocol.ClassParticipant, Person: "remi", Device: "phone", Secret: "guess"}:  false,
		{Role: protocol.ClassParticipant, Person: "remi", Device: "another", Secret: secret}: false,
		{Role: protocol.ClassParticipant, Person: "anne", Device: "phone", Secret: secret}:   false,
	} {
		if w.hub.Admits(t.Context(), session, who) != want {
			t.Errorf("a telephone that holds %+v: admitted %v", who, !want)
		}
	}
	m.Send(protocol.Finish{On: true})
	await[protocol.ClassOver](m, nil)
	if w.hub.TakePocket(t.Context(), session, secret, "remi", "phone") {
		t.Error("a telephone came in once the session was over")
	}
	if code := w.dialed("/hall/guess/-"); code != protocol.CloseEnded {
		t.Errorf("a guess at the hall was closed with %d", code)
	}
	if code := w.dialed("/participant/nobody/own"); code != protocol.CloseEnded {
		t.Errorf("somebody who is not enrolled was closed with %d", code)
	}
}

// dialed opens a socket that is to be closed at once.
func (w *world) dialed(path string) int { return w.dial(path).Closed() }

func TestTwoHundredKnocksAtOnce(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	pages := make([]*pagetest.Page, 200)
	for i := range pages {
		pages[i] = w.dial("/participant/anne/" + string(rune('a'+i%26)) + string(rune('a'+i/26)))
	}
	for _, p := range pages {
		p.Send(join)
	}
	closed := make(chan bool, len(pages))
	for _, p := range pages {
		go func() {
			for {
				_, frame, err := p.Conn.ReadMessage()
				if err != nil || strings.Contains(string(frame), `"phase":"class"`) {
					closed <- err != nil
					return
				}
			}
		}()
	}
	for range 180 { // the last few wait
		if !<-closed {
			t.Fatal("somebody came in who was not let in")
		}
	}
	w.present(m, "luce") // nobody else was kept out
}

func TestOnlyMediatorsGiveOrders(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	p := w.present(m, "anne")
	for _, order := range []protocol.ClientMessage{
		protocol.LetIn{}, protocol.SendOut{Seat: "p2"}, protocol.Door{Closed: true}, protocol.Step{Step: 1}, protocol.Minute{},
		protocol.Silence{Silent: true}, protocol.Forward{Seat: "p1"}, protocol.Signs{Seat: "p1", On: true},
		protocol.AskScreen{Seat: "p2", To: protocol.ShowAll}, protocol.Present{Kind: protocol.StageStep}, protocol.Aside{Seat: "p2"},
		protocol.Lead{Seat: "p1"}, protocol.Came{Seat: "p2", How: protocol.HowOnSite}, protocol.Count{Step: 0, Done: 3},
		protocol.Finish{On: true}, protocol.Caption{N: 1, Text: "a"}, protocol.Draw{Mark: protocol.Mark{Kind: protocol.Ring}}, protocol.Wipe{}, protocol.Erase{},
		protocol.Admit{}, // a help's
	} {
		p.Send(order)
		if got := p.Declined(); got != protocol.ReasonNotYours {
			t.Errorf("%T by a participant: %q", order, got)
		}
	}
	m.Send(protocol.Ping{})
	m.AwaitMessage("pong", nil)
}

func TestCaptionsAreReadByAll(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	p := w.present(m, "anne")
	m.Send(protocol.Caption{N: 1, Text: "Bonj"})
	var drafted protocol.Captioned
	if err := json.Unmarshal(p.AwaitMessage("captioned", nil), &drafted); err != nil || drafted.Text != "Bonj" {
		t.Errorf("%+v, %v", drafted, err)
	}
	m.Send(protocol.Caption{N: 2, Text: "Bonjour à tous.", Said: true})
	await(p, func(s protocol.Class) bool { return len(s.Captions) == 1 && s.Captions[0] == "Bonjour à tous." })
}

func TestWhoeverHelpsKnowsWhatTheBrowserAsks(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	asks := func(view protocol.View, of protocol.Source) func(protocol.Teaching) bool {
		return func(s protocol.Teaching) bool { return row(s, "anne").View == view && row(s, "anne").Of == of }
	}
	mirror := func(want class.Mirror) {
		t.Helper()
		if got := w.hub.Mirror(session, "anne"); got != want {
			t.Errorf("the mirror shows %+v, not %+v", got, want)
		}
	}
	mirror(class.Mirror{Standing: protocol.StandingAbsent, View: protocol.ViewWaiting})
	p := w.pupil("anne")
	p.Send(protocol.Look{View: protocol.ViewAsked, Of: protocol.SourceMicrophone}) // at the door already
	await(m, asks(protocol.ViewAsked, protocol.SourceMicrophone))
	mirror(class.Mirror{Standing: protocol.StandingLobby, View: protocol.ViewAsked, Of: protocol.SourceMicrophone})
	p.Send(protocol.Look{View: protocol.ViewRefused, Of: protocol.SourceMicrophone})
	m.Send(protocol.LetIn{})
	await(m, asks(protocol.ViewRefused, protocol.SourceMicrophone))
	await[protocol.Class](p, nil)
	mirror(class.Mirror{Standing: protocol.StandingIn, View: protocol.ViewRefused, Of: protocol.SourceMicrophone})

	// A page that comes back says so again by itself.
	again := w.dial("/participant/anne/own")
	restated := join
	restated.View, restated.Of = protocol.ViewUnable, protocol.SourceScreen
	again.Send(restated)
	await(m, asks(protocol.ViewUnable, protocol.SourceScreen))
	again.Send(protocol.Look{View: protocol.ViewWaiting})
	await(m, asks(protocol.ViewWaiting, protocol.SourceNone))

	m.Send(protocol.Look{View: protocol.ViewRefused, Of: protocol.SourceCamera})
	if got := m.Declined(); got != protocol.ReasonNotYours {
		t.Errorf("a mediator's own: %q", got)
	}
	if got := w.hub.Mirror("another session", "anne"); got.Standing != protocol.StandingAbsent {
		t.Errorf("in a class that is not open: %+v", got)
	}
}
