package web

import (
	"net/http"
	"sync"
	"time"
)

// What somebody with a personal code was last seen in front of.
const (
	atNothing   = "nothing"   // nothing of ours, or the door as anybody finds it
	atDoor      = "door"      // the door, where their code is written already
	atSlip      = "slip"      // the door, where a digit of their code went wrong
	atPlace     = "place"     // the page of their place, before the session
	atOpenPlace = "open"      // the same, while the session is open
	atRehearsal = "rehearsal" // trying out
	atSteps     = "steps"     // the steps that are theirs to keep
	atClass     = "class"     // the page of the live class, which may not have joined
)

// The doorstep forgets what is as old as this, and remembers so many people at the most.
const (
	sightLasts = 2 * time.Hour
	mostSights = 10_000
)

// doorstep remembers which of our pages each person with a personal code had before them last, so that whoever is on
// the telephone with them knows what they see. It is in memory alone. Its methods may be called from any goroutine.
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

// sees is the page that somebody has in front of them; atNothing if they opened none lately.
func (d *doorstep) sees(enrolmentID string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	last, ok := d.sights[enrolmentID]
	if !ok || time.Since(last.at) > sightLasts {
		return atNothing
	}
	return last.page
}

// mirrorDoor notes who stands at the door with a personal code, the one that was typed or one that a slip explains. The
// page that is shown is the same whoever it is, or if it is nobody; how often it is done is for the caller to limit.
func (s *site) mirrorDoor(r *http.Request, typed string) {
	if digitsIn(typed) != placeDigits {
		return
	}
	id, right, err := s.workshops.Whose(r.Context(), typed)
	switch {
	case err != nil && r.Context().Err() == nil:
		s.log.Error("who is at the door not looked up", "error", err)
	case id != "" && right:
		s.doorstep.saw(id, atDoor)
	case id != "":
		s.doorstep.saw(id, atSlip)
	}
}
