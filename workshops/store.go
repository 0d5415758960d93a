package workshops

import (
	"context"
	"crypto/sha256"
	"time"
)

// Hash is what a code, a token or a request's key is kept as.
type Hash [sha256.Size]byte

// Store keeps workshops. Its methods may be called from any goroutine.
type Store interface {
	// View runs a function that reads, on one state of the database. What it is given must not be used afterwards.
	View(ctx context.Context, read func(Tx) error) error
	// Update runs a function that reads and changes, alone: no other Update runs meanwhile. All of it is on disk when
	// Update returns nil, and none of it when it returns an error, which is the function's own or the database's.
	Update(ctx context.Context, change func(Tx) error) error
}

// Tx is a transaction: what it reads and changes is as if nothing else happened meanwhile. Every method that finds one
// thing returns ErrNotFound where there is none. A Put replaces what has the same ID, or adds it.
type Tx interface {
	ModuleTx
	SeriesTx
	PeopleTx
	AttendanceTx
	NoticeTx
	PartnerTx
}

// ModuleTx keeps what is taught.
type ModuleTx interface {
	// Modules lists the newest version of each module of an organization, and of those shipped, by title.
	Modules(organization string) ([]Module, error)
	// Module finds a version; 0: the newest.
	Module(id string, version int) (Module, error)
	// ModuleVersions lists all versions, the newest first.
	ModuleVersions(id string) ([]Module, error)
	// AddModule adds a version. The error is ErrConflict where there is one of that number.
	AddModule(m Module) error
	// PinModule writes down, in every session of the module begun before a time that has no version yet, which it was.
	PinModule(id string, version int, begun time.Time) error
	// Paths lists the newest version of each path of an organization, by title.
	Paths(organization string) ([]Path, error)
	// Path finds a version; 0: the newest.
	Path(id string, version int) (Path, error)
	// AddPath adds a version. The error is ErrConflict where there is one of that number.
	AddPath(p Path) error
	Picture(id string) (Picture, error)
	// AddPicture adds a picture; one that is there already stays.
	AddPicture(p Picture) error
	// SchoolYears lists the school years that an organization corrected, by year.
	SchoolYears(organization string) ([]SchoolYear, error)
	PutSchoolYear(y SchoolYear) error
}

// SeriesTx keeps series and their sessions. Series.First, Last and EndsAt are worked out from the sessions.
type SeriesTx interface {
	Series(id string) (Series, error)
	PutSeries(s Series) error
	// DeleteSeries removes a series with its sessions and everything about them.
	DeleteSeries(id string) error
	// SeriesOf lists an organization's series that end after a time, by when they begin.
	SeriesOf(organization string, endsAfter, at time.Time) ([]Listed, error)
	// Programme lists the public series of all organizations with a session that ends after a time, by that session: at
	// most so many, after so many. Only those with a place are counted.
	Programme(at time.Time, town string, after, most int) ([]Listed, error)
	// Towns lists the towns of the programme.
	Towns(at time.Time) ([]string, error)
	// Listed is one series as SeriesOf lists it.
	Listed(id string, at time.Time) (Listed, error)
	// Sessions lists all of a series, by time.
	Sessions(seriesID string) ([]Session, error)
	Session(id string) (Session, error)
	PutSession(s Session) error
	// Scheduled lists the sessions of an organization, or those that a mediator runs, that begin from one time up to
	// another, by time. One of organization and mediator is empty.
	Scheduled(organization, mediator string, from, to time.Time) ([]Scheduled, error)
	// Forgettable lists the series whose people are not erased and whose last session ended before a time.
	Forgettable(endedBefore time.Time) ([]Series, error)
}

