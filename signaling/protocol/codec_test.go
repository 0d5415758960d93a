package protocol_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"coupdemain/signaling/protocol"
)

var update = flag.Bool("update", false, "write the golden files anew")

var arrow = protocol.Mark{Kind: protocol.Arrow, Spot: protocol.Spot{X: 0.25, Y: 0.5}, ToX: 0.75, ToY: 1}

// sampleClient is one message of each type from the browser, with every field set.
var sampleClient = []protocol.ClientMessage{
	protocol.Join{
		Page:   7,
		Offer:  "v=0\r\n",
		Device: protocol.Device{Kind: protocol.Tablet, System: "Android", Browser: "Chrome", CanShow: true, CanFilm: true},
		View:   protocol.ViewReading,
		Of:     protocol.SourceScreen,
		Screen: protocol.Screen{State: protocol.ScreenPaused, Surface: protocol.SurfaceWindow, Hidden: true, Closed: true},
		Camera: true,
		Voice:  protocol.Voice{Mode: protocol.VoiceDevice, Muted: true},
	},
	protocol.Look{View: protocol.ViewAsked, Of: protocol.SourceCamera},
	protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceMonitor}},
	protocol.Film{Camera: true},
	protocol.Speak{Voice: protocol.Voice{Mode: protocol.VoicePhone}},
	protocol.Write{N: 8, Text: "J’ai trouvé « Écran entier ».", To: "p3"},
	protocol.Extend{}, protocol.Admit{}, protocol.Refuse{}, protocol.KnockAgain{}, protocol.Renew{},
	protocol.Note{Callback: "01 99 00 00 00"},
	protocol.PauseForPerson{}, protocol.Leave{}, protocol.ComeBack{},
	protocol.Report{Link: protocol.LinkWeak}, protocol.Ping{},
	protocol.Draft{N: 9, Text: "J’ai tr", To: "p3"},
	protocol.SendLink{URL: "https://www.example.org/page"},
	protocol.SendText{Text: "1234 5678"},
	protocol.Draw{Mark: arrow}, protocol.Wipe{}, protocol.Erase{Marks: []protocol.Mark{arrow}},
	protocol.Watch{Role: protocol.Lens}, protocol.Lay{Board: protocol.BoardIPad},
	protocol.Ask{For: protocol.AskPhoto}, protocol.Answer{Outcome: protocol.OutcomeRefused},
	protocol.Expect{Expected: true},
	protocol.Invite{Role: protocol.Interpreter}, protocol.Agree{Role: protocol.Colleague, Agreed: true},
	protocol.Dismiss{Role: protocol.Lens}, protocol.HandOver{Note: "Il reste à imprimer."},
	protocol.Do{Seat: "p3", Step: 2, Progress: protocol.ProgressStuck}, protocol.Hand{Seat: "p3", Up: true},
	protocol.Faces{Shown: true, Page: 1}, protocol.See{Screen: true}, protocol.Consent{To: protocol.ShowAll},
	protocol.Feel{Mood: protocol.MoodGood}, protocol.Caption{N: 3, Text: "Bonjour à tous.", Said: true},
	protocol.LetIn{Seat: "p3"}, protocol.SendOut{Seat: "p3"}, protocol.Door{Closed: true}, protocol.Step{Step: 3}, protocol.Minute{},
	protocol.Silence{Seat: "p3", Silent: true}, protocol.Forward{Seat: "p3"}, protocol.Signs{Seat: "p3", On: true},
	protocol.AskScreen{Seat: "p3", To: protocol.ShowMediators}, protocol.Present{Kind: protocol.StageScreen, Seat: "m1"},
	protocol.Aside{Seat: "p3"}, protocol.Lead{Seat: "m2"}, protocol.Came{Seat: "p4", How: protocol.HowOnSite},
	protocol.Count{Step: 3, Done: 5}, protocol.Finish{On: true},
	protocol.Dial{}, protocol.PickUp{Call: 7}, protocol.NotNow{Call: 7}, protocol.HangUp{},
}

