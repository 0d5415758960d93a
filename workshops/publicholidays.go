package workshops

import (
	"fmt"
	"time"
)

// Territory is a part of France that has public holidays of its own.
type Territory string

// The territories.
const (
	AlsaceMoselle   Territory = "alsace-moselle"
	Guadeloupe      Territory = "guadeloupe"
	Martinique      Territory = "martinique"
	Guyane          Territory = "guyane"
	Reunion         Territory = "reunion"
	Mayotte         Territory = "mayotte"
	SaintBarthelemy Territory = "saint-barthelemy"
	SaintMartin     Territory = "saint-martin"
)

// Territories are all.
var Territories = []Territory{AlsaceMoselle, Guadeloupe, Martinique, Guyane, Reunion, Mayotte, SaintBarthelemy, SaintMartin}

// fixedHolidays are those of all France on the same day each year (Code du travail, article L3133-1).
var fixedHolidays = map[string]string{
	"01-01": "new-year", "05-01": "labour-day", "05-08": "victory-day", "07-14": "national-day", "08-15": "assumption",
	"11-01": "all-saints", "11-11": "armistice", "12-25": "christmas-day",
}

// movingHolidays are so many days after Easter Sunday.
var movingHolidays = map[int]string{1: "easter-monday", 39: "ascension-day", 50: "whit-monday"}

// abolition is the day each territory keeps the end of slavery (law 83-550; Code du travail, article L3422-2).
var abolition = map[Territory]string{
	Mayotte: "04-27", Martinique: "05-22", Guadeloupe: "05-27", SaintMartin: "05-28", Guyane: "06-10",
	SaintBarthelemy: "10-09", Reunion: "12-20",
}

// publicHolidays tells the public holidays of a territory; the zero value is all France's.
type publicHolidays struct{ territory Territory }

// name is that of the public holiday a day is; empty: it is none.
func (p publicHolidays) name(d Day) string {
	date := string(d[len("2006-"):])
	if name, ok := fixedHolidays[date]; ok {
		return name
	}
	afterEaster := int(d.Time().Sub(easter(d.Time().Year())) / (24 * time.Hour))
	if name, ok := movingHolidays[afterEaster]; ok {
		return name
	}
	switch {
	case p.territory == AlsaceMoselle && afterEaster == -2 && !d.Time().After(easter(d.Time().Year())):
		return "good-friday"
	case p.territory == AlsaceMoselle && date == "12-26":
		return "saint-stephen"
	case abolition[p.territory] == date:
		return "abolition"
	}
	return ""
}

// easter is Easter Sunday by the Gregorian computus (the "anonymous" algorithm, Nature, 20 April 1876).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	t, err := time.Parse(dayLayout, fmt.Sprintf("%04d-%02d-%02d", year, n/31, n%31+1))
	if err != nil {
		panic(err) // Unreachable: the algorithm gives a day of March or April.
	}
	return t
}
