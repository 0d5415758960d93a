package family

import (
	"errors"
	"maps"
	"time"

	"coupdemain/internal/loudest"
	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// How many are seen and heard at once.
const (
	maxVoices = 3
	maxFaces  = 4
)

// placeAll has every page in the call see and hear the others in it, and nobody else anything: first the slots are
// emptied, then what may go nowhere is held, and only then is anything put in a slot.
func (r *room) placeAll(now time.Time) {
	r.listen(now)
	wanted := map[*relative]page.Wanted{}
	changed := map[*relative]bool{}
	for _, m := range r.relatives {
		if m.page == nil || m.page.Peer == nil {
			continue
		}
		wanted[m] = r.wanted(m)
		cleared, err := m.page.Clear(wanted[m])
		r.note(err)
		changed[m] = cleared
	}
	for m := range wanted {
		for kind, offered := range r.offers(m) {
			if source := m.page.Peer.Source(kind); offered {
				source.Release()
			} else {
				source.Hold()
			}
		}
	}
	for m, w := range wanted {
		filled, left, err := m.page.Fill(w)
		r.note(err)
		for range left {
			r.hub.drops.Count("no-slot-free")
		}
		if filled || changed[m] {
			m.page.Send(m.page.Slots())
		}
	}
}

// note tells the operator of a slot that could not be changed.
func (r *room) note(err error) {
	if err != nil && !errors.Is(err, sfu.ErrClosed) {
		r.log.Warn("slot not changed", "err", err)
		r.hub.drops.Count("slot-not-changed")
	}
}

// offers lists what somebody may have others see and hear.
func (r *room) offers(m *relative) map[sfu.Kind]bool {
	in := m.page != nil && m.page.Peer != nil && r.isIn(m.seat)
	return map[sfu.Kind]bool{
		sfu.Microphone: in && speaks(m.page), sfu.Camera: in && m.page.camera, sfu.Screen: false,
	}
}

func speaks(t *sitting) bool { return t.voice.Mode == protocol.VoiceDevice && !t.voice.Muted }

// wanted lists what somebody's page is to have: whoever came in first keeps their place.
func (r *room) wanted(viewer *relative) page.Wanted {
	wanted := page.Wanted{}
	if !r.isIn(viewer.seat) {
		return wanted
	}
	faces := 0
	for _, seat := range r.call.in {
		m := r.at(seat)
		if m == nil || m == viewer {
			continue
		}
		offers := r.offers(m)
		if offers[sfu.Microphone] && r.chosen[seat] {
			wanted[m.page.Peer.Source(sfu.Microphone)] = page.Part{Seat: seat, Kind: protocol.Microphone}
		}
		if offers[sfu.Camera] && faces < cameraSlots(viewer) {
			faces++
			wanted[m.page.Peer.Source(sfu.Camera)] = page.Part{Seat: seat, Kind: protocol.Camera}
		}
	}
	return wanted
}

func cameraSlots(m *relative) (n int) {
	for _, slot := range m.page.Peer.Slots() {
		if slot.Kind == sfu.Camera {
			n++
		}
	}
	return n
}

// voices are those who may be heard.
func (r *room) voices() (all []loudest.Voice[string]) {
	if r.call == nil {
		return nil
	}
	for _, seat := range r.call.in {
		if m := r.at(seat); m != nil && r.offers(m)[sfu.Microphone] {
			all = append(all, loudest.Voice[string]{Key: seat, Level: m.page.Peer.Source(sfu.Microphone).Loudness().Level})
		}
	}
	return all
}

// crowded tells whether there are more voices than can be heard at once.
func (r *room) crowded() bool { return len(r.voices()) > maxVoices }

// listen chooses who is heard.
func (r *room) listen(now time.Time) {
	r.listened = now
	chosen := map[string]bool{}
	for _, seat := range r.chooser.Choose(maxVoices, r.voices(), now) {
		chosen[seat] = true
	}
	if !maps.Equal(chosen, r.chosen) {
		r.chosen = chosen
	}
}
