package signaling

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/idna"

	"coupdemain/internal/plaintext"
	"coupdemain/signaling/protocol"
)

// What is written and sent from seat to seat. Nothing of it is on disk or in a log.

func (r *room) write(from *seat, m protocol.Write, now time.Time) protocol.Reason {
	return r.say(from, protocol.Line{Kind: protocol.LineWords, N: m.N, Text: plaintext.Typed(m.Text)}, now)
}

func (r *room) sendText(from *seat, m protocol.SendText, now time.Time) protocol.Reason {
	return r.say(from, protocol.Line{Kind: protocol.LineCopy, Text: plaintext.Typed(m.Text)}, now)
}

func (r *room) sendLink(from *seat, m protocol.SendLink, now time.Time) protocol.Reason {
	address, host, ok := link(m.URL)
	if !ok {
		return protocol.ReasonLink
	}
	return r.say(from, protocol.Line{Kind: protocol.LineLink, Text: address, Host: host}, now)
}

// say adds a line to the conversation, for everybody who takes part.
func (r *room) say(from *seat, line protocol.Line, now time.Time) protocol.Reason {
	if !r.converses(from) {
		return protocol.ReasonTooLate
	}
	if !from.writing.AllowN(now, 1) {
		return protocol.ReasonTooMany
	}
	line.Seat, line.Name, line.At = string(from.role), r.nameOf(from.role), now.UnixMilli()
	if len(r.lines) == maxLines {
		r.lines = slices.Delete(r.lines, 0, 1)
	}
	r.lines = append(r.lines, line)
	for role, s := range r.seats {
		if r.takesPart(role) {
			s.Send(protocol.Written{Line: line})
		}
	}
	return ""
}

// converses tells whether that seat may write at this moment.
func (r *room) converses(from *seat) bool {
	turnedAway := r.help.Phase == protocol.PhaseTurnedAway && from.role == protocol.Person
	return !turnedAway && r.help.Phase != protocol.PhaseEnded
}

// drafted is for the others what that seat is writing at this moment.
func drafted(from *seat, m protocol.Draft) protocol.Drafted {
	return protocol.Drafted{Seat: string(from.role), N: m.N, Text: plaintext.Typed(m.Text)}
}

// draft passes on what is being written, as a message.
func (r *room) draft(from *seat, m protocol.Draft) protocol.Reason {
	if !r.converses(from) {
		return protocol.ReasonTooLate
	}
	for role, s := range r.seats {
		if s != from && r.takesPart(role) {
			s.Send(drafted(from, m))
		}
	}
	return ""
}

// nameOf is how the others call whoever has that seat, "" for the person helped.
func (r *room) nameOf(role protocol.Role) string {
	if role == protocol.Mediator {
		return r.help.Mediator.FirstName
	}
	if g := r.guest(role); g != nil {
		return g.Who.FirstName
	}
	return ""
}

// hostNames writes host names as resolvers look them up.
var hostNames = idna.New(idna.MapForLookup(), idna.Transitional(false))

// link is an address of the web as a browser would open it, and its host name
// in ASCII; false for any other.
func link(typed string) (address, host string, ok bool) {
	if strings.ContainsFunc(typed, func(c rune) bool { return c <= ' ' || c == '\\' || unicode.IsControl(c) }) {
		return "", "", false
	}
	u, err := url.Parse(typed)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Opaque != "" {
		return "", "", false
	}
	if host, ok = hostName(u.Hostname()); !ok {
		return "", "", false
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return u.String(), host, true
}

// hostName is a host as it stands in an address (RFC 3986, 3.2.2), in ASCII.
func hostName(typed string) (host string, ok bool) {
	if ip, err := netip.ParseAddr(typed); err == nil {
		if ip.Is6() {
			return "[" + ip.WithZone("").String() + "]", true
		}
		return ip.String(), true
	}
	host, err := hostNames.ToASCII(typed)
	return host, err == nil && host != "" && !strings.ContainsAny(host, ":%")
}
