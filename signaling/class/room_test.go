package class

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// disk is a Store and a Register in memory, that may fail.
type disk struct {
	fails    error
	saved    []byte
	attended []Attended
}

func (d *disk) SaveClass(_ context.Context, _ string, _ time.Time, state []byte) error {
	if d.fails == nil {
		d.saved = state
	}
	return d.fails
}
func (*disk) LiveClasses(context.Context, time.Time) (map[string][]byte, error) { return nil, nil }
func (*disk) ForgetClasses(context.Context, time.Time) error                    { return nil }
func (*disk) Class(context.Context, string) (Class, error)                      { return Class{}, ErrUnknown }
func (d *disk) Attended(_ context.Context, _ string, all []Attended) error {
	if d.fails == nil {
		d.attended = all
	}
	return d.fails
}

// began is when the class of these tests began.
var began = time.Date(2027, 1, 12, 10, 0, 0, 0, time.UTC)

// still is a room that no goroutine runs, in which a mediator teaches, and in which Anne and Luce are.
func still(t *testing.T) (*room, *disk) {
	t.Helper()
	d := &disk{}
	s := newState(Class{})
	s.plan(Class{ID: "session", Steps: 3, Closes: began.Add(time.Hour), People: []Person{
		{ID: "anne", Name: "Anne"}, {ID: "luce", Name: "Luce"}, {ID: "noor", Name: "Noor"}, {ID: "remi", Name: "Rémi", OnSite: true},
	}})
	r := newRoom(NewHub(Config{Store: d, Register: d}), s)
	comes(t, r, Holder{Role: protocol.ClassMediator, Mediator: Mediator{ID: "paul", FirstName: "Paul"}})
	for _, who := range []string{"anne", "luce"} {
		comes(t, r, participant(who, "own"))
		r.letIn(r.person(who), began)
	}
	return r, d
}

func participant(who, device string) Holder {
	return Holder{Role: protocol.ClassParticipant, Person: who, Device: device}
}

// comes joins without a socket or media.
func comes(t *testing.T, r *room, who Holder) *seat {
	t.Helper()
	j := protocol.Join{Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoicePhone}}
	page := r.join(who, nil, nil, j, began)
	if page == nil {
		t.Fatalf("%s %s has no place", who.Role, who.Person)
	}
	return page
}

// However two stop speaking alone, nothing that was for the two of them is left for the class.
func TestNothingIsLeftOfAnAside(t *testing.T) {
	ends := map[string]func(r *room){
		"the mediator comes back":   func(r *room) { r.handle(r.member("m1").in, protocol.Aside{}, began) },
		"goes on to somebody else":  func(r *room) { r.handle(r.member("m1").in, protocol.Aside{Seat: "p2"}, began) },
		"goes home":                 func(r *room) { r.handle(r.member("m1").in, protocol.Leave{}, began) },
		"is lost":                   func(r *room) { r.Tick(began.Add(page.SilenceMeans)); r.Tick(began.Add(page.MediaOutlive)) },
		"ends the session, and not": func(r *room) { r.finish(protocol.Finish{On: true}, began); r.finish(protocol.Finish{}, began) },
		"sends the person out":      func(r *room) { r.sendOut(r.person("anne"), began); r.letIn(r.person("anne"), began) },
		"the person is in the hall": func(r *room) {
			r.member("p1").in.Present = false
			r.Class.People[0].OnSite = true
			r.takePocket("anne", "phone", began)
		},
		"the server comes back alone": func(r *room) { r.member("m1").in, r.restored = nil, began; r.Tick(began.Add(page.MediaOutlive)) },
	}
	for how, end := range ends {
		t.Run(how, func(t *testing.T) {
			r, _ := still(t)
			paul, anne := r.member("m1").in, r.person("anne")
			r.handle(paul, protocol.Aside{Seat: anne.Seat}, began)
			r.handle(paul, protocol.AskScreen{Seat: anne.Seat, To: protocol.ShowAll}, began)
			r.handle(anne.in, protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing}}, began)
			r.handle(anne.in, protocol.Consent{To: protocol.ShowAll}, began)
			r.handle(paul, protocol.Caption{N: 1, Text: "entre nous", Said: true}, began)
			r.marks[anne.Seat] = []protocol.Mark{{Kind: protocol.Ring}}
			r.marks[paul.member.Seat] = []protocol.Mark{{Kind: protocol.Ring}}
			if got := r.lesson(r.member("p2")); len(got.Captions) != 0 {
				t.Errorf("the class reads %q", got.Captions)
			}
			if got := r.lesson(anne); !slices.Equal(got.Captions, []string{"entre nous"}) {
				t.Errorf("who is aside reads %q", got.Captions)
			}
			end(r)
			if r.aside(anne.Seat) != "" {
				t.Error("still aside")
			}
			if anne.Consent != protocol.ShowNobody || anne.Asked != protocol.ShowNobody || r.Stage.Kind != protocol.StageStep {
				t.Errorf("the screen: %q, asked %q, %+v", anne.Consent, anne.Asked, r.Stage)
			}
			if len(r.marks)+len(r.captions) != 0 {
				t.Errorf("left: %v, %v", r.marks, r.captions)
			}
		})
	}
}

