//go:build siege

package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"coupdemain/signaling/protocol"
)

const (
	attackers    = 20 // at the same time
	floodRate    = 10_000
	hugeFrame    = 10 << 20
	closedWithin = time.Second
	memoryUp     = 50 << 20
)

// picture waits until a packet of a meeting's screen has come after that moment.
func (c *castle) picture(m *meeting, after time.Time) {
	c.Helper()
	if err := m.mediator.AwaitSlot(c.within(), m.mediator.View().Slot(protocol.ScreenTrack), after); err != nil {
		c.Fatal(err)
	}
}

// People who were let in turn on the server: each of them is closed, in time and at no cost to others.
func TestSiegeByMessages(t *testing.T) {
	for name, attack := range map[string]func(*castle, []*websocket.Conn, []*meeting) []time.Duration{
		"ten thousand messages a second": (*castle).flood, "a frame of 10 MB": (*castle).sendHugeFrames, "a reader that stops": (*castle).stopReading,
	} {
		t.Run(name, func(t *testing.T) {
			c := besiege(t)
			mediator := c.mediator()
			bystanders, _, err := c.meet(c.within(), mediator)
			if err != nil {
				t.Fatal(err)
			}
			defer bystanders.close()
			var meetings []*meeting
			var sockets []*websocket.Conn
			for range attackers {
				m, _, err := c.meet(c.within(), mediator)
				if err != nil {
					t.Fatal(err)
				}
				defer m.close()
				socket := c.seat(m)
				defer socket.Close()
				meetings, sockets = append(meetings, m), append(sockets, socket)
			}
			bystanders.mediator.Recount()
			c.picture(bystanders, time.Time{})
			resident := c.memory("VmRSS")
			c.forgetPeak()
			took := attack(c, sockets, meetings)
			peak := c.memory("VmHWM")
			c.picture(bystanders, time.Now()) // A gap is known once it has ended.
			seen := bystanders.mediator.Received(protocol.ScreenTrack)
			c.within95(fmt.Sprintf("%d attackers at once, %s: closed after", attackers, name), took, closedWithin)
			t.Logf("VmRSS before %d MB, at its peak %d MB; a bystander's picture: %d packets, %d missing, longest gap %v",
				resident>>20, peak>>20, seen.Packets, seen.Missing, seen.LongestGap.Round(time.Millisecond))
			if len(took) != attackers {
				t.Errorf("%d of %d were closed", len(took), attackers)
			}
			if peak-resident > memoryUp {
				t.Errorf("memory up by %d MB, want at most %d", (peak-resident)>>20, memoryUp>>20)
			}
			if seen.Missing > 0 || seen.LongestGap > gapAtMost {
				t.Errorf("a bystander was disturbed: %d packets missing, longest gap %v (load %s)", seen.Missing, seen.LongestGap, load())
			}
		})
	}
}

// seat is a second WebSocket of the person's, joined without media; it takes the first one's place.
func (c *castle) seat(m *meeting) *websocket.Conn {
	socket, err := m.browser.Dial(c.within(), "/aide/"+m.id+"/ws")
	if err == nil {
		err = socket.WriteMessage(websocket.TextMessage, []byte(`{"type":"join","offer":"","device":{"kind":"computer","system":"","browser":"","canShow":true},`+
			`"view":"waiting","screen":{"state":"off","surface":"","hidden":false,"closed":false},"camera":false,"voice":{"mode":"phone","muted":false}}`))
	}
	if err == nil {
		var joined struct{ Type string }
		if err = socket.ReadJSON(&joined); err == nil && joined.Type != "joined" {
			err = errors.New("not joined: " + joined.Type)
		}
	}
	if err != nil {
		c.Fatal(err)
	}
	return socket
}

// send begins to write on every socket at once, and tells how long each went on until the other side closed it. What the
// server did not read may cost the code on its way.
func (c *castle) send(code int, sockets []*websocket.Conn, write func(*websocket.Conn)) (took []time.Duration) {
	closed := make(chan time.Duration, len(sockets))
	for _, socket := range sockets {
		begun := time.Now()
		go write(socket)
		go func() {
			for {
				if _, _, err := socket.ReadMessage(); err != nil {
					if e := (*websocket.CloseError)(nil); errors.As(err, &e) && e.Code != code && e.Code != websocket.CloseAbnormalClosure {
						c.Errorf("closed with %d, want %d", e.Code, code)
					}
					closed <- time.Since(begun)
					return
				}
			}
		}()
	}
	for range sockets {
		took = append(took, <-closed)
	}
	return took
}

