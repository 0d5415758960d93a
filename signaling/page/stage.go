package page

import (
	"cmp"
	"math"
	"slices"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/protocol"
)

// Wanted lists what a page is to see and hear.
type Wanted map[*sfu.Source]Part

// Part is how a page is to have one source.
type Part struct {
	Seat   string // whose it is
	Kind   protocol.Track
	Pixels int // how large a picture is of use there, its area; 0: any
}

// Stage is what one page sees and hears: a media connection, and who stands in
// its slots. The zero value has no connection. It belongs to its room's goroutine.
type Stage struct {
	Peer  *sfu.Peer // nil without media
	slots map[string]shown
}

// shown is what a slot carries.
type shown struct {
	source *sfu.Source
	slot   protocol.Slot
	pixels int // as the connection was told
}

var tracks = map[sfu.Kind]protocol.Track{
	sfu.Microphone: protocol.Microphone, sfu.Camera: protocol.Camera, sfu.Screen: protocol.ScreenTrack,
}

// TrackOf is a kind of source as pages name it.
func TrackOf(kind sfu.Kind) protocol.Track { return tracks[kind] }

// Set puts a new connection, nil for none, in place of the one before.
func (s *Stage) Set(peer *sfu.Peer) {
	s.Shut()
	s.Peer, s.slots = peer, map[string]shown{}
}

// Shut lets the media go. Closing waits for the network, the room does not.
func (s *Stage) Shut() {
	if s.Peer != nil {
		go s.Peer.Close()
		s.Peer, s.slots = nil, nil
	}
}

// Clear empties the slots of what is not wanted any more: once it has returned,
// not one packet of it goes to the page.
func (s *Stage) Clear(wanted Wanted) (changed bool, err error) {
	for mid, is := range s.slots {
		if _, ok := wanted[is.source]; ok {
			continue
		}
		if _, failed := s.Peer.Show(mid, nil); failed != nil {
			err = failed
		}
		delete(s.slots, mid)
		changed = true
	}
	return changed, err
}

// Fill puts what is wanted and not there yet in slots that are free; what is
// well placed stays where it is. It returns how many found no slot.
func (s *Stage) Fill(wanted Wanted) (changed bool, left int, err error) {
	placed := make(map[*sfu.Source]bool, len(s.slots))
	for mid, is := range s.slots {
		placed[is.source] = true
		if pixels := wanted[is.source].Pixels; pixels != is.pixels {
			is.pixels = pixels
			s.slots[mid] = is
			s.size(mid, pixels)
		}
	}
	for source, part := range wanted {
		if placed[source] {
			continue
		}
		mid := s.free(part.Kind)
		if mid == "" {
			left++
			continue
		}
		s.size(mid, part.Pixels) // first, or a picture might begin larger than it goes on
		from, failed := s.Peer.Show(mid, source)
		if failed != nil {
			err = failed
		}
		s.slots[mid] = shown{source, protocol.Slot{Seat: part.Seat, Kind: part.Kind, Mid: mid, From: from}, part.Pixels}
		changed = true
	}
	return changed, left, err
}

// size tells the connection how large a picture is of use in a slot, 0 for any.
func (s *Stage) size(mid string, pixels int) {
	if pixels == 0 {
		pixels = math.MaxInt
	}
	s.Peer.Size(mid, pixels)
}

// Withhold notes that the link to the page does not carry the picture of a
// source, or does again; false if it does not stand there any more: of whoever
// has come in its place nothing was said.
func (s *Stage) Withhold(mid string, source *sfu.Source, withheld bool) bool {
	is, ok := s.slots[mid]
	if !ok || is.source != source {
		return false
	}
	is.slot.Withheld = withheld
	s.slots[mid] = is
	return true
}

// free is the mid of a slot for that kind with nothing in it, "" if none.
func (s *Stage) free(kind protocol.Track) string {
	for _, slot := range s.Peer.Slots() {
		if _, busy := s.slots[slot.Mid]; !busy && tracks[slot.Kind] == kind {
			return slot.Mid
		}
	}
	return ""
}

// Slots is what to tell the page, by mid.
func (s *Stage) Slots() protocol.Slots {
	slots := make([]protocol.Slot, 0, len(s.slots))
	for _, is := range s.slots {
		slots = append(slots, is.slot)
	}
	slices.SortFunc(slots, func(a, b protocol.Slot) int { return cmp.Compare(a.Mid, b.Mid) })
	return protocol.Slots{Slots: slots}
}
