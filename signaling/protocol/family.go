package protocol

// What follows is for the rooms of families. Of the other messages they take Join, Film, Speak, Report, Ping and Leave.

// Dial calls the others: the pages of all who are there ring until somebody comes in, or nobody has for a minute.
type Dial struct{}

// Validate accepts it.
func (m Dial) Validate() error { return nil }

// PickUp comes into a call, by its number. A page that comes back after the server was away names the call it was in: the
// browsers know, the server need not have kept it.
type PickUp struct {
	Call int64 `json:"call"`
}

// Validate checks that there is a number.
func (m PickUp) Validate() error { return positive("call", m.Call) }

// NotNow lets a call ring on without the sender.
type NotNow struct {
	Call int64 `json:"call"`
}

// Validate checks that there is a number.
func (m NotNow) Validate() error { return positive("call", m.Call) }

// HangUp leaves the call, or gives it up while it rings.
type HangUp struct{}

// Validate accepts it.
func (m HangUp) Validate() error { return nil }

// FamilyState is the whole room of a family as each of its members may see it, sent after Joined and after every change.
type FamilyState struct {
	Scene FamilyScene `json:"scene"`
}

// FamilyScene is a family's room.
type FamilyScene struct {
	You     string      `json:"you"`   // a seat, as all seats here
	Title   string      `json:"title"` // the family's name
	Hour    string      `json:"hour"`  // when they agreed to meet, in their words; "" for no hour
	Phone   string      `json:"phone"` // to ring when nobody answers; "" for none
	Ends    int64       `json:"ends"`  // until when the room is theirs, Unix milliseconds
	Now     int64       `json:"now"`   // the server's clock, Unix milliseconds
	Members []Relative  `json:"members"`
	Call    *FamilyCall `json:"call,omitempty"` // the call that rings or is on
	Missed  *MissedCall `json:"missed,omitempty"`
}

// Relative is one of a family, whoever looks included.
type Relative struct {
	Seat   string        `json:"seat"`
	Name   string        `json:"name"`
	State  RelativeState `json:"state"`
	Camera bool          `json:"camera"`
	Voice  bool          `json:"voice"` // they can be heard
}

// RelativeState is where somebody of a family is.
type RelativeState string

// The states.
const (
	RelativeAway RelativeState = "away" // no page of theirs is open
	RelativeHere RelativeState = "here" // their page is open
	RelativeRung RelativeState = "rung" // their page rings
	RelativeBusy RelativeState = "busy" // said « not now » to this call
	RelativeIn   RelativeState = "in"   // in the call
	RelativeLost RelativeState = "lost" // in the call, and their page is not heard any more
)

// Values lists every RelativeState.
func (RelativeState) Values() []string { return []string{"away", "here", "rung", "busy", "in", "lost"} }

// FamilyCall is a call that rings or is on.
type FamilyCall struct {
	N int64 `json:"n"` // its number, greater than those before
	// By is who rang; "" in a call that came back after the server was away.
	By    string `json:"by"`
	Until int64  `json:"until"` // it rings until then, Unix milliseconds; 0: somebody came in
}

// MissedCall is the last call, which nobody answered.
type MissedCall struct {
	By   string `json:"by"`
	At   int64  `json:"at"`   // Unix milliseconds
	Busy bool   `json:"busy"` // somebody was there, and could not come at that moment
}

func (FamilyState) serverMessage() {}
