package workshops

import (
	"context"
	"errors"
	"time"

	"coupdemain/internal/accounts"
	"coupdemain/internal/spokencode"
)

var errUnbuilt = errors.New("not built")

// New makes a Service over a store; codes and feeds are derived from the server's secret.
func New(store Store, secret []byte) (*Service, error) { return nil, errUnbuilt }

// Run writes down the modules that ship, makes the reminders that come due, and erases the people whose time has come,
// until ctx is done.
func (s *Service) Run(ctx context.Context) error { return errUnbuilt }

// ---- modules and paths ----

// HTML is Markdown as HTML; HTML within it is left out.
func HTML(markdown string) string { return "" }

// PlainText is Markdown as text: a paragraph or an item of a list on each line ("1. …", "– …").
func PlainText(markdown string) string { return "" }

// Modules lists the newest version of by's organization's modules and of those shipped, archived ones too, by title.
func (s *Service) Modules(ctx context.Context, by accounts.Person) ([]Module, error) {
	return nil, errUnbuilt
}

// Module is a version of a module; 0: the newest.
func (s *Service) Module(ctx context.Context, by accounts.Person, id string, version int) (Module, error) {
	return Module{}, errUnbuilt
}

// ModuleVersions lists all versions of a module, the newest first.
func (s *Service) ModuleVersions(ctx context.Context, by accounts.Person, id string) ([]Module, error) {
	return nil, errUnbuilt
}

// SaveModule makes a new module of by's organization (m.ID empty), or the next version of one whose newest is m.Version.
// The error is an *accounts.InvalidError, ErrConflict, ErrNotFound, or ErrForbidden for one that ships: copy it first.
func (s *Service) SaveModule(ctx context.Context, by accounts.Person, m Module) (Module, error) {
	return Module{}, errUnbuilt
}

// CopyModule makes a module of by's organization like another, one that ships for example.
func (s *Service) CopyModule(ctx context.Context, by accounts.Person, id string) (Module, error) {
	return Module{}, errUnbuilt
}

// AddPicture keeps a picture (PNG, JPEG or WebP, told by its bytes, up to MaxPicture). The error is an
// *accounts.InvalidError.
func (s *Service) AddPicture(ctx context.Context, by accounts.Person, data []byte) (Picture, error) {
	return Picture{}, errUnbuilt
}

// Picture is a step's picture, for whoever has its ID. One that ships is SVG of our own.
func (s *Service) Picture(ctx context.Context, id string) (Picture, error) {
	return Picture{}, errUnbuilt
}

// Paths lists the newest version of by's organization's paths, archived ones too, by title.
func (s *Service) Paths(ctx context.Context, by accounts.Person) ([]Path, error) {
	return nil, errUnbuilt
}

// Path is a version of a path; 0: the newest.
func (s *Service) Path(ctx context.Context, by accounts.Person, id string, version int) (Path, error) {
	return Path{}, errUnbuilt
}

// SavePath makes a new path, or the next version of one; as SaveModule.
func (s *Service) SavePath(ctx context.Context, by accounts.Person, p Path) (Path, error) {
	return Path{}, errUnbuilt
}

// ---- series and sessions ----

// Weekly is a Rule for those days of each week until a day, that one included.
func Weekly(days []time.Weekday, until Day) string { return "" }

// Days is what a Rule made by Weekly says, to fill in a form again; false for any other rule.
func Days(rule string) (days []time.Weekday, until Day, ok bool) { return nil, "", false }

// Preview is the sessions that a plan gives, before anything is made.
type Preview struct {
	Slots   []Slot
	Skipped []Skipped
}

// Skipped is a day that a rule names and a plan skips.
type Skipped struct {
	Day Day
	Why string // the holiday's name ("11-novembre", "hiver"…), or "day" for one of Skip.Days
}

// Preview reckons a plan. The error is an *accounts.InvalidError.
func (s *Service) Preview(ctx context.Context, p Plan) (Preview, error) { return Preview{}, errUnbuilt }

// CreateSeries makes a series with the sessions of its plan, the path's modules spread over them in order. ID, revision,
// organization and what is worked out are passed over. The error is an *accounts.InvalidError, or ErrNotFound (path).
func (s *Service) CreateSeries(ctx context.Context, by accounts.Person, n Series) (Series, error) {
	return Series{}, errUnbuilt
}

// SaveSeries changes anything of a series but its path and plan. Raising the capacity gives places to those who wait;
// lowering it takes nobody's. People are told of a change of venue or telephone number. The error is an
// *accounts.InvalidError, ErrNotFound, or ErrConflict if n.Revision is not the newest.
func (s *Service) SaveSeries(ctx context.Context, by accounts.Person, n Series) (Series, error) {
	return Series{}, errUnbuilt
}