func (c *castle) flood(sockets []*websocket.Conn, _ []*meeting) []time.Duration {
	return c.send(protocol.CloseTooMany, sockets, func(socket *websocket.Conn) {
		begun := time.Now()
		for n := 0; socket.WriteMessage(websocket.TextMessage, []byte(`{"type":"look","view":"reading"}`)) == nil; n++ {
			if ahead := time.Duration(n)*time.Second/floodRate - time.Since(begun); ahead > time.Millisecond {
				time.Sleep(ahead) // The pace of the flood.
			}
		}
	})
}

func (c *castle) sendHugeFrames(sockets []*websocket.Conn, _ []*meeting) []time.Duration {
	frame := []byte(`{"type":"write","text":"` + strings.Repeat("a", hugeFrame) + `"}`)
	return c.send(websocket.CloseMessageTooBig, sockets, func(socket *websocket.Conn) { _ = socket.WriteMessage(websocket.TextMessage, frame) })
}

// stopReading reads nothing any more, while the attackers and their mediators make the scene change again and again. What is measured is from the server's finding a page too slow, by what it has to
// send it or by one write, until its socket is closed.
func (c *castle) stopReading(sockets []*websocket.Conn, meetings []*meeting) (took []time.Duration) {
	ctx, over := context.WithTimeout(context.Background(), siegePatience)
	defer over()
	addresses := map[string]bool{}
	for i, socket := range sockets {
		addresses[hexadecimal(socket.LocalAddr().(*net.TCPAddr))] = true
		go func() {
			pace := time.NewTicker(60 * time.Millisecond) // A little slower than a page may.
			defer pace.Stop()
			for n := 0; ctx.Err() == nil; n++ {
				_ = meetings[i].mediator.Send(protocol.Film{Camera: n%2 == 0})
				_ = socket.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"type":"film","camera":%t}`, n%2 == 0))
				<-pace.C
			}
		}()
	}
	var slow []time.Time
	poll(5*time.Millisecond, siegePatience, func() bool {
		for found := int(c.figure("coupdemain_drops_total", `reason="slow-page"`)); len(slow) < found; {
			slow = append(slow, time.Now())
		}
		for open := established(c.T, addresses); len(took) < min(len(slow), len(sockets)-open); {
			took = append(took, time.Since(slow[len(took)]))
		}
		return len(took) >= len(sockets)
	})
	c.Logf("%d times a page was found too slow", len(slow))
	return took
}

// hexadecimal is an IPv4 address and port as /proc/net/tcp has it.
func hexadecimal(a *net.TCPAddr) string {
	return fmt.Sprintf("%08X:%04X", binary.NativeEndian.Uint32(a.IP.To4()), a.Port)
}

// established counts the sockets of this machine that are open to those addresses: their owners have not closed them.
func established(t *testing.T, remote map[string]bool) (n int) {
	t.Helper()
	text, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 3 && remote[fields[2]] && fields[3] == "01" {
			n++
		}
	}
	return n
}

// A form far beyond what any page sends, and one that never ends, are told so at once.
func TestSiegeByHugeForms(t *testing.T) {
	c := besiege(t)
	resident := c.memory("VmRSS")
	c.forgetPeak()
	var took []time.Duration
	for range attackers {
		begun := time.Now()
		answer, err := http.Post(c.url+"/", "application/x-www-form-urlencoded", strings.NewReader("code="+strings.Repeat("1", hugeFrame)))
		took = append(took, time.Since(begun))
		if err != nil {
			// The server does not read the rest: the answer may be lost on its way.
			if !errors.As(err, new(net.Error)) {
				t.Error(err)
			}
			continue
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("answered with %d", answer.StatusCode)
		}
	}
	c.within95("forms of 10 MB: answered after", took, closedWithin)
	if up := c.memory("VmHWM") - resident; up > memoryUp {
		t.Errorf("memory up by %d MB", up>>20)
	}
}
