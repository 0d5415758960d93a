package class

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"coupdemain/signaling/protocol"
)

// tried is one of each message, in a form that is accepted from whoever may send it.
func tried(name string) protocol.ClientMessage {
	switch name {
	case "do":
		return protocol.Do{Step: 1, Progress: protocol.ProgressDone}
	case "write":
		return protocol.Write{N: 1, Text: "bonjour"}
	case "consent":
		return protocol.Consent{To: protocol.ShowNobody}
	case "let-in", "silence", "forward", "aside":
		return protocol.ClientMessages[name]
	case "send-out":
		return protocol.SendOut{Seat: "p3"}
	case "signs":
		return protocol.Signs{Seat: "p3", On: true}
	case "ask-screen":
		return protocol.AskScreen{Seat: "p3", To: protocol.ShowAll}
	case "present":
		return protocol.Present{Kind: protocol.StageStep}
	case "lead":
		return protocol.Lead{Seat: "m1"}
	case "came":
		return protocol.Came{Seat: "p3", How: protocol.HowByPhone}
	case "finish":
		return protocol.Finish{On: true}
	case "feel":
		return protocol.Feel{Mood: protocol.MoodGood}
	}
	return protocol.ClientMessages[name]
}

var (
	ofAPage   = []string{"show", "film", "speak", "report", "faces", "see", "leave"} // how a page stands, at the door too
	ofAPerson = []string{"do", "hand", "consent", "write", "draft"}
	ofAHall   = []string{"hand", "consent", "write", "draft"}
	ofTeacher = []string{
		"consent", "write", "draft", "let-in", "send-out", "door", "step", "minute", "silence", "forward", "signs", "came", "count",
		"lead", "finish", "caption", "ask-screen", "present", "aside", "wipe", "erase",
	}
)

// Whoever sends whatever from wherever: it does what it is for, or nothing at all.
func TestEveryMessageFromEverySeat(t *testing.T) {
	hall := func(t *testing.T, r *room) *seat {
		return comes(t, r, Holder{Role: protocol.ClassHall, Secret: r.Secret})
	}
	pocket := func(t *testing.T, r *room) *seat {
		if !r.takePocket("remi", "phone", began) {
			t.Fatal("no telephone in the hall")
		}
		return comes(t, r, participant("remi", "phone"))
	}
	places := map[string]struct {
		from func(t *testing.T, r *room) *seat
		may  []string
	}{
		"in the class":       {func(_ *testing.T, r *room) *seat { return r.person("anne").in }, ofAPerson},
		"a mediator":         {func(_ *testing.T, r *room) *seat { return r.member("m1").in }, ofTeacher},
		"the hall":           {hall, ofAHall},
		"a telephone in it":  {pocket, ofAPerson},
		"at the door":        {func(t *testing.T, r *room) *seat { return comes(t, r, participant("noor", "own")) }, []string{"write", "draft"}},
		"on a second device": {func(t *testing.T, r *room) *seat { return comes(t, r, participant("anne", "other")) }, nil},
		"sent out": {func(_ *testing.T, r *room) *seat {
			r.sendOut(r.person("anne"), began)
			return r.person("anne").door
		}, nil},
		"sent home, and still connected": {func(_ *testing.T, r *room) *seat {
			page := r.person("anne").in
			r.goHome(page)
			return page
		}, nil},
	}
	for place, p := range places {
		for name := range protocol.ClientMessages {
			for _, ended := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, %s, ended %v", place, name, ended), func(t *testing.T) {
					r, _ := still(t)
					from := p.from(t, r)
					in := from.member.in == from
					if ended {
						r.finish(protocol.Finish{On: true}, began)
					}
					may := slices.Contains(p.may, name)
					if ended {
						may = name == "finish" && slices.Contains(p.may, name)
					}
					if name == "feel" {
						may = ended && in && from.member.Role == protocol.ClassParticipant
					}
					may = may || slices.Contains(ofAPage, name) || name == "look" && from.member.Role == protocol.ClassParticipant
					before, _ := json.Marshal(r.state)
					reason := r.handle(from, tried(name), began)
					if may != (reason == "") {
						t.Errorf("declined for %q", reason)
					}
					if after, _ := json.Marshal(r.state); reason != "" && string(before) != string(after) {
						t.Errorf("declined, and carried out:\n%s\n%s", before, after)
					}
				})
			}
		}
	}
}

// Nobody but a mediator says anything of anybody else.
func TestNobodySpeaksForAnother(t *testing.T) {
	r, _ := still(t)
	from := r.person("anne").in
	for _, m := range []protocol.ClientMessage{
		protocol.Do{Seat: "p2", Step: 1, Progress: protocol.ProgressStuck}, protocol.Hand{Seat: "p2", Up: true}, protocol.Hand{Seat: "p2"},
		protocol.Do{Seat: "m1", Progress: protocol.ProgressDone}, protocol.Do{Seat: "p99", Progress: protocol.ProgressDone},
	} {
		if reason := r.handle(from, m, began); reason != protocol.ReasonNotYours {
			t.Errorf("%+v: %q", m, reason)
		}
	}
	if reason := r.handle(from, protocol.Consent{To: protocol.ShowAll}, began); reason != protocol.ReasonTooLate {
		t.Errorf("a screen that nobody asked for: %q", reason)
	}
}
