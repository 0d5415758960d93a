package protocol

// ClassScene is what a seat sees of its class: one of the types here, told
// apart by "phase". What only mediators may know is in Teaching alone.
type ClassScene interface{ ClassPhase() ClassPhase }

// ClassPhase is where somebody stands in a class.
type ClassPhase string

// The phases of one seat.
const (
	PhaseLobby    ClassPhase = "lobby"    // waits to be let in
	PhaseClass    ClassPhase = "class"    // takes part
	PhaseTeaching ClassPhase = "teaching" // a mediator
	PhaseOver     ClassPhase = "over"     // the session is over
)

// Values lists every ClassPhase.
func (ClassPhase) Values() []string { return []string{"lobby", "class", "teaching", "over"} }

// ClassState is the whole scene of a class as this seat may see it, sent after
// Joined and after every change.
type ClassState struct {
	Scene ClassScene `json:"scene"`
}

// ClassCommon is in every scene of a class.
type ClassCommon struct {
	You    string    `json:"you"` // the seat's name, drawn for this class alone
	Role   ClassRole `json:"role"`
	Name   string    `json:"name"` // as they like to be called; "" for the hall
	Now    int64     `json:"now"`  // the server's clock, Unix milliseconds
	Title  string    `json:"title"`
	Phone  string    `json:"phone"` // to ring when stuck
	Starts int64     `json:"starts"`
	Ends   int64     `json:"ends"`
	// Helpers are the mediators who have come so far, whoever leads first.
	Helpers []ClassHelper `json:"helpers"`
}

// ClassHelper is a mediator of the class.
type ClassHelper struct {
	Seat      string `json:"seat"`
	FirstName string `json:"firstName"`
	Leads     bool   `json:"leads"`
	Present   bool   `json:"present"`
	Away      bool   `json:"away"` // speaks with one person alone, and will be back
	Camera    bool   `json:"camera"`
	Screen    Screen `json:"screen"`
	Voice     Voice  `json:"voice"`
	Signs     bool   `json:"signs"`
}

// Lobby is while somebody waits to be let in.
type Lobby struct {
	ClassCommon
	Wait Wait `json:"wait"`
}

// Wait is why somebody is not in.
type Wait string

// The reasons.
const (
	WaitHello  Wait = "hello"  // a mediator sees their name, and will let them in
	WaitNobody Wait = "nobody" // no mediator is there yet
	WaitSecond Wait = "second" // another device is in this place: a mediator is asked
	WaitDoor   Wait = "door"   // the door was closed: a mediator may still let them in
	WaitOut    Wait = "out"    // sent out, kindly
)

// Values lists every Wait.
func (Wait) Values() []string { return []string{"hello", "nobody", "second", "door", "out"} }

// Lesson is what a class does at this moment, alike for all but who is aside.
type Lesson struct {
	Step int `json:"step"` // from 0; what it says stands in the page
	// Stage is what is shown large.
	Stage StageKind `json:"stage"`
	// Shows is the seat whose screen is up for whoever this scene is for, "" for none.
	Shows string `json:"shows"`
	Marks []Mark `json:"marks"` // on that screen
	// Forward is the seat put forward for all, "" for none.
	Forward string `json:"forward"`
	// Aside is the seat that whoever this is for speaks with alone, "" for none.
	Aside string `json:"aside"`
	// Captions are the last sentences said aloud that somebody typed, oldest first.
	Captions []string `json:"captions"`
	// Minute is until when those who have said nothing are asked whether they need a minute; 0: they are not.
	Minute int64 `json:"minute"`
}

// Class is a participant's scene, and the hall's.
type Class struct {
	ClassCommon
	Lesson
	Me     Mine   `json:"me"`
	People []Face `json:"people"` // the others who are in, the hall among them, by name
	Pages  int    `json:"pages"`  // of Faces
	Page   int    `json:"page"`
	// Hall is for the hall alone.
	Hall *Hall `json:"hall,omitempty"`
}

// Mine is how a participant stands.
type Mine struct {
	Progress Progress `json:"progress"` // with the current step
	Hand     bool     `json:"hand"`
	Silenced bool     `json:"silenced"` // their microphone was taken from them
	Asked    ShowTo   `json:"asked"`    // before whom they are asked to show their screen
	Consent  ShowTo   `json:"consent"`  // before whom they agreed to
	// Pocket: a telephone in the hall, that never opens its microphone or loudspeaker.
	Pocket bool `json:"pocket"`
	Signs  bool `json:"signs"`
}

