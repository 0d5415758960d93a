package signaling_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"coupdemain/internal/spokencode"
	"coupdemain/signaling"
	"coupdemain/signaling/protocol"
)

func TestTheMainRoad(t *testing.T) {
	w := newWorld(t)
	_, m, code := w.open()
	if len(code) != 6 {
		t.Fatalf("a code of %d digits", len(code))
	}
	help, ticket := w.knock(code)
	p := w.person(help, ticket)
	waiting := await[protocol.Knocking](p, nil)
	atDesk := await[protocol.Knocking](m, nil)
	if waiting.Pictogram == "" || waiting.Pictogram != atDesk.Pictogram {
		t.Errorf("pictograms %q and %q", waiting.Pictogram, atDesk.Pictogram)
	}
	if waiting.Helper.FirstName != mediator.FirstName || waiting.Helper.Phone != mediator.Phone {
		t.Errorf("told before anything is asked: %+v", waiting.Helper)
	}
	if waiting.Desk != nil {
		t.Error("the person is told what only the mediator may know")
	}

	m.Send(protocol.Admit{})
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorReading })
	await[protocol.Live](p, nil)
	p.Send(protocol.Look{View: protocol.ViewAsked})
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorAsked })
	p.Send(protocol.Show{Screen: protocol.Screen{State: protocol.ScreenShowing, Surface: protocol.SurfaceMonitor}})
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorShowing })
	m.Send(protocol.PauseForPerson{})
	p.AwaitMessage("pause", nil)
	await(m, func(s protocol.Live) bool { return s.Desk.Mirror == protocol.MirrorPaused })

	p.Send(protocol.Leave{})
	left := await[protocol.Closing](m, nil)
	if left.By != protocol.Person || left.Until-left.Now > 30_000 || left.Until <= left.Now {
		t.Errorf("leaving can be undone: %+v", left)
	}
	if len(left.Summary.SeenBy) != 1 || left.Summary.SeenBy[0] != mediator.FirstName {
		t.Errorf("the summary: %+v", left.Summary)
	}
	m.Send(protocol.ComeBack{})
	m.AwaitMessage("declined", nil) // only who left may come back
	p.Send(protocol.ComeBack{})
	await(m, func(s protocol.Live) bool { return s.Caller.Screen.State == protocol.ScreenOff })
}

func TestOneOfTwoPeopleIsLetKnock(t *testing.T) {
	w := newWorld(t)
	for range rounds(200, 1000) {
		help, err := w.hub.Open(context.Background(), mediator)
		if err != nil {
			t.Fatal(err)
		}
		link, ok := w.hub.Link(help, mediator.ID)
		if !ok {
			t.Fatal("no link")
		}
		code := link[strings.LastIndex(link, "/")+1:]
		var both sync.WaitGroup
		var tickets [2]string
		var errs [2]error
		for i := range 2 {
			both.Go(func() {
				_, tickets[i], errs[i] = w.hub.Knock(context.Background(), code, addr(i, help), "")
			})
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("both or neither: %v, %v", errs[0], errs[1])
		}
		if err := errors.Join(errs[0], errs[1]); !errors.Is(err, signaling.ErrCode) {
			t.Fatal(err)
		}
		if (tickets[0] == "") == (tickets[1] == "") {
			t.Fatal("two tickets, or none")
		}
	}
}

func TestUnusedUsedAndUnknownCodesAreAnsweredAlike(t *testing.T) {
	w := newWorld(t)
	_, m, used := w.open()
	help, ticket := w.knock(used)
	_, _, unknown := w.open()
	unknown = another(unknown)
	for name, code := range map[string]string{"used": used, "unknown": unknown} {
		if _, _, err := w.hub.Knock(context.Background(), code, elsewhere, ""); !errors.Is(err, signaling.ErrCode) {
			t.Errorf("%s: %v", name, err)
		}
	}
	await(m, func(s protocol.Knocking) bool { return s.Desk.Others == 1 })
	// The same browser that types its code again is led back to its place.
	againHelp, againTicket, err := w.hub.Knock(context.Background(), used, home, ticket)
	if err != nil || againHelp != help || againTicket != ticket {
		t.Errorf("typed again: %q, %v", againHelp, err)
	}
}

