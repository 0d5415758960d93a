package class

import (
	"time"

	"coupdemain/signaling/protocol"
)

// tell sends each page its scene, if it is not the one it has.
func (r *room) tell(now time.Time) {
	for t := range r.pages() {
		err := t.Tell(now, func(at int64) protocol.ServerMessage { return protocol.ClassState{Scene: r.scene(t, at)} })
		if err != nil {
			r.log.Error("scene not encoded", "err", err)
		}
	}
}

// scene is what a page may see of the class.
func (r *room) scene(t *seat, now int64) protocol.ClassScene {
	m := t.member
	common := r.common(m, now)
	switch {
	case !r.Ended.IsZero():
		over := protocol.ClassOver{ClassCommon: common, Mood: protocol.Mood(m.Mood), Next: millis(r.planned(m).Next)}
		if m.Role == protocol.ClassMediator {
			over.Until = millis(r.Class.Closes)
		}
		return over
	case m.in != t:
		return protocol.Lobby{ClassCommon: common, Wait: r.waits(m)}
	case m.Role == protocol.ClassMediator:
		return r.teaching(t, common)
	}
	return r.classOf(t, common)
}

// waits is why whoever is at the door is not in.
func (r *room) waits(m *member) protocol.Wait {
	switch {
	case m.Out:
		return protocol.WaitOut
	case m.In:
		return protocol.WaitSecond
	case r.Closed:
		return protocol.WaitDoor
	case !r.anyMediator():
		return protocol.WaitNobody
	}
	return protocol.WaitHello
}

func (r *room) anyMediator() bool {
	for _, m := range r.Members {
		if m.Role == protocol.ClassMediator && m.here() {
			return true
		}
	}
	return false
}

func (r *room) common(m *member, now int64) protocol.ClassCommon {
	c := protocol.ClassCommon{
		You: m.Seat, Role: m.Role, Name: m.Name, Now: now, Title: r.Class.Title, Phone: r.Class.Phone,
		Starts: millis(r.Class.Starts), Ends: millis(r.Class.Ends), Helpers: []protocol.ClassHelper{},
	}
	for _, leads := range []bool{true, false} {
		for _, helper := range r.Members {
			if helper.Role == protocol.ClassMediator && (helper.Seat == r.Leader) == leads {
				c.Helpers = append(c.Helpers, r.helper(helper, m))
			}
		}
	}
	return c
}

// helper is a mediator as that viewer is told of them.
func (r *room) helper(m, viewer *member) protocol.ClassHelper {
	h := protocol.ClassHelper{
		Seat: m.Seat, FirstName: m.Name, Leads: m.Seat == r.Leader, Present: m.here(), Signs: m.Signs,
		Away:   r.Asides[m.Seat] != "" && r.Asides[m.Seat] != viewer.Seat && m != viewer,
		Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoicePhone},
	}
	if m.in != nil {
		h.Camera, h.Screen, h.Voice = m.in.camera, m.in.screen, m.in.voice
	}
	return h
}

func (r *room) lesson(m *member) protocol.Lesson {
	l := protocol.Lesson{
		Step: r.Step, Stage: protocol.StageStep, Shows: r.shownTo(m), Marks: []protocol.Mark{}, Forward: r.Forward, Aside: r.aside(m.Seat),
		Captions: append([]string{}, r.captions[r.circleOf(m.Seat)]...), Minute: millis(r.minute),
	}
	on := l.Shows
	if l.Shows != "" {
		l.Stage = protocol.StageScreen
	} else if m.in != nil && m.in.shows() {
		on = m.Seat // marks on one's own screen, which those who help see
	}
	l.Marks = append(l.Marks, r.marks[on]...)
	return l
}

