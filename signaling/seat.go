package signaling

import (
	"time"

	"golang.org/x/time/rate"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/page"
	"coupdemain/signaling/protocol"
)

// seat is one place in a room, whoever's browser is in it at the moment. The
// room's goroutine owns it.
type seat struct {
	page.Seat
	role  protocol.Role
	epoch int64 // of the last joining

	// What the page said of itself, at joining or since.
	page   int64 // when it was loaded, Unix milliseconds
	device protocol.Device
	view   protocol.View
	screen protocol.Screen
	camera bool
	voice  protocol.Voice
	link   protocol.Link

	writing *rate.Limiter // texts; nobody writes faster
	drawing *rate.Limiter
}

func newSeat(role protocol.Role) *seat {
	return &seat{
		role: role, view: protocol.ViewWaiting, link: protocol.LinkUnknown,
		device: protocol.Device{Kind: protocol.UnknownDevice},
		screen: protocol.Screen{State: protocol.ScreenOff},
		voice:  protocol.Voice{Mode: protocol.VoicePhone},

		writing: rate.NewLimiter(rate.Every(time.Second), 10),
		drawing: rate.NewLimiter(rate.Every(200*time.Millisecond), 20),
	}
}

// join puts a new session in the seat, in place of the one before at a stroke.
func (s *seat) join(next *page.Session, peer *sfu.Peer, m protocol.Join, now time.Time) {
	s.Sit(next, peer, now)
	s.epoch = max(s.epoch+1, now.UnixMilli())
	s.page = m.Page
	s.device, s.view, s.screen, s.camera, s.voice = m.Device, m.View, m.Screen, m.Camera, m.Voice
}

// speaks tells whether the seat's voice goes by this device and is not muted.
func (s *seat) speaks() bool { return s.voice.Mode == protocol.VoiceDevice && !s.voice.Muted }

// shows tells whether the seat's screen is to be seen.
func (s *seat) shows() bool { return s.screen.State == protocol.ScreenShowing }

// offers lists what the seat would have others see and hear.
func (s *seat) offers() map[sfu.Kind]bool {
	return map[sfu.Kind]bool{sfu.Microphone: s.speaks(), sfu.Camera: s.camera, sfu.Screen: s.shows()}
}
