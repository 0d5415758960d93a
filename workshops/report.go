package workshops

import "time"

// Theme is a subject of the activity report.
type Theme string

// Themes are all that the report knows, in its own order.
var Themes = []Theme{
	"diagnostic_numerique", "prendre_en_main_du_materiel", "maintenance_de_materiel", "gere_ses_contenus_numeriques",
	"navigation_sur_internet", "email", "bureautique", "reseaux_sociaux", "sante", "banque_et_achats_en_ligne",
	"entrepreneuriat", "insertion_professionnelle", "securite_numerique", "parentalite", "scolarite_et_numerique",
	"creer_avec_le_numerique", "culture_numerique", "intelligence_artificielle", Errands,
}

// Errands is the theme that has themes of its own.
const Errands Theme = "aide_aux_demarches_administratives"

// ErrandThemes are the themes under Errands.
var ErrandThemes = []string{
	"papiers_elections_citoyennete", "famille_scolarite", "social_sante", "travail_formation", "logement",
	"transports_mobilite", "argent_impots", "justice", "etrangers_europe", "loisirs_sports_culture", "associations",
}

// Autonomy is how far the people managed by themselves, in the report's words.
type Autonomy string

// The degrees.
const (
	FullyHelped Autonomy = "entierement_accompagne"
	PartlyAlone Autonomy = "partiellement_autonome"
	Autonomous  Autonomy = "autonome"
)

// Autonomies are all.
var Autonomies = []Autonomy{FullyHelped, PartlyAlone, Autonomous}

// PlaceType is where an activity was, in the report's words.
type PlaceType string

// The places.
const (
	AtPlace  PlaceType = "lieu_activite"
	AtHome   PlaceType = "domicile"
	AtRemote PlaceType = "a_distance"
	AtOther  PlaceType = "autre"
)

// PlaceTypes are all.
var PlaceTypes = []PlaceType{AtPlace, AtHome, AtRemote, AtOther}

// The other lists of the report, in its own words and order.
var (
	ReportEquipment = []string{"ordinateur", "telephone", "tablette", "autre", "aucun"}
	Referrals       = []string{
		"operateur_ou_organisme_en_charge", "aide_aux_demarches_administratives", "administration", "mediation_numerique",
		"aide_sociale", "insertion_professionnelle", "autre",
	}
	Genders = []string{"masculin", "feminin", notSaid}
	Ages    = []string{
		"moins_de_douze", "douze_dix_huit", "dix_huit_vingt_quatre", "vingt_cinq_trente_neuf", "quarante_cinquante_neuf",
		"soixante_soixante_neuf", "soixante_dix_plus", notSaid,
	}
	Statuses = []string{"scolarise", "sans_emploi", "en_emploi", "retraite", notSaid}
)

// notSaid counts those of whom a thing is not known.
const notSaid = "non_communique"

// Report is the collective activity report of one session ("compte rendu d'activité"), filled in by what is known and
// corrected by the mediator. Saved tells whether they have; until then it follows the attendance.
type Report struct {
	SessionID   string
	Saved       bool
	SavedAt     time.Time
	Day         Day
	Minutes     int // usual steps: 15 30 45 60 90 120
	PlaceType   PlaceType
	StructureID string // the organization's
	Structure   string // its name
	Postcode    string
	Town        string
	INSEE       string
	Equipment   []string // of ReportEquipment
	Autonomy    Autonomy
	ReferredTo  string // of Referrals; empty: nobody was
	Themes      []Theme
	Errands     []string // of ErrandThemes
	Tags        []string
	Precisions  string
	Notes       string
	Title       string
	Level       Level
	Total       int            // people
	Genders     map[string]int // by Genders; the sum is Total
	Ages        map[string]int // by Ages; the sum is Total
	Statuses    map[string]int // by Statuses; the sum is Total
}