// classOf is the scene of a participant, and of the hall.
func (r *room) classOf(t *seat, common protocol.ClassCommon) protocol.Class {
	m := t.member
	c := protocol.Class{
		ClassCommon: common, Lesson: r.lesson(m), People: []protocol.Face{}, Pages: t.pages, Page: t.page,
		Me: protocol.Mine{
			Progress: r.progress(m).Progress, Hand: !m.Hand.IsZero(), Silenced: m.Silenced, Asked: m.Asked, Consent: m.Consent,
			Pocket: m.Pocket, Signs: m.Signs,
		},
	}
	for _, other := range r.Members {
		if other != m && other.Role != protocol.ClassMediator && other.In && !other.Out {
			c.People = append(c.People, protocol.Face{
				Seat: other.Seat, Name: other.Name, Here: other.here(), Camera: other.live() != nil && other.in.camera,
				Signs: other.Signs, Hand: !other.Hand.IsZero(),
			})
		}
	}
	if m.Role == protocol.ClassHall {
		count, done := r.onSite()
		c.Hall = &protocol.Hall{Link: r.link("poche", r.PocketSecret), Count: count, Done: done}
	}
	return c
}

// onSite counts those in the hall, and of them who is done with the current
// step: by their own telephone, by a mediator's word, or by a show of hands.
func (r *room) onSite() (count, done int) {
	for _, m := range r.Members {
		if m.Role == protocol.ClassParticipant && m.How == protocol.HowOnSite {
			count++
			if r.progress(m).Progress == protocol.ProgressDone {
				done++
			}
		}
	}
	return count, min(max(done, r.Counts[r.Step]), count)
}

func (r *room) teaching(t *seat, common protocol.ClassCommon) protocol.Teaching {
	s := protocol.Teaching{
		ClassCommon: common, Lesson: r.lesson(t.member), Steps: r.Class.Steps, Closed: r.Closed, Roster: []protocol.Attendee{},
		HallLink: r.link("salle", r.Secret), Shown: r.Counts[r.Step], Pages: t.pages, Page: t.page,
	}
	for _, m := range r.Members {
		if m.Role != protocol.ClassMediator {
			s.Roster = append(s.Roster, r.attendee(m))
		}
	}
	return s
}

// attendee is one person as a mediator sees them.
func (r *room) attendee(m *member) protocol.Attendee {
	standing, since := m.standing()
	planned, said := r.planned(m), r.progress(m)
	a := protocol.Attendee{
		Seat: m.Seat, Role: m.Role, Name: m.Name, Companion: planned.Companion, Arrangements: append([]string{}, planned.Arrangements...),
		How: m.How, Standing: standing, Since: millis(since), Second: m.In && !m.Out && m.door != nil, Late: m.Late,
		Progress: said.Progress, Said: millis(said.At), Done: m.done(), Hand: millis(m.Hand), Signs: m.Signs, Silenced: m.Silenced,
		Heard: millis(m.heard), Asked: m.Asked, Consent: m.Consent, Pocket: m.Pocket, Aside: r.asideOf(m), Mood: protocol.Mood(m.Mood),
		Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoicePhone},
		Link: protocol.LinkUnknown, Device: protocol.UnknownDevice, View: protocol.ViewWaiting,
	}
	if a.How == protocol.HowAbsent && planned.OnSite && standing == protocol.StandingAbsent {
		a.Expected = protocol.HowOnSite
	} else if a.How == protocol.HowAbsent {
		a.Expected = protocol.HowRemote
	} else {
		a.Expected = a.How
	}
	if t := m.page(); t != nil {
		a.Screen, a.Camera, a.Voice, a.Link, a.Device, a.Blind = t.screen, t.camera, t.voice, t.link, t.kind, t.blind && m.in == t
		a.View, a.Of = t.view, t.of
	}
	return a
}

// asideOf is the mediator who speaks with that one alone, "" for none.
func (r *room) asideOf(m *member) string {
	if m.Role == protocol.ClassMediator {
		return ""
	}
	return r.aside(m.Seat)
}

// link is an address for the hall, or for the telephones in it.
func (r *room) link(what, secret string) string {
	return r.hub.baseURL + "/seance/" + r.id + "/" + what + "/" + secret
}

// millis is an instant in Unix milliseconds, 0 for none.
func millis(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}
