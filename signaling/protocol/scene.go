package protocol

// Scene is what a seat sees of its help: one of the types here, told apart by
// "phase". What only the mediator may know is absent from the person's scenes.
type Scene interface{ Phase() Phase }

// Phase is where a help stands.
type Phase string

// The phases, in their order; TurnedAway goes back to Knocking or Inviting,
// Closing back to Live.
const (
	PhaseInviting   Phase = "inviting"   // a code is to be said
	PhaseKnocking   Phase = "knocking"   // somebody waits to be let in
	PhaseTurnedAway Phase = "turnedAway" // that somebody was refused
	PhaseArriving   Phase = "arriving"   // for a guest only: the person has not agreed yet, or is not in
	PhaseLive       Phase = "live"
	PhaseClosing    Phase = "closing" // somebody left, and may come back for a moment
	PhaseEnded      Phase = "ended"
)

// Values lists every Phase.
func (Phase) Values() []string {
	return []string{"inviting", "knocking", "turnedAway", "arriving", "live", "closing", "ended"}
}

// Common is in every scene.
type Common struct {
	You       Role   `json:"you"`
	Now       int64  `json:"now"`      // the server's clock, Unix milliseconds
	Deadline  int64  `json:"deadline"` // when the code, the wait or the help ends unless extended, Unix milliseconds
	Reference string `json:"reference"`
	Helper    Helper `json:"helper"`
	// Desk is for the mediator and their colleague only.
	Desk *Desk `json:"desk,omitempty"`
	// Guests are in the third seats.
	Guests []Guest `json:"guests"`
	// Invitations are the links to third seats that this seat may pass on.
	Invitations []Invitation `json:"invitations"`
}

// Helper is who helps, as the person is told before anything is asked of them.
type Helper struct {
	Seat         string `json:"seat"`
	FirstName    string `json:"firstName"`
	Organization string `json:"organization"`
	Phone        string `json:"phone"` // the organization's public number
	Town         string `json:"town"`
	Present      bool   `json:"present"`
	Camera       bool   `json:"camera"`
	Screen       Screen `json:"screen"`
	Voice        Voice  `json:"voice"`
	Link         Link   `json:"link"`
}

// Desk is what only those who help see.
type Desk struct {
	Mirror   Mirror `json:"mirror"`
	Callback string `json:"callback"`
	// Others counts the other people who typed this help's code after it was used.
	Others int `json:"others"`
	// Note is what the mediator before left for this one.
	Note string `json:"note"`
}

// Caller is the person helped.
type Caller struct {
	Seat    string `json:"seat"`
	Page    int64  `json:"page"`  // when their page was loaded, as in Join
	Doubt   bool   `json:"doubt"` // they did not expect this call: see Expect
	Present bool   `json:"present"`
	Device  Device `json:"device"`
	Screen  Screen `json:"screen"`
	Camera  bool   `json:"camera"`
	Voice   Voice  `json:"voice"`
	Link    Link   `json:"link"`
}

// Inviting is while a code is to be said. Only the mediator is there.
type Inviting struct {
	Common
	Code string `json:"code"` // digits; "" once it has expired: Renew draws another
	Link string `json:"link"` // the address that has the code filled in
}

// Knocking is while the person waits, and both see the same pictogram.
type Knocking struct {
	Common
	Pictogram string `json:"pictogram"` // its key: the name in words is in the catalogue
	Caller    Caller `json:"caller"`
}

// TurnedAway is after the person was refused, kindly; the mediator may let them knock again.
type TurnedAway struct {
	Common
	Pictogram string `json:"pictogram"`
	Caller    Caller `json:"caller"`
}

// Live is once the person is in.
type Live struct {
	Common
	Caller  Caller  `json:"caller"`
	Watched Role    `json:"watched"` // whose picture those who help look at: see Watch
	Board   Board   `json:"board"`   // see Lay
	Marks   []Mark  `json:"marks"`   // on the drawing if there is one, else on the picture watched
	Request Request `json:"request"` // see Ask
}

// Closing is when somebody left and may come back until Until.
type Closing struct {
	Common
	By      Role    `json:"by"`
	Until   int64   `json:"until"` // Unix milliseconds
	Summary Summary `json:"summary"`
}

// Ended is when it is over.
type Ended struct {
	Common
	Reason  EndReason `json:"reason"`
	Summary Summary   `json:"summary"`
}

// EndReason is why a help is over.
type EndReason string

// The reasons of an end.
const (
	EndedByMediator EndReason = "mediator"
	EndedByPerson   EndReason = "person"
	EndedByTime     EndReason = "time"    // nobody extended it
	EndedRenewed    EndReason = "renewed" // this seat was let go: the mediator drew another code
)

// Values lists every EndReason.
func (EndReason) Values() []string { return []string{"mediator", "person", "time", "renewed"} }

// Summary is what happened, told alike to both. Nothing is ever recorded.
type Summary struct {
	Admitted    int64    `json:"admitted"`    // when the person was let in, Unix milliseconds; 0 if never
	Ended       int64    `json:"ended"`       // Unix milliseconds
	Shown       int64    `json:"shown"`       // how long the screen was seen, milliseconds
	Filmed      int64    `json:"filmed"`      // how long what a camera was pointed at was seen, milliseconds
	Photographs int      `json:"photographs"` // that the person sent and somebody received
	SeenBy      []string `json:"seenBy"`      // the first names of those who saw any of it
}

// Phase tells the scenes apart.
func (Inviting) Phase() Phase { return PhaseInviting }

// Phase tells the scenes apart.
func (Knocking) Phase() Phase { return PhaseKnocking }

// Phase tells the scenes apart.
func (TurnedAway) Phase() Phase { return PhaseTurnedAway }

// Phase tells the scenes apart.
func (Live) Phase() Phase { return PhaseLive }

// Phase tells the scenes apart.
func (Closing) Phase() Phase { return PhaseClosing }

// Phase tells the scenes apart.
func (Ended) Phase() Phase { return PhaseEnded }
