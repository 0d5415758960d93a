package sfu

import (
	"slices"
	"time"

	"coupdemain/internal/bandwidth"
)

// What goes over a link before enough is known of it, and what a voice takes, in bit/s.
const (
	firstBudget = 300_000 // the voices, the screen and whoever teaches, each at their smallest
	voiceRate   = 40_000  // with its headers
)

// How often a link is shared out anew, and how many times a picture is sent
// without any feedback until a browser is taken to give none: it is then sent
// what there is.
const (
	shareEvery     = 500 * time.Millisecond
	feedbackWithin = 6
)

// shareOut keeps what goes to the peer within what its link carries, until the
// peer closes. Its own goroutine.
func (p *Peer) shareOut() {
	ticker := time.NewTicker(shareEvery)
	defer ticker.Stop()
	var damper bandwidth.Damper
	before, unmeasured := 0, 0
	for {
		select {
		case <-p.ended:
			p.unbind()
			return
		case <-ticker.C:
		}
		now := p.engine.now()
		if p.link.measured.Load() == 0 {
			if p.pictured() {
				unmeasured++
			}
			if unmeasured >= feedbackWithin {
				p.share(mostEstimate, mostEstimate, now)
			}
			continue
		}
		if p.fresh.Load() && !p.link.settled(now) {
			continue
		}
		estimate := p.link.carries(now)
		p.slow(float64(estimate) < congestion*float64(before), estimate, now)
		p.share(damper.Follow(estimate, now), estimate, now)
		before = estimate
	}
}

// pictured reports whether the browser has been sent any picture.
func (p *Peer) pictured() bool {
	return slices.ContainsFunc(p.slots, func(t *slot) bool { return t.Kind != Microphone && t.isPictured() })
}

// congestion is the part of the estimate half a second ago below which it is
// taken to have fallen for a reason.
const congestion = 0.92

// slow has those who publish a screen to the peer in one layer send less where
// its link is congested by it. Of one that comes in several the peer is given a
// smaller, and nobody else sees any difference.
func (p *Peer) slow(congested bool, estimate int, now time.Duration) {
	for _, t := range p.slots {
		source := t.shown()
		if source != nil && (source.kind != Screen || source.layered()) {
			source = nil
		}
		if t.slowed != nil && t.slowed != source {
			t.slowed.bound(t, 0)
			t.brake = bandwidth.Brake{}
		}
		t.slowed = source
		if source != nil {
			source.bound(t, t.brake.Follow(congested, estimate, source.rate(now), screenMost, now))
		}
	}
}

// unbind lets everybody whom the peer made slower go at their own pace.
func (p *Peer) unbind() {
	for _, t := range p.slots {
		if t.slowed != nil {
			t.slowed.bound(t, 0)
		}
	}
}

// share gives each slot its part of budget, while the link is taken to carry
// estimate.
func (p *Peer) share(budget, estimate int, now time.Duration) {
	p.budget.Store(int64(budget))
	p.fresh.Store(false)
	w := p.wishes(nil, nil, now)
	granted := bandwidth.Allocate(budget-w.voices, w.list)
	if first, needs := bandwidth.Unserved(w.list, granted); p.try(&w, first, needs, estimate, now) {
		granted[first] = 0
		w.slots[first].steady = bandwidth.Steady{}
	}
	for i, layer := range granted {
		most := w.slots[i].steadily(w.sources[i], w.offers[i], layer, now)
		if w.slots[i].restrict(w.sources[i], most) && p.events.Withheld != nil {
			p.events.Withheld(w.slots[i].Mid, w.sources[i], most == 0)
		}
	}
}

// try reports whether the first of the wishes, where none is granted, is to go
// out all the same. Whoever comes, or comes back, has not failed yet: what was
// tried in vain before makes nobody wait who matters more, or in whose place
// they are.
func (p *Peer) try(w *wishes, first, needs, estimate int, now time.Duration) bool {
	if needs == 0 {
		return p.trial.Follow(0, estimate, now)
	}
	before := slices.Index(w.sources, p.tried)
	if before < 0 || w.list[first].Rank < w.list[before].Rank {
		p.trial, p.tried = bandwidth.Trial{}, w.sources[first]
	}
	return p.trial.Follow(needs+w.voices, estimate, now)
}

// fit bounds what t is sent of s before s is in it, within what is known of
// the link: a dozen large pictures at once would hold up the voices. Any
// goroutine; what is withheld is told when the link is next shared out.
func (p *Peer) fit(t *slot, s *Source, now time.Duration) {
	w := p.wishes(t, s, now)
	for i, layer := range bandwidth.Allocate(int(p.budget.Load())-w.voices, w.list) {
		if w.slots[i] == t {
			t.most.Store(w.offers[i].most(layer))
		}
	}
}

// wishes are what there is to share a link out to, index by index.
type wishes struct {
	slots   []*slot
	sources []*Source
	offers  []offer
	list    []bandwidth.Wish
	voices  int // bit/s, of those that go first
}

// wishes gathers what the slots show, but for next, which is to show s.
func (p *Peer) wishes(next *slot, s *Source, now time.Duration) (w wishes) {
	spoken := 0
	for _, t := range p.slots {
		source := s
		if t != next {
			source = t.shown()
		}
		switch {
		case source == nil:
		case t.Kind == Microphone:
			spoken += source.rate(now)
			w.voices = max(voiceRate, spoken) // Who is silent may speak at once.
		default:
			o := source.offer(now)
			o.cut(int(t.useful.Load()))
			if p.fresh.Load() {
				o.cut(1)
			}
			w.slots, w.sources = append(w.slots, t), append(w.sources, source)
			w.offers, w.list = append(w.offers, o), append(w.list, o.wish)
		}
	}
	return w
}

// offer is what a source has for whoever is shown it.
type offer struct {
	wish  bandwidth.Wish
	areas []int // of each layer of the wish, pixels
	whole bool  // there is no larger layer than those

	useful int // pixels; a layer that begins to flow may be larger
}

// cut leaves out layers larger than useful, in pixels, but for the smallest.
func (o *offer) cut(useful int) {
	n := len(o.areas)
	for n > 1 && o.areas[n-1] > useful {
		n--
	}
	o.whole, o.useful = n == len(o.areas), useful
	o.areas, o.wish.Rates = o.areas[:n], o.wish.Rates[:n]
}

// most is the largest picture that whoever is granted layer gets, in pixels; 0
// for none of those there are.
func (o *offer) most(layer int) int64 {
	switch {
	case layer == bandwidth.None && len(o.areas) > 0:
		return 0
	case layer != bandwidth.None && (layer < len(o.areas)-1 || !o.whole):
		return int64(o.areas[layer])
	}
	return int64(o.useful)
}
