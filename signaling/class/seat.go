package class

import (
	"bytes"
	"crypto/sha256"
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// seat is one page of a member: the one that is in, or one at the door. The
// room's goroutine owns it.
type seat struct {
	page.Seat
	member *member
	name   string // under which the relay knows it
	device []byte // hash of the browser's secret; nil where there is none

	// What the page said of itself, at joining or since.
	kind   protocol.DeviceKind
	screen protocol.Screen
	camera bool
	voice  protocol.Voice
	link   protocol.Link
	view   protocol.View // how far the browser's question is
	of     protocol.Source
	blind  bool
	faces  bool
	page   int // of the others' faces
	pages  int // as of the last settling

	drawing *rate.Limiter
}

func newSeat(m *member, who Holder, s *page.Session, peer *sfu.Peer, j protocol.Join, now time.Time) *seat {
	t := &seat{
		member: m, device: deviceHash(who),
		kind: j.Device.Kind, screen: j.Screen, camera: j.Camera, voice: j.Voice, link: protocol.LinkUnknown, view: j.View, of: j.Of,
		drawing: rate.NewLimiter(rate.Every(200*time.Millisecond), 20),
	}
	t.Sit(s, peer, now)
	return t
}

// speaks tells whether the voice goes by this page.
func (t *seat) speaks() bool { return t.voice.Mode == protocol.VoiceDevice && !t.voice.Muted }

// shows tells whether the page's screen is to be seen.
func (t *seat) shows() bool { return t.screen.State == protocol.ScreenShowing }

func deviceHash(who Holder) []byte {
	if who.Device == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(who.Device))
	return sum[:]
}

// sameDevice tells whether that is the device the member was let in with.
func (m *member) sameDevice(hash []byte) bool {
	return m.Role != protocol.ClassParticipant || bytes.Equal(m.Device, hash)
}

// here tells whether the member takes part by a page that is heard.
func (m *member) here() bool { return m.in != nil && m.in.Present }

// page is the one that is in, or else the one at the door; nil if there is none.
func (m *member) page() *seat {
	if m.in != nil {
		return m.in
	}
	return m.door
}

// live is the page that is in and has media, nil if there is none.
func (m *member) live() *seat {
	if m.in == nil || m.in.Peer == nil || m.Pocket {
		return nil
	}
	return m.in
}

// standing is where the member is, and since when.
func (m *member) standing() (protocol.Standing, time.Time) {
	switch {
	case m.Out:
		return protocol.StandingOut, m.Since
	case m.In && m.here():
		return protocol.StandingIn, m.Since
	case !m.In && m.door != nil && m.door.Present:
		return protocol.StandingLobby, m.Since
	case m.In && m.in != nil:
		return protocol.StandingLost, m.in.Heard()
	case m.In && m.How == protocol.HowRemote:
		return protocol.StandingLost, m.Since
	case m.How == protocol.HowOnSite, m.How == protocol.HowByPhone:
		return protocol.StandingIn, m.Since
	}
	return protocol.StandingAbsent, m.Since
}

// mirror is what the member sees at this moment.
func (m *member) mirror() Mirror {
	standing, _ := m.standing()
	seen := Mirror{Standing: standing, View: protocol.ViewWaiting}
	if t := m.page(); t != nil && t.Present {
		seen.View, seen.Of = t.view, t.of
	}
	return seen
}
