package sfu

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// road loses what comes to a client, before anything of the client's hears of it.
type road struct {
	interceptor.NoOp
	bad atomic.Int64 // packets until it is good again, not above 0: it is
}

// badFor is for how many packets a road is bad: the first half is lost, of the others each third.
const badFor = 240

// worsen loses packets from now on.
func (r *road) worsen() { r.bad.Store(badFor) }

func (r *road) NewInterceptor(string) (interceptor.Interceptor, error) { return r, nil }

func (r *road) BindRemoteStream(_ *interceptor.StreamInfo, from interceptor.RTPReader) interceptor.RTPReader {
	return interceptor.RTPReaderFunc(func(b []byte, a interceptor.Attributes) (n int, got interceptor.Attributes, err error) {
		for {
			n, got, err = from.Read(b, a)
			left := r.bad.Add(-1)
			if err != nil || left <= 0 || left <= badFor/2 && left%3 != 0 {
				return n, got, err
			}
		}
	})
}

// viewer is a client that decodes what it is shown, and asks for a keyframe where it cannot go on.
type viewer struct {
	*client
	kept    map[uint16]*rtp.Packet // not decoded yet
	at      uint16                 // the next to be decoded
	decodes bool
	held    int          // packets that came since it could not go on
	seen    map[byte]int // pictures since it last began, by their tag
}

func (v *viewer) take(p *rtp.Packet) {
	if v.decodes && int16(p.SequenceNumber-v.at) < 0 {
		return
	}
	v.kept[p.SequenceNumber] = p
	if !v.decodes {
		v.begin()
	}
	for v.decodes && v.kept[v.at] != nil {
		if v.kept[v.at].Marker {
			v.seen[tagOf(v.t, v.kept[v.at].Payload)]++
		}
		delete(v.kept, v.at)
		v.at++
	}
	if len(v.kept) == 0 {
		v.held = 0
		return
	}
	if v.held++; v.held%8 == 0 { // What was lost is asked for again first.
		_ = v.pc.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: v.ssrc()}})
		v.begin()
	}
}

func (v *viewer) ssrc() uint32 {
	v.mu.Lock()
	defer v.mu.Unlock()
	return uint32(v.remote[v.cameraSlot()])
}

// begin goes on with a keyframe that is there in whole.
func (v *viewer) begin() {
	for first, p := range v.kept {
		if h, _ := parseVP8(p.Payload); !h.key {
			continue
		}
		last := first
		for v.kept[last] != nil && !v.kept[last].Marker {
			last++
		}
		if v.kept[last] == nil {
			continue
		}
		v.decodes, v.at, v.held, v.seen = true, first, 0, map[byte]int{}
		for seq := range v.kept {
			if int16(seq-first) < 0 {
				delete(v.kept, seq)
			}
		}
		return
	}
}

// sees waits until so many pictures of a tag were decoded one after the other.
func (v *viewer) sees(tag byte, pictures int) {
	v.t.Helper()
	for v.seen[tag] < pictures {
		v.take(v.next(v.cameraSlot()))
	}
}

// films sends pictures, and a keyframe whenever one is asked for, until stop is called.
func (c *client) films(v *video) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var filming sync.WaitGroup
	filming.Go(func() {
		tick := time.NewTicker(33 * time.Millisecond)
		defer tick.Stop()
		key := true
		for {
			for _, p := range v.frame(key, 2) {
				_ = c.camera.WriteRTP(p) // Fails only once the connection is closed.
			}
			key = false
			for waiting := true; waiting; {
				select {
				case p := <-c.keyAsked:
					_, asks := p.(*rtcp.PictureLossIndication)
					key = key || asks
				case <-tick.C:
					waiting = false
				case <-ctx.Done():
					return
				}
			}
		}
	})
	return func() {
		cancel()
		filming.Wait()
	}
}

// Somebody's page is lost and comes back, with another connection: each of a dozen sees them again, he too whose link
// loses the new picture's beginning, and for a while more than it is given up for.
func TestWhoComesBackIsSeenByEach(t *testing.T) {
	e := newEngine(t)
	bad := &road{}
	viewers := make([]*viewer, 12)
	for i := range viewers {
		var roads []interceptor.Factory
		if i == 0 {
			roads = append(roads, bad)
		}
		viewers[i] = &viewer{client: join(t, e, false, roads...), kept: map[uint16]*rtp.Packet{}, seen: map[byte]int{}}
	}
	shown := func(from *client, tag byte) {
		stop := from.films(&video{tag: tag, width: 640, padding: 600})
		defer stop()
		for _, v := range viewers {
			v.show(v.cameraSlot(), from.peer.Source(Camera))
		}
		for _, v := range viewers {
			v.sees(tag, 30)
		}
	}
	before := join(t, e, false)
	shown(before, 'a')
	before.peer.Close()
	for _, v := range viewers {
		v.show(v.cameraSlot(), nil)
	}
	bad.worsen()
	shown(join(t, e, false), 'b')
}
