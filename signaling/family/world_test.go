package family_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"
	"go.uber.org/goleak"

	"coupdemain/internal/sfu"
	"coupdemain/signaling/family"
	"coupdemain/signaling/page/pagetest"
	"coupdemain/signaling/protocol"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const room = "room"

// register is the family as it was made.
type register struct {
	mu     sync.Mutex
	family family.Family
}

// replaces gives somebody another card.
func (r *register) replaces(who string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.family.Members = slices.Clone(r.family.Members)
	for i := range r.family.Members {
		if r.family.Members[i].ID == who {
			r.family.Members[i].Card++
		}
	}
}

func (r *register) Family(_ context.Context, id string) (family.Family, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id != r.family.ID {
		return family.Family{}, fmt.Errorf("%w: %s", family.ErrUnknown, id)
	}
	return r.family, nil
}

// world is a server, and pages that join it.
type world struct {
	t        *testing.T
	register *register
	hub      *family.Hub
	server   *httptest.Server
	stop     func()
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, register: &register{family: family.Family{
		ID: room, Name: "La famille de Jeanne", Hour: "le dimanche à 16 h", Phone: "05 57 00 00 00", ValidUntil: time.Now().Add(time.Hour),
		Members: []family.Member{{ID: "jeanne", Name: "Jeanne"}, {ID: "marc", Name: "Marc"}, {ID: "luce", Name: "Luce"}},
	}}}
	w.start()
	t.Cleanup(func() { w.stop() })
	return w
}

func (w *world) start() {
	w.t.Helper()
	loopback := netip.MustParseAddr("127.0.0.1")
	media, err := sfu.New(sfu.Config{Listen: loopback, Announce: []netip.Addr{loopback}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.hub = family.NewHub(family.Config{Media: media, Register: w.register})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.hub.Run(ctx) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/{who}", func(rw http.ResponseWriter, r *http.Request) { w.hub.Serve(rw, r, room, r.PathValue("who"), 0) })
	w.server = httptest.NewServer(mux)
	w.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
		w.server.Close()
		if err := media.Close(); err != nil {
			w.t.Error(err)
		}
	}
}

// restart ends the server and starts another, which remembers nothing.
func (w *world) restart() {
	w.stop()
	w.start()
}

// page is somebody's page of their family.
type page struct{ *pagetest.Page }

func (w *world) dial(who string) page {
	w.t.Helper()
	return page{pagetest.Dial(w.t, w.server.URL, "/"+who)}
}

var join = protocol.Join{
	Device: protocol.Device{Kind: protocol.Tablet, System: "Android", Browser: "Chrome"},
	View:   protocol.ViewWaiting, Screen: protocol.Screen{State: protocol.ScreenOff}, Voice: protocol.Voice{Mode: protocol.VoiceDevice, Muted: true},
}

// opens opens somebody's page, without media.
func (w *world) opens(who string) page {
	w.t.Helper()
	p := w.dial(who)
	p.Send(join)
	p.AwaitMessage("joined", nil)
	return p
}

// films opens somebody's page with a camera and a voice that could be seen and heard.
func (w *world) films(who string) page {
	w.t.Helper()
	p := w.dial(who)
	j := join
	j.Offer, j.Camera, j.Voice = offer(w.t), true, protocol.Voice{Mode: protocol.VoiceDevice}
	p.Send(j)
	p.AwaitMessage("joined", func(frame []byte) bool {
		if !strings.Contains(string(frame), "v=0") {
			w.t.Errorf("%s: no answer", who)
		}
		return true
	})
	return p
}

// offer is what a page offers, in the order of its layout.
func offer(t *testing.T) string {
	t.Helper()
	connection, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	lines := []struct {
		kind      webrtc.RTPCodecType
		direction webrtc.RTPTransceiverDirection
	}{
		{webrtc.RTPCodecTypeAudio, webrtc.RTPTransceiverDirectionSendonly},
		{webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverDirectionSendonly},
		{webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverDirectionSendonly},
		{webrtc.RTPCodecTypeAudio, webrtc.RTPTransceiverDirectionRecvonly},
		{webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverDirectionRecvonly},
		{webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverDirectionRecvonly},
	}
	for _, l := range lines {
		if _, err := connection.AddTransceiverFromKind(l.kind, webrtc.RTPTransceiverInit{Direction: l.direction}); err != nil {
			t.Fatal(err)
		}
	}
	o, err := connection.CreateOffer(nil)
	if err != nil {
		t.Fatal(err)
	}
	return o.SDP
}

// await reads until a scene that ok accepts.
func (p page) await(ok func(protocol.FamilyScene) bool) protocol.FamilyScene {
	p.T.Helper()
	return pagetest.AwaitScene(p.Page, "family", "", ok)
}

// awaitState reads until somebody is there.
func (p page) awaitState(name string, state protocol.RelativeState) protocol.FamilyScene {
	p.T.Helper()
	return p.await(func(s protocol.FamilyScene) bool { return stateOf(s, name) == state })
}

func stateOf(s protocol.FamilyScene, name string) protocol.RelativeState {
	for _, m := range s.Members {
		if m.Name == name {
			return m.State
		}
	}
	return ""
}

// awaitSlots reads until the slots hold so many pictures and voices.
func (p page) awaitSlots(n int) (slots []protocol.Slot) {
	p.T.Helper()
	p.AwaitMessage("slots", func(frame []byte) bool {
		var body protocol.Slots
		if err := json.Unmarshal(frame, &body); err != nil {
			p.T.Fatal(err)
		}
		slots = body.Slots
		return len(slots) == n
	})
	return slots
}