// A person who has no place any more when their page is ready to come in is let go, as any other.
func TestAPlaceThatWasGivenUpMeanwhile(t *testing.T) {
	r, _ := still(t)
	noor := participant("noor", "own")
	if !r.mayJoin(noor, began) {
		t.Fatal("no place")
	}
	r.plan(Class{ID: "session", Steps: 3, Closes: r.Class.Closes, People: r.Class.People[:2]})
	if r.join(noor, nil, nil, protocol.Join{}, began) != nil || r.mayJoin(noor, began) {
		t.Error("somebody without a place came in")
	}
}

// A page that is loaded over and over, by somebody who is in, does not keep the server busy.
func TestReloadingIsBounded(t *testing.T) {
	r, _ := still(t)
	for _, who := range []Holder{participant("anne", "own"), {Role: protocol.ClassMediator, Mediator: Mediator{ID: "paul"}}, participant("anne", "other")} {
		allowed := 0
		for range 1000 {
			if r.mayJoin(who, began) {
				allowed++
			}
		}
		if allowed < knockBurst || allowed > loadBurst {
			t.Errorf("%s %s: %d joinings at once", who.Role, who.Device, allowed)
		}
	}
}

// Whoever was ticked as absent while their page was away has come once it is back.
func TestTheAbsentWhoComeBack(t *testing.T) {
	r, d := still(t)
	anne := r.person("anne")
	anne.in = nil
	r.handle(r.member("m1").in, protocol.Came{Seat: anne.Seat, How: protocol.HowAbsent}, began)
	comes(t, r, participant("anne", "own"))
	r.takePocket("remi", "phone", began)
	comes(t, r, participant("remi", "phone"))
	r.handle(r.member("m1").in, protocol.Came{Seat: "p4", How: protocol.HowAbsent}, began)
	r.Settle(began)
	want := []Attended{{Person: "anne", How: protocol.HowRemote}, {Person: "luce", How: protocol.HowRemote}, {Person: "remi", How: protocol.HowOnSite}}
	if !slices.Equal(d.attended, want) {
		t.Errorf("%+v", d.attended)
	}
}

// What a full disk did not take is kept once it does, though nothing happens in the class any more.
func TestAFullDisk(t *testing.T) {
	r, d := still(t)
	d.fails = errors.New("the disk is full")
	r.Settle(began)
	later := r.Next(began.Add(time.Second))
	if later != began.Add(againAfter) {
		t.Fatalf("tried again at %v", later)
	}
	d.fails = nil
	r.Tick(later)
	r.Settle(later)
	if len(d.saved) == 0 || len(d.attended) != 2 || !r.again.IsZero() {
		t.Errorf("saved %s, attended %+v", d.saved, d.attended)
	}
	d.fails = fmt.Errorf("cancelled: %w", ErrUnknown)
	r.person("luce").How = protocol.HowByPhone
	if !r.record() {
		t.Error("what will never be kept is tried again")
	}
}

// A page that was lost long ago does not have everything told anew at each tick.
func TestALostPageIsLeftAlone(t *testing.T) {
	r, _ := still(t)
	comes(t, r, participant("noor", "own")) // at the door, without media
	at := began.Add(page.SilenceMeans)
	r.Tick(at)
	r.Settle(at)
	at = r.Next(at)
	if at != began.Add(page.MediaOutlive) {
		t.Fatalf("looked at again at %v", at)
	}
	r.Tick(at)
	if r.person("noor").door != nil || !r.dirty {
		t.Error("the door is still taken")
	}
	r.Settle(at)
	r.Tick(at.Add(time.Second))
	if r.dirty {
		t.Error("a lost page is news for ever")
	}
}
