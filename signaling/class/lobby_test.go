package class_test

import (
	"encoding/json"
	"slices"
	"testing"

	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

// reads is the next line that a page is told.
func reads(p *pagetest.Page) protocol.Line {
	p.T.Helper()
	var w protocol.Written
	if err := json.Unmarshal(p.AwaitMessage("written", nil), &w); err != nil {
		p.T.Fatal(err)
	}
	return w.Line
}

// hears reads the next line, which is to be that text.
func hears(p *pagetest.Page, text string) protocol.Line {
	p.T.Helper()
	line := reads(p)
	if line.Text != text {
		p.T.Errorf("read %q, want %q", line.Text, text)
	}
	return line
}

// again are the lines that somebody is given as they join.
func (w *world) again(path string) []protocol.Line {
	w.t.Helper()
	p := w.dial(path)
	p.Send(join)
	return given(p)
}

func given(p *pagetest.Page) []protocol.Line {
	p.T.Helper()
	var joined protocol.Joined
	if err := json.Unmarshal(p.AwaitMessage("joined", nil), &joined); err != nil {
		p.T.Fatal(err)
	}
	return joined.Lines
}

func TestWhoWaitsWritesToThoseWhoTeach(t *testing.T) {
	w := newWorld(t)
	luce := w.pupil("luce")
	await(luce, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitNobody })
	luce.Send(protocol.Write{N: 1, Text: "je n’entends pas"})
	hears(luce, "je n’entends pas")
	m := w.teacher("paul")
	other := w.teacher("rose")
	anne := w.present(m, "anne")
	scene := await(m, func(s protocol.Teaching) bool { return row(s, "luce").Standing == protocol.StandingLobby })

	luce.Send(protocol.Draft{N: 2, Text: "du tou"})
	var drafted protocol.Drafted
	if err := json.Unmarshal(m.AwaitMessage("drafted", nil), &drafted); err != nil || drafted.Seat != row(scene, "luce").Seat {
		t.Errorf("%+v, %v", drafted, err)
	}
	luce.Send(protocol.Write{N: 3, Text: "du tout"})
	if line := hears(m, "du tout"); line.Name != "Luce" || line.Seat != row(scene, "luce").Seat {
		t.Errorf("who waits wrote as %+v", line)
	}
	m.Send(protocol.Write{N: 1, To: row(scene, "luce").Seat, Text: "on vous écrira"})
	hears(luce, "du tout")
	if line := hears(luce, "on vous écrira"); line.To != row(scene, "luce").Seat {
		t.Errorf("the answer is for %q", line.To)
	}
	hears(other, "du tout")
	hears(other, "on vous écrira")

	// The class reads nothing of it, and who waits nothing of the class.
	m.Send(protocol.Write{N: 2, Text: "à tous"})
	hears(anne, "à tous")
	m.Send(protocol.Write{N: 3, To: row(scene, "luce").Seat, Text: "encore un peu"})
	hears(luce, "encore un peu")
	anne.Send(protocol.Write{N: 1, To: row(scene, "luce").Seat, Text: "pour Luce"})
	if got := anne.Declined(); got != protocol.ReasonNotYours {
		t.Errorf("one of the class writes to another: %q", got)
	}

	if lines := w.again("/participant/luce/own"); len(lines) != 4 {
		t.Errorf("the same device reads %d lines again", len(lines))
	}
	if lines := w.again("/participant/luce/other"); len(lines) != 0 {
		t.Errorf("another device with the same code reads %+v", lines)
	}
	luce = w.pupil("luce")
	m.Send(protocol.LetIn{Seat: row(scene, "luce").Seat})
	if lines := given(luce); len(lines) != 5 {
		t.Errorf("let in, they read %d lines", len(lines))
	}
}

func TestNobodyWritesInAnothersName(t *testing.T) {
	w := newWorld(t)
	m := w.teacher("paul")
	anne := w.present(m, "anne")
	scene := await(m, func(s protocol.Teaching) bool { return row(s, "anne").Standing == protocol.StandingIn })
	anne.Send(protocol.Write{N: 1, Text: "c’est moi"})
	hears(m, "c’est moi")
	second := w.dial("/participant/anne/other")
	second.Send(join)
	if lines := given(second); len(lines) != 0 {
		t.Errorf("a second device reads %+v", lines)
	}
	out := func(p *pagetest.Page) {
		t.Helper()
		for _, words := range []protocol.ClientMessage{protocol.Write{N: 9, Text: "c’est moi aussi"}, protocol.Draft{N: 9, Text: "moi"}} {
			p.Send(words)
			if got := p.Declined(); got != protocol.ReasonNotYours {
				t.Errorf("%T: %q", words, got)
			}
		}
	}
	out(second)
	m.Send(protocol.SendOut{Seat: row(scene, "anne").Seat}) // the second device alone
	m.Send(protocol.SendOut{Seat: row(scene, "anne").Seat})
	await(anne, func(s protocol.Lobby) bool { return s.Wait == protocol.WaitOut })
	out(anne)
	m.Send(protocol.Write{N: 1, Text: "à tous"})
	m.Send(protocol.LetIn{Seat: row(scene, "anne").Seat})
	if lines := given(anne); len(lines) != 2 {
		t.Errorf("let in again, they read %d lines", len(lines))
	}
}

func TestWhoWaitsWritesNoOftenerThanOthers(t *testing.T) {
	w := newWorld(t)
	refused := 0
	for n := range int64(9) { // one page after another
		p := w.pupil("luce")
		for k := range int64(4) {
			p.Send(protocol.Write{N: 4*n + k + 1, Text: "encore"})
		}
		for range 4 {
			if next(p, "written", "declined") == "declined" {
				refused++
			}
		}
	}
	if refused == 0 {
		t.Error("nothing bounds what is written by one page after another")
	}
}

// next reads until a message of one of those types, and says which.
func next(p *pagetest.Page, types ...string) string {
	p.T.Helper()
	for {
		if name, _ := p.Read(); slices.Contains(types, name) {
			return name
		}
	}
}
