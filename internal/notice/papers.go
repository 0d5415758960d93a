package notice

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"coupdemain/internal/calendar"
	"coupdemain/internal/paper"
	"coupdemain/workshops"
)

// devices are what a sheet's steps are written for; who has not said gets those of a computer.
var devices = map[workshops.Device]paper.Device{
	workshops.Computer: paper.Computer, workshops.Tablet: paper.Tablet, workshops.Phone: paper.Phone,
}

// Sheet is the joining sheet of one person; origin is the public address of the pages, "https://aide.example.org".
func Sheet(words Words, t workshops.Telling, origin string) (paper.Sheet, error) {
	s := &speech{words: words}
	e := t.Enrolment
	sheet := paper.Sheet{
		Name: e.Name, Companion: e.Companion, Title: t.Series.Title, Organization: t.Organization, Phone: t.Series.Phone,
		Device: devices[e.Device], Code: t.Code, Address: host(origin), Link: link(origin, t.Code),
		LargePrint: slices.Contains(e.Arrangements, workshops.LargePrint), InWriting: slices.Contains(e.Arrangements, workshops.InWriting),
	}
	sheet.Dates, sheet.Hours = s.dates(t.Sessions)
	if e.Mode == workshops.OnSite {
		sheet.Place = place(t.Series.Venue)
	}
	if s.err != nil {
		return paper.Sheet{}, fmt.Errorf("sheet of %s: %w", e.ID, s.err)
	}
	return sheet, nil
}

// place is an address in lines.
func place(v workshops.Venue) (lines []string) {
	for _, l := range []string{v.Name, v.Address, strings.TrimSpace(v.Postcode + " " + v.Town)} {
		if l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// host is what is typed to reach the pages.
func host(origin string) string {
	if u, err := url.Parse(origin); err == nil && u.Host != "" {
		return u.Host
	}
	return origin
}

// link is what the QR code opens.
func link(origin, code string) string {
	return origin + "/c/" + strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, code)
}

// early is how long before a session a person's calendar reminds them.
const early = time.Hour

// Calendar is one person's sessions as a file for their calendar. UIDs and sequences are those of the feed.
func Calendar(words Words, t workshops.Telling, origin string) ([]byte, error) {
	s := &speech{words: words}
	name := host(origin)
	if u, err := url.Parse(origin); err == nil {
		name = u.Hostname()
	}
	c := calendar.Calendar{Name: t.Series.Title, Zone: t.Series.Plan.Zone}
	sessions := slices.Clone(t.Sessions)
	if t.Session.State == workshops.Cancelled {
		sessions = append(sessions, t.Session)
	}
	for _, one := range sessions {
		e := calendar.Event{
			UID: one.ID + "@" + name, Sequence: one.Revision, Start: one.StartsAt, End: one.EndsAt, Changed: t.CreatedAt,
			Summary: t.Series.Title, Description: s.say("notice.calendar.text", "phone", t.Series.Phone), Alarm: early,
		}
		if one.State == workshops.Cancelled {
			e.Cancelled, e.Summary, e.Description = true, s.say("notice.calendar.cancelled", "title", t.Series.Title), one.Reason
		}
		if t.Enrolment.Mode == workshops.OnSite {
			e.Location = strings.Join(place(t.Series.Venue), ", ")
		}
		c.Events = append(c.Events, e)
	}
	if s.err != nil {
		return nil, fmt.Errorf("calendar of %s: %w", t.Enrolment.ID, s.err)
	}
	return c.Bytes()
}
