package signaling_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

func showing() protocol.Show {
	return protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceMonitor}}
}

func mark(kind protocol.MarkKind, x float64) protocol.Draw {
	return protocol.Draw{Mark: protocol.Mark{Kind: kind, Spot: protocol.Spot{X: x, Y: 0.5}, ToX: 1, ToY: 1}}
}

func TestMarksStayUntilTheNextOrUntilThePictureIsGone(t *testing.T) {
	w := newWorld(t)
	_, _, m, p := w.live()
	p.Send(showing())
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorShowing })
	m.Send(mark(protocol.Ring, 0.1))
	m.Send(mark(protocol.Arrow, 0.2))
	m.Send(mark(protocol.Ring, 0.3))
	s := await(p, func(s protocol.Live) bool { return len(s.Marks) == 2 && s.Marks[1].X == 0.3 })
	if s.Marks[0].Kind != protocol.Arrow || s.Marks[1].Kind != protocol.Ring {
		t.Errorf("a ring takes the place of the ring before: %+v", s.Marks)
	}
	m.Send(mark(protocol.Arrow, 0.6))
	m.Send(protocol.Erase{Marks: s.Marks[:1]}) // what was drawn meanwhile stays
	await(p, func(s protocol.Live) bool { return len(s.Marks) == 2 && s.Marks[0].X == 0.3 && s.Marks[1].X == 0.6 })
	p.Send(mark(protocol.Ring, 0.4))
	p.AwaitMessage("declined", nil) // the person's own hands are on the machine already
	await(m, func(s protocol.Live) bool { return len(s.Marks) == 2 })
	p.Send(protocol.Show{Screen: protocol.Screen{State: protocol.ScreenOff}})
	await(m, func(s protocol.Live) bool { return len(s.Marks) == 0 })
	m.Send(protocol.Lay{Board: protocol.BoardIPhone})
	m.Send(mark(protocol.Circle, 0.5))
	await(p, func(s protocol.Live) bool { return s.Board == protocol.BoardIPhone && len(s.Marks) == 1 })
	m.Send(protocol.Wipe{})
	await(p, func(s protocol.Live) bool { return len(s.Marks) == 0 })
}

func TestTenThousandStrokes(t *testing.T) {
	w := newWorld(t)
	_, _, m, p := w.live()
	p.Send(showing())
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorShowing })
	for i := range 60 { // as many as the socket lets through at once
		m.Send(mark(protocol.Arrow, float64(i)/100))
	}
	var declined protocol.Declined
	frame := m.AwaitMessage("declined", nil)
	if err := json.Unmarshal(frame, &declined); err != nil || declined.Reason != protocol.ReasonTooMany {
		t.Errorf("%+v, %v", declined, err)
	}
	m.Send(protocol.Write{N: 1, Text: "fini"})
	p.AwaitMessage("written", nil)
	m.Send(protocol.Note{Callback: "01"}) // the next scene
	if s := await(m, func(s protocol.Live) bool { return s.Desk.Callback == "01" }); len(s.Marks) > protocol.MaxMarks {
		t.Errorf("%d marks", len(s.Marks))
	}
}

func TestLinksAreWhatTheyAre(t *testing.T) {
	w := newWorld(t)
	_, _, m, _ := w.live()
	for typed, want := range map[string]string{
		"https://www.example.org/a?b=c#d":     "www.example.org",
		"http://EXAMPLE.org:8080":             "example.org:8080",
		"https://exаmple.org/":                "xn--exmple-4nf.org", // the а is Cyrillic
		"https://www.impôts.example.org":      "www.xn--impts-8ta.example.org",
		"https://[2001:db8::1]/":              "[2001:db8::1]",
		"javascript:alert(1)":                 "",
		"data:text/html,x":                    "",
		"https://www.example.org@evil.test/":  "",
		"https://www.example.org\\@evil.test": "",
		"//example.org":                       "",
		"file:///etc/passwd":                  "",
		"https:///chemin":                     "",
		"https://exa mple.org":                "",
		"HTTPS:example.org":                   "",
		"https://example.org\n.evil.test":     "",
		"example.org":                         "",
	} {
		m.Send(protocol.SendLink{URL: typed})
		var got struct {
			Type   string
			Line   protocol.Line
			Reason protocol.Reason
		}
		for got.Type != "written" && got.Type != "declined" {
			_, frame, err := m.Conn.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			got.Line = protocol.Line{}
			if err := json.Unmarshal(frame, &got); err != nil {
				t.Fatal(err)
			}
		}
		if got.Line.Host != want || (want == "") != (got.Reason == protocol.ReasonLink) {
			t.Errorf("%q: host %q, %q; want %q", typed, got.Line.Host, got.Reason, want)
		}
	}
}

