package signaling_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"net/netip"
	"strings"
	"testing"

	"coupdemain/signaling"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

func addr(i int, help string) netip.Addr {
	h := fnv.New32()
	fmt.Fprint(h, i, help)
	s := h.Sum32()
	return netip.AddrFrom4([4]byte{10, byte(s), byte(s >> 8), byte(s >> 16)})
}

func TestEveryoneIsBackAfterARestart(t *testing.T) {
	w := newWorld(t)
	help, ticket, m, p := w.live()
	m.Send(protocol.Note{Callback: "01 99 00 00 00"})
	await(m, func(s protocol.Live) bool { return s.Desk.Callback != "" })
	unused, _, code := w.open()
	w.restart()
	for _, page := range []*pagetest.Page{m, p} {
		if code := page.Closed(); code != protocol.CloseRestart {
			t.Errorf("closed with %d at the restart", code)
		}
	}

	again := w.dial("/person/" + help + "/" + ticket)
	join := plainJoin()
	join.Screen.State = protocol.ScreenPaused
	join.Voice = protocol.Voice{Mode: protocol.VoiceDevice, Muted: true}
	again.Send(join)
	scene := await[protocol.Live](again, nil)
	if scene.Caller.Screen.State != protocol.ScreenPaused || !scene.Caller.Voice.Muted {
		t.Errorf("paused and muted do not stay: %+v", scene.Caller)
	}
	desk := await(w.mediator(help), func(s protocol.Live) bool { return s.Caller.Present })
	if desk.Desk.Callback != "01 99 00 00 00" || desk.Desk.Mirror != protocol.MirrorPaused {
		t.Errorf("the desk after a restart: %+v", desk.Desk)
	}
	// A code that was said before the restart still works after it.
	found := await[protocol.Inviting](w.mediator(unused), nil)
	if found.Code != code {
		t.Error("the live code was not found again")
	}
	if got, _ := w.knock(code); got != unused {
		t.Error("the code leads elsewhere")
	}
}

func TestTheDeskListsLiveHelps(t *testing.T) {
	w := newWorld(t)
	desk := w.dial("/desk/" + mediator.ID)
	desk.AwaitMessage("helps", nil)
	other := w.dial("/desk/account-2")
	_, _, m, p := w.live()
	desk.AwaitMessage("helps", func(f []byte) bool { return strings.Contains(string(f), `"mirror":"reading"`) })
	if err := p.Conn.Close(); err != nil {
		t.Fatal(err)
	}
	desk.AwaitMessage("helps", func(f []byte) bool { return strings.Contains(string(f), `"mirror":"lost"`) })
	await(m, func(s protocol.Live) bool { return !s.Caller.Present })
	other.Send(protocol.Ping{})
	if frame := other.AwaitMessage("helps", nil); !strings.Contains(string(frame), `"helps":[]`) {
		t.Errorf("another mediator's desk: %s", frame)
	}
	other.AwaitMessage("pong", nil)
}

func TestBadPagesAreClosedWithAReason(t *testing.T) {
	w := newWorld(t)
	help, _, _ := w.open()
	path := "/mediator/" + help + "/" + mediator.ID
	for name, test := range map[string]struct {
		frames []string
		code   int
	}{
		"a message before joining": {[]string{`{"type":"extend"}`}, protocol.CloseInvalid},
		"nonsense":                 {[]string{"\x00\xff"}, protocol.CloseInvalid},
		"an unknown message":       {[]string{`{"type":"reboot"}`}, protocol.CloseInvalid},
		"too many messages":        {repeat(`{"type":"ping"}`, 500), protocol.CloseTooMany},
	} {
		p := w.dial(path)
		for _, frame := range test.frames {
			if p.Conn.WriteMessage(1, []byte(frame)) != nil {
				break
			}
		}
		if code := p.Closed(); code != test.code {
			t.Errorf("%s: closed with %d", name, code)
		}
	}
	twice := w.mediator(help)
	twice.Send(plainJoin())
	if code := twice.Closed(); code != protocol.CloseInvalid {
		t.Errorf("joining twice: closed with %d", code)
	}
	if _, err := pagetest.Try(w.server.URL, path, "https://elsewhere.example.org"); err == nil {
		t.Error("a page of another origin got in")
	}
	if _, err := pagetest.Try(w.server.URL, path, ""); err == nil {
		t.Error("a page without an origin got in")
	}
	w.mediator(help) // nobody else was disturbed
}