func sampleServer() map[string]protocol.ServerMessage {
	common := protocol.Common{
		You: protocol.Mediator, Now: 1, Deadline: 2, Reference: "ACDF-HJKL",
		Helper: protocol.Helper{
			Seat: "mediator", FirstName: "Prénom", Organization: "Organisme", Phone: "01 99 00 00 01", Town: "Ville",
			Present: true, Camera: true, Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoicePhone}, Link: protocol.LinkGood,
		},
		Desk: &protocol.Desk{Mirror: protocol.MirrorWaiting, Callback: "01 99 00 00 00", Others: 1, Note: "Il reste à imprimer."},
		Guests: []protocol.Guest{{
			Seat: "colleague", FirstName: "Autre", Organization: "Organisme", Agreed: true, Present: true, Camera: true,
			Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoiceDevice}, Link: protocol.LinkGood,
		}},
		Invitations: []protocol.Invitation{{Role: protocol.Lens, Link: "https://aide.example.org/i/abc"}},
	}
	caller := protocol.Caller{
		Seat: "person", Page: 7, Doubt: true, Present: true, Device: protocol.Device{Kind: protocol.Computer, CanShow: true},
		Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoicePhone}, Link: protocol.LinkUnknown,
	}
	summary := protocol.Summary{Admitted: 1, Ended: 2, Shown: 3, Filmed: 4, Photographs: 5, SeenBy: []string{"Prénom"}}
	line := protocol.Line{Kind: protocol.LineLink, N: 8, Host: "www.example.org", Seat: "mediator", Name: "Prénom", Text: "Bonjour", At: 4, To: "p3"}
	off, device := protocol.Screen{State: protocol.ScreenOff}, protocol.Voice{Mode: protocol.VoiceDevice}
	inClass := protocol.ClassCommon{
		You: "p3", Role: protocol.ClassParticipant, Name: "Prénom", Now: 1, Title: "Ma boîte mail", Phone: "01 99 00 00 01", Starts: 2, Ends: 3,
		Helpers: []protocol.ClassHelper{{Seat: "m1", FirstName: "Prénom", Leads: true, Present: true, Away: true, Camera: true, Screen: off, Voice: device, Signs: true}},
	}
	lesson := protocol.Lesson{
		Step: 2, Stage: protocol.StageScreen, Shows: "m1", Marks: []protocol.Mark{arrow}, Forward: "p4", Aside: "p3", Captions: []string{"Bonjour."}, Minute: 4,
	}
	class := protocol.Class{
		ClassCommon: inClass, Lesson: lesson,
		Me: protocol.Mine{
			Progress: protocol.ProgressDone, Hand: true, Silenced: true, Asked: protocol.ShowAll, Consent: protocol.ShowMediators, Pocket: true, Signs: true,
		},
		People: []protocol.Face{{Seat: "p4", Name: "Autre", Here: true, Camera: true, Signs: true, Hand: true}}, Pages: 2, Page: 1,
		Hall: &protocol.Hall{Link: "https://aide.example.org/s/abc", Count: 6, Done: 4},
	}
	teaching := protocol.Teaching{
		ClassCommon: inClass, Lesson: lesson, Steps: 7, Closed: true, HallLink: "https://aide.example.org/s/abc", Shown: 4, Pages: 2, Page: 1,
		Roster: []protocol.Attendee{{
			Seat: "p3", Role: protocol.ClassParticipant, Name: "Prénom", Companion: "Autre", Arrangements: []string{"large-print"}, How: protocol.HowRemote, Expected: protocol.HowRemote,
			Standing: protocol.StandingIn, Since: 1, Second: true, Late: true, Progress: protocol.ProgressStuck, Said: 2, Done: 3, Hand: 4, Camera: true,
			Signs: true, Voice: device, Silenced: true, Heard: 5, Screen: off, Asked: protocol.ShowAll, Consent: protocol.ShowNobody, Blind: true,
			Link: protocol.LinkGood, Device: protocol.Tablet, View: protocol.ViewRefused, Of: protocol.SourceMicrophone, Pocket: true, Aside: "m1", Mood: protocol.MoodPoor,
		}},
	}
	return map[string]protocol.ServerMessage{
		"joined":            protocol.Joined{Epoch: 1, Answer: "v=0\r\n", Lines: []protocol.Line{line}},
		"state-inviting":    protocol.State{Scene: protocol.Inviting{Common: common, Code: "123458", Link: "https://aide.example.org/c/123458"}},
		"state-knocking":    protocol.State{Scene: protocol.Knocking{Common: common, Pictogram: "cat", Caller: caller}},
		"state-turned-away": protocol.State{Scene: protocol.TurnedAway{Common: common, Pictogram: "cat", Caller: caller}},
		"state-arriving":    protocol.State{Scene: protocol.Arriving{Common: common}},
		"state-live": protocol.State{Scene: protocol.Live{
			Common: common, Caller: caller, Watched: protocol.Person, Board: protocol.BoardIPhone, Marks: []protocol.Mark{arrow},
			Request: protocol.Request{For: protocol.AskCamera, Outcome: protocol.OutcomeOpen},
		}},
		"state-closing": protocol.State{Scene: protocol.Closing{Common: common, By: protocol.Person, Until: 5, Summary: summary}},
		"state-ended":   protocol.State{Scene: protocol.Ended{Common: common, Reason: protocol.EndedByPerson, Summary: summary}},
		"slots":         protocol.Slots{Slots: []protocol.Slot{{Mid: "6", Seat: "person", Kind: protocol.ScreenTrack, From: 4294967295, Withheld: true}}},
		"written":       protocol.Written{Line: line},
		"pause":         protocol.Pause{},
		"declined":      protocol.Declined{Message: "admit", Reason: protocol.ReasonTooLate},
		"pong":          protocol.Pong{},
		"pointed":       protocol.Pointed{Seat: "mediator", N: 9, On: true, Spot: protocol.Spot{X: 0.25, Y: 0.5}},
		"drafted":       protocol.Drafted{Seat: "mediator", N: 9, Text: "Bonj"},
		"parcel": protocol.Parcel{
			ID: "id", Seat: "mediator", Name: "Prénom", Kind: protocol.Still, Key: "key", Title: "Le bouton vert", Medium: "image/jpeg", Size: 10, At: 4,
		},
		"class-lobby":    protocol.ClassState{Scene: protocol.Lobby{ClassCommon: inClass, Wait: protocol.WaitHello}},
		"class-class":    protocol.ClassState{Scene: class},
		"class-teaching": protocol.ClassState{Scene: teaching},
		"class-over":     protocol.ClassState{Scene: protocol.ClassOver{ClassCommon: inClass, Mood: protocol.MoodGood, Next: 5, Until: 6}},
		"family": protocol.FamilyState{Scene: protocol.FamilyScene{
			You: "f1", Title: "La famille de Jeanne", Hour: "le dimanche à 16 h", Phone: "01 99 00 00 00", Ends: 2, Now: 1,
			Members: []protocol.Relative{{Seat: "f2", Name: "Jeanne", State: protocol.RelativeRung, Camera: true, Voice: true}},
			Call:    &protocol.FamilyCall{N: 7, By: "f1", Until: 8}, Missed: &protocol.MissedCall{By: "f2", At: 6, Busy: true},
		}},
		"captioned": protocol.Captioned{Seat: "m1", N: 9, Text: "Bonj"},
		"helps": protocol.Helps{Now: 1, Helps: []protocol.HelpSummary{{
			ID: "id", Reference: "ACDF-HJKL", Phase: protocol.PhaseLive, Mirror: protocol.MirrorShowing,
			Pictogram: "cat", Callback: "01 99 00 00 00", Since: 1, Deadline: 2,
		}}},
	}
}

