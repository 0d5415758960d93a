package sfu

import "time"

// How a voice is told from silence. Levels are dB over the faintest that can
// be stated: 127 is the loudest (RFC 6464 section 3, turned round).
const (
	loudest       = 127
	attack        = 60 * time.Millisecond  // short, or the first syllable would be lost
	release       = 300 * time.Millisecond // long, so that a gap between words is no end
	framePace     = 20 * time.Millisecond  // of a packet while somebody speaks
	quietAfter    = 300 * time.Millisecond // without a packet
	noiseLeast    = 37                     // the noise of a room is taken to be no fainter
	noiseRise     = 3                      // dB a second: noise stays, a voice has gaps
	overNoise     = 9                      // dB: less is noise
	surelySpeech  = 92                     // from there on, whatever the noise
	assumedSpeech = 95                     // of a packet that states no level and is no comfort noise
	comfortNoise  = 12                     // bytes; a voice that pauses sends no more (RFC 7587 section 3.1.3)
)

// Loudness is how a microphone sounds at a moment.
type Loudness struct {
	Level int       // dB, 1 to 127, smoothed; 0: silent, mere noise, held or closed
	Spoke time.Time // when speech was last heard; zero: never
}

// Loudness returns how the source sounds now. Only a microphone ever sounds.
// Any goroutine; cheap.
func (s *Source) Loudness() Loudness {
	s.mu.Lock()
	defer s.mu.Unlock()
	var l Loudness
	if s.voice.spokeAt != 0 {
		l.Spoke = s.origin.Add(s.voice.spokeAt)
	}
	if !s.held && s.now()-s.voice.heardAt <= quietAfter && s.voice.speaks() {
		l.Level = int(s.voice.level)
	}
	return l
}

// voice follows the levels of one microphone. Source.mu guards it. The flag
// for voice activity is not read: some set it whenever they send, some never.
type voice struct {
	level   float64 // smoothed: quick to rise, slow to fall
	noise   float64 // never over level for long: down at once, up slowly
	heardAt time.Duration
	spokeAt time.Duration // 0: never
}

// hear takes one packet. After a gap its time counts for falling only: a click
// is no speech.
func (v *voice) hear(p *packet) {
	passed := min(p.arrived-v.heardAt, time.Second)
	if passed < 0 {
		return
	}
	v.heardAt = p.arrived
	level, over := p.loudness(), release
	v.noise = max(min(v.noise+noiseRise*passed.Seconds(), level), noiseLeast)
	if level > v.level {
		passed, over = min(passed, framePace), attack
	}
	v.level += (level - v.level) * float64(passed) / float64(passed+over)
	if v.speaks() {
		v.spokeAt = p.arrived
	}
}

func (v *voice) speaks() bool { return v.level >= min(v.noise+overNoise, surelySpeech) }

// hush forgets how it sounded, not when it spoke.
func (v *voice) hush() { v.level, v.heardAt = 0, 0 }

// loudness is the packet's level, turned round.
func (p *packet) loudness() float64 {
	switch {
	case p.stated:
		return float64(loudest - p.level&loudest)
	case len(p.payload) > comfortNoise:
		return assumedSpeech
	}
	return 0
}
