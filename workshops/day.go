package workshops

import (
	"fmt"
	"slices"
	"time"
	_ "time/tzdata" // One static binary: the machine may have no time zones.

	"coupdemain/internal/accounts"
)

// Day is a date of a local calendar, "2027-01-12": what <input type=date> holds. Days compare as strings do.
type Day string

// Clock is a time of a local clock, "10:00": what <input type=time> holds. Clocks compare as strings do.
type Clock string

// dayLayout and clockLayout are the forms of time.Parse.
const (
	dayLayout   = "2006-01-02"
	clockLayout = "15:04"
)

// DayOf is the date of an instant in its own location.
func DayOf(t time.Time) Day { return Day(t.Format(dayLayout)) }

// Time is the day at midnight UTC, for reckoning and formatting; zero for what is not a day.
func (d Day) Time() time.Time {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Valid tells whether it is a date that exists, from 2000 to 2199.
func (d Day) Valid() bool {
	t := d.Time()
	return len(d) == len(dayLayout) && t.Year() >= 2000 && t.Year() < 2200
}

// Valid tells whether it is a time of day.
func (c Clock) Valid() bool {
	_, err := time.Parse(clockLayout, string(c))
	return err == nil && len(c) == len(clockLayout)
}

// Zones are the time zones of France, from the one that most live in.
var Zones = []string{
	"Europe/Paris", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "Indian/Reunion", "Indian/Mayotte",
	"America/St_Barthelemy", "America/Marigot", "America/Miquelon", "Pacific/Noumea", "Pacific/Tahiti",
	"Pacific/Marquesas", "Pacific/Gambier", "Pacific/Wallis",
}

// location is a zone's, and false for one that is not in Zones.
func location(zone string) (*time.Location, bool) {
	if !slices.Contains(Zones, zone) {
		return nil, false
	}
	at, err := time.LoadLocation(zone)
	return at, err == nil
}

// at is the instant, in UTC, of a day and a clock in a zone. In the hour that a clock skips in spring it is what a clock
// not yet put forward would show; in the hour that comes twice in autumn, the second.
func (d Day) at(c Clock, zone *time.Location) time.Time {
	t, err := time.Parse(dayLayout+clockLayout, string(d)+string(c))
	if err != nil {
		return time.Time{}
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, zone).UTC()
}

// add is so many days later.
func (d Day) add(days int) Day { return DayOf(d.Time().AddDate(0, 0, days)) }

// check adds what is wrong with a slot.
func (s Slot) check(f *faults) {
	f.expect(s.Day.Valid(), FieldDay, NotADay)
	s.checkClocks(f)
}

// checkClocks adds what is wrong with its start and end.
func (s Slot) checkClocks(f *faults) {
	f.expect(s.Start.Valid(), FieldStart, NotAClock)
	switch {
	case !s.End.Valid():
		f.add(FieldEnd, NotAClock)
	case s.Start.Valid() && s.End <= s.Start:
		f.add(FieldEnd, EndsFirst)
	}
}

// place puts a session at a slot: the instants follow the wall clock.
func (s *Session) place(at Slot) error {
	zone, ok := location(s.Zone)
	if !ok {
		return fmt.Errorf("session %s: time zone %q: %w", s.ID, s.Zone, accounts.ErrNotFound)
	}
	s.Day, s.Start, s.End = at.Day, at.Start, at.End
	s.StartsAt, s.EndsAt = at.Day.at(at.Start, zone), at.Day.at(at.End, zone)
	return nil
}

// Slot is where the session is, by the wall clock.
func (s Session) Slot() Slot { return Slot{s.Day, s.Start, s.End} }
