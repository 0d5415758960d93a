package workshops

import "time"

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
