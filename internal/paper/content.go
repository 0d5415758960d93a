package paper

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Sheet is the facts of one person's joining sheet. What is empty is left out.
type Sheet struct {
	Name      string // as they like to be called
	Companion string // who comes with them
	Title     string // of the series
	// Organization runs the series, Phone is the number to call when stuck, as it is dialled.
	Organization, Phone string
	Device              Device
	// Place is where to come, in lines; empty: the person follows from home.
	Place []string
	Dates []string // in words: "mardi 12 janvier, de 10 h à 11 h", or "mardi 12 janvier" if Hours says the rest
	Hours string   // of all the dates: "de 10 h à 11 h"; empty: each date says its own
	Code  string   // in fours: "4829 1375"
	// Address is what is typed, without https://; Link is what the QR code opens.
	Address, Link string
	LargePrint    bool // everything a quarter larger
	InWriting     bool // says that everything can be done in writing
}

// Content is what a sheet says, in the order in which it is read: the same on paper, in a page and in a mail. A field
// that is empty is not shown, nor its heading.
type Content struct {
	Organization string
	Kind         string // "Votre atelier à distance"
	Title        string
	For          string
	Lead         string

	CodeHeading, Code, CodeHint string
	AddressHeading, Address     string
	Link, LinkHint              string // the QR code and what to do with it

	PlaceHeading string
	Place        []string
	DatesHeading string
	Dates        []string

	StuckHeading, Phone string
	Stuck               []string

	ReadyHeading string
	Ready        []string
	TryHeading   string
	Try          string
	StepsHeading string
	StepsLead    string
	Steps        []Step

	Device     Device
	LargePrint bool
}

// Step is one gesture of joining.
type Step struct {
	Title, Text string
	Scene       Scene
	Alternative string // the picture in words
}

// SVG is the step's picture for a page.
func (s Step) SVG(device Device) string { return Picture(s.Scene, device, s.Alternative) }

// steps are the scenes of joining with each device.
var steps = map[Device][]Scene{
	Computer: {Power, Internet, Address, TypeCode, Allow, Together},
	Tablet:   {Power, Camera, Address, TypeCode, Allow, Together},
	Phone:    {Power, Camera, Address, TypeCode, Allow, Together},
}

// ready is how many things there are to prepare.
const ready = 3

// phrases reads sentences and remembers what went wrong.
type phrases struct {
	words Words
	err   error
}

func (p *phrases) say(key string, pairs ...any) string {
	text, err := p.words.Text(key, pairs...)
	p.err = errors.Join(p.err, err)
	return text
}

// Content puts a sheet into words. The error names a sentence that the language lacks.
func (s Sheet) Content(words Words) (Content, error) {
	p := &phrases{words: words}
	device := s.Device
	if steps[device] == nil {
		device = Computer
	}
	c := Content{
		Organization: s.Organization, Title: s.Title, Dates: s.Dates, Device: device, LargePrint: s.LargePrint, Phone: s.Phone,
		For: p.say("sheet.for", "name", s.Name),
	}
	if s.Companion != "" {
		c.For = p.say("sheet.for.two", "name", s.Name, "companion", s.Companion)
	}
	c.DatesHeading = p.say("sheet.dates")
	if len(s.Dates) == 1 {
		c.DatesHeading = p.say("sheet.date")
	}
	if s.Hours != "" {
		c.DatesHeading = p.say("sheet.dates.hours", "dates", c.DatesHeading, "hours", s.Hours)
	}
	c.StuckHeading, c.Stuck = p.say("sheet.stuck"), []string{p.say("sheet.stuck.text")}
	c.ReadyHeading = p.say("sheet.ready")
	if len(s.Place) > 0 {
		s.onSite(&c, p)
	} else {
		s.remote(&c, p)
	}
	if p.err != nil {
		return Content{}, fmt.Errorf("sheet: %w", p.err)
	}
	return c, nil
}

func (s Sheet) onSite(c *Content, p *phrases) {
	c.Kind, c.Lead = p.say("sheet.kind.onsite"), p.say("sheet.lead.onsite")
	c.PlaceHeading, c.Place = p.say("sheet.place"), s.Place
	c.StuckHeading, c.Stuck = p.say("sheet.question"), []string{p.say("sheet.question.text")}
	for i := range ready {
		c.Ready = append(c.Ready, p.say("sheet.ready.onsite."+strconv.Itoa(i+1)))
	}
}

func (s Sheet) remote(c *Content, p *phrases) {
	device := string(c.Device)
	c.Kind, c.Lead = p.say("sheet.kind.remote"), p.say("sheet.lead.remote")
	c.CodeHeading, c.Code, c.CodeHint = p.say("sheet.code"), s.Code, p.say("sheet.code.hint")
	c.AddressHeading, c.Address = p.say("sheet.address"), s.Address
	c.Link, c.LinkHint = s.Link, p.say("sheet.link")
	if s.InWriting {
		c.Stuck = append(c.Stuck, p.say("sheet.writing"))
	}
	for i := range ready {
		c.Ready = append(c.Ready, p.say("sheet.ready."+device+"."+strconv.Itoa(i+1)))
	}
	c.TryHeading, c.Try = p.say("sheet.try"), p.say("sheet.try.text")
	c.StepsHeading, c.StepsLead = p.say("sheet.steps"), p.say("sheet.steps.lead")
	code := strings.ReplaceAll(s.Code, " ", "\u00a0") // Held together within a sentence.
	for _, scene := range steps[c.Device] {
		key := "sheet.step." + device + "." + string(scene)
		c.Steps = append(c.Steps, Step{
			Title: p.say(key), Text: p.say(key+".text", "address", s.Address, "code", code),
			Scene: scene, Alternative: p.say("sheet.picture." + string(scene)),
		})
	}
}
