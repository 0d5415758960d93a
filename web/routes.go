package web

import "net/http"

// routes is the map of the site.
func (s *site) routes() *http.ServeMux {
	mux := http.NewServeMux()

	// Whoever is helped.
	mux.HandleFunc("GET /{$}", s.showDoor)
	mux.HandleFunc("POST /{$}", s.saveDoor)
	mux.HandleFunc("GET /c/{code}", s.showInvitation)
	mux.HandleFunc("POST /erreur-de-saisie", s.saveSlip)
	mux.HandleFunc("GET /signalement", s.showConcern)
	mux.HandleFunc("POST /signalement", s.saveConcern)
	mux.HandleFunc("GET /signalement/envoye", s.showConcernSent)

	// The live room, for both.
	mux.HandleFunc("GET /aide/{id}", s.showHelp)
	mux.HandleFunc("GET /aide/{id}/ws", s.serveHelp)
	mux.HandleFunc("GET /aide/{id}/relais", s.showRelay)
	mux.HandleFunc("GET /aide/{id}/invitations/{role}/qr", s.showGuestQR)
	mux.HandleFunc("POST /aide/{id}/envois", s.saveParcel)
	mux.HandleFunc("GET /aide/{id}/envois/{parcel}", s.showParcel)
	mux.HandleFunc("GET /i/{link}", s.showGuest)
	mux.HandleFunc("POST /i/{link}", s.saveGuest)

	// The live class of a session, for all.
	mux.HandleFunc("GET /seance/{id}", s.showClass)
	mux.HandleFunc("GET /seance/{id}/ws", s.serveClass)
	mux.HandleFunc("GET /seance/{id}/relais", s.showClassRelay)
	mux.HandleFunc("GET /seance/{id}/salle/{secret}", s.openHall)
	mux.HandleFunc("GET /seance/{id}/poche/{secret}", s.showPocket)
	mux.HandleFunc("POST /seance/{id}/poche/{secret}", s.savePocket)
	mux.HandleFunc("GET /seance/{id}/poche/{secret}/qr", s.showPocketQR)

	// Whoever helps.
	mux.HandleFunc("GET /espace/connexion", s.showSignIn)
	mux.HandleFunc("POST /espace/connexion", s.saveSignIn)
	mux.HandleFunc("POST /espace/deconnexion", s.signedIn(s.saveSignOut))
	mux.HandleFunc("POST /espace/deconnexion-partout", s.signedIn(s.saveSignOutEverywhere))
	mux.HandleFunc("GET /espace", s.signedIn(s.showDesk))
	mux.HandleFunc("GET /espace/ws", s.signedInPart(s.serveDesk))
	mux.HandleFunc("POST /espace/aides", s.signedInPart(s.saveNewHelp))
	mux.HandleFunc("POST /espace/aides/{id}/sms", s.signedInPart(s.saveSMS))
	mux.HandleFunc("GET /espace/aides/{id}/qr", s.signedInPart(s.showQR))
	mux.HandleFunc("POST /espace/aides/{id}/compte-rendu", s.signedInPart(s.saveHelpReport))
	mux.HandleFunc("GET /espace/comptes-rendus", s.signedIn(s.showReports))
	mux.HandleFunc("POST /espace/comptes-rendus", s.signedIn(s.saveReports))
	mux.HandleFunc("GET /espace/comptes-rendus.csv", s.signedIn(s.showTable))
	mux.HandleFunc("GET /espace/comptes-rendus/{id}", s.signedIn(s.showReport))
	mux.HandleFunc("POST /espace/comptes-rendus/{id}", s.signedIn(s.saveReport))
	mux.HandleFunc("GET /espace/comptes-rendus/{id}/modifier", s.signedIn(s.showReportForm))
	mux.HandleFunc("POST /espace/comptes-rendus/{id}/suppression", s.signedIn(s.saveReportDeletion))
	mux.HandleFunc("POST /espace/comptes-rendus/{id}/retablissement", s.signedIn(s.saveReportReturn))
	mux.HandleFunc("GET /espace/compte", s.signedIn(s.showAccount))
	mux.HandleFunc("POST /espace/compte", s.signedIn(s.saveAccount))
	mux.HandleFunc("GET /premier-acces/{token}", s.showFirstAccess)
	mux.HandleFunc("POST /premier-acces/{token}", s.saveFirstAccess)
	mux.HandleFunc("GET /mot-de-passe/{token}", s.showNewPassword)
	mux.HandleFunc("POST /mot-de-passe/{token}", s.saveNewPassword)

	// Whoever answers for them.
	mux.HandleFunc("GET /espace/comptes", s.overseer(s.showPeople))
	mux.HandleFunc("POST /espace/comptes", s.overseer(s.saveNewPerson))
	mux.HandleFunc("GET /espace/comptes/{id}", s.overseer(s.showSomebody))
	mux.HandleFunc("POST /espace/comptes/{id}/role", s.overseer(s.saveRole))
	mux.HandleFunc("POST /espace/comptes/{id}/lien", s.overseer(s.saveNewLink))
	mux.HandleFunc("POST /espace/comptes/{id}/deconnexion", s.overseer(s.saveSignOutOther))
	mux.HandleFunc("POST /espace/comptes/{id}/desactivation", s.overseer(s.saveActive(false)))
	mux.HandleFunc("POST /espace/comptes/{id}/reactivation", s.overseer(s.saveActive(true)))
	mux.HandleFunc("GET /espace/organismes", s.overseer(s.showOrganizations))
	mux.HandleFunc("GET /espace/organismes/{id}", s.overseer(s.showOrganization))
	mux.HandleFunc("POST /espace/organismes/{id}", s.overseer(s.saveOrganization))
	mux.HandleFunc("GET /espace/signalements", s.overseer(s.showConcerns))
	mux.HandleFunc("POST /espace/signalements/{id}/traite", s.overseer(s.saveConcernDealt))
	mux.HandleFunc("POST /espace/signalements/{id}/rouvert", s.overseer(s.saveConcernReopened))
	mux.HandleFunc("GET /espace/journal", s.overseer(s.showJournal))

	s.workshopRoutes(mux)
	s.familyRoutes(mux)

	// What this site says about itself.
	mux.HandleFunc("GET /accessibilite", s.showStatement("accessibility"))
	mux.HandleFunc("GET /confidentialite", s.showStatement("privacy"))

	// Machinery.
	mux.HandleFunc("GET /static/", s.assets.serve)
	mux.HandleFunc("GET /healthz", s.showHealth)
	mux.HandleFunc("GET /readyz", s.showReadiness)
	return mux
}
