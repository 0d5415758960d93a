package workshops

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"coupdemain/internal/accounts"
)

// The bounds of a plan.
const (
	maxSessions = 200
	maxYears    = 3
	maxRule     = 200 // bytes
	maxSkipped  = 100 // days named by hand
)

// ruleParts are the parts of an RRULE that a plan may have: whole days, of the calendar.
var ruleParts = []string{"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST", "UNTIL", "COUNT"}

// weekdays are RFC 5545's, from Sunday as in package time.
var weekdays = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// Preview is the sessions that a plan gives, before anything is made.
type Preview struct {
	Slots   []Slot
	Skipped []Skipped
	// SchoolUnknown says that the plan skips school holidays and goes on after the last ones known.
	SchoolUnknown bool
}

// Skipped is a day that a rule names and a plan skips.
type Skipped struct {
	Day Day
	Why string // a Holiday's or SchoolHoliday's name, or "day" for one of Skip.Days
}

// Weekly is a Rule for those days of each week until a day, that one included.
func Weekly(days []time.Weekday, until Day) string {
	var names []string
	for _, d := range days {
		if d >= time.Sunday && d <= time.Saturday {
			names = append(names, weekdays[d])
		}
	}
	return "FREQ=WEEKLY;BYDAY=" + strings.Join(names, ",") + ";UNTIL=" + strings.ReplaceAll(string(until), "-", "")
}

// Days is what a Rule made by Weekly says, to fill in a form again; false for any other rule.
func Days(rule string) (days []time.Weekday, until Day, ok bool) {
	list, end, found := strings.Cut(strings.TrimPrefix(rule, "FREQ=WEEKLY;BYDAY="), ";UNTIL=")
	day, err := time.Parse("20060102", end)
	if !found || err != nil {
		return nil, "", false
	}
	for name := range strings.SplitSeq(list, ",") {
		i := slices.Index(weekdays, name)
		if i < 0 {
			return nil, "", false
		}
		days = append(days, time.Weekday(i))
	}
	until = DayOf(day)
	return days, until, Weekly(days, until) == rule
}

// Preview reckons a plan of by's organization. The error is an *accounts.InvalidError.
func (s *Service) Preview(ctx context.Context, by accounts.Person, p Plan) (preview Preview, err error) {
	err = s.store.View(ctx, func(tx Tx) error {
		preview, err = reckon(tx, by.Organization.ID, p)
		return err
	})
	if err != nil {
		return Preview{}, fmt.Errorf("preview: %w", err)
	}
	return preview, nil
}

// reckon is a plan's sessions, with the school holidays as its organization knows them. The error is an
// *accounts.InvalidError.
func reckon(tx ModuleTx, organization string, p Plan) (Preview, error) {
	days, faults := p.days()
	if err := faults.err(); err != nil {
		return Preview{}, err
	}
	holidays, err := schoolHolidays(tx, organization)
	if err != nil {
		return Preview{}, err
	}
	var preview Preview
	public := publicHolidays{territory: p.Skip.Territory}
	for _, day := range days {
		why := ""
		switch {
		case slices.Contains(p.Skip.Days, day):
			why = "day"
		case p.Skip.PublicHolidays && public.name(day) != "":
			why = public.name(day)
		case p.Skip.School != "":
			why = during(holidays, p.Skip.School, day)
		}
		if why != "" {
			preview.Skipped = append(preview.Skipped, Skipped{day, why})
			continue
		}
		preview.Slots = append(preview.Slots, Slot{day, p.Start, p.End})
	}
	preview.SchoolUnknown = p.Skip.School != "" && days[len(days)-1] > lastKnown(holidays, p.Skip.School)
	if len(preview.Slots) == 0 {
		faults.add(FieldRule, NotARule)
	}
	return preview, faults.err()
}

// days are those that a plan's rule names, at least one where there is no fault.
func (p Plan) days() ([]Day, faults) {
	var f faults
	_, known := location(p.Zone)
	f.expect(known, FieldZone, NotOneOf)
	f.expect(p.First.Valid(), FieldFirst, NotADay)
	Slot{Start: p.Start, End: p.End}.checkClocks(&f)
	f.expect(p.Skip.Territory == "" || slices.Contains(Territories, p.Skip.Territory), FieldSkip, NotOneOf)
	f.expect(p.Skip.School == "" || slices.Contains(SchoolZones, p.Skip.School), FieldSkip, NotOneOf)
	f.expect(len(p.Skip.Days) <= maxSkipped, FieldSkip, TooMany)
	for _, d := range p.Skip.Days {
		if !d.Valid() {
			f.add(FieldSkip, NotADay)
			break
		}
	}
	options := p.options(&f)
	if len(f) > 0 {
		return nil, f
	}
	rule, err := rrule.NewRRule(options)
	if err != nil {
		f.add(FieldRule, NotARule)
		return nil, f
	}
	var days []Day
	next := rule.Iterator()
	for at, more := next(); more; at, more = next() {
		if len(days) == maxSessions {
			f.add(FieldRule, TooMany)
			return nil, f
		}
		days = append(days, DayOf(at))
	}
	f.expect(len(days) > 0, FieldRule, NotARule)
	f.expect(options.Count == 0 || len(days) == options.Count, FieldRule, TooFar)
	return days, f
}

// options reads a plan's rule. It always ends, and names whole days in floating time: the zone comes afterwards.
func (p Plan) options(f *faults) rrule.ROption {
	if len(p.Rule) > maxRule || !onlyParts(p.Rule) {
		f.add(FieldRule, NotARule)
		return rrule.ROption{}
	}
	read, err := rrule.StrToROption(p.Rule)
	if err != nil || read.Freq > rrule.DAILY || read.Freq < rrule.MONTHLY || read.Interval < 0 || read.Interval > 52 {
		f.add(FieldRule, NotARule)
		return rrule.ROption{}
	}
	first := p.First.Time()
	furthest := first.AddDate(maxYears, 0, 0)
	switch {
	case read.Until.IsZero() && read.Count <= 0:
		f.add(FieldRule, Endless)
	case !read.Until.IsZero() && read.Until.Before(first):
		f.add(FieldRule, EndsFirst)
	case read.Until.After(furthest):
		f.add(FieldRule, TooFar)
	case read.Count > maxSessions:
		f.add(FieldRule, TooMany)
	}
	if read.Until.IsZero() {
		read.Until = furthest
	}
	read.Dtstart = first
	return *read
}

// onlyParts tells whether a rule has no other parts than ruleParts, each once.
func onlyParts(rule string) bool {
	var seen []string
	for part := range strings.SplitSeq(rule, ";") {
		name, _, found := strings.Cut(part, "=")
		if !found || !slices.Contains(ruleParts, name) || slices.Contains(seen, name) {
			return false
		}
		seen = append(seen, name)
	}
	return true
}