// DeleteSeries removes a series that nobody was ever enrolled in; else ErrState.
func (s *Service) DeleteSeries(ctx context.Context, by accounts.Person, id string) error {
	return errUnbuilt
}

// AllSeries lists by's organization's series: those that are not over, or all.
func (s *Service) AllSeries(ctx context.Context, by accounts.Person, past bool) ([]Listed, error) {
	return nil, errUnbuilt
}

// Series is one series.
func (s *Service) Series(ctx context.Context, by accounts.Person, id string) (Listed, error) {
	return Listed{}, errUnbuilt
}

// Sessions lists the sessions of a series by time, cancelled ones too.
func (s *Service) Sessions(ctx context.Context, by accounts.Person, seriesID string) ([]Session, error) {
	return nil, errUnbuilt
}

// Session is one session, with its series.
func (s *Service) Session(ctx context.Context, by accounts.Person, id string) (Scheduled, error) {
	return Scheduled{}, errUnbuilt
}

// Schedule lists the sessions of by's organization from one day up to another, in each series' own zone.
func (s *Service) Schedule(ctx context.Context, by accounts.Person, from, to Day) ([]Scheduled, error) {
	return nil, errUnbuilt
}

// AddSession adds a session to a series; people are told.
func (s *Service) AddSession(ctx context.Context, by accounts.Person, seriesID string, at Slot) (Session, error) {
	return Session{}, errUnbuilt
}

// MoveSession moves a session; people are told, with the reason, which may be empty. The error is an
// *accounts.InvalidError, ErrNotFound, ErrConflict (another revision), or ErrState (cancelled, or over).
func (s *Service) MoveSession(ctx context.Context, by accounts.Person, id string, revision int, to Slot, reason string) (Session, error) {
	return Session{}, errUnbuilt
}

// CancelSession cancels a session that is not over; people are told, with the reason. Errors are MoveSession's.
func (s *Service) CancelSession(ctx context.Context, by accounts.Person, id string, revision int, reason string) (Session, error) {
	return Session{}, errUnbuilt
}

// RestoreSession undoes a cancellation; people are told. Errors are MoveSession's.
func (s *Service) RestoreSession(ctx context.Context, by accounts.Person, id string, revision int) (Session, error) {
	return Session{}, errUnbuilt
}

// SetSessionModule says what is taught in a session; empty: nothing said.
func (s *Service) SetSessionModule(ctx context.Context, by accounts.Person, id, moduleID string) (Session, error) {
	return Session{}, errUnbuilt
}

// SessionModule is what is taught in a session, in the version of that day.
func (s *Service) SessionModule(ctx context.Context, by accounts.Person, id string) (Module, error) {
	return Module{}, errUnbuilt
}

// SchoolHolidays lists the school holidays known, by first day: the table that ships, with the school years that were
// corrected in place of its own.
func (s *Service) SchoolHolidays(ctx context.Context) ([]SchoolHoliday, error) {
	return nil, errUnbuilt
}

// SetSchoolHolidays corrects one school year, named by the year it begins in: its holidays are these from now on, for
// all offices. Series that are planned stay as they are. The error is an *accounts.InvalidError, or ErrForbidden for a
// mediator.
func (s *Service) SetSchoolHolidays(ctx context.Context, by accounts.Person, year int, holidays []SchoolHoliday) error {
	return errUnbuilt
}

// ---- people ----

// People lists who is enrolled in a series: places first, then the waiting list in order, then those to confirm, then
// those who withdrew.
func (s *Service) People(ctx context.Context, by accounts.Person, seriesID string) ([]Enrolment, error) {
	return nil, errUnbuilt
}

// Enrolment is one person's.
func (s *Service) Enrolment(ctx context.Context, by accounts.Person, id string) (Enrolment, error) {
	return Enrolment{}, errUnbuilt
}

// Enrol gives somebody a place, or a position in the waiting list. The error is an *accounts.InvalidError, ErrNotFound,
// or ErrClosed once the series is over.
func (s *Service) Enrol(ctx context.Context, by accounts.Person, seriesID string, n NewEnrolment) (Enrolment, error) {
	return Enrolment{}, errUnbuilt
}

// Confirm gives somebody who has asked, or who had withdrawn, a place or the last position in the waiting list. The
// error is ErrNotFound, ErrClosed or ErrState.
func (s *Service) Confirm(ctx context.Context, by accounts.Person, id string) (Enrolment, error) {
	return Enrolment{}, errUnbuilt
}

