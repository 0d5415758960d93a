package protocol

import "fmt"

// An enum is a string type whose values are all known.
type enum interface {
	~string
	Values() []string
}

func valid[E enum](field string, e E) error {
	for _, v := range e.Values() {
		if string(e) == v {
			return nil
		}
	}
	return fmt.Errorf("%s: unknown value", field)
}

// Role is whose seat it is.
type Role string

// The roles of a one-to-one help: the two it is for, and the third seats.
const (
	Mediator    Role = "mediator"
	Person      Role = "person"
	Colleague   Role = "colleague"   // another who helps, signed in
	Interpreter Role = "interpreter" // into sign language, or a relative who speaks for the person
	Lens        Role = "lens"        // the person's own phone, for its camera
)

// Values lists every Role.
func (Role) Values() []string {
	return []string{"mediator", "person", "colleague", "interpreter", "lens"}
}

// View is what the person's page is at, before anything is shown.
type View string

// The views a page reports.
const (
	ViewWaiting View = "waiting" // in the lobby
	ViewReading View = "reading" // reads what the browser is going to ask
	ViewAsked   View = "asked"   // the browser's own window is asking
	ViewRefused View = "refused" // that window was cancelled or refused
	ViewUnable  View = "unable"  // this browser cannot show its screen
)

// Values lists every View.
func (View) Values() []string {
	return []string{"waiting", "reading", "asked", "refused", "unable"}
}

// Source is what a browser asks its person for.
type Source string

// The sources; none while it asks for nothing.
const (
	SourceNone       Source = ""
	SourceScreen     Source = "screen" // or, where none can be shown, what a camera sees in its place
	SourceMicrophone Source = "microphone"
	SourceCamera     Source = "camera"
)

// Values lists every Source.
func (Source) Values() []string { return []string{"", "screen", "microphone", "camera"} }

// Mirror is what the person sees at this moment, as the mediator is told it:
// it is how a mediator on the phone knows what to say next.
type Mirror string

// The mirror's values: those of View, and what only the server knows.
const (
	MirrorAbsent  Mirror = "absent"  // nobody has come yet
	MirrorDoor    Mirror = "door"    // the link or the QR was opened, nothing pressed
	MirrorSlip    Mirror = "slip"    // one digit was wrong
	MirrorWaiting Mirror = "waiting" // in the lobby
	MirrorReading Mirror = "reading"
	MirrorAsked   Mirror = "asked"
	MirrorRefused Mirror = "refused"
	MirrorUnable  Mirror = "unable"
	MirrorShowing Mirror = "showing"
	MirrorPaused  Mirror = "paused"
	MirrorHidden  Mirror = "hidden" // the window that is shown is minimised
	MirrorLost    Mirror = "lost"   // connection lost
	MirrorLeft    Mirror = "left"
)

// Values lists every Mirror.
func (Mirror) Values() []string {
	return []string{
		"absent", "door", "slip", "waiting", "reading", "asked", "refused", "unable",
		"showing", "paused", "hidden", "lost", "left",
	}
}

// ScreenState is how a shown screen stands.
type ScreenState string

// The states of a screen.
const (
	ScreenOff     ScreenState = "off"
	ScreenShowing ScreenState = "showing"
	ScreenPaused  ScreenState = "paused"
)

// Values lists every ScreenState.
func (ScreenState) Values() []string { return []string{"off", "showing", "paused"} }

// Surface is what was chosen to be shown (W3C Screen Capture, DisplayCaptureSurfaceType, and a camera).
type Surface string

// The surfaces; none where nothing is shown or the browser does not tell.
const (
	SurfaceNone    Surface = ""
	SurfaceMonitor Surface = "monitor"
	SurfaceWindow  Surface = "window"
	SurfaceBrowser Surface = "browser"
	SurfaceCamera  Surface = "camera" // no screen: the rear camera of a phone or tablet
)

// Values lists every Surface.
func (Surface) Values() []string { return []string{"", "monitor", "window", "browser", "camera"} }

// Screen is somebody's screen.
type Screen struct {
	State   ScreenState `json:"state"`
	Surface Surface     `json:"surface"`
	// Hidden: the window that is shown is minimised, so its picture stands still.
	Hidden bool `json:"hidden"`
	// Closed: the window that was shown was closed, or the browser's own bar was used to stop.
	Closed bool `json:"closed"`
}

func (s Screen) validate() error {
	return firstError(valid("screen.state", s.State), valid("screen.surface", s.Surface))
}

// VoiceMode is the way a voice goes.
type VoiceMode string

// The phone call that is already there is the voice unless someone chooses otherwise.
const (
	VoicePhone  VoiceMode = "phone"
	VoiceDevice VoiceMode = "device"
)

// Values lists every VoiceMode.
func (VoiceMode) Values() []string { return []string{"phone", "device"} }

// Voice is somebody's voice. Muted counts only by this device.
type Voice struct {
	Mode  VoiceMode `json:"mode"`
	Muted bool      `json:"muted"`
}

func (v Voice) validate() error { return valid("voice.mode", v.Mode) }

// Link is how good somebody's connection is, in words a page can say.
type Link string

// The links, best first; Unknown until it was measured.
const (
	LinkUnknown Link = "unknown"
	LinkGood    Link = "good"
	LinkWeak    Link = "weak"
	LinkBad     Link = "bad"
)

// Values lists every Link.
func (Link) Values() []string { return []string{"unknown", "good", "weak", "bad"} }

// DeviceKind is the kind of device, as far as a browser tells.
type DeviceKind string

// The kinds of device.
const (
	UnknownDevice DeviceKind = "unknown" // the page has not joined yet
	Computer      DeviceKind = "computer"
	Tablet        DeviceKind = "tablet"
	Phone         DeviceKind = "phone"
)

// Values lists every DeviceKind.
func (DeviceKind) Values() []string { return []string{"unknown", "computer", "tablet", "phone"} }

// Device is what the person sits at, so that the mediator can say the right words.
type Device struct {
	Kind    DeviceKind `json:"kind"`
	System  string     `json:"system"`  // "Windows", "macOS", "Linux", "Android", "iOS" or ""
	Browser string     `json:"browser"` // "Chrome", "Firefox", … or ""
	CanShow bool       `json:"canShow"` // can show its screen
	CanFilm bool       `json:"canFilm"` // has a camera to show with, as far as a browser tells
}

func (d Device) validate() error {
	return firstError(valid("device.kind", d.Kind), text("device.system", d.System, 0, 20), text("device.browser", d.Browser, 0, 30))
}
