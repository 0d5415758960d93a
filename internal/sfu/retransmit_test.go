package sfu

import (
	"testing"
	"time"
)

// What was lost before a keyframe, or of a larger layer, would only stand in
// the keyframe's way over a narrow link.
func TestWhatAKeyframeReplacesIsNotSentAgain(t *testing.T) {
	for name, other := range map[string]*video{"of the same layer": nil, "of another": {tag: 'q', width: 320}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Camera)
			v := &video{tag: 'h', width: 640}
			slot, tap := w.newSlot(Camera)
			slot.show(w.source, w.clock)
			w.receive(w.source, 1, "h", v.frame(true, 2)...)
			w.receive(w.source, 1, "h", v.frame(false, 2)...)
			before := tap.take()
			if slot.lost(before[3].SequenceNumber); len(tap.take()) != 1 {
				t.Fatal("what was lost is not sent again")
			}
			w.clock += 33 * time.Millisecond
			if other == nil {
				w.receive(w.source, 1, "h", v.frame(true, 2)...)
			} else {
				slot.most.Store(320 * 180)
				w.receive(w.source, 2, "q", other.frame(true, 2)...)
			}
			key := tap.take()
			for _, old := range before {
				slot.lost(old.SequenceNumber)
			}
			if n := len(tap.take()); n != 0 {
				t.Errorf("%d packets from before the keyframe are sent again", n)
			}
			if slot.lost(key[1].SequenceNumber); len(tap.take()) != 1 {
				t.Error("the keyframe itself is not")
			}
		})
	}
}
