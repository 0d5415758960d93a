package web

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"coupdemain/internal/notice"
	"coupdemain/workshops"
)

// office is the zone in which an office's mails and tasks are dated.
const office = "Europe/Paris"

// dayWords are what templates say of days, times and Markdown.
func (p *pages) dayWords() template.FuncMap {
	return template.FuncMap{
		"longday":  p.longDay,
		"shortday": p.shortDay,
		"clock":    p.hour,
		"hours":    p.hours,
		"moment":   p.moment,
		"markdown": func(source string) template.HTML {
			return template.HTML(workshops.HTML(source)) //nolint:gosec // The domain leaves out all HTML of the source.
		},
		"telephone":  telephone,
		"weekday":    func(d workshops.Day) int { return int(d.Time().Weekday()) },
		"holiday":    p.holiday,
		"schoolyear": p.schoolYear,
	}
}

// longDay is "mardi 12 janvier 2027".
func (p *pages) longDay(d workshops.Day) (string, error) { return notice.LongDay(p.catalogue, d) }

// shortDay is "mar. 12/01/2027".
func (p *pages) shortDay(d workshops.Day) (string, error) {
	t := d.Time()
	if t.IsZero() {
		return "", nil
	}
	w := wording{p: p}
	text := w.text("day.short."+strconv.Itoa(int(t.Weekday()))) + " " + p.day(t)
	return text, w.err
}

// hour is a clock as it is said: "10 h", "10 h 30".
func (p *pages) hour(c workshops.Clock) (string, error) { return notice.Hour(p.catalogue, c) }

// hours is "de 10 h à 11 h".
func (p *pages) hours(from, to workshops.Clock) (string, error) {
	return notice.Hours(p.catalogue, from, to)
}

// moment is an instant in the office's zone, "12/01/2027, 10 h 30".
func (p *pages) moment(t time.Time) string {
	if zone, err := time.LoadLocation(office); err == nil {
		t = t.In(zone)
	}
	return t.Format(p.clock())
}

// telephone is a number as a link that dials it.
func telephone(number string) template.URL {
	digits := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
	return template.URL("tel:" + digits) //nolint:gosec // Digits alone.
}

// today is the day it is in the office's zone.
func today() workshops.Day {
	t := time.Now()
	if zone, err := time.LoadLocation(office); err == nil {
		t = t.In(zone)
	}
	return workshops.DayOf(t)
}
