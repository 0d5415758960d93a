package family_test

import (
	"encoding/json"
	"testing"
	"time"

	"coupdemain/signaling/family"
	"coupdemain/signaling/protocol"
)

func TestACallRingsAndIsAnswered(t *testing.T) {
	w := newWorld(t)
	jeanne, marc := w.opens("jeanne"), w.opens("marc")
	scene := jeanne.awaitState("Marc", protocol.RelativeHere)
	if scene.Title != "La famille de Jeanne" || scene.Hour == "" || scene.Phone == "" || stateOf(scene, "Luce") != protocol.RelativeAway {
		t.Errorf("the room at rest: %+v", scene)
	}
	jeanne.Send(protocol.Dial{})
	scene = marc.awaitState("Marc", protocol.RelativeRung)
	if scene.Call == nil || scene.Call.By != "f1" || scene.Call.Until == 0 {
		t.Fatalf("a call that rings: %+v", scene.Call)
	}
	// Whoever opens their page meanwhile is rung too.
	luce := w.opens("luce")
	luce.awaitState("Luce", protocol.RelativeRung)
	marc.Send(protocol.PickUp{Call: scene.Call.N})
	scene = jeanne.awaitState("Marc", protocol.RelativeIn)
	if scene.Call.Until != 0 {
		t.Error("it rings on once somebody has come in")
	}
	n := luce.awaitState("Luce", protocol.RelativeHere).Call.N
	luce.Send(protocol.PickUp{Call: n + 1})
	if got := luce.Declined(); got != protocol.ReasonTooLate {
		t.Errorf("another call: %q", got)
	}
	luce.Send(protocol.PickUp{Call: n})
	jeanne.awaitState("Luce", protocol.RelativeIn)
	luce.Send(protocol.HangUp{})
	jeanne.awaitState("Luce", protocol.RelativeHere)
	marc.Send(protocol.HangUp{})
	scene = jeanne.await(func(s protocol.FamilyScene) bool { return s.Call == nil })
	if scene.Missed != nil || stateOf(scene, "Jeanne") != protocol.RelativeHere {
		t.Errorf("after the call: %+v", scene)
	}
	jeanne.Send(protocol.PickUp{Call: n})
	if got := jeanne.Declined(); got != protocol.ReasonTooLate {
		t.Errorf("a call that is over: %q", got)
	}
}

func TestTwoWhoCallAtOnceMeet(t *testing.T) {
	w := newWorld(t)
	jeanne, marc := w.opens("jeanne"), w.opens("marc")
	jeanne.Send(protocol.Dial{})
	marc.Send(protocol.Dial{})
	for _, p := range []page{jeanne, marc} {
		p.await(func(s protocol.FamilyScene) bool {
			return stateOf(s, "Jeanne") == protocol.RelativeIn && stateOf(s, "Marc") == protocol.RelativeIn && s.Call.Until == 0
		})
	}
}

func TestNobodyAnswers(t *testing.T) {
	w := newWorld(t)
	jeanne, marc := w.opens("jeanne"), w.opens("marc")
	jeanne.awaitState("Marc", protocol.RelativeHere)
	jeanne.Send(protocol.Dial{})
	n := marc.awaitState("Marc", protocol.RelativeRung).Call.N
	marc.Send(protocol.NotNow{Call: n})
	missed := jeanne.await(func(s protocol.FamilyScene) bool { return s.Missed != nil }).Missed
	if missed.By != "f1" || !missed.Busy || missed.At == 0 {
		t.Errorf("not now: %+v", missed)
	}
	marc.Send(protocol.NotNow{Call: n})
	if got := marc.Declined(); got != protocol.ReasonTooLate {
		t.Errorf("not now, too late: %q", got)
	}
	jeanne.Send(protocol.Dial{})
	marc.awaitState("Marc", protocol.RelativeRung)
	jeanne.Send(protocol.HangUp{})
	missed = marc.await(func(s protocol.FamilyScene) bool { return s.Call == nil && s.Missed != nil && !s.Missed.Busy }).Missed
	if missed.By != "f1" {
		t.Errorf("given up: %+v", missed)
	}
}

// The server puts in the slots of a page what it may have: nothing before it is in the call, and nothing after.
func TestNobodySeesOrHearsACallTheyAreNotIn(t *testing.T) {
	w := newWorld(t)
	jeanne, marc, luce := w.films("jeanne"), w.films("marc"), w.films("luce")
	jeanne.awaitState("Luce", protocol.RelativeHere)
	jeanne.Send(protocol.Dial{})
	n := marc.awaitState("Marc", protocol.RelativeRung).Call.N
	marc.Send(protocol.PickUp{Call: n})
	for _, viewer := range []struct {
		page page
		sees string
	}{{jeanne, "f2"}, {marc, "f1"}} {
		for _, slot := range viewer.page.awaitSlots(2) {
			if slot.Seat != viewer.sees {
				t.Errorf("a slot holds %s, want %s", slot.Seat, viewer.sees)
			}
		}
	}
	marc.Send(protocol.Film{})
	marc.Send(protocol.Speak{Voice: protocol.Voice{Mode: protocol.VoiceDevice, Muted: true}})
	jeanne.awaitSlots(0)
	marc.Send(protocol.Film{Camera: true})
	jeanne.awaitSlots(1)
	marc.Send(protocol.HangUp{})
	jeanne.awaitSlots(0)
	marc.awaitSlots(0)
	// Messages come in order: had anything been put before Luce, she would have been told by now.
	luce.Send(protocol.Dial{})
	for {
		name, frame := luce.Read()
		if name == "slots" {
			t.Fatalf("who is not in the call was given %s", frame)
		}
		var body protocol.FamilyState
		if name == "family" && json.Unmarshal(frame, &body) == nil && stateOf(body.Scene, "Luce") == protocol.RelativeIn {
			break
		}
	}
}

