package signaling_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"coupdemain/signaling"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

var colleague = signaling.Mediator{ID: "account-2", FirstName: "Autre", Organization: "Un organisme", Phone: "01 99 00 00 02", Town: "Ailleurs"}

// invited makes a link to a third seat, by whoever p is, and gives what follows /i/.
func invited(t *testing.T, p *pagetest.Page, role protocol.Role) (link string) {
	t.Helper()
	p.Send(protocol.Invite{Role: role})
	p.AwaitMessage("state", func(frame []byte) bool {
		var s struct {
			Scene struct{ Invitations []protocol.Invitation }
		}
		if err := json.Unmarshal(frame, &s); err != nil {
			t.Fatal(err)
		}
		for _, i := range s.Scene.Invitations {
			if i.Role == role {
				link = i.Link[strings.LastIndex(i.Link, "/")+1:]
			}
		}
		return link != ""
	})
	return link
}

func TestAColleagueComesWithThePersonsWordAndTakesOver(t *testing.T) {
	w := newWorld(t)
	help, ticket, m, p := w.live()
	m.Send(protocol.Write{N: 1, Text: "Bonjour"})
	p.AwaitMessage("written", nil)
	link := invited(t, m, protocol.Colleague)
	if role, helper, ok := w.hub.Invited(link); !ok || role != protocol.Colleague || helper.FirstName != mediator.FirstName {
		t.Fatalf("%q, %+v, %t", role, helper, ok)
	}
	if _, _, ok := w.hub.TakeSeat(link, mediator); ok {
		t.Error("a mediator is their own colleague")
	}
	if _, _, ok := w.hub.TakeSeat(link, signaling.Mediator{FirstName: "Quelqu’un"}); ok {
		t.Error("a colleague who is not signed in")
	}
	if got, none, ok := w.hub.TakeSeat(link, colleague); !ok || got != help || none != "" {
		t.Fatalf("%q, %q, %t", got, none, ok)
	}
	if _, _, ok := w.hub.TakeSeat(link, signaling.Mediator{ID: "account-3"}); ok {
		t.Error("a link is used twice")
	}

	c := w.dial("/mediator/" + help + "/" + colleague.ID)
	c.Send(plainJoin())
	var joined protocol.Joined
	if err := json.Unmarshal(c.AwaitMessage("joined", nil), &joined); err != nil || len(joined.Lines) != 0 {
		t.Errorf("before the person has agreed: %+v, %v", joined, err)
	}
	before := await[protocol.Arriving](c, nil)
	if before.Desk != nil || len(before.Guests) != 0 {
		t.Errorf("before the person has agreed: %+v", before)
	}
	c.Send(protocol.Write{N: 1, Text: "silence"})
	c.AwaitMessage("declined", nil)
	asked := await(p, func(s protocol.Live) bool { return len(s.Guests) == 1 && s.Guests[0].Present })
	if g := asked.Guests[0]; g.FirstName != "Autre" || g.Organization != "Un organisme" || g.Agreed {
		t.Errorf("the person is asked about %+v", g)
	}
	m.Send(protocol.HandOver{})
	m.AwaitMessage("declined", nil) // nobody has agreed

	p.Send(protocol.Agree{Role: protocol.Colleague, Agreed: true})
	if err := json.Unmarshal(c.AwaitMessage("joined", nil), &joined); err != nil || len(joined.Lines) != 1 {
		t.Errorf("once agreed: %+v, %v", joined, err)
	}
	if in := await[protocol.Live](c, nil); in.Desk == nil || in.You != protocol.Colleague {
		t.Errorf("once agreed: %+v", in.Common)
	}
	p.Send(showing())
	await(p, func(s protocol.Live) bool { return s.Caller.Screen.State == protocol.ScreenShowing })

	m.Send(protocol.HandOver{Note: "Reste à imprimer."})
	if code := m.Closed(); code != protocol.CloseMoved {
		t.Errorf("the mediator's page is closed with %d", code)
	}
	if code := c.Closed(); code != protocol.CloseMoved {
		t.Errorf("the colleague's page is closed with %d", code)
	}
	w.restart()
	p = w.person(help, ticket)
	c = w.joined("/mediator/" + help + "/" + colleague.ID)
	if s := await[protocol.Live](c, nil); s.You != protocol.Mediator || s.Desk.Note != "Reste à imprimer." {
		t.Errorf("after handing over: %+v", s.Common)
	}
	s := await(p, func(s protocol.Live) bool { return s.Helper.FirstName == "Autre" })
	if len(s.Guests) != 1 || s.Guests[0].FirstName != mediator.FirstName {
		t.Errorf("the person sees who helps now: %+v", s.Common)
	}
	p.Send(protocol.Dismiss{Role: protocol.Colleague})
	await(c, func(s protocol.Live) bool { return len(s.Guests) == 0 })
	if w.hub.Seat(help, signaling.Holder{Account: mediator.ID}) != "" {
		t.Error("whoever was dismissed still has a seat")
	}
	c.Send(protocol.Leave{})
	if ended := await[protocol.Closing](p, nil); fmt.Sprint(ended.Summary.SeenBy) != "["+mediator.FirstName+" Autre]" {
		t.Errorf("seen by %q", ended.Summary.SeenBy)
	}
}

