package web

import (
	"net/http"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/workshops"
)

// calendarPage is a month or a week of an office's sessions.
type calendarPage struct {
	frame
	At           string
	Month        bool // or a week
	Day          workshops.Day
	Before, Next workshops.Day
	Weeks        [][]calendarDay
	None         bool
	Feed         string // of whoever looks, to subscribe to
}

// calendarDay is one day with its sessions.
type calendarDay struct {
	Day      workshops.Day
	Number   int  // of the month
	Outside  bool // of the month that is shown
	Today    bool
	Sessions []workshops.Scheduled
}

func (s *site) showCalendar(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	q := r.URL.Query()
	page := calendarPage{At: "calendar", Day: workshops.Day(q.Get("jour")), Month: q.Get("vue") != "semaine"}
	if !page.Day.Valid() {
		page.Day = today()
	}
	first, days := page.span()
	sessions, err := s.workshops.Schedule(r.Context(), by, first, daysAfter(first, days))
	var token string
	if err == nil {
		token, err = s.workshops.FeedToken(r.Context(), by, workshops.FeedOfMediator, by.ID)
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	page.None = len(sessions) == 0
	page.Feed = s.origin(r) + feedPath(workshops.FeedOfMediator, by.ID, token)
	page.lay(first, days, sessions)
	s.show(w, r, http.StatusOK, "calendar", func(p *pages) (any, error) {
		page := page
		if page.frame, err = s.workshopFrame(p, by, "workshop.calendar"); err != nil {
			return nil, err
		}
		words := &wording{p: p}
		t := page.Day.Time()
		page.Title = words.text("workshop.calendar.week", "day", words.long(first))
		if page.Month {
			page.Title = words.text("workshop.calendar.month", "month", words.text("day.month."+t.Format("1")), "year", t.Year())
		}
		return page, words.err
	})
}

// span is the first day shown, a Monday, and how many; the days that lead to what is before and after are set.
func (page *calendarPage) span() (first workshops.Day, days int) {
	t := page.Day.Time()
	if !page.Month {
		first = monday(page.Day)
		page.Before, page.Next = daysAfter(first, -7), daysAfter(first, 7)
		return first, 7
	}
	begins := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	ends := begins.AddDate(0, 1, 0)
	page.Before, page.Next = workshops.DayOf(begins.AddDate(0, -1, 0)), workshops.DayOf(ends)
	first = monday(workshops.DayOf(begins))
	for days = 0; daysAfter(first, days) < workshops.DayOf(ends); {
		days += 7
	}
	return first, days
}

// monday is that of a day's week.
func monday(d workshops.Day) workshops.Day {
	return daysAfter(d, -(int(d.Time().Weekday())+6)%7)
}

// lay puts sessions on their days.
func (page *calendarPage) lay(first workshops.Day, days int, sessions []workshops.Scheduled) {
	now := today()
	for i := range days {
		day := daysAfter(first, i)
		t := day.Time()
		one := calendarDay{Day: day, Number: t.Day(), Today: day == now, Outside: page.Month && t.Month() != page.Day.Time().Month()}
		for _, session := range sessions {
			if session.Day == day {
				one.Sessions = append(one.Sessions, session)
			}
		}
		if i%7 == 0 {
			page.Weeks = append(page.Weeks, nil)
		}
		last := len(page.Weeks) - 1
		page.Weeks[last] = append(page.Weeks[last], one)
	}
}

// long is a day in full.
func (w *wording) long(d workshops.Day) string {
	text, err := w.p.longDay(d)
	if w.err == nil {
		w.err = err
	}
	return text
}
