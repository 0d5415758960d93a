package web

import (
	"sync"
	"time"
)

// What somebody with a personal code was last seen in front of.
const (
	atPlace     = "place"     // the page of their place, before the session
	atOpenPlace = "open"      // the same, while the session is open
	atRehearsal = "rehearsal" // trying out
	atClass     = "class"     // the page of the live class, which may not have joined
)

// The doorstep forgets what is as old as this, and remembers so many people at the most.
const (
	sightLasts = 2 * time.Hour
	mostSights = 10_000
)

// doorstep remembers which of our pages each person with a personal code opened last, so that whoever is on the
// telephone with them knows what they see. It is in memory alone. Its methods may be called from any goroutine.
type doorstep struct {
	mu     sync.Mutex
	sights map[string]sight // by enrolment
}

type sight struct {
	page string
	at   time.Time
}

// saw notes that a page was shown to somebody.
func (d *doorstep) saw(enrolmentID, page string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	if d.sights == nil {
		d.sights = map[string]sight{}
	}
	if len(d.sights) >= mostSights {
		for id, old := range d.sights {
			if now.Sub(old.at) > sightLasts || len(d.sights) >= mostSights {
				delete(d.sights, id)
			}
		}
	}
	d.sights[enrolmentID] = sight{page, now}
}

// sees is the page that somebody has in front of them; "nothing" if they opened none lately.
func (d *doorstep) sees(enrolmentID string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	last, ok := d.sights[enrolmentID]
	if !ok || time.Since(last.at) > sightLasts {
		return "nothing"
	}
	return last.page
}
