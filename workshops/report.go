package workshops

import "time"

// Theme is a subject of the activity report.
type Theme string

// Themes are all that the report knows, in its own order.
var Themes = []Theme{
	"diagnostic_numerique", "prendre_en_main_du_materiel", "maintenance_de_materiel", "gere_ses_contenus_numeriques",
	"navigation_sur_internet", "email", "bureautique", "reseaux_sociaux", "sante", "banque_et_achats_en_ligne",
	"entrepreneuriat", "insertion_professionnelle", "securite_numerique", "parentalite", "scolarite_et_numerique",
	"creer_avec_le_numerique", "culture_numerique", "intelligence_artificielle", "aide_aux_demarches_administratives",
}

// Autonomy is how far the people managed by themselves, in the report's words.
type Autonomy string

// The degrees.
const (
	FullyHelped Autonomy = "entierement_accompagne"
	PartlyAlone Autonomy = "partiellement_autonome"
	Autonomous  Autonomy = "autonome"
)

// PlaceType is where an activity was, in the report's words.
type PlaceType string

// The places.
const (
	AtPlace  PlaceType = "lieu_activite"
	AtHome   PlaceType = "domicile"
	AtRemote PlaceType = "a_distance"
	AtOther  PlaceType = "autre"
)

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
	Equipment   []string // ordinateur, telephone, tablette, autre, aucun
	Autonomy    Autonomy
	Themes      []Theme
	Errands     []string // thématiques under aide_aux_demarches_administratives
	Tags        []string
	Notes       string
	Title       string
	Level       Level
	Total       int            // people
	Genders     map[string]int // masculin, feminin, non_communique; the sum is Total
	Ages        map[string]int // moins_de_douze… non_communique
	Statuses    map[string]int // scolarise… non_communique
	ReferredTo  string         // structure_de_redirection; empty: nobody was
}
