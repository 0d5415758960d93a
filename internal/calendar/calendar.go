// Package calendar writes iCalendar files (RFC 5545) that ordinary calendars take, to be subscribed to or to come with a
// mail. Each meeting is an event of its own, in UTC: what is worked out from a rule or a time zone differs from one
// calendar to the next, an instant does not.
package calendar

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"
)

// MediaType is what a calendar is served as, and attached to a mail as.
const MediaType = "text/calendar; charset=utf-8"

// Calendar is a list of events under a name.
type Calendar struct {
	Name   string // as the calendar program shows it
	Zone   string // IANA; where the people are, a hint for display alone
	Events []Event
}

// Event is one meeting. Calendars know it again by its UID, and take the one with the highest Sequence, so a meeting
// that was moved or cancelled keeps the first and raises the second.
type Event struct {
	UID         string // the same for ever, unlike any other's in the world: an ID and a host name
	Sequence    int    // from 0
	Start, End  time.Time
	Changed     time.Time // when it last changed; DTSTAMP, so that a file whose events have not changed has not either
	Summary     string
	Description string // may have several lines
	Location    string
	Cancelled   bool
	Alarm       time.Duration // how long before the start to be reminded; zero: not
}

// refresh is how often subscribers are asked to look again: a session cancelled in the morning is known by noon.
const refresh = 4 * time.Hour

// Bytes is the calendar as a file.
func (c Calendar) Bytes() ([]byte, error) {
	out := ics.NewCalendarFor("Coup de main")
	out.SetProductId("-//Coup de main//Ateliers//FR")
	out.SetCalscale("GREGORIAN")
	out.SetMethod(ics.MethodPublish)
	out.SetName(strings.ReplaceAll(clean(c.Name), "\n", " "))
	if c.Zone != "" {
		out.SetXWRTimezone(strings.ReplaceAll(clean(c.Zone), "\n", ""))
	}
	every := fmt.Sprintf("PT%dH", int(refresh.Hours()))
	out.SetRefreshInterval(every)
	out.SetXPublishedTTL(every)
	for _, e := range c.Events {
		e.addTo(out)
	}
	var file bytes.Buffer
	if err := out.SerializeTo(&file, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("calendar %q: %w", c.Name, err)
	}
	return file.Bytes(), nil
}

func (e Event) addTo(out *ics.Calendar) {
	event := out.AddEvent(clean(e.UID))
	event.SetDtStampTime(e.Changed)
	event.SetModifiedAt(e.Changed)
	event.SetSequence(e.Sequence)
	event.SetStartAt(e.Start)
	event.SetEndAt(e.End)
	event.SetSummary(clean(e.Summary))
	if e.Description != "" {
		event.SetDescription(clean(e.Description))
	}
	if e.Location != "" {
		event.SetLocation(clean(e.Location))
	}
	event.SetStatus(ics.ObjectStatusConfirmed)
	if e.Cancelled {
		event.SetStatus(ics.ObjectStatusCancelled)
		event.SetTimeTransparency(ics.TransparencyTransparent)
		return
	}
	if e.Alarm > 0 {
		alarm := event.AddAlarm()
		alarm.SetAction(ics.ActionDisplay)
		alarm.SetTrigger("-PT" + strconv.Itoa(int(e.Alarm.Minutes())) + "M")
		alarm.SetDescription(clean(e.Summary))
	}
}

// clean leaves out what no text value may hold (RFC 5545, section 3.3.11): control characters but the line feed, and
// bytes that are not UTF-8.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}
