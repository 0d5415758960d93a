// Package loudest chooses the few voices that many people hear: loudness in,
// who is heard out. It measures nothing, sends nothing, and knows no people.
package loudest

import (
	"slices"
	"time"
)

// How a place changes hands.
const (
	clearly   = 6                      // dB; twice the sound pressure
	lastingly = 300 * time.Millisecond // of being clearly louder than somebody heard
	silence   = 2 * time.Second        // after that a place is anybody's
)

// Voice is one open microphone.
type Voice[K comparable] struct {
	Key    K    // names it from one call to the next
	Level  int  // dB, higher is louder; 0: silent
	Pinned bool // heard whatever its level
}

// Chooser remembers who is heard. The zero value hears nobody. Not safe for
// concurrent use.
type Chooser[K comparable] struct {
	heard  []seat[K] // longest heard first
	rising []rise[K] // unheard and clearly louder than the faintest heard
	before []rise[K] // rising of the call before
}

// seat is one who is heard.
type seat[K comparable] struct {
	Voice[K]
	spoke time.Time // zero: not while heard
	stays bool      // within a call: is still among the voices
}

// idle reports whether anybody who speaks may have the place at once.
func (s *seat[K]) idle(now time.Time) bool {
	return s.Level == 0 && now.Sub(s.spoke) >= silence
}

// rise is since when somebody is clearly louder.
type rise[K comparable] struct {
	key   K
	since time.Time
}

// Choose returns which of voices are heard from now on: at most places, the
// pinned ones before any other. Each key comes once; now never goes back. To
// be called some ten times a second with every open microphone.
//
// A free place is given at once, to whoever is loudest, and for want of a
// voice to somebody silent, whose first word is then whole. Whoever is heard
// stays until their microphone closes or somebody speaks who has no place: the
// place of one silent for two seconds goes at once, as does any where all who
// are heard are silent; else the faintest gives way to whoever has been
// clearly louder for 0.3 s.
//
// The result is the caller's. It equals the one before while nobody comes or
// goes.
func (c *Chooser[K]) Choose(places int, voices []Voice[K], now time.Time) []K {
	c.update(voices, now)
	c.pin(places, voices, now)
	for len(c.heard) < places || c.yields(now) {
		v := c.loudest(voices)
		if v == nil {
			break
		}
		c.admit(places, *v, now)
	}
	c.overtake(places, voices, now)
	for i := 0; i < len(voices) && len(c.heard) < places; i++ {
		if c.find(voices[i].Key) < 0 {
			c.admit(places, voices[i], now)
		}
	}
	keys := make([]K, len(c.heard))
	for i := range c.heard {
		keys[i] = c.heard[i].Key
	}
	return keys
}

// update takes the levels of those heard and lets go of those who have gone.
func (c *Chooser[K]) update(voices []Voice[K], now time.Time) {
	for _, v := range voices {
		if at := c.find(v.Key); at >= 0 {
			s := &c.heard[at]
			s.Voice, s.stays = v, true
			if v.Level > 0 {
				s.spoke = now
			}
		}
	}
	c.heard = slices.DeleteFunc(c.heard, func(s seat[K]) bool { return !s.stays })
	for i := range c.heard {
		c.heard[i].stays = false
	}
}

// pin keeps within places and seats the pinned.
func (c *Chooser[K]) pin(places int, voices []Voice[K], now time.Time) {
	for len(c.heard) > max(places, 0) {
		last := c.faintest()
		if last < 0 {
			last = len(c.heard) - 1
		}
		c.heard = slices.Delete(c.heard, last, last+1)
	}
	for _, v := range voices {
		if v.Pinned && c.find(v.Key) < 0 && (len(c.heard) < places || c.faintest() >= 0) {
			c.admit(places, v, now)
		}
	}
}

// yields reports whether somebody heard gives way to any voice at once.
func (c *Chooser[K]) yields(now time.Time) bool {
	faintest := c.faintest()
	if faintest < 0 {
		return false
	}
	speaks := func(s seat[K]) bool { return !s.Pinned && s.Level > 0 }
	return c.heard[faintest].idle(now) || !slices.ContainsFunc(c.heard, speaks)
}

// overtake has the faintest heard give way to one who has been clearly louder
// for long enough, the loudest of them; the next call may change the next.
func (c *Chooser[K]) overtake(places int, voices []Voice[K], now time.Time) {
	c.before, c.rising = c.rising, c.before[:0]
	faintest := c.faintest()
	if faintest < 0 || len(c.heard) < places {
		return
	}
	var next *Voice[K]
	for i := range voices {
		v := &voices[i]
		if v.Level < c.heard[faintest].Level+clearly || c.find(v.Key) >= 0 {
			continue
		}
		since := now
		if at := slices.IndexFunc(c.before, func(r rise[K]) bool { return r.key == v.Key }); at >= 0 {
			since = c.before[at].since
		}
		c.rising = append(c.rising, rise[K]{v.Key, since})
		if now.Sub(since) >= lastingly && (next == nil || v.Level > next.Level) {
			next = v
		}
	}
	if next != nil {
		c.admit(places, *next, now)
	}
}

// admit seats v, in the faintest's place if there is no other.
func (c *Chooser[K]) admit(places int, v Voice[K], now time.Time) {
	if len(c.heard) >= places {
		at := c.faintest()
		c.heard = slices.Delete(c.heard, at, at+1)
	}
	s := seat[K]{Voice: v}
	if v.Level > 0 {
		s.spoke = now
	}
	c.heard = append(c.heard, s)
}

// loudest is the loudest of those who speak and are not heard, nil for none.
func (c *Chooser[K]) loudest(voices []Voice[K]) (found *Voice[K]) {
	for i := range voices {
		v := &voices[i]
		if v.Level > 0 && (found == nil || v.Level > found.Level) && c.find(v.Key) < 0 {
			found = v
		}
	}
	return found
}

// faintest is where the one sits who gives way first: the faintest that is not
// pinned, of those silent the one who spoke longest ago; -1 for none.
func (c *Chooser[K]) faintest() int {
	found := -1
	for i := range c.heard {
		s := &c.heard[i]
		if s.Pinned {
			continue
		}
		if found < 0 || s.Level < c.heard[found].Level || s.Level == c.heard[found].Level && s.spoke.Before(c.heard[found].spoke) {
			found = i
		}
	}
	return found
}

// find is where key sits, -1 if unheard.
func (c *Chooser[K]) find(key K) int {
	for i := range c.heard {
		if c.heard[i].Key == key {
			return i
		}
	}
	return -1
}
