package crowd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"coupdemain/signaling/protocol"
)

// pingEvery is how often a page says that it is there.
const pingEvery = time.Second

// View is what a page knows of its help or class.
type View struct {
	Epoch     int64 // of the joining; 0 before it was answered
	Phase     protocol.Phase
	Code      string // to be said; the mediator's, while inviting
	Class     Scene  // of a class
	Slots     []protocol.Slot
	Written   []protocol.Line // since the joining
	Declined  []protocol.Declined
	Connected bool // media
	Closed    int  // the WebSocket's close code, 1006 without one; 0 while it is open
}

// Scene is what a page is told of its class.
type Scene struct {
	Phase  protocol.ClassPhase
	You    string // the page's own seat
	Step   int
	Aside  string // the seat spoken with alone
	Shows  string // the seat whose screen is up
	Roster []protocol.Attendee
	Pages  int
	Me     protocol.Mine // a participant's
}

// Page is one joining of a help or a class: its WebSocket and its connection for media. Any goroutine.
type Page struct {
	socket *websocket.Conn
	media  *media // nil: joined without
	Secret string // the ICE password of its offer, which must be found nowhere
	Mark   uint32 // stands in every packet of what it sends

	talks, aloud atomic.Bool
	told         atomic.Int64 // bytes of all that the server said

	writing sync.Mutex
	written atomic.Int64 // texts

	mu      sync.Mutex
	view    View
	changed chan struct{} // closed at each change, and replaced
	over    chan struct{} // closed once
	ending  sync.WaitGroup
}

// Join opens the WebSocket of a help's seat and joins it with a connection for media. Close the page in the end.
func (b *Browser) Join(ctx context.Context, help string, role protocol.Role) (*Page, error) {
	return b.joinWith(ctx, helpSocket(help, role), inHelp)
}

func helpSocket(help string, role protocol.Role) string {
	return "/aide/" + help + "/ws?role=" + string(role)
}

// joinWith joins with a connection for media.
func (b *Browser) joinWith(ctx context.Context, path string, l layout) (*Page, error) {
	made := measuring
	if b.options.Unmeasured {
		made = unmeasured
	}
	m, err := newMedia(l, made)
	if err != nil {
		return nil, err
	}
	p, err := b.join(ctx, path, m)
	if err != nil {
		m.close()
		return nil, err
	}
	return p, nil
}

// JoinWithout joins without media, as a browser that has none.
func (b *Browser) JoinWithout(ctx context.Context, help string, role protocol.Role) (*Page, error) {
	return b.join(ctx, helpSocket(help, role), nil)
}

func (b *Browser) join(ctx context.Context, path string, m *media) (*Page, error) {
	socket, err := b.Dial(ctx, path)
	if err != nil {
		return nil, err
	}
	p := &Page{socket: socket, media: m, Mark: rand.Uint32(), changed: make(chan struct{}), over: make(chan struct{})}
	join := protocol.Join{
		Device: protocol.Device{Kind: protocol.Computer, System: "Linux", Browser: "Chrome", CanShow: true},
		View:   protocol.ViewWaiting, Screen: protocol.Screen{State: protocol.ScreenOff},
		Voice: protocol.Voice{Mode: protocol.VoicePhone},
	}
	if m != nil {
		m.connected = func(up bool) { p.change(func(v *View) { v.Connected = up }) }
		if join.Offer, err = m.offer(); err != nil {
			_ = socket.Close()
			return nil, err
		}
		_, rest, _ := strings.Cut(join.Offer, "a=ice-pwd:")
		p.Secret, _, _ = strings.Cut(rest, "\r\n")
	}
	p.ending.Go(p.read)
	p.ending.Go(p.ping)
	if err := p.Send(join); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	if err := p.Await(ctx, "to be joined", func(v View) bool { return v.Epoch != 0 }); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Dial opens one of the site's WebSockets as its own pages do.
func (b *Browser) Dial(ctx context.Context, path string) (*websocket.Conn, error) {
	dialer := websocket.Dialer{
		Jar: b.http.Jar, Subprotocols: []string{protocol.Version}, NetDialContext: b.dialer.DialContext, TLSClientConfig: b.options.TLS,
	}
	header := b.options.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header.Set("Origin", b.options.URL)
	socket, answer, err := dialer.DialContext(ctx, "ws"+strings.TrimPrefix(b.options.URL, "http")+path, header)
	if answer != nil {
		_ = answer.Body.Close()
	}
	if err != nil {
		if answer != nil {
			err = errors.Join(err, &StatusError{path, answer.StatusCode})
		}
		return nil, fmt.Errorf("crowd: WebSocket: %w", err)
	}
	return socket, nil
}

// Send sends a message.
func (p *Page) Send(m protocol.ClientMessage) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("crowd: %T: %w", m, err)
	}
	fields := map[string]any{}
	if err := json.Unmarshal(body, &fields); err != nil {
		return fmt.Errorf("crowd: %T: %w", m, err)
	}
	for name, known := range protocol.ClientMessages {
		if reflect.TypeOf(known) == reflect.TypeOf(m) {
			fields["type"] = name
		}
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	if err := p.socket.WriteJSON(fields); err != nil {
		return fmt.Errorf("crowd: %T: %w", m, err)
	}
	return nil
}

