package crowd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	"coupdemain/signaling/protocol"
)

// errNoClass is for a place whose class is not open.
var errNoClass = errors.New("crowd: no class is open at this place")

var classLink = regexp.MustCompile(`href="/seance/([^"/?]+)"`)

// Come types a personal code at the door, and gives the class that is open at the place it leads to. A refusal is a
// *StatusError.
func (b *Browser) Come(ctx context.Context, code string) (class string, err error) {
	answer, err := b.post(ctx, "/", url.Values{"code": {code}}, http.StatusSeeOther)
	if err != nil {
		return "", err
	}
	place := answer.Header.Get("Location")
	if answer, err = b.open(ctx, place); err != nil {
		return "", err
	}
	found := classLink.FindSubmatch(answer.Body)
	if found == nil {
		return "", fmt.Errorf("%w: %s", errNoClass, place)
	}
	return string(found[1]), nil
}

// open gets a page.
func (b *Browser) open(ctx context.Context, path string) (Answer, error) {
	answer, err := b.Do(ctx, http.MethodGet, path, nil)
	if err == nil && answer.Status != http.StatusOK {
		err = &StatusError{path, answer.Status}
	}
	return answer, err
}

// Attend opens the page of a class and joins it with a connection for media. Close the page in the end.
func (b *Browser) Attend(ctx context.Context, class string, role protocol.ClassRole) (*Page, error) {
	query := "?role=" + string(role)
	if _, err := b.open(ctx, "/seance/"+class+query); err != nil { // It knows the browser again by a cookie.
		return nil, err
	}
	return b.joinWith(ctx, "/seance/"+class+"/ws"+query, inClass)
}

// LetIn lets in whoever waits at the door, as often as it takes until so many are in.
func (p *Page) LetIn(ctx context.Context, people int) error {
	return p.Await(ctx, fmt.Sprintf("%d people in the class", people), func(v View) bool {
		in, waits := 0, false
		for _, one := range v.Class.Roster {
			switch one.Standing {
			case protocol.StandingIn:
				in++
			case protocol.StandingLobby:
				waits = true
			}
		}
		if waits {
			_ = p.Send(protocol.LetIn{}) // A socket that is gone ends the waiting too.
		}
		return in >= people
	})
}

// AwaitIn waits until the page's holder has been let in.
func (p *Page) AwaitIn(ctx context.Context) error {
	return p.Await(ctx, "to be let in", func(v View) bool {
		return v.Class.Phase == protocol.PhaseClass || v.Class.Phase == protocol.PhaseTeaching
	})
}