// PeopleTx keeps enrolments. Enrolment.Position is worked out.
type PeopleTx interface {
	Enrolment(id string) (Enrolment, error)
	// EnrolmentByKey finds what a request of this key has made.
	EnrolmentByKey(key Hash) (Enrolment, error)
	// EnrolmentByCode finds whose code has this hash, and how often theirs was drawn anew.
	EnrolmentByCode(code Hash) (Enrolment, error)
	// AddEnrolment adds an enrolment under its request's key, without a code.
	AddEnrolment(e Enrolment, key Hash) error
	// PutEnrolment replaces an enrolment; that of nobody is ErrNotFound.
	PutEnrolment(e Enrolment) error
	// SetCode gives an enrolment the code with this hash, the drawing-th try for it; false, and nothing is changed, where
	// another has the same, or the card of a family. The zero hash takes its code away.
	SetCode(id string, code Hash, drawing int) (bool, error)
	// Drawing is the number of the try that gave an enrolment its code; 0: it has none.
	Drawing(id string) (int, error)
	// Drawings lists those who have a code and a place in a series with a session, not cancelled, that begins until one time
	// and ends after another.
	Drawings(begun, ends time.Time) ([]Drawn, error)
	// Enrolments lists all of a series: those with a place, then those who wait, in order, then the others.
	Enrolments(seriesID string) ([]Enrolment, error)
	// ExpectedAt lists those of a series who have a place, or of whom something is said at a session, in the same order and
	// without positions.
	ExpectedAt(seriesID, sessionID string) ([]Enrolment, error)
	// Holding counts those of a series that have a place.
	Holding(seriesID string) (map[Mode]int, error)
	// FirstWaiting is who is next for a place.
	FirstWaiting(seriesID string, mode Mode) (Enrolment, error)
	// NextRank is greater than any rank of the series.
	NextRank(seriesID string) (int64, error)
	// EnrolmentsOfPartner lists those a partner has sent, the newest first.
	EnrolmentsOfPartner(partnerID string) ([]Enrolment, error)
}

// AttendanceTx keeps who came, and the reports.
type AttendanceTx interface {
	PutAttendance(a Attendance) error
	// DeleteAttendance forgets what was said of one person at one session.
	DeleteAttendance(sessionID, enrolmentID string) error
	AttendanceOfSession(sessionID string) ([]Attendance, error)
	AttendanceOfSeries(seriesID string) ([]Attendance, error)
	Report(sessionID string) (Report, error)
	PutReport(r Report) error
}

// NoticeTx keeps what has to be told.
type NoticeTx interface {
	// AddNotice adds a notice; key is what makes two the same telling: the second is not added.
	AddNotice(n Notice, key string) error
	Notice(id string) (Notice, error)
	// PutNotice replaces a notice, Failure excepted, which is delivering's; one that becomes Pending is delivered as if
	// never tried. One that is gone is ErrNotFound.
	PutNotice(n Notice) error
	// NoticesOf lists an organization's notices of one state, by when they are due.
	NoticesOf(organization string, state NoticeState) ([]Notice, error)
	// NoticesFor lists an enrolment's notices, the newest first.
	NoticesFor(enrolmentID string) ([]Notice, error)
	// DropNotices makes Dropped what is Pending, Failed or ForPeople, of a session, of a person, or of both: an empty ID
	// stands for any.
	DropNotices(sessionID, enrolmentID string, kinds []NoticeKind, at time.Time) error
	// DeleteNotices removes all of a person.
	DeleteNotices(enrolmentID string) error
	// Remindable lists the people with a place at the sessions that begin after one time and until another, who have no
	// Reminder (expiring when the session begins, and not dropped) yet.
	Remindable(from, to time.Time) ([]Reminding, error)
}

// Drawn is who has a code, and by which drawing.
type Drawn struct {
	EnrolmentID string
	Drawing     int
}

// Reminding is one person and one session coming up.
type Reminding struct {
	Enrolment Enrolment
	Session   Session
}

// PartnerTx keeps partners' links.
type PartnerTx interface {
	Partner(id string) (Partner, error)
	// PartnerByToken finds a link by its token's hash, good or not.
	PartnerByToken(token Hash) (Partner, error)
	// PartnersOf lists an organization's links, by name.
	PartnersOf(organization string) ([]Partner, error)
	AddPartner(p Partner, token Hash) error
	PutPartner(p Partner) error
}
