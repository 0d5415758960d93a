package class

import (
	"bytes"
	"slices"
	"time"

	"coupdemain/internal/plaintext"
	"coupdemain/signaling/protocol"
)

// Bounds of what is kept of the words, none of it on disk or in a log.
const (
	maxLines    = 400
	maxCaptions = 4
)

// How often somebody may write.
const (
	writeEvery = time.Second
	writeBurst = 10
)

// line is what somebody wrote, and for whom.
type line struct {
	protocol.Line
	aside  [2]string // the two who speak alone, or neither
	all    bool      // for the whole class; else for mediators, its writer and To
	device []byte    // hash of the one of whoever wrote or was written to at the door: until they are let in no other reads it
}

// reads tells whether a line is for that member.
func (l line) reads(m *member) bool {
	switch {
	case l.aside != [2]string{}:
		return slices.Contains(l.aside[:], m.Seat)
	case m.Role == protocol.ClassMediator:
		return true
	case l.all:
		return m.in != nil
	}
	return l.Seat == m.Seat || l.To == m.Seat
}

// reader is the page by which a member reads and writes, nil for none: the one that is in, or one that waits to be let in;
// never a second device at the door, nor that of somebody who was sent out.
func (m *member) reader() *seat {
	if m.in == nil && !m.In && !m.Out {
		return m.door
	}
	return m.in
}

// from is a line as that page would write it now, to a seat alone or to "" for whoever reads what it writes. The reason is
// why it may not, "" if it may.
func (r *room) from(t *seat, to string) (line, protocol.Reason) {
	m, person := t.member, t.member
	l := line{all: m.Role == protocol.ClassMediator && to == ""}
	l.Kind, l.Seat, l.Name, l.To = protocol.LineWords, m.Seat, m.Name, to
	switch {
	case m.reader() != t:
		return l, protocol.ReasonNotYours
	case !r.Ended.IsZero():
		return l, protocol.ReasonTooLate
	case to != "":
		person = r.member(to)
		if m.Role != protocol.ClassMediator || person == nil || person.Role != protocol.ClassParticipant {
			return l, r.notYours()
		}
	default:
		if with := r.aside(m.Seat); with != "" {
			l.aside = [2]string{m.Seat, with}
		}
	}
	if waits := person.reader(); waits != nil && waits == person.door {
		l.device = waits.device
	}
	return l, ""
}

func (r *room) write(from *seat, m protocol.Write, now time.Time) protocol.Reason {
	l, why := r.from(from, m.To)
	if why != "" {
		return why
	}
	if !from.member.mayWrite(now) {
		return protocol.ReasonTooMany
	}
	l.N, l.Text, l.At = m.N, plaintext.Typed(m.Text), now.UnixMilli()
	if len(r.lines) == maxLines {
		r.lines = slices.Delete(r.lines, 0, 1)
	}
	r.lines = append(r.lines, l)
	from.Send(protocol.Written{Line: l.Line})
	for reader := range r.readers(l) {
		reader.Send(protocol.Written{Line: l.Line})
	}
	return ""
}

// linesFor is what a page may read again when it comes back, or is let in.
func (r *room) linesFor(t *seat) []protocol.Line {
	lines := []protocol.Line{}
	if t.member.reader() != t {
		return lines
	}
	for _, l := range r.lines {
		if l.reads(t.member) && (t.member.in == t || bytes.Equal(l.device, t.device)) {
			lines = append(lines, l.Line)
		}
	}
	return lines
}

// mayWrite tells whether a member may write so soon again, by whichever page.
func (m *member) mayWrite(now time.Time) bool {
	return m.writing.AllowN(now, 1)
}

// draft passes on what is being written, as a message.
func (r *room) draft(from *seat, m protocol.Draft) protocol.Reason {
	l, why := r.from(from, m.To)
	if why == "" {
		for reader := range r.readers(l) {
			reader.Send(drafted(from, m))
		}
	}
	return why
}

// drafted is for the others what that page's holder is writing.
func drafted(from *seat, m protocol.Draft) protocol.Drafted {
	return protocol.Drafted{Seat: from.member.Seat, N: m.N, Text: plaintext.Typed(m.Text)}
}

// readers are the pages that a line is for, but its writer's.
func (r *room) readers(l line) func(yield func(*seat) bool) {
	return func(yield func(*seat) bool) {
		for _, m := range r.Members {
			if t := m.reader(); t != nil && m.Seat != l.Seat && l.reads(m) && !yield(t) {
				return
			}
		}
	}
}

// caption shows what is being said aloud: to all in the class, or to whoever the mediator speaks with alone.
func (r *room) caption(from *seat, m protocol.Caption, now time.Time) protocol.Reason {
	text, circle := plaintext.Typed(m.Text), r.circleOf(from.member.Seat)
	if !m.Said {
		for _, reader := range r.Members {
			if reader.in != nil && reader.in != from && r.circleOf(reader.Seat) == circle {
				reader.in.Send(protocol.Captioned{Seat: from.member.Seat, N: m.N, Text: text})
			}
		}
		return ""
	}
	if text == "" {
		return ""
	}
	if !from.member.mayWrite(now) {
		return protocol.ReasonTooMany
	}
	said := append(r.captions[circle], text)
	r.captions[circle] = said[max(0, len(said)-maxCaptions):]
	return ""
}
