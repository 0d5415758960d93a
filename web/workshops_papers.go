package web

import (
	"net/http"

	"coupdemain/internal/accounts"
	"coupdemain/internal/paper"
	"coupdemain/workshops"
)

// blankRows are for those who come unannounced.
const blankRows = 4

// showAttendancePDF is the list that people sign at a session.
func (s *site) showAttendancePDF(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	scheduled, err := s.workshops.Session(r.Context(), by, r.PathValue("id"))
	var people []workshops.Expected
	if err == nil {
		people, err = s.workshops.Expected(r.Context(), by, r.PathValue("id"))
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	p := s.pages[languageOf(r)]
	words := &wording{p: p}
	venue := scheduled.Series.Venue
	list := paper.AttendanceList{
		Title: scheduled.Series.Title, Module: scheduled.ModuleTitle, Organization: scheduled.Series.Organization,
		When: words.when(scheduled.Session), Where: venue.Name + ", " + venue.Address + ", " + venue.Town, Blank: blankRows,
	}
	for _, m := range scheduled.Series.Mediators {
		list.Mediators = append(list.Mediators, m.Name)
	}
	for _, one := range people {
		mode := one.Mode
		if one.Attendance.Came == workshops.Present {
			mode = one.Attendance.Mode
		}
		list.People = append(list.People, paper.Attendee{
			Name: one.Name, Companion: one.Companion, Remote: mode == workshops.Remote, ByPhone: mode == workshops.ByPhone,
			Joined: one.Attendance.Joined,
		})
	}
	file, err := paper.Attendance(p.catalogue, p.catalogue.Language, list)
	if words.err != nil {
		err = words.err
	}
	s.pdf(w, r, "emargement", file, err)
}

// showCertificates is a certificate for each person who came, companions too.
func (s *site) showCertificates(w http.ResponseWriter, r *http.Request, by accounts.Person) {
	all, err := s.workshops.Certificates(r.Context(), by, r.PathValue("id"))
	if err == nil && len(all) == 0 {
		err = workshops.ErrState
	}
	if err != nil {
		s.refuseWorkshop(w, r, err)
		return
	}
	p := s.pages[languageOf(r)]
	words := &wording{p: p}
	var certificates []paper.Certificate
	for _, c := range all {
		for _, name := range c.Names {
			certificates = append(certificates, words.certificate(c, name))
		}
	}
	file, err := paper.Certificates(p.catalogue, p.catalogue.Language, certificates)
	if words.err != nil {
		err = words.err
	}
	s.pdf(w, r, "attestations", file, err)
}

func (w *wording) certificate(c workshops.Certificate, name string) paper.Certificate {
	made := paper.Certificate{
		Name: name, Title: c.Series.Title, Organization: c.Series.Organization, Town: c.Series.Venue.Town,
		Period: w.text("presence.period", "from", w.long(c.From), "to", w.long(c.To)), Attended: c.Attended, Sessions: c.Held,
		On: w.long(today()),
	}
	for _, m := range c.Modules {
		made.Modules = append(made.Modules, m.Title)
	}
	if len(c.Series.Mediators) > 0 {
		made.SignedBy = c.Series.Mediators[0].Name
	}
	return made
}