// Correct changes what is written of a person. Whoever changes Mode takes a place of the other kind, and theirs goes to
// who waits for it; ErrFull if there is none (one who waits goes to the end of the other list). The error is an
// *accounts.InvalidError, ErrNotFound, ErrConflict, ErrFull, or ErrState once erased.
func (s *Service) Correct(ctx context.Context, by accounts.Person, id string, revision int, d Details) (Enrolment, error) {
	return Enrolment{}, errUnbuilt
}

// Withdraw takes somebody out: their place goes to who waits for it. Twice is no error.
func (s *Service) Withdraw(ctx context.Context, by accounts.Person, id string) (Enrolment, error) {
	return Enrolment{}, errUnbuilt
}

// Erase withdraws somebody and removes all that is written of them; the counts of who came stay. Twice is no error.
func (s *Service) Erase(ctx context.Context, by accounts.Person, id string) error { return errUnbuilt }

// Code is a person's code in a series, the same at each call. The error is ErrNotFound, or ErrState for whoever has
// no place.
func (s *Service) Code(ctx context.Context, by accounts.Person, id string) (spokencode.Code, error) {
	return "", errUnbuilt
}

// NewCode replaces a code that was lost or seen; the one before opens nothing any more.
func (s *Service) NewCode(ctx context.Context, by accounts.Person, id string) (spokencode.Code, error) {
	return "", errUnbuilt
}

// Sheets are the facts of the joining sheets of all who have a place in a series, in order; Notice is empty.
func (s *Service) Sheets(ctx context.Context, by accounts.Person, seriesID string) ([]Telling, error) {
	return nil, errUnbuilt
}

// Sheet is the facts of one joining sheet; Notice is empty. The error is ErrNotFound, or ErrState without a place.
func (s *Service) Sheet(ctx context.Context, by accounts.Person, id string) (Telling, error) {
	return Telling{}, errUnbuilt
}

// Import enrols all rows in order, or none. key is as NewEnrolment.Key, for the whole list. The error is an *ImportError.
func (s *Service) Import(ctx context.Context, by accounts.Person, seriesID, key string, rows []Row) ([]Enrolment, error) {
	return nil, errUnbuilt
}

// ---- the public ----

// Programme lists the public series with a session to come, by that session; of one town, or of all if it is empty.
func (s *Service) Programme(ctx context.Context, town string) ([]Listed, error) {
	return nil, errUnbuilt
}

// Towns lists the towns of the programme, in order.
func (s *Service) Towns(ctx context.Context) ([]string, error) { return nil, errUnbuilt }

// Announced is a public series with its sessions and what is taught.
type Announced struct {
	Listed
	Dates   []Session // cancelled ones too, by time
	Modules []Module
}

// Announced is one series of the programme; those that are not public are ErrNotFound.
func (s *Service) Announced(ctx context.Context, id string) (Announced, error) {
	return Announced{}, errUnbuilt
}

// Ask asks for a place, for the office to confirm. The error is an *accounts.InvalidError, ErrNotFound or ErrClosed.
// The answer tells nothing of who else asked.
func (s *Service) Ask(ctx context.Context, seriesID string, n NewEnrolment) error { return errUnbuilt }

// ---- the door and the live room ----

// Place is what a personal code opens now. The error is spokencode's (ErrLength, ErrNotDigits, ErrCheck) or ErrNotFound,
// also for a code that was replaced. Guesses are for the caller to limit.
func (s *Service) Place(ctx context.Context, typed string) (Place, error) { return Place{}, errUnbuilt }

// PlaceOf is the same for an enrolment that a browser has shown the code of before.
func (s *Service) PlaceOf(ctx context.Context, enrolmentID string) (Place, error) {
	return Place{}, errUnbuilt
}

// Joined takes a person's attendance: they came into the live room of a session. Twice is no error.
func (s *Service) Joined(ctx context.Context, sessionID, enrolmentID string) error { return errUnbuilt }

// ---- partners ----

// Partners lists the links of by's organization, by name.
func (s *Service) Partners(ctx context.Context, by accounts.Person) ([]Partner, error) {
	return nil, errUnbuilt
}

// AddPartner makes a link, good until a day, that one included (a year away at most). The token is told once.
func (s *Service) AddPartner(ctx context.Context, by accounts.Person, name string, until Day) (Partner, string, error) {
	return Partner{}, "", errUnbuilt
}

// RevokePartner ends a link at once. Twice is no error.
func (s *Service) RevokePartner(ctx context.Context, by accounts.Person, id string) error {
	return errUnbuilt
}

// PartnerView is what a partner's link shows.
type PartnerView struct {
	Partner  Partner
	Series   []Listed // not over
	Receipts []Receipt
}