func TestJoiningsLeaveNothing(t *testing.T) {
	w := newWorld(t)
	help, ticket, _, _ := w.live()
	join := plainJoin()
	join.Offer = offer(t)
	for range rounds(40, 200) {
		p := w.dial("/person/" + help + "/" + ticket)
		p.Send(join)
		var joined protocol.Joined
		if err := json.Unmarshal(p.AwaitMessage("joined", nil), &joined); err != nil || joined.Answer == "" {
			t.Fatalf("no answer to the offer: %v", err)
		}
		await(p, func(s protocol.Live) bool { return s.Caller.Present })
		if err := p.Conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	m := w.mediator(help) // the first page has read nothing all this time
	m.Send(protocol.Leave{})
	await[protocol.Closing](m, nil) // goleak looks for the rest at the end
}

func TestAnOfferThatCannotBeAnsweredIsDeclined(t *testing.T) {
	w := newWorld(t)
	help, ticket, _, _ := w.live()
	for name, sdp := range map[string]string{
		"nonsense":         "bonjour",
		"a thousand lines": offer(t) + strings.Repeat("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", 600),
	} {
		p := w.dial("/person/" + help + "/" + ticket)
		join := plainJoin()
		join.Offer = sdp
		p.Send(join)
		if frame := p.AwaitMessage("declined", nil); !strings.Contains(string(frame), string(protocol.ReasonMedia)) {
			t.Errorf("%s: %s", name, frame)
		}
		await[protocol.Live](p, nil) // words and state still go
	}
}

func TestWrongCodesAreLimitedByNetworkOnly(t *testing.T) {
	w := newWorld(t)
	_, _, code := w.open()
	wrong := another(code)
	heard := 0
	for range 100 {
		if w.hub.Slip(wrong[:5]+string('0'+(wrong[5]-'0'+1)%10), elsewhere) { // matches no code, uses up no guess
			heard++
		}
	}
	if heard != 10 {
		t.Errorf("%d of 100 slips were heard", heard)
	}
	tooMany := 0
	for range 100 {
		if _, _, err := w.hub.Knock(context.Background(), wrong, elsewhere, ""); strings.Contains(err.Error(), "too many") {
			tooMany++
		}
	}
	if tooMany != 90 {
		t.Errorf("%d of 100 guesses were stopped", tooMany)
	}
	w.knock(code) // from another network, nobody is kept out
}

func repeat(s string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = s
	}
	return all
}

func TestDrainingWaitsForWhoIsInAHelp(t *testing.T) {
	w := newWorld(t)
	_, _, m, p := w.live()
	drained := make(chan struct{})
	draining, stop := context.WithCancel(context.Background())
	go func() { w.hub.Drain(draining); close(drained) }()
	defer func() { stop(); <-drained }()
	for {
		if _, err := w.hub.Open(context.Background(), mediator); errors.Is(err, signaling.ErrDraining) {
			break
		}
	}
	select {
	case <-drained:
		t.Fatal("drained while a help is live")
	default:
	}
	p.Send(protocol.Leave{})
	await[protocol.Closing](m, nil)
	m.Send(protocol.Leave{})
	m.AwaitMessage("declined", nil)
	impatient, cancel := context.WithCancel(context.Background())
	cancel()
	w.hub.Drain(impatient) // returns though somebody may still come back
}
