package notice

import (
	"errors"
	"strconv"
	"strings"

	"coupdemain/workshops"
)

// Words are a language's sentences, such as *locales.Catalogue.
type Words interface {
	Text(key string, pairs ...any) (string, error)
}

// speech reads sentences and remembers what went wrong.
type speech struct {
	words Words
	err   error
}

func (s *speech) say(key string, pairs ...any) string {
	text, err := s.words.Text(key, pairs...)
	s.err = errors.Join(s.err, err)
	return text
}

// LongDay is "mardi 12 janvier 2027"; "" for no day.
func LongDay(words Words, d workshops.Day) (string, error) {
	s := speech{words: words}
	return s.date("day.long", d), s.err
}

// Hour is "10 h" or "10 h 30"; "" for no clock.
func Hour(words Words, c workshops.Clock) (string, error) {
	s := speech{words: words}
	return s.hour(c), s.err
}

// Hours is "de 10 h à 11 h".
func Hours(words Words, from, to workshops.Clock) (string, error) {
	s := speech{words: words}
	return s.hours(from, to), s.err
}

// day is "mardi 12 janvier": the year goes without saying in a series of two months.
func (s *speech) day(d workshops.Day) string { return s.date("notice.day", d) }

func (s *speech) date(key string, d workshops.Day) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	number := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		number = s.say("day.first")
	}
	return s.say(key, "weekday", s.say("day.weekday."+strconv.Itoa(int(t.Weekday()))), "day", number,
		"month", s.say("day.month."+strconv.Itoa(int(t.Month()))), "year", t.Year())
}

// hour is "10 h" or "10 h 30".
func (s *speech) hour(c workshops.Clock) string {
	hours, minutes, found := strings.Cut(string(c), ":")
	n, err := strconv.Atoi(hours)
	switch {
	case !found || err != nil:
		return ""
	case minutes == "00":
		return s.say("day.hour", "h", n)
	}
	return s.say("day.hour.minutes", "h", n, "min", minutes)
}

// hours is "de 10 h à 11 h".
func (s *speech) hours(from, to workshops.Clock) string {
	return s.say("day.hours", "from", s.hour(from), "to", s.hour(to))
}

// slot is "mardi 12 janvier, de 10 h à 11 h".
func (s *speech) slot(at workshops.Slot) string {
	if at == (workshops.Slot{}) {
		return ""
	}
	return s.day(at.Day) + ", " + s.hours(at.Start, at.End)
}

// dates are the days of several sessions, and the hours if they all have the same: each date says its own otherwise.
func (s *speech) dates(sessions []workshops.Session) (dates []string, hours string) {
	same := len(sessions) > 0
	for _, one := range sessions {
		same = same && one.Start == sessions[0].Start && one.End == sessions[0].End
	}
	if same {
		hours = s.hours(sessions[0].Start, sessions[0].End)
	}
	for _, one := range sessions {
		if same {
			dates = append(dates, s.day(one.Day))
			continue
		}
		dates = append(dates, s.slot(one.Slot()))
	}
	return dates, hours
}