// Face is one of the others.
type Face struct {
	Seat   string `json:"seat"`
	Name   string `json:"name"` // "" for the hall
	Here   bool   `json:"here"`
	Camera bool   `json:"camera"`
	Signs  bool   `json:"signs"`
	Hand   bool   `json:"hand"`
}

// Hall is what the big screen says to those who are before it.
type Hall struct {
	Link  string `json:"link"`  // for telephones in the hall
	Count int    `json:"count"` // those on site
	Done  int    `json:"done"`  // of them, with the current step
}

// Teaching is a mediator's scene.
type Teaching struct {
	ClassCommon
	Lesson
	Steps    int        `json:"steps"` // how many there are
	Closed   bool       `json:"closed"`
	Roster   []Attendee `json:"roster"`   // all who are expected, and the hall if it came
	HallLink string     `json:"hallLink"` // opens the big screen
	Shown    int        `json:"shown"`    // hands shown in the hall for the current step
	Pages    int        `json:"pages"`
	Page     int        `json:"page"`
}

// Standing is where somebody of the roster is.
type Standing string

// The standings.
const (
	StandingAbsent Standing = "absent"
	StandingLobby  Standing = "lobby" // waits to be let in
	StandingIn     Standing = "in"
	StandingLost   Standing = "lost" // was in, and their page is not heard any more
	StandingOut    Standing = "out"  // was sent out
)

// Values lists every Standing.
func (Standing) Values() []string { return []string{"absent", "lobby", "in", "lost", "out"} }

// Attendee is one person as a mediator sees them.
type Attendee struct {
	Seat         string     `json:"seat"`
	Role         ClassRole  `json:"role"`
	Name         string     `json:"name"`
	Companion    string     `json:"companion"` // who shares the place and the machine
	Arrangements []string   `json:"arrangements"`
	How          How        `json:"how"`
	Expected     How        `json:"expected"` // as planned, while they are absent; else as How
	Standing     Standing   `json:"standing"`
	Since        int64      `json:"since"`  // of the standing, Unix milliseconds
	Second       bool       `json:"second"` // another device asks for this place
	Late         bool       `json:"late"`   // came once the class had begun
	Progress     Progress   `json:"progress"`
	Said         int64      `json:"said"` // when progress was said, Unix milliseconds; 0 never
	Done         int        `json:"done"` // of all steps
	Hand         int64      `json:"hand"` // since when it is up; 0: it is not
	Camera       bool       `json:"camera"`
	Signs        bool       `json:"signs"`
	Voice        Voice      `json:"voice"`
	Silenced     bool       `json:"silenced"`
	Heard        int64      `json:"heard"` // when they were last heard speaking; 0 never
	Screen       Screen     `json:"screen"`
	Asked        ShowTo     `json:"asked"`
	Consent      ShowTo     `json:"consent"`
	Blind        bool       `json:"blind"` // does not see what is shown large
	Link         Link       `json:"link"`
	Device       DeviceKind `json:"device"`
	View         View       `json:"view"` // how far their browser's question is
	Of           Source     `json:"of"`   // what it is for
	Pocket       bool       `json:"pocket"`
	Aside        string     `json:"aside"` // the mediator who is with them alone
	Mood         Mood       `json:"mood"`
}

// ClassOver is once the session is over.
type ClassOver struct {
	ClassCommon
	Mood  Mood  `json:"mood"`
	Next  int64 `json:"next"`  // when their next session begins, Unix milliseconds; 0: none is planned
	Until int64 `json:"until"` // a mediator may begin again until then
}

// ClassPhase tells the scenes apart.
func (Lobby) ClassPhase() ClassPhase { return PhaseLobby }

// ClassPhase tells the scenes apart.
func (Class) ClassPhase() ClassPhase { return PhaseClass }

// ClassPhase tells the scenes apart.
func (Teaching) ClassPhase() ClassPhase { return PhaseTeaching }

// ClassPhase tells the scenes apart.
func (ClassOver) ClassPhase() ClassPhase { return PhaseOver }

// Captioned is what is being said, as it is being typed; N as in Caption. What
// was said stands in the scene.
type Captioned struct {
	Seat string `json:"seat"`
	N    int64  `json:"n"`
	Text string `json:"text"`
}

func (ClassState) serverMessage() {}
func (Captioned) serverMessage()  {}
