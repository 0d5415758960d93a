package web

import (
	"net/http"
	"slices"

	"coupdemain/internal/accounts"
	"coupdemain/signaling/class"
	"coupdemain/signaling/protocol"
	"coupdemain/workshops"
)

// calls are those whom whoever is on the telephone may have to help, on the page of a session.
type calls struct {
	Away []callLine // expected at a distance, and not in the class
	Held []callLine // in it, and not heard or seen as they should be
}

// callLine is one of them, with what helps on the telephone.
type callLine struct {
	workshops.Enrolment
	Code string
	Sees string // on their screen, as far as it is known
	Do   string // what to tell them, "" for nothing in particular
	Told string // who sees what, for whoever does not see this page

	asks string // what their browser asks or was not given, as in the catalogue: "refused.microphone"; "" for nothing
}

// callsFor looks at everybody who is expected at a distance: whoever is not in the class and has neither come nor said
// that they would not, whoever was in it and is not heard any more, and whoever is held up by their browser's question.
func (s *site) callsFor(r *http.Request, by accounts.Person, sessionID string, people []workshops.Expected) (c calls, err error) {
	for _, one := range people {
		if one.Mode != workshops.Remote || one.State != workshops.Enrolled {
			continue
		}
		seen := s.classes.Mirror(sessionID, one.ID)
		if seen.Over {
			continue
		}
		in := seen.Standing == protocol.StandingIn
		if in && !holdsUp(seen) || !in && one.Attendance.Came != "" && seen.Standing != protocol.StandingLost {
			continue
		}
		line := callLine{Enrolment: one.Enrolment, Sees: string(seen.Standing), asks: asks(seen)}
		if seen.Standing == protocol.StandingAbsent {
			line.Sees = s.doorstep.sees(one.ID)
		}
		code, err := s.workshops.Code(r.Context(), by, one.ID)
		if err != nil {
			return calls{}, err
		}
		line.Code = code.Spaced()
		if in {
			c.Held = append(c.Held, line)
		} else {
			c.Away = append(c.Away, line)
		}
	}
	return c, nil
}

// asks is what somebody's browser asks them or was not given, as in the catalogue; "" for nothing.
func asks(seen class.Mirror) string {
	if seen.Of == protocol.SourceNone || !slices.Contains([]protocol.View{protocol.ViewAsked, protocol.ViewRefused, protocol.ViewUnable}, seen.View) {
		return ""
	}
	return string(seen.View) + "." + string(seen.Of)
}

// holdsUp tells whether somebody in the class waits for help with their browser: a camera is theirs to show or not.
func holdsUp(seen class.Mirror) bool { return asks(seen) != "" && seen.Of != protocol.SourceCamera }

// say is the same in the reader's language.
func (c calls) say(w *wording) calls {
	return calls{sayAll(c.Away, w), sayAll(c.Held, w)}
}

func sayAll(lines []callLine, w *wording) []callLine {
	said := slices.Clone(lines)
	for i := range said {
		line := &said[i]
		at := line.Sees
		line.Sees = w.text("session.sees." + at)
		switch {
		case line.asks != "":
			line.Sees = w.text("session.sees.and", "what", line.Sees, "asks", w.text("session.asks."+line.asks))
			line.Do = w.text("session.do." + line.asks)
		case at == atSlip:
			line.Do = w.text("session.do.slip")
		}
		line.Told = w.text("session.told", "name", line.Name, "what", line.Sees)
	}
	return said
}