func TestAnInterpreterAndALens(t *testing.T) {
	w := newWorld(t)
	help, _, m, p := w.live()
	p.Send(protocol.Invite{Role: protocol.Interpreter})
	p.AwaitMessage("declined", nil) // the mediator's to ask for
	_, ticket, ok := w.hub.TakeSeat(invited(t, m, protocol.Interpreter), signaling.Mediator{FirstName: "Lucie"})
	if !ok {
		t.Fatal("no seat for the interpreter")
	}
	i := w.person(help, ticket)
	await[protocol.Arriving](i, nil)
	p.Send(protocol.Agree{Role: protocol.Interpreter, Agreed: false})
	if code := i.Closed(); code != protocol.CloseEnded {
		t.Errorf("whoever was not agreed to is closed with %d", code)
	}
	_, ticket, _ = w.hub.TakeSeat(invited(t, m, protocol.Interpreter), signaling.Mediator{FirstName: "Lucie"})
	i = w.person(help, ticket)
	await[protocol.Arriving](i, nil)
	p.Send(protocol.Agree{Role: protocol.Interpreter, Agreed: true})
	if again := i.AwaitMessage("joined", nil); !bytes.Contains(again, []byte(`"lines":[]`)) {
		t.Errorf("nothing was written yet, but: %s", again)
	}
	if s := await[protocol.Live](i, nil); s.Desk != nil || s.You != protocol.Interpreter {
		t.Errorf("the interpreter's scene: %+v", s.Common)
	}
	i.Send(mark(protocol.Ring, 0.5))
	i.AwaitMessage("declined", nil) // has no hands here
	i.Send(protocol.Write{N: 1, Text: "Elle dit oui."})
	var written protocol.Written
	if err := json.Unmarshal(p.AwaitMessage("written", nil), &written); err != nil || written.Line.Name != "Lucie" {
		t.Errorf("%+v, %v", written, err)
	}

	_, ticket, ok = w.hub.TakeSeat(invited(t, p, protocol.Lens), signaling.Mediator{})
	if !ok {
		t.Fatal("no seat for the person's own phone")
	}
	l := w.person(help, ticket)
	await[protocol.Live](l, nil)
	l.Send(protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceCamera}})
	await(m, func(s protocol.Live) bool { return s.Watched == protocol.Lens })
	p.Send(showing())
	await(m, func(s protocol.Live) bool { return s.Watched == protocol.Person })
	m.Send(protocol.Watch{Role: protocol.Lens})
	await(m, func(s protocol.Live) bool { return s.Watched == protocol.Lens })

	l.Send(protocol.Leave{}) // a guest leaves alone
	await(p, func(s protocol.Live) bool { return len(s.Guests) == 1 && s.Watched == protocol.Person })
}
