package protocol

// ServerMessage is what the server sends to a live page: one of the types here.
type ServerMessage interface{ serverMessage() }

// Joined answers Join.
type Joined struct {
	// Epoch counts the joinings of this seat; a later one replaces an earlier one at a stroke.
	Epoch int64 `json:"epoch"`
	// Answer is the SDP answer, empty if there was no offer.
	Answer string `json:"answer"`
	// Lines are the words written so far, oldest first.
	Lines []Line `json:"lines"`
}

// State is the whole scene as this seat may see it, sent after Joined and
// after every change.
type State struct {
	Scene Scene `json:"scene"`
}

// Slots says who is in the receive slots of this seat's PeerConnection; a slot
// that is not named is empty.
type Slots struct {
	Slots []Slot `json:"slots"`
}

// Slot ties a mid to a seat from one RTP timestamp on, so that no face is ever
// shown under another's name.
type Slot struct {
	Mid  string `json:"mid"`
	Seat string `json:"seat"`
	Kind Track  `json:"kind"`
	From uint32 `json:"from"` // RTP timestamp of the first packet that is theirs
	// Withheld: the link to this page does not carry the picture at the moment.
	Withheld bool `json:"withheld"`
}

// Track is a kind of picture or sound.
type Track string

// The kinds of track.
const (
	Microphone  Track = "microphone"
	Camera      Track = "camera"
	ScreenTrack Track = "screen"
)

// Values lists every Track.
func (Track) Values() []string { return []string{"microphone", "camera", "screen"} }

// Written is a few words that somebody wrote, their own included.
type Written struct {
	Line Line `json:"line"`
}

// Line is one text in the conversation, or something sent in it.
type Line struct {
	Kind LineKind `json:"kind"`
	N    int64    `json:"n"` // of the Write it came by; 0 for what was sent
	Seat string   `json:"seat"`
	Name string   `json:"name"`         // who, as others call them; "" for the person helped
	Text string   `json:"text"`         // of a link: its address
	Host string   `json:"host"`         // a link's real host name, in ASCII if any letter of it could be taken for another (RFC 3492)
	At   int64    `json:"at"`           // Unix milliseconds
	To   string   `json:"to,omitempty"` // as in Write
}

// LineKind is what a line is.
type LineKind string

// The kinds of line.
const (
	LineWords LineKind = "words"
	LineLink  LineKind = "link" // an address to open
	LineCopy  LineKind = "copy" // a text to copy
)

// Values lists every LineKind.
func (LineKind) Values() []string { return []string{"words", "link", "copy"} }

// Pause tells the person's page to put its screen on pause at its source:
// the mediator asked. The page answers with Show.
type Pause struct{}

// Declined says that a message was understood but not carried out, and why.
// The page has a sentence for each reason.
type Declined struct {
	Message string `json:"message"` // the type of the message that was declined
	Reason  Reason `json:"reason"`
}

// Reason is why something was declined.
type Reason string

// The reasons.
const (
	ReasonNotYours Reason = "not-yours" // another role's message
	ReasonTooLate  Reason = "too-late"  // the help has moved on
	ReasonTooMany  Reason = "too-many"
	ReasonMedia    Reason = "media" // the offer could not be answered
	ReasonDoubt    Reason = "doubt" // the person did not expect this call
	ReasonLink     Reason = "link"  // not an address of the web
)

// Values lists every Reason.
func (Reason) Values() []string {
	return []string{"not-yours", "too-late", "too-many", "media", "doubt", "link"}
}

// Pong answers Ping.
type Pong struct{}

// Helps is the whole list of a mediator's live helps, newest first: the only
// message of the desk's WebSocket, sent at its opening and at every change.
type Helps struct {
	Helps []HelpSummary `json:"helps"`
	Now   int64         `json:"now"` // the server's clock, Unix milliseconds
}

// HelpSummary is one live help as the desk lists it.
type HelpSummary struct {
	ID        string `json:"id"`
	Reference string `json:"reference"`
	Phase     Phase  `json:"phase"`
	Mirror    Mirror `json:"mirror"`
	Code      string `json:"code"`      // digits, "" once used or over
	Pictogram string `json:"pictogram"` // its key, "" before the knock
	Callback  string `json:"callback"`
	Since     int64  `json:"since"`    // when it was opened, Unix milliseconds
	Deadline  int64  `json:"deadline"` // Unix milliseconds
}

func (Joined) serverMessage()   {}
func (State) serverMessage()    {}
func (Slots) serverMessage()    {}
func (Written) serverMessage()  {}
func (Pause) serverMessage()    {}
func (Declined) serverMessage() {}
func (Pong) serverMessage()     {}
func (Helps) serverMessage()    {}