// PartnerView is what a link shows. The error is ErrPartner.
func (s *Service) PartnerView(ctx context.Context, token string) (PartnerView, error) {
	return PartnerView{}, errUnbuilt
}

// PartnerEnrol adds somebody by a link. The error is ErrPartner, an *accounts.InvalidError (without an agreement too),
// ErrNotFound or ErrClosed.
func (s *Service) PartnerEnrol(ctx context.Context, token, seriesID string, n NewEnrolment) (Receipt, error) {
	return Receipt{}, errUnbuilt
}

// ---- attendance and afterwards ----

// Expected lists who is expected at a session, and who came.
func (s *Service) Expected(ctx context.Context, by accounts.Person, sessionID string) ([]Expected, error) {
	return nil, errUnbuilt
}

// Tick says whether somebody came, how, and with their companion; an empty Came takes it back.
func (s *Service) Tick(ctx context.Context, by accounts.Person, sessionID, enrolmentID string, came Came, mode Mode, companion bool) error {
	return errUnbuilt
}

// Presence is who came to what, over a series.
func (s *Service) Presence(ctx context.Context, by accounts.Person, seriesID string) (Presence, error) {
	return Presence{}, errUnbuilt
}

// Certificates are those of everybody who came to at least one session of a series.
func (s *Service) Certificates(ctx context.Context, by accounts.Person, seriesID string) ([]Certificate, error) {
	return nil, errUnbuilt
}

// NextStep suggests what comes next for a person.
func (s *Service) NextStep(ctx context.Context, by accounts.Person, enrolmentID string) (NextStep, error) {
	return NextStep{}, errUnbuilt
}

// Report is the activity report of a session: as saved, or else filled in.
func (s *Service) Report(ctx context.Context, by accounts.Person, sessionID string) (Report, error) {
	return Report{}, errUnbuilt
}

// SaveReport keeps a report as the mediator leaves it. The error is an *accounts.InvalidError or ErrNotFound.
func (s *Service) SaveReport(ctx context.Context, by accounts.Person, r Report) (Report, error) {
	return Report{}, errUnbuilt
}

// Reports lists the reports of the sessions held from one day to another, saved or filled in, by day.
func (s *Service) Reports(ctx context.Context, by accounts.Person, from, to Day) ([]Report, error) {
	return nil, errUnbuilt
}

// ReportHeader is the first line of the reports' export: the fields' names.
func ReportHeader() []string { return nil }

// Row is a report as a line of the export. Lists within a field are joined by "|".
func (r Report) Row() []string { return nil }

// ---- what has to be told ----

// Tasks lists what somebody of by's organization has to say by telephone or to post, by when it is due.
func (s *Service) Tasks(ctx context.Context, by accounts.Person) ([]Task, error) {
	return nil, errUnbuilt
}

// TaskDone says that it was said, or posted. Twice is no error.
func (s *Service) TaskDone(ctx context.Context, by accounts.Person, noticeID string) error {
	return errUnbuilt
}

// Failures lists the notices that could not be sent.
func (s *Service) Failures(ctx context.Context, by accounts.Person) ([]Telling, error) {
	return nil, errUnbuilt
}

// TellByHand makes a task of a notice that failed.
func (s *Service) TellByHand(ctx context.Context, by accounts.Person, noticeID string) error {
	return errUnbuilt
}

// SendSheets has the joining sheet sent (again) to everybody who has a place in a series; it returns to how many, by
// machine and as tasks.
func (s *Service) SendSheets(ctx context.Context, by accounts.Person, seriesID string) (machine, tasks int, err error) {
	return 0, 0, errUnbuilt
}

// NoticesFor lists what one person was told, the newest first.
func (s *Service) NoticesFor(ctx context.Context, by accounts.Person, enrolmentID string) ([]Notice, error) {
	return nil, errUnbuilt
}

// Telling looks up all that a notice's words are made of. For delivering: it asks for no rights.
func (s *Service) Telling(ctx context.Context, n Notice) (Telling, error) {
	return Telling{}, errUnbuilt
}

// Channels are the ways to reach a person, the best first: never empty, ByPost stands last.
func (d Details) Channels() []Channel { return nil }

// ---- calendars ----

// FeedToken is the secret part of the address of a feed; one that somebody may not have is ErrNotFound.
func (s *Service) FeedToken(ctx context.Context, by accounts.Person, of FeedOf, id string) (string, error) {
	return "", errUnbuilt
}

// Feed is what a calendar shows, for whoever has its address.
func (s *Service) Feed(ctx context.Context, of FeedOf, id, token string) (Feed, error) {
	return Feed{}, errUnbuilt
}
