package sfu

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pion/sdp/v3"
)

// Bounds of an offer.
const (
	maxOffer = 64 << 10 // bytes
	maxLines = 24       // m-lines
	maxMid   = 16       // bytes of a mid
)

// ErrOffer is what every refusal of an offer wraps.
var ErrOffer = errors.New("sfu: offer refused")

// Reasons to refuse an offer; each wraps ErrOffer.
var (
	ErrOfferTooLong  = fmt.Errorf("%w: longer than %d bytes", ErrOffer, maxOffer)
	ErrOfferLines    = fmt.Errorf("%w: no or too many media lines", ErrOffer)
	ErrOfferSyntax   = fmt.Errorf("%w: not a session description", ErrOffer)
	ErrOfferMid      = fmt.Errorf("%w: a mid is missing, repeated, malformed or not bundled", ErrOffer)
	ErrOfferLine     = fmt.Errorf("%w: a media line of a kind, direction or transport not foreseen", ErrOffer)
	ErrOfferCodec    = fmt.Errorf("%w: a media line offers neither Opus nor VP8", ErrOffer)
	ErrOfferIdentity = fmt.Errorf("%w: ICE credentials or fingerprint missing", ErrOffer)
)

// Limits are the most an offer may ask for; one more is refused.
type Limits struct {
	AudioSlots, ScreenSlots, CameraSlots int

	Voice int // bit/s that a browser is asked to keep its voice to (RFC 7587, maxaveragebitrate); 0: as it likes
}

// plan is what an offer asks for, by m-line order.
type plan struct {
	offer   string // trimmed
	sources map[string]Kind
	slots   []Slot
	data    bool
	voice   int // as in Limits
}

// parseOffer reads a stranger's offer. Which line is what follows from
// direction and order: the first video sent is the camera, the second the
// screen; the first video received is the screen slot, the others cameras.
func parseOffer(offer string, limits Limits) (*plan, error) {
	if len(offer) > maxOffer {
		return nil, ErrOfferTooLong
	}
	var session sdp.SessionDescription
	if err := session.UnmarshalString(offer); err != nil {
		return nil, ErrOfferSyntax
	}
	if n := len(session.MediaDescriptions); n == 0 || n > maxLines {
		return nil, ErrOfferLines
	}
	bundled, err := bundle(&session)
	if err != nil {
		return nil, err
	}
	p := &plan{sources: map[string]Kind{}, voice: limits.Voice}
	for _, media := range session.MediaDescriptions {
		mid, err := checkLine(&session, media, bundled)
		if err != nil {
			return nil, err
		}
		if err := p.add(media, mid, limits); err != nil {
			return nil, err
		}
		trim(media)
	}
	text, err := session.Marshal()
	if err != nil {
		return nil, ErrOfferSyntax
	}
	p.offer = string(text)
	return p, nil
}

// bundle returns the mids of the offer's one bundle, each yet to be met.
func bundle(session *sdp.SessionDescription) (map[string]bool, error) {
	group, _ := session.Attribute("group")
	mids := strings.Fields(group)
	if len(mids) == 0 || mids[0] != "BUNDLE" {
		return nil, ErrOfferMid
	}
	bundled := make(map[string]bool, len(mids))
	for _, mid := range mids[1:] {
		bundled[mid] = true
	}
	return bundled, nil
}

// checkLine verifies what every m-line must have and returns its mid.
func checkLine(session *sdp.SessionDescription, media *sdp.MediaDescription, bundled map[string]bool) (string, error) {
	mid, _ := media.Attribute("mid")
	if mid == "" || len(mid) > maxMid || strings.ContainsFunc(mid, notToken) || !bundled[mid] {
		return "", ErrOfferMid
	}
	delete(bundled, mid)
	for _, key := range []string{"ice-ufrag", "ice-pwd", "fingerprint"} {
		value, ok := media.Attribute(key)
		if !ok {
			value, ok = session.Attribute(key)
		}
		if !ok || value == "" {
			return "", ErrOfferIdentity
		}
	}
	return mid, nil
}

// add gives one m-line its part.
func (p *plan) add(media *sdp.MediaDescription, mid string, limits Limits) error {
	name := media.MediaName.Media
	if _, bundleOnly := media.Attribute("bundle-only"); media.MediaName.Port.Value == 0 && !bundleOnly {
		return ErrOfferLine // port 0 alone means that the line is not offered (RFC 8843 section 6)
	}
	if name == "application" {
		if p.data || strings.Join(media.MediaName.Protos, "/") != "UDP/DTLS/SCTP" {
			return ErrOfferLine
		}
		p.data = true
		return nil
	}
	if name != "audio" && name != "video" || strings.Join(media.MediaName.Protos, "/") != "UDP/TLS/RTP/SAVPF" {
		return ErrOfferLine
	}
	if len(payloads(media)) == 0 {
		return ErrOfferCodec
	}
	switch direction(media) {
	case "sendonly":
		return p.addSource(name, mid)
	case "recvonly":
		return p.addSlot(name, mid, limits)
	}
	return ErrOfferLine
}

func (p *plan) addSource(name, mid string) error {
	kind, last := Microphone, Microphone
	if name == "video" {
		kind, last = Camera, Screen
	}
	for _, taken := range p.sources {
		if taken == kind {
			kind++
		}
	}
	if kind > last {
		return ErrOfferLine
	}
	p.sources[mid] = kind
	return nil
}

func (p *plan) addSlot(name, mid string, limits Limits) error {
	kind, most := Microphone, limits.AudioSlots
	if name == "video" {
		kind, most = Screen, limits.ScreenSlots
		if p.count(Screen) > 0 || most == 0 {
			kind, most = Camera, limits.CameraSlots
		}
	}
	if p.count(kind) >= most {
		return ErrOfferLines
	}
	p.slots = append(p.slots, Slot{Mid: mid, Kind: kind})
	return nil
}

func (p *plan) count(kind Kind) (n int) {
	for _, s := range p.slots {
		if s.Kind == kind {
			n++
		}
	}
	return n
}

// direction is the line's one direction; "" when it states none or several.
func direction(media *sdp.MediaDescription) (direction string) {
	for _, a := range media.Attributes {
		switch a.Key {
		case "sendonly", "recvonly", "sendrecv", "inactive":
			if direction != "" {
				return ""
			}
			direction = a.Key
		}
	}
	return direction
}

// notToken reports whether r cannot be part of a mid as browsers write them.
func notToken(r rune) bool {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '{', r == '}':
		return false
	}
	return true
}