func TestACallOutlivesTheServer(t *testing.T) {
	w := newWorld(t)
	jeanne, marc := w.opens("jeanne"), w.opens("marc")
	jeanne.Send(protocol.Dial{})
	n := marc.awaitState("Marc", protocol.RelativeRung).Call.N
	marc.Send(protocol.PickUp{Call: n})
	jeanne.awaitState("Marc", protocol.RelativeIn)
	w.restart()
	if code := jeanne.Closed(); code != protocol.CloseRestart {
		t.Errorf("closed with %d", code)
	}
	luce := w.opens("luce")
	jeanne, marc = w.opens("jeanne"), w.opens("marc")
	jeanne.Send(protocol.PickUp{Call: n})
	marc.Send(protocol.PickUp{Call: n})
	scene := marc.awaitState("Jeanne", protocol.RelativeIn)
	if scene.Call.N != n || scene.Call.Until != 0 {
		t.Errorf("the call goes on as %+v", scene.Call)
	}
	luce.awaitState("Marc", protocol.RelativeIn)
	jeanne.Send(protocol.PickUp{Call: time.Now().Add(time.Hour).UnixMilli()})
	if got := jeanne.Declined(); got != protocol.ReasonTooLate {
		t.Errorf("a call to come: %q", got)
	}
}

func TestASecondDeviceTakesOver(t *testing.T) {
	w := newWorld(t)
	first, marc := w.opens("jeanne"), w.opens("marc")
	first.Send(protocol.Dial{})
	n := marc.awaitState("Marc", protocol.RelativeRung).Call.N
	marc.Send(protocol.PickUp{Call: n})
	first.awaitState("Marc", protocol.RelativeIn)
	second := w.opens("jeanne")
	if code := first.Closed(); code != protocol.CloseReplaced {
		t.Errorf("the first device was closed with %d", code)
	}
	second.awaitState("Jeanne", protocol.RelativeIn)
	if !w.hub.Participates(family.Participant(room, "jeanne")) || w.hub.Participates(family.Participant(room, "luce")) {
		t.Error("the relay knows others than who is here")
	}
	// A link that is lost does not end the call at once.
	_ = second.Conn.Close()
	marc.awaitState("Jeanne", protocol.RelativeLost)
	w.opens("jeanne").awaitState("Jeanne", protocol.RelativeIn)
}

func TestTheFamilyChangesWhileItIsOpen(t *testing.T) {
	w := newWorld(t)
	if code := w.dial("nobody").closedAfter(join); code != protocol.CloseEnded {
		t.Errorf("who is not of the family was closed with %d", code)
	}
	jeanne, marc, luce := w.opens("jeanne"), w.opens("marc"), w.opens("luce")
	jeanne.awaitState("Luce", protocol.RelativeHere)
	jeanne.Send(protocol.Admit{})
	if got := jeanne.Declined(); got != protocol.ReasonNotYours {
		t.Errorf("a message of a help: %q", got)
	}
	change := func(how func(*family.Family)) {
		w.register.mu.Lock()
		how(&w.register.family)
		w.register.mu.Unlock()
		w.hub.Changed(t.Context(), room)
	}
	change(func(f *family.Family) { f.Hour, f.Members = "tous les soirs", f.Members[:2] })
	jeanne.await(func(s protocol.FamilyScene) bool { return s.Hour == "tous les soirs" && len(s.Members) == 2 })
	if code := luce.Closed(); code != protocol.CloseEnded {
		t.Errorf("who was taken out was closed with %d", code)
	}
	waits := w.dial("marc") // by the same card, and has not joined yet
	w.register.replaces("marc")
	w.hub.Changed(t.Context(), room)
	if code := waits.closedAfter(join); code != protocol.CloseEnded {
		t.Errorf("a card that was replaced joined, and was closed with %d", code)
	}
	if code := marc.Closed(); code != protocol.CloseEnded {
		t.Errorf("whose card was replaced was closed with %d", code)
	}
	jeanne.awaitState("Marc", protocol.RelativeAway)
	change(func(f *family.Family) { f.ID = "" })
	if code := jeanne.Closed(); code != protocol.CloseEnded {
		t.Errorf("a closed room was closed with %d", code)
	}
	if code := w.dial("jeanne").closedAfter(join); code != protocol.CloseEnded {
		t.Errorf("a closed room opened, and closed with %d", code)
	}
}

// closedAfter joins and gives the code with which the server closes.
func (p page) closedAfter(j protocol.Join) int {
	p.T.Helper()
	p.Send(j)
	return p.Closed()
}
