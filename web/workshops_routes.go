package web

import "net/http"

// workshopRoutes is the part of the map that is about workshops.
func (s *site) workshopRoutes(mux *http.ServeMux) {
	// Whoever comes, or thinks of it.
	mux.HandleFunc("GET /ateliers", s.showProgramme)
	mux.HandleFunc("GET /ateliers/{id}", s.showAnnounced)
	mux.HandleFunc("POST /ateliers/{id}", s.saveRequest)
	mux.HandleFunc("GET /ateliers/images/{id}", s.showStepPicture)
	mux.HandleFunc("GET /ateliers/agenda/{of}/{id}/{file}", s.showFeed)
	mux.HandleFunc("GET /ma-place", s.showPlace)
	mux.HandleFunc("GET /ma-place/repetition", s.showRehearsal)
	mux.HandleFunc("GET /ma-place/etapes", s.showFollowed)
	mux.HandleFunc("POST /ma-place/fin", s.leavePlace)

	// Whoever sends people.
	mux.HandleFunc("GET /partenaire/{token}", s.showPartner)
	mux.HandleFunc("POST /partenaire/{token}", s.savePartner)

	// The office.
	mux.HandleFunc("GET /espace/ateliers", s.signedIn(s.showWorkshops))
	mux.HandleFunc("GET /espace/ateliers/calendrier", s.signedIn(s.showCalendar))
	mux.HandleFunc("POST /espace/ateliers/taches/{id}/{what}", s.signedIn(s.saveTask))
	mux.HandleFunc("GET /espace/ateliers/partenaires", s.signedIn(s.showPartners))
	mux.HandleFunc("POST /espace/ateliers/partenaires", s.signedIn(s.saveNewPartner))
	mux.HandleFunc("POST /espace/ateliers/partenaires/{id}/fin", s.signedIn(s.endPartner))

	// The school holidays that series skip.
	mux.HandleFunc("GET /espace/ateliers/vacances", s.signedIn(s.showHolidays))
	mux.HandleFunc("GET /espace/ateliers/vacances/{year}", s.signedIn(s.showHolidaysForm))
	mux.HandleFunc("POST /espace/ateliers/vacances/{year}", s.signedIn(s.saveHolidays))
	mux.HandleFunc("POST /espace/ateliers/vacances/{year}/retrait", s.signedIn(s.clearHolidays))
	mux.HandleFunc("POST /espace/ateliers/vacances/{year}/retour", s.signedIn(s.undoHolidays))

	// What is taught.
	mux.HandleFunc("GET /espace/ateliers/parcours", s.signedIn(s.showPaths))
	mux.HandleFunc("GET /espace/ateliers/parcours/nouveau", s.signedIn(s.showPath))
	mux.HandleFunc("POST /espace/ateliers/parcours/nouveau", s.signedIn(s.savePath))
	mux.HandleFunc("GET /espace/ateliers/parcours/{id}", s.signedIn(s.showPath))
	mux.HandleFunc("POST /espace/ateliers/parcours/{id}", s.signedIn(s.savePath))
	mux.HandleFunc("GET /espace/ateliers/modules/nouveau", s.signedIn(s.showModuleForm))
	mux.HandleFunc("POST /espace/ateliers/modules/nouveau", s.signedIn(s.saveModule))
	mux.HandleFunc("GET /espace/ateliers/modules/{id}", s.signedIn(s.showModule))
	mux.HandleFunc("GET /espace/ateliers/modules/{id}/modifier", s.signedIn(s.showModuleForm))
	mux.HandleFunc("POST /espace/ateliers/modules/{id}/modifier", s.signedIn(s.saveModule))
	mux.HandleFunc("POST /espace/ateliers/modules/{id}/copie", s.signedIn(s.copyModule))

	// A series and its people.
	mux.HandleFunc("GET /espace/ateliers/series/nouvelle", s.signedIn(s.showNewSeries))
	mux.HandleFunc("POST /espace/ateliers/series/nouvelle", s.signedIn(s.saveNewSeries))
	mux.HandleFunc("GET /espace/ateliers/series/{id}", s.signedIn(s.showSeries))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/modifier", s.signedIn(s.showSeriesForm))
	mux.HandleFunc("POST /espace/ateliers/series/{id}/modifier", s.signedIn(s.saveSeries))
	mux.HandleFunc("POST /espace/ateliers/series/{id}/suppression", s.signedIn(s.deleteSeries))
	mux.HandleFunc("POST /espace/ateliers/series/{id}/inscriptions", s.signedIn(s.saveEnrolment))
	mux.HandleFunc("POST /espace/ateliers/series/{id}/seances", s.signedIn(s.saveNewSession))
	mux.HandleFunc("POST /espace/ateliers/series/{id}/envoi", s.signedIn(s.sendSheets))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/import", s.signedIn(s.showImport))
	mux.HandleFunc("POST /espace/ateliers/series/{id}/import", s.signedIn(s.saveImport))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/inscrits.csv", s.signedIn(s.showPeopleList))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/feuilles", s.signedIn(s.showSheets))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/feuilles.pdf", s.signedIn(s.showSheetsPDF))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/attestations.pdf", s.signedIn(s.showCertificates))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/presences", s.signedIn(s.showPresence))
	mux.HandleFunc("GET /espace/ateliers/series/{id}/presences.csv", s.signedIn(s.showPresenceTable))
	mux.HandleFunc("GET /espace/ateliers/inscriptions/{id}", s.signedIn(s.showEnrolment))
	mux.HandleFunc("POST /espace/ateliers/inscriptions/{id}", s.signedIn(s.saveEnrolmentDetails))
	mux.HandleFunc("POST /espace/ateliers/inscriptions/{id}/{what}", s.signedIn(s.saveEnrolmentState))
	mux.HandleFunc("GET /espace/ateliers/inscriptions/{id}/feuille", s.signedIn(s.showSheet))
	mux.HandleFunc("GET /espace/ateliers/inscriptions/{id}/feuille.pdf", s.signedIn(s.showSheetPDF))

	// The day.
	mux.HandleFunc("GET /espace/ateliers/seances/{id}", s.signedIn(s.showSession))
	mux.HandleFunc("POST /espace/ateliers/seances/{id}/presence", s.signedIn(s.saveAttendance))
	mux.HandleFunc("POST /espace/ateliers/seances/{id}/module", s.signedIn(s.saveSessionModule))
	mux.HandleFunc("POST /espace/ateliers/seances/{id}/compte-rendu", s.signedIn(s.saveSessionReport))
	mux.HandleFunc("GET /espace/ateliers/seances/{id}/changement", s.signedIn(s.showChange))
	mux.HandleFunc("POST /espace/ateliers/seances/{id}/changement/{what}", s.signedIn(s.saveChange))
	mux.HandleFunc("GET /espace/ateliers/seances/{id}/emargement.pdf", s.signedIn(s.showAttendancePDF))
}
