package page

import (
	"bytes"
	"time"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/protocol"
)

const (
	// SilenceMeans is after how long a page that is not heard, and pings each second, has lost its link.
	SilenceMeans = 5 * time.Second
	// MediaOutlive is how long its media are kept, until it comes back.
	MediaOutlive = time.Minute
)

// Seat is a place in a room, whoever's page is in it at the moment: its session, and what it sees and hears. The zero value
// is empty. It belongs to its room's goroutine.
type Seat struct {
	Stage
	Present bool // heard from within SilenceMeans
	heard   time.Time
	gone    bool     // silent for MediaOutlive
	session *Session // nil while nobody is connected
	sent    []byte   // the last scene sent, without its clock
}

// Sit puts a page in the seat, in place of the one before at a stroke.
func (s *Seat) Sit(session *Session, peer *sfu.Peer, now time.Time) {
	s.Close(protocol.CloseReplaced)
	s.Set(peer)
	s.session, s.sent = session, nil
	s.Hear(now)
}

// Of tells whether that session has the seat: no later joining has taken it.
func (s *Seat) Of(session *Session) bool { return s.session == session }

// Connected tells whether a page is there to be told something.
func (s *Seat) Connected() bool { return s.session != nil }

// Hear notes that the page was heard; it tells whether that is news.
func (s *Seat) Hear(now time.Time) bool {
	news := !s.Present
	s.Present, s.gone, s.heard = true, false, now
	return news
}

// Heard is when the page was last heard.
func (s *Seat) Heard() time.Time { return s.heard }

// Leave notes that the page's socket closed. Its media may go on for a moment: the next joining replaces them.
func (s *Seat) Leave() { s.session, s.Present = nil, false }

// Close ends the page's session with that code, and its media.
func (s *Seat) Close(code int) {
	if s.session != nil {
		s.session.Close(code)
	}
	s.Leave()
	s.Shut()
}

// Send tells the page something, if it is there.
func (s *Seat) Send(m protocol.ServerMessage) {
	if s.session != nil {
		s.session.Send(m)
	}
}

// Tell sends the page its scene, if it is not the one that it has. message makes it for a moment, in Unix milliseconds.
func (s *Seat) Tell(now time.Time, message func(at int64) protocol.ServerMessage) error {
	if s.session == nil {
		return nil
	}
	timeless, err := protocol.Encode(message(0))
	if err != nil || bytes.Equal(timeless, s.sent) {
		return err
	}
	s.sent = timeless
	s.session.Send(message(now.UnixMilli()))
	return nil
}

// Due is when Fade has something to do; false for never.
func (s *Seat) Due() (at time.Time, ok bool) {
	switch {
	case s.Present:
		return s.heard.Add(SilenceMeans), true
	case s.heard.IsZero() || s.gone:
		return time.Time{}, false
	}
	return s.heard.Add(MediaOutlive), true
}

// Fade does what a page that is silent has due: at first it is lost, and later gone, with its media. It tells each once.
func (s *Seat) Fade(now time.Time) (lost, gone bool) {
	at, due := s.Due()
	if lost = due && s.Present && !now.Before(at); lost {
		s.Present = false
		at, due = s.Due()
	}
	if gone = due && !s.Present && !now.Before(at); gone {
		s.gone = true
		s.Shut()
	}
	return lost, gone
}
