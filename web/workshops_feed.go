package web

import (
	"net/http"
	"net/url"
	"strings"

	"coupdemain/internal/calendar"
	"coupdemain/workshops"
)

// feedPath is the address of a calendar.
func feedPath(of workshops.FeedOf, id, token string) string {
	return "/ateliers/agenda/" + string(of) + "/" + id + "/" + token + ".ics"
}

// showFeed is a calendar, for whoever has its address.
func (s *site) showFeed(w http.ResponseWriter, r *http.Request) {
	token, ok := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ok {
		s.showMissing(w, r)
		return
	}
	feed, err := s.workshops.Feed(r.Context(), workshops.FeedOf(r.PathValue("of")), r.PathValue("id"), token)
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	words := &wording{p: s.pages[languageOf(r)]}
	file, err := s.calendar(r, words, feed)
	if err == nil {
		err = words.err
	}
	if err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", calendar.MediaType)
	w.Header().Set("Content-Disposition", `inline; filename="ateliers.ics"`)
	_, _ = w.Write(file) // A calendar that has gone needs none.
}

// calendar is a feed as a file: each session an event.
func (s *site) calendar(r *http.Request, words *wording, feed workshops.Feed) ([]byte, error) {
	host := r.Host
	if origin, err := url.Parse(s.origin(r)); err == nil {
		host = origin.Hostname()
	}
	c := calendar.Calendar{Name: words.text("programme.feed"), Zone: office}
	for _, one := range feed.Scheduled {
		if feed.Of != workshops.FeedOfMediator {
			c.Name, c.Zone = one.Series.Title, one.Zone
		}
		changed := one.ChangedAt
		if one.Series.ChangedAt.After(changed) {
			changed = one.Series.ChangedAt
		}
		c.Events = append(c.Events, calendar.Event{
			UID: one.ID + "@" + host, Sequence: one.Revision, Start: one.StartsAt, End: one.EndsAt, Changed: changed,
			Summary: one.Series.Title, Description: words.feedText(one), Cancelled: one.State == workshops.Cancelled,
			Location: one.Series.Venue.Name + ", " + one.Series.Venue.Address + ", " + one.Series.Venue.Town,
		})
	}
	return c.Bytes()
}

// feedText is what a calendar says under a session.
func (w *wording) feedText(one workshops.Scheduled) string {
	lines := []string{w.text("programme.feed.phone", "phone", one.Series.Phone)}
	if one.ModuleTitle != "" {
		lines = append([]string{one.ModuleTitle}, lines...)
	}
	if one.Reason != "" {
		lines = append(lines, one.Reason)
	}
	return strings.Join(lines, "\n")
}

// showStepPicture is the picture of a step. It never changes: another picture has another ID.
func (s *site) showStepPicture(w http.ResponseWriter, r *http.Request) {
	picture, err := s.workshops.Picture(r.Context(), r.PathValue("id"))
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	w.Header().Set("Content-Type", picture.Type)
	w.Header().Set("Cache-Control", "private, max-age=86400")
	_, _ = w.Write(picture.Data)
}
