package crowd

import (
	"bytes"
	"encoding/binary"
	"time"

	"coupdemain/signaling/protocol"
)

// Source is what one page of a crowd sends: its packets say so.
type Source struct {
	Page  uint32 // see Page.Mark
	Kind  protocol.Track
	Layer string // rid, "" for sound
}

// mark ends each packet's payload, so that whoever receives it knows whose it is, and when it left.
const (
	magic      = "coupdemn"
	markSize   = len(magic) + 4 + 1 + 1 + 8
	microphone = 'm'
	camera     = 'c'
	screen     = 's'
)

var kinds = map[protocol.Track]byte{protocol.Microphone: microphone, protocol.Camera: camera, protocol.ScreenTrack: screen}

// put writes the mark of a packet that leaves now; there must be room.
func (s Source) put(payload []byte, now time.Time) {
	b := append(payload[:len(payload)-markSize], magic...)
	b = binary.BigEndian.AppendUint32(b, s.Page)
	layer := byte('-')
	if s.Layer != "" {
		layer = s.Layer[0]
	}
	b = append(b, kinds[s.Kind], layer)
	binary.BigEndian.AppendUint64(b, uint64(now.UnixNano()))
}

// markOf reads the mark of a packet; false if it has none.
func markOf(payload []byte) (s Source, sent time.Time, ok bool) {
	b, marked := bytes.CutPrefix(payload[max(0, len(payload)-markSize):], []byte(magic))
	if !marked {
		return Source{}, time.Time{}, false
	}
	s.Page = binary.BigEndian.Uint32(b)
	for kind, letter := range kinds {
		if letter == b[4] {
			s.Kind = kind
		}
	}
	if b[5] != '-' {
		s.Layer = string(b[5:6])
	}
	return s, time.Unix(0, int64(binary.BigEndian.Uint64(b[6:]))), true
}

// Flow is what has arrived of one source since the page's opening, or since Recount.
type Flow struct {
	Packets        int
	Oldest, Newest time.Time     // of those packets, when it left its page
	LongestGap     time.Duration // between the arrivals of two

	last time.Time
}

// take counts one packet.
func (f *Flow) take(sent, now time.Time) {
	f.Packets++
	if f.Oldest.IsZero() || sent.Before(f.Oldest) {
		f.Oldest = sent
	}
	if sent.After(f.Newest) {
		f.Newest = sent
	}
	if !f.last.IsZero() {
		f.LongestGap = max(f.LongestGap, now.Sub(f.last))
	}
	f.last = now
}
