package activity

import "slices"

// The values below are La Coop's own words, in its order: they are stored, exported and never translated.

// Kind is whether one person was helped or a group.
type Kind string

// The kinds of report.
const (
	Individual Kind = "individuel"
	Collective Kind = "collectif"
)

// Kinds are all kinds.
var Kinds = []Kind{Individual, Collective}

// PlaceKind is where it took place.
type PlaceKind string

// The kinds of place. At a distance, the town is that of the mediator's organization.
const (
	AtOffice   PlaceKind = "lieu_activite"
	AtHome     PlaceKind = "domicile"
	AtDistance PlaceKind = "a_distance"
	Elsewhere  PlaceKind = "autre"
)

// PlaceKinds are all kinds of place.
var PlaceKinds = []PlaceKind{AtOffice, AtHome, AtDistance, Elsewhere}

// Equipment is what the person worked on.
type Equipment string

// The equipment. None excludes the others.
const (
	Computer Equipment = "ordinateur"
	Phone    Equipment = "telephone"
	Tablet   Equipment = "tablette"
	Other    Equipment = "autre"
	None     Equipment = "aucun"
)

// EquipmentKinds are all equipment.
var EquipmentKinds = []Equipment{Computer, Phone, Tablet, Other, None}

// EquipmentOf is what a kind of device is in a report, as a live help names it: "computer", "tablet", "phone"; "" for any
// other.
func EquipmentOf(device string) Equipment {
	return map[string]Equipment{"computer": Computer, "tablet": Tablet, "phone": Phone}[device]
}

// Autonomy is how much the person did by themselves; it may be left out.
type Autonomy string

// Autonomies are all degrees of autonomy.
var Autonomies = []Autonomy{"entierement_accompagne", "partiellement_autonome", "autonome"}

// Structure is the kind of service to which the person was sent on.
type Structure string

// Structures are all kinds of service.
var Structures = []Structure{
	"operateur_ou_organisme_en_charge", "aide_aux_demarches_administratives", "administration", "mediation_numerique",
	"aide_sociale", "insertion_professionnelle", "autre",
}

// Theme is what it was about.
type Theme string

// Errands is the theme that has sub-themes.
const Errands Theme = "aide_aux_demarches_administratives"

// Themes are all themes.
var Themes = []Theme{
	"diagnostic_numerique", "prendre_en_main_du_materiel", "maintenance_de_materiel", "gere_ses_contenus_numeriques",
	"navigation_sur_internet", "email", "bureautique", "reseaux_sociaux", "sante", "banque_et_achats_en_ligne",
	"entrepreneuriat", "insertion_professionnelle", "securite_numerique", "parentalite", "scolarite_et_numerique",
	"creer_avec_le_numerique", "culture_numerique", "intelligence_artificielle", Errands,
}

// firstThemes are offered before the others as long as nobody's habits say otherwise.
var firstThemes = []Theme{
	Errands, "email", "navigation_sur_internet", "prendre_en_main_du_materiel", "securite_numerique", "sante",
}

// Errand is a sub-theme of Errands.
type Errand string

// ErrandKinds are all sub-themes.
var ErrandKinds = []Errand{
	"papiers_elections_citoyennete", "famille_scolarite", "social_sante", "travail_formation", "logement",
	"transports_mobilite", "argent_impots", "justice", "etrangers_europe", "loisirs_sports_culture", "associations",
}

// Level is that of a workshop.
type Level string

// Levels are all levels.
var Levels = []Level{"debutant", "intermediaire", "avance"}

// Unsaid is in each of the three groups below: not said, or not asked.
const Unsaid = "non_communique"

// How beneficiaries are counted.
type (
	// Gender is one of Genders.
	Gender string
	// AgeBand is one of AgeBands.
	AgeBand string
	// Status is one of Statuses.
	Status string
)

// All genders, age bands and statuses.
var (
	Genders  = []Gender{"masculin", "feminin", Unsaid}
	AgeBands = []AgeBand{
		"moins_de_douze", "douze_dix_huit", "dix_huit_vingt_quatre", "vingt_cinq_trente_neuf", "quarante_cinquante_neuf",
		"soixante_soixante_neuf", "soixante_dix_plus", Unsaid,
	}
	Statuses = []Status{"scolarise", "sans_emploi", "en_emploi", "retraite", Unsaid}
)

// Steps are the usual lengths, in minutes.
var Steps = []int{15, 30, 45, 60, 90, 120}

// rounded is the step nearest to a number of minutes, the longer of two; the longest for what is longer.
func rounded(minutes int) int {
	best := Steps[0]
	for _, step := range Steps {
		if abs(step-minutes) <= abs(best-minutes) {
			best = step
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// inOrder is the known ones among those values, each once, in the order of all; ok tells whether all were known.
func inOrder[V comparable](values, all []V) (kept []V, ok bool) {
	for _, v := range all {
		if slices.Contains(values, v) {
			kept = append(kept, v)
		}
	}
	for _, v := range values {
		if !slices.Contains(all, v) {
			return kept, false
		}
	}
	return kept, true
}
