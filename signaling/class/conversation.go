package class

import (
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

// line is what somebody wrote, and for whom.
type line struct {
	protocol.Line
	aside [2]string // the two who speak alone, or neither
	all   bool      // for the whole class; else for mediators and its writer
}

// reads tells whether a line is for that member.
func (l line) reads(m *member) bool {
	switch {
	case l.aside != [2]string{}:
		return slices.Contains(l.aside[:], m.Seat)
	case l.all, m.Role == protocol.ClassMediator:
		return true
	}
	return l.Seat == m.Seat
}

// from is a line as that member would write it now.
func (r *room) from(m *member) line {
	l := line{all: m.Role == protocol.ClassMediator}
	l.Kind, l.Seat, l.Name = protocol.LineWords, m.Seat, m.Name
	if with := r.aside(m.Seat); with != "" {
		l.aside = [2]string{m.Seat, with}
	}
	return l
}

func (r *room) write(from *seat, m protocol.Write, now time.Time) protocol.Reason {
	if !from.writing.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	l := r.from(from.member)
	l.N, l.Text, l.At = m.N, plaintext.Typed(m.Text), now.UnixMilli()
	if len(r.lines) == maxLines {
		r.lines = slices.Delete(r.lines, 0, 1)
	}
	r.lines = append(r.lines, l)
	for _, reader := range r.Members {
		if reader.in != nil && l.reads(reader) {
			reader.in.send(protocol.Written{Line: l.Line})
		}
	}
	return ""
}

// linesFor is what that member may read again when their page comes back.
func (r *room) linesFor(m *member) []protocol.Line {
	lines := []protocol.Line{}
	for _, l := range r.lines {
		if l.reads(m) {
			lines = append(lines, l.Line)
		}
	}
	return lines
}

// draft passes on what is being written, as a message.
func (r *room) draft(from *seat, m protocol.Draft) protocol.Reason {
	for reader := range r.readers(from) {
		reader.send(drafted(from, m))
	}
	return ""
}

// drafted is for the others what that page's holder is writing.
func drafted(from *seat, m protocol.Draft) protocol.Drafted {
	return protocol.Drafted{Seat: from.member.Seat, N: m.N, Text: plaintext.Typed(m.Text)}
}

// readers are the pages for which that page's words are.
func (r *room) readers(from *seat) func(yield func(*seat) bool) {
	l := r.from(from.member)
	return func(yield func(*seat) bool) {
		for _, m := range r.Members {
			if m != from.member && m.in != nil && l.reads(m) && !yield(m.in) {
				return
			}
		}
	}
}

// caption shows all in the class what is being said aloud.
func (r *room) caption(from *seat, m protocol.Caption, now time.Time) protocol.Reason {
	text := plaintext.Typed(m.Text)
	if !m.Said {
		for _, reader := range r.Members {
			if reader.in != nil && reader.in != from {
				reader.in.send(protocol.Captioned{Seat: from.member.Seat, N: m.N, Text: text})
			}
		}
		return ""
	}
	if text == "" {
		return ""
	}
	if !from.writing.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	if len(r.captions) == maxCaptions {
		r.captions = slices.Delete(r.captions, 0, 1)
	}
	r.captions = append(r.captions, text)
	return ""
}
