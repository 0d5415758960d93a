package protocol

import "fmt"

// Over the data channel go only messages of which the freshest makes those
// before worthless; it neither orders nor repeats them.

// FastMessages is every ClientMessage that may come over the data channel.
var FastMessages = map[string]ClientMessage{"point": Point{}, "draft": Draft{}}

// MaxFast is the largest message of the data channel, in bytes: the longest
// draft, its JSON escaped.
const MaxFast = 12 << 10

// DecodeFast is Decode for the data channel.
func DecodeFast(frame []byte) (name string, m ClientMessage, err error) {
	if len(frame) > MaxFast {
		return "", nil, fmt.Errorf("message: %d bytes, at most %d", len(frame), MaxFast)
	}
	return decode(frame, FastMessages)
}

// Pointed is where another's pointer is. Over the data channel only.
type Pointed struct {
	Seat string `json:"seat"`
	N    int64  `json:"n"`
	On   bool   `json:"on"`
	Spot
}

// Drafted is what another is writing at this moment; N as in Draft.
type Drafted struct {
	Seat string `json:"seat"`
	N    int64  `json:"n"`
	Text string `json:"text"`
}

// Parcel says that a picture or a guide is on its way to this seat: the page
// fetches it, once and at once, from /aide/{id}/envois/{parcel}. The server
// passes it through and keeps nothing.
type Parcel struct {
	ID     string     `json:"id"`
	Seat   string     `json:"seat"` // whose it is
	Name   string     `json:"name"` // as in Line
	Kind   ParcelKind `json:"kind"`
	Key    string     `json:"key"`    // the sender's own; a parcel sent again has the same
	Title  string     `json:"title"`  // a caption, or a file's name
	Medium string     `json:"medium"` // its media type (RFC 6838)
	Size   int64      `json:"size"`   // bytes
	At     int64      `json:"at"`     // Unix milliseconds
}

// ParcelKind is what a parcel is for.
type ParcelKind string

// The kinds of parcel.
const (
	Still ParcelKind = "still" // the person's own picture, drawn on: a step of « Mon pas-à-pas »
	Photo ParcelKind = "photo" // a photograph or screenshot
	Guide ParcelKind = "guide" // a document to keep
)

// Values lists every ParcelKind.
func (ParcelKind) Values() []string { return []string{"still", "photo", "guide"} }

// MaxParcel is the largest parcel, in bytes.
const MaxParcel = 8 << 20

func (Pointed) serverMessage() {}
func (Drafted) serverMessage() {}
func (Parcel) serverMessage()  {}