func TestSlipsAndTheOpenedLinkAreMirrored(t *testing.T) {
	w := newWorld(t)
	_, m, code := w.open()
	w.hub.AtDoor(code, home)
	await(m, func(s protocol.Inviting) bool { return s.Desk.Mirror == protocol.MirrorDoor })
	slip := []byte(code)
	slip[2] = '0' + (slip[2]-'0'+1)%10
	if _, _, err := w.hub.Knock(context.Background(), string(slip), home, ""); !errors.Is(err, spokencode.ErrCheck) {
		t.Fatal(err)
	}
	if !w.hub.Slip(string(slip), home) || w.hub.Slip(code, home) {
		t.Error("a slip is not heard, or a code is taken for one")
	}
	await(m, func(s protocol.Inviting) bool { return s.Desk.Mirror == protocol.MirrorSlip })
}

func TestRefusedThenLetKnockAgainThenANewCode(t *testing.T) {
	w := newWorld(t)
	help, m, code := w.open()
	_, ticket := w.knock(code)
	p := w.person(help, ticket)
	await[protocol.Knocking](m, nil)
	m.Send(protocol.Refuse{})
	await[protocol.TurnedAway](p, nil)
	m.Send(protocol.KnockAgain{})
	await[protocol.Knocking](p, nil)
	m.Send(protocol.Renew{})
	if gone := await[protocol.Ended](p, nil); gone.Reason != protocol.EndedRenewed {
		t.Errorf("let go: %+v", gone)
	}
	fresh := await(m, func(s protocol.Inviting) bool { return s.Code != "" && s.Code != code })
	if w.hub.Seat(help, signaling.Holder{Ticket: ticket}) != "" {
		t.Error("the old ticket still opens")
	}
	if _, _, err := w.hub.Knock(context.Background(), code, home, ""); !errors.Is(err, signaling.ErrCode) {
		t.Errorf("the old code: %v", err)
	}
	w.knock(fresh.Code)
}

func TestWritingBothWaysFromTheLobbyOn(t *testing.T) {
	w := newWorld(t)
	help, m, code := w.open()
	_, ticket := w.knock(code)
	p := w.person(help, ticket)
	p.Send(protocol.Write{N: 1, Text: "Bonjour"})
	m.AwaitMessage("written", nil)
	m.Send(protocol.Write{N: 1, Text: "Bonjour à vous"})
	p.AwaitMessage("written", func(f []byte) bool { return strings.Contains(string(f), "à vous") })
	again := w.dial("/person/" + help + "/" + ticket)
	again.Send(plainJoin())
	var joined protocol.Joined
	if err := json.Unmarshal(again.AwaitMessage("joined", nil), &joined); err != nil || len(joined.Lines) != 2 {
		t.Errorf("after coming back: %+v, %v", joined.Lines, err)
	}
	if code := p.Closed(); code != protocol.CloseReplaced {
		t.Errorf("the earlier page closed with %d", code)
	}
}

func TestOnlyTheMediatorLetsIn(t *testing.T) {
	w := newWorld(t)
	help, m, code := w.open()
	_, ticket := w.knock(code)
	p := w.person(help, ticket)
	for _, message := range []protocol.ClientMessage{
		protocol.Admit{}, protocol.Refuse{}, protocol.Renew{}, protocol.KnockAgain{}, protocol.PauseForPerson{}, protocol.Note{Callback: "1"},
	} {
		p.Send(message)
		p.AwaitMessage("declined", nil)
	}
	if scene := await[protocol.Knocking](m, nil); scene.Desk.Callback != "" {
		t.Error("a note from the person")
	}
	stranger := w.dial("/mediator/" + help + "/account-2")
	if code := stranger.Closed(); code != protocol.CloseEnded {
		t.Errorf("another mediator's page closed with %d", code)
	}
	if w.hub.Seat(help, signaling.Holder{Account: "account-2"}) != "" || w.hub.Seat(help, signaling.Holder{Account: mediator.ID}) != protocol.Mediator {
		t.Error("whose help is it")
	}
}

// another is a valid code far from the given one.
func another(code string) string {
	for c := range spokencode.Valid(len(code)) {
		if spokencode.Distance(c, spokencode.Code(code)) == len(code) {
			return string(c)
		}
	}
	return ""
}