// The golden files are what a page really gets: the TypeScript tests read them too.
func TestServerMessagesMatchGoldenFiles(t *testing.T) {
	seen := map[string]bool{}
	for name, m := range sampleServer() {
		frame, err := protocol.Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		compareGolden(t, "server-"+name, frame)
		var head struct{ Type string }
		if err := json.Unmarshal(frame, &head); err != nil {
			t.Fatal(err)
		}
		seen[head.Type] = true
	}
	for name := range protocol.ServerMessages {
		if !seen[name] {
			t.Errorf("no golden file for %q", name)
		}
	}
}

func TestClientMessagesSurviveTheWire(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range sampleClient {
		name := clientName(t, m)
		body, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		frame := `{"type":"` + name + `"`
		if string(body) != "{}" {
			frame += ","
		}
		frame += string(body[1:])
		compareGolden(t, "client-"+name, []byte(frame))
		gotName, got, err := protocol.Decode([]byte(frame))
		if err != nil || gotName != name || !reflect.DeepEqual(got, m) {
			t.Errorf("%s: decoded %q %+v, %v", name, gotName, got, err)
		}
		seen[name] = true
	}
	for name := range protocol.ClientMessages {
		if !seen[name] {
			t.Errorf("no sample of %q", name)
		}
	}
}