// Write sends a few words to the others.
func (p *Page) Write(words string) error {
	return p.Send(protocol.Write{N: p.written.Add(1), Text: words})
}

// View is what the page knows at this moment.
func (p *Page) View() View {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.view
}

// Await waits until ok accepts what the page knows. The error says what was waited for, and why it did not come.
func (p *Page) Await(ctx context.Context, what string, ok func(View) bool) error {
	for {
		p.mu.Lock()
		view, changed := p.view, p.changed
		p.mu.Unlock()
		if ok(view) {
			return nil
		}
		if view.Closed != 0 {
			return fmt.Errorf("crowd: %s: closed with %d", what, view.Closed)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("crowd: %s, in phase %q: %w", what, view.Phase, ctx.Err())
		}
	}
}

// Told is how many bytes of messages the server has said.
func (p *Page) Told() int64 { return p.told.Load() }

// AwaitPhase waits until the help is in that phase.
func (p *Page) AwaitPhase(ctx context.Context, phase protocol.Phase) error {
	return p.Await(ctx, "a help that is "+string(phase), func(v View) bool { return v.Phase == phase })
}

// AwaitMedia waits until media can come and go.
func (p *Page) AwaitMedia(ctx context.Context) error {
	return p.Await(ctx, "media", func(v View) bool { return v.Connected })
}

// Close ends the WebSocket and the connection at once, as a tab that is closed does.
func (p *Page) Close() error {
	p.mu.Lock()
	select {
	case <-p.over:
	default:
		close(p.over)
	}
	p.mu.Unlock()
	err := p.socket.Close()
	if p.media != nil {
		p.media.close()
	}
	p.ending.Wait()
	return err
}

func (p *Page) change(how func(*View)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	how(&p.view)
	close(p.changed)
	p.changed = make(chan struct{})
}

func (p *Page) ping() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			_ = p.Send(protocol.Ping{}) // A socket that is gone is the reader's to tell.
		case <-p.over:
			return
		}
	}
}

// read takes in what the server says until the socket ends.
func (p *Page) read() {
	for {
		_, frame, err := p.socket.ReadMessage()
		if err != nil {
			code := websocket.CloseAbnormalClosure
			if e := (*websocket.CloseError)(nil); errors.As(err, &e) {
				code = e.Code
			}
			p.change(func(v *View) { v.Closed = code })
			return
		}
		p.told.Add(int64(len(frame)))
		p.hear(frame)
	}
}

// heard is any of the server's messages.
type heard struct {
	Type   string
	Epoch  int64
	Answer string
	Scene  json.RawMessage
	Slots  []protocol.Slot
	Line   protocol.Line
	protocol.Declined
}

func (p *Page) hear(frame []byte) {
	var m heard
	if json.Unmarshal(frame, &m) != nil {
		return
	}
	switch m.Type {
	case "joined":
		if p.media != nil && m.Answer != "" && p.media.answer(m.Answer) != nil {
			return // Nobody who waits for media gets any.
		}
		p.change(func(v *View) { v.Epoch = m.Epoch })
	case "state":
		scene := struct {
			Phase protocol.Phase
			Code  string
		}{}
		if json.Unmarshal(m.Scene, &scene) == nil {
			p.change(func(v *View) { v.Phase, v.Code = scene.Phase, scene.Code })
		}
	case "class":
		scene := Scene{}
		if json.Unmarshal(m.Scene, &scene) == nil {
			p.change(func(v *View) { v.Class = scene })
		}
	case "slots":
		p.change(func(v *View) { v.Slots = m.Slots })
	case "written":
		p.change(func(v *View) { v.Written = append(v.Written[:len(v.Written):len(v.Written)], m.Line) })
	case "declined":
		p.change(func(v *View) { v.Declined = append(v.Declined[:len(v.Declined):len(v.Declined)], m.Declined) })
	}
}
