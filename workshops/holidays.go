package workshops

// SchoolZone is a zone of the school holidays of mainland France.
type SchoolZone string

// The zones.
const (
	ZoneA SchoolZone = "A"
	ZoneB SchoolZone = "B"
	ZoneC SchoolZone = "C"
)

// SchoolHoliday is one holiday of one zone. First and Last are the first and the last day without school.
type SchoolHoliday struct {
	Zone        SchoolZone
	Name        string // "hiver"
	First, Last Day
}

// LocalHoliday is a public holiday of a territory only.
type LocalHoliday string