func clientName(t *testing.T, m protocol.ClientMessage) string {
	t.Helper()
	for name, known := range protocol.ClientMessages {
		if reflect.TypeOf(known) == reflect.TypeOf(m) {
			return name
		}
	}
	t.Fatalf("%T has no name", m)
	return ""
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".json")
	if *update {
		if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("%s: got %s, want %s", name, got, want)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, frame := range map[string]string{
		"nothing":                 "",
		"not JSON":                "bonjour",
		"not an object":           `["join"]`,
		"no type":                 `{}`,
		"an unknown type":         `{"type":"reboot"}`,
		"an unknown field":        `{"type":"extend","by":3600}`,
		"a field of another type": `{"type":"write","text":3}`,
		"an unknown value":        `{"type":"look","view":"upwards"}`,
		"an unknown source":       `{"type":"look","view":"asked","of":"keyboard"}`,
		"an empty text":           `{"type":"write","n":1,"text":""}`,
		"no number":               `{"type":"write","text":"a"}`,
		"a place off the picture": `{"type":"draw","kind":"ring","x":1.01,"y":0,"toX":0,"toY":0}`,
		"a pointer":               `{"type":"point","n":1,"on":true,"x":0,"y":0}`, // goes over the data channel
		"a long text":             `{"type":"write","n":1,"text":"` + strings.Repeat("é", protocol.MaxText+1) + `"}`,
		"a long number":           `{"type":"note","callback":"` + strings.Repeat("0", 41) + `"}`,
		"a huge frame":            `{"type":"write","text":"` + strings.Repeat("a", protocol.MaxFrame) + `"}`,
		"an incomplete join":      `{"type":"join"}`,
	} {
		if _, m, err := protocol.Decode([]byte(frame)); err == nil {
			t.Errorf("%s: decoded as %+v", name, m)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"type":"note","callback":"\ud800"}`))
	fuzz(f, protocol.ClientMessages, sampleClient, protocol.Decode)
}

func FuzzDecodeFast(f *testing.F) {
	fast := []protocol.ClientMessage{protocol.Point{N: 1, On: true, Spot: protocol.Spot{X: 0.5, Y: 1}}, protocol.Draft{N: 1, Text: "Bonj"}}
	fuzz(f, protocol.FastMessages, fast, protocol.DecodeFast)
}

// fuzz begins with samples that can be read; whatever else can be read must be valid too.
func fuzz(f *testing.F, all map[string]protocol.ClientMessage, samples []protocol.ClientMessage, decode func([]byte) (string, protocol.ClientMessage, error)) {
	for _, m := range samples {
		body, err := json.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		for name, known := range all {
			if reflect.TypeOf(known) != reflect.TypeOf(m) {
				continue
			}
			frame := []byte(strings.Replace(`{"type":"`+name+`",`+string(body[1:]), ",}", "}", 1))
			if _, _, err := decode(frame); err != nil {
				f.Fatalf("%s: %v", frame, err)
			}
			f.Add(frame)
		}
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		_, m, err := decode(frame)
		if err != nil {
			return
		}
		if err := m.Validate(); err != nil {
			t.Fatalf("decoded %+v, which is not valid: %v", m, err)
		}
	})
}

func TestFastMessagesSurviveTheWire(t *testing.T) {
	for name, frame := range map[string]string{
		"point": `{"type":"point","n":1,"on":true,"x":0.5,"y":1}`,
		"draft": `{"type":"draft","n":1,"text":"Bonj"}`,
	} {
		got, m, err := protocol.DecodeFast([]byte(frame))
		if err != nil || got != name || reflect.TypeOf(m) != reflect.TypeOf(protocol.FastMessages[name]) {
			t.Errorf("%s: decoded %q %+v, %v", name, got, m, err)
		}
	}
	for name, frame := range map[string]string{
		"a slow message": `{"type":"admit"}`,
		"off":            `{"type":"point","n":1,"on":true,"x":-0.1,"y":1}`,
		"huge":           `{"type":"draft","n":1,"text":"` + strings.Repeat("a", protocol.MaxFast) + `"}`,
	} {
		if _, m, err := protocol.DecodeFast([]byte(frame)); err == nil {
			t.Errorf("%s: decoded as %+v", name, m)
		}
	}
}