func TestWhatIsWrittenCannotTurnTheTextAround(t *testing.T) {
	w := newWorld(t)
	_, _, m, p := w.live()
	p.Send(protocol.Draft{N: 1, Text: "<b>gre\u202eeux"})
	var drafted protocol.Drafted
	if err := json.Unmarshal(m.AwaitMessage("drafted", nil), &drafted); err != nil || drafted.Text != "<b>greeux" || drafted.N != 1 {
		t.Errorf("%+v, %v", drafted, err)
	}
	p.Send(protocol.Write{N: 2, Text: "a\u0007b\u2066c\nd"})
	var written protocol.Written
	if err := json.Unmarshal(m.AwaitMessage("written", nil), &written); err != nil || written.Line.Text != "abc\nd" || written.Line.N != 2 {
		t.Errorf("%+v, %v", written, err)
	}
}

func TestWhoeverDidNotExpectTheCallIsNotLetIn(t *testing.T) {
	w := newWorld(t)
	help, m, code := w.open()
	_, ticket := w.knock(code)
	p := w.person(help, ticket)
	p.Send(protocol.Expect{Expected: false})
	await(m, func(s protocol.Knocking) bool { return s.Caller.Doubt })
	m.Send(protocol.Admit{})
	var declined protocol.Declined
	if err := json.Unmarshal(m.AwaitMessage("declined", nil), &declined); err != nil || declined.Reason != protocol.ReasonDoubt {
		t.Errorf("%+v, %v", declined, err)
	}
	w.restart()
	m, p = w.mediator(help), w.person(help, ticket)
	await(p, func(s protocol.Knocking) bool { return s.Caller.Doubt })
	p.Send(protocol.Expect{Expected: true})
	await(m, func(s protocol.Knocking) bool { return !s.Caller.Doubt })
	m.Send(protocol.Admit{})
	await[protocol.Live](p, nil)
	p.Send(showing())
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorShowing })
	p.Send(protocol.Expect{Expected: false})
	p.Send(protocol.Leave{})
	if s := await[protocol.Closing](p, nil); fmt.Sprint(s.Summary.SeenBy) != "["+mediator.FirstName+"]" {
		t.Errorf("seen by %q", s.Summary.SeenBy)
	}
}

func TestWhatThePersonIsAskedFor(t *testing.T) {
	w := newWorld(t)
	_, _, m, p := w.live()
	p.Send(protocol.Answer{Outcome: protocol.OutcomeDone})
	p.AwaitMessage("declined", nil) // nothing was asked
	m.Send(protocol.Ask{For: protocol.AskPhoto})
	await(p, func(s protocol.Live) bool {
		return s.Request == protocol.Request{For: protocol.AskPhoto, Outcome: protocol.OutcomeOpen}
	})
	p.Send(protocol.Answer{Outcome: protocol.OutcomeRefused})
	await(m, func(s protocol.Live) bool { return s.Request.Outcome == protocol.OutcomeRefused })
}

func TestTheEndTellsWhatWasSeen(t *testing.T) {
	w := newWorld(t)
	help, ticket, m, p := w.live()
	asPerson, sent := signaling.Holder{Ticket: ticket}, make(chan error, 1)
	photo := still
	photo.Kind, photo.To = protocol.Photo, protocol.Mediator
	go func() { sent <- w.hub.SendParcel(t.Context(), help, asPerson, photo, opened(picture)) }()
	err := w.hub.FetchParcel(help, asMediator, announced(m).ID, func(_ signaling.Parcel, body io.Reader) error {
		_, err := io.Copy(io.Discard, body)
		return err
	})
	if err := errors.Join(err, <-sent); err != nil {
		t.Fatal(err)
	}
	p.Send(protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceCamera}})
	await(m, func(s protocol.Live) bool { return s.Caller.Screen.Surface == protocol.SurfaceCamera })
	p.Send(protocol.Leave{})
	got := await[protocol.Closing](p, nil).Summary
	if got.Photographs != 1 || fmt.Sprint(got.SeenBy) != "["+mediator.FirstName+"]" || got.Shown != 0 {
		t.Errorf("%+v", got)
	}
}
