package signaling

import (
	"slices"
	"strings"
	"time"

	"coupdemain/signaling/protocol"
)

// What was seen of the person's, how long, and by whom: told to both at the end.

// count adds the time watched so far.
func (r *room) count(now time.Time) {
	if r.watching.IsZero() {
		return
	}
	if r.filming {
		r.help.Filmed += now.Sub(r.watching)
	} else {
		r.help.Shown += now.Sub(r.watching)
	}
	r.watching = now
}

// countIfChanged starts or stops the time for which the picture is seen.
func (r *room) countIfChanged(now time.Time) {
	watchers := r.watchers()
	r.saw(watchers)
	if filming := r.seats[r.watched()].screen.Surface == protocol.SurfaceCamera; filming != r.filming {
		r.count(now)
		r.filming = filming
	}
	switch {
	case len(watchers) > 0 && r.watching.IsZero():
		r.watching = now
	case len(watchers) == 0 && !r.watching.IsZero():
		r.count(now)
		r.watching = time.Time{}
	}
}

// watchers are the first names of those who see the picture at this moment.
func (r *room) watchers() (names []string) {
	shown := r.seats[r.watched()]
	if r.help.Phase != protocol.PhaseLive || r.help.Doubt || !shown.Present || !shown.shows() {
		return nil
	}
	for _, role := range []protocol.Role{protocol.Mediator, protocol.Colleague, protocol.Interpreter} {
		if r.seats[role].Present && r.takesPart(role) {
			names = append(names, r.nameOf(role))
		}
	}
	return names
}

// received counts a photograph that the person, or their lens, sent to whoever helps.
func (r *room) received(p Parcel, from protocol.Role) {
	if p.Kind != protocol.Photo || r.helps(from) {
		return
	}
	if p.To == protocol.Mediator { // a colleague gets a copy
		r.help.Photographs++
	}
	r.saw([]string{r.nameOf(p.To)})
}

// saw adds to those who have seen something of the person's; each is on a line of its own.
func (r *room) saw(names []string) {
	for _, name := range names {
		if !slices.Contains(r.seenBy(), name) {
			r.help.SeenBy = strings.TrimPrefix(r.help.SeenBy+"\n"+name, "\n")
		}
	}
}

func (r *room) seenBy() []string {
	if r.help.SeenBy == "" {
		return []string{}
	}
	return strings.Split(r.help.SeenBy, "\n")
}
