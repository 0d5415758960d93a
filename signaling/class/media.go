package class

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	"coupdemain/internal/loudest"
	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// How many are seen and heard at once.
const (
	maxVoices = 3
	maxFaces  = 12
)

// The ranks of pictures: how firmly each keeps its place on a link that does
// not carry all. Hands that sign come first.
const (
	rankSigns = sfu.First + iota
	rankScreen
	rankMediator
	rankForward
	rankOthers
)

// placeAll has every page see and hear what the state allows, and nothing
// else: first the slots are emptied, then what changes circle forgets what it
// kept (see sfu.Source.Forget), and only then is anything put in a slot.
func (r *room) placeAll(now time.Time) {
	r.listen(now)
	wanted := map[*seat]page.Wanted{}
	changed := map[*seat]bool{}
	for t := range r.pages() {
		if t.Peer == nil {
			continue
		}
		wanted[t] = r.wanted(t)
		cleared, err := t.Clear(wanted[t])
		r.note(err)
		changed[t] = cleared
	}
	r.gate()
	for t, w := range wanted {
		filled, left, err := t.Fill(w)
		r.note(err)
		for range left {
			r.hub.drops.Count("no-slot-free")
		}
		if filled || changed[t] {
			t.Send(t.Slots())
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

// gate holds back at its source whatever nobody may have, and all that changes
// circle for a moment: what was kept of it is then gone.
func (r *room) gate() {
	for _, m := range r.Members {
		circle := r.circleOf(m.Seat)
		moved := circle != m.circle
		m.circle = circle
		for _, t := range []*seat{m.in, m.door} {
			if t == nil || t.Peer == nil {
				continue
			}
			for kind, offered := range r.offers(t) {
				source := t.Peer.Source(kind)
				source.Prefer(r.rank(m, kind))
				switch {
				case !offered:
					source.Hold()
				case moved:
					source.Forget()
					source.Release()
				default:
					source.Release()
				}
			}
		}
	}
}

// offers lists what a page may have others see and hear.
func (r *room) offers(t *seat) map[sfu.Kind]bool {
	in := t.member.live() == t && r.Ended.IsZero()
	return map[sfu.Kind]bool{
		sfu.Microphone: in && t.speaks() && (!t.member.Silenced || r.aside(t.member.Seat) != ""),
		sfu.Camera:     in && t.camera,
		sfu.Screen:     in && t.shows(),
	}
}

func (r *room) rank(m *member, kind sfu.Kind) int {
	switch {
	case kind == sfu.Camera && m.Signs:
		return rankSigns
	case kind == sfu.Screen:
		return rankScreen
	case m.Role == protocol.ClassMediator:
		return rankMediator
	case m.Seat == r.Forward:
		return rankForward
	}
	return rankOthers
}

// wanted lists what a page is to have, each with whose it is.
func (r *room) wanted(viewer *seat) page.Wanted {
	wanted := page.Wanted{}
	if viewer.member.live() != viewer || !r.Ended.IsZero() {
		return wanted
	}
	add := func(m *member, kind sfu.Kind) {
		if m == viewer.member {
			return
		}
		if t := m.live(); t != nil && r.offers(t)[kind] {
			wanted[t.Peer.Source(kind)] = page.Part{Seat: m.Seat, Kind: page.TrackOf(kind), Pixels: r.pixels(viewer, m, kind)}
		}
	}
	circle := r.circleOf(viewer.member.Seat)
	for _, m := range r.Members {
		if r.circleOf(m.Seat) == circle && (circle != "" || r.chosen[m.Seat]) {
			add(m, sfu.Microphone)
		}
	}
	for _, m := range r.visible(viewer) {
		add(m, sfu.Camera)
	}
	if m := r.member(r.shownTo(viewer.member)); m != nil {
		add(m, sfu.Screen)
	}
	return wanted
}

// facePixels is how large a face among others is of use: as large as it is drawn.
const facePixels = 320 * 240

// pixels is how large a picture is of use to a viewer, 0 for any size.
func (r *room) pixels(viewer *seat, m *member, kind sfu.Kind) int {
	if kind != sfu.Camera || r.rank(m, kind) < rankOthers || r.circleOf(m.Seat) != "" || viewer.member.Role == protocol.ClassHall {
		return 0 // The hall's screen is read from afar.
	}
	return facePixels
}

// visible lists whose cameras a page sees: those it always sees, then a page
// of the others if it asked for them. It sets how many pages there are.
func (r *room) visible(viewer *seat) []*member {
	var always, others []*member
	circle := r.circleOf(viewer.member.Seat)
	for _, m := range r.Members {
		t := m.live()
		if t == nil || m == viewer.member || !t.camera || r.circleOf(m.Seat) != circle {
			continue
		}
		if r.rank(m, sfu.Camera) < rankOthers || circle != "" {
			always = append(always, m)
		} else {
			others = append(others, m)
		}
	}
	slices.SortStableFunc(always, func(a, b *member) int { return cmp.Compare(r.rank(a, sfu.Camera), r.rank(b, sfu.Camera)) })
	slots := cameraSlots(viewer)
	always = always[:min(len(always), slots)]
	size := slots - len(always)
	viewer.pages = 0
	if size == 0 || len(others) == 0 {
		return always
	}
	viewer.pages = (len(others) + size - 1) / size
	viewer.page = min(viewer.page, viewer.pages-1)
	if !viewer.faces {
		return always
	}
	from := viewer.page * size
	return append(always, others[from:min(from+size, len(others))]...)
}

func cameraSlots(t *seat) (n int) {
	if t.Peer == nil {
		return 0
	}
	for _, slot := range t.Peer.Slots() {
		if slot.Kind == sfu.Camera {
			n++
		}
	}
	return min(n, maxFaces)
}

// shownTo is the seat whose screen that member has before them, "" for none:
// of two who speak alone the other's; for a mediator what a participant shows
// to mediators; else what is shown to all.
func (r *room) shownTo(viewer *member) string {
	if with := r.member(r.aside(viewer.Seat)); with != nil {
		own := viewer.here() && viewer.in.shows()
		switch {
		case with.in != nil && with.in.shows() && (with.Role == protocol.ClassMediator || with.Consent != protocol.ShowNobody):
			return with.Seat
		case own && (viewer.Role == protocol.ClassMediator || viewer.Consent != protocol.ShowNobody):
			return viewer.Seat
		}
		return ""
	}
	if viewer.Role == protocol.ClassMediator {
		for _, m := range r.Members {
			if t := m.live(); t != nil && m.Consent == protocol.ShowMediators && t.shows() && r.circleOf(m.Seat) == "" {
				return m.Seat
			}
		}
	}
	if r.Stage.Kind != protocol.StageScreen {
		return ""
	}
	if m := r.member(r.Stage.Seat); m != nil && r.mayStage(m) && r.circleOf(m.Seat) == "" && m.live() != nil && m.in.screen.State != protocol.ScreenOff {
		return m.Seat
	}
	return ""
}

// listen chooses who is heard in the class, not more often than it can matter.
func (r *room) listen(now time.Time) {
	if now.Sub(r.listened) < listenEvery && !r.dirty {
		return
	}
	r.listened = now
	var voices []loudest.Voice[string]
	for _, m := range r.Members {
		t := m.live()
		if t == nil || !r.offers(t)[sfu.Microphone] {
			continue
		}
		l := t.Peer.Source(sfu.Microphone).Loudness()
		if l.Spoke.Sub(m.heard) > heardStep {
			m.heard, r.dirty = l.Spoke, true
		}
		if r.circleOf(m.Seat) == "" {
			pinned := m.Seat == r.Leader || m.Seat == r.Forward
			voices = append(voices, loudest.Voice[string]{Key: m.Seat, Level: l.Level, Pinned: pinned})
		}
	}
	chosen := map[string]bool{}
	for _, seat := range r.chooser.Choose(maxVoices, voices, now) {
		chosen[seat] = true
	}
	if !maps.Equal(chosen, r.chosen) {
		r.chosen, r.dirty = chosen, true
	}
}

// heardStep is how finely a mediator is told when somebody was last heard.
const heardStep = 10 * time.Second

// anyVoice tells whether there is anybody to listen to.
func (r *room) anyVoice() bool {
	for _, m := range r.Members {
		if t := m.live(); t != nil && r.offers(t)[sfu.Microphone] {
			return true
		}
	}
	return false
}
