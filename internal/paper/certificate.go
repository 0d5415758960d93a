package paper

import (
	"fmt"
	"slices"
)

// Certificate is the facts of what a person takes home at the end of a path.
type Certificate struct {
	Name         string
	Title        string // of the path
	Organization string
	Town         string
	Period       string // "du 12 janvier au 5 mars 2027"
	Attended     int    // sessions; of
	Sessions     int
	Modules      []string // those that the person was there for
	On           string   // the day it is made out: "8 mars 2027"
	SignedBy     string   // whose name stands below the signature; may be empty
}

// Certificates makes one PDF of the certificates of several people, a page each, A4 lying.
func Certificates(words Words, language string, certificates []Certificate) ([]byte, error) {
	w := &phrases{words: words}
	p, err := newPress("L", language, w.say("paper.certificate.title"))
	if err != nil {
		return nil, err
	}
	for _, c := range certificates {
		p.certificate(w, c)
	}
	if w.err != nil {
		return nil, fmt.Errorf("certificate: %w", w.err)
	}
	return p.bytes()
}

func (p *press) certificate(w *phrases, c Certificate) {
	p.page()
	width, height := p.pdf.GetPageSize()
	d := &drawing{width: width, height: height}
	d.stroke(brand, 1.2, rectangle(10, 10, width-20, height-20, 6))
	d.stroke(sun, 0.8, rectangle(12.5, 12.5, width-25, height-25, 4.5))
	d.draw(p.pdf, 0, 0, width)
	p.left, p.right, p.y = 32, width-32, 24
	middle := func(text string, s style, after float64) {
		for _, l := range p.fold(text, s, p.width()) {
			p.centered(p.left, p.y, p.width(), l, s)
			p.y += s.height()
		}
		p.y += after
	}
	body := p.as(17, false, ink)
	middle(c.Organization, p.as(16, false, soft), 2)
	middle(w.say("paper.certificate.title"), p.as(32, true, brand), 6)
	middle(w.say("paper.certificate.to"), body, 1)
	if shown(p.faces, c.Name) == "" {
		p.y += 12
		p.rule(width/2-55, p.y, width/2+55, p.y, 0.4, line)
		p.y += 6
	} else {
		middle(c.Name, p.as(30, true, ink), 3)
	}
	key := "paper.certificate.followed.other"
	if c.Attended == 1 {
		key = "paper.certificate.followed.one"
	}
	middle(w.say(key, "n", c.Attended, "sessions", c.Sessions, "title", c.Title, "period", c.Period), body, 5)
	p.modules(w, c.Modules)
	p.y = height - 52
	p.line(p.left+4, p.y, w.say("paper.certificate.done", "town", c.Town, "day", c.On), body)
	x := width/2 + 22
	p.line(x, p.y, w.say("paper.certificate.signed"), body)
	if c.SignedBy != "" {
		p.line(x, p.y+body.height(), p.shorten(c.SignedBy, body, p.right-x), body)
	}
}

// modules are in as many columns as it takes to keep them above the signature.
func (p *press) modules(w *phrases, modules []string) {
	if len(modules) == 0 {
		return
	}
	body := p.as(16, false, ink)
	p.centered(p.left, p.y, p.width(), w.say("paper.certificate.modules"), p.as(16, true, brand))
	p.y += body.height() + 1
	_, height := p.pdf.GetPageSize()
	rows := max(1, int((height-56-p.y)/body.height()))
	columns := min((len(modules)+rows-1)/rows, 3)
	if len(modules) > rows*columns {
		modules = append(slices.Clone(modules[:rows*columns-1]), "…")
	}
	if columns == 1 {
		for _, m := range modules {
			p.centered(p.left, p.y, p.width(), p.shorten(m, body, p.width()), body)
			p.y += body.height()
		}
		return
	}
	width := p.width() / float64(columns)
	for i, m := range modules {
		p.line(p.left+float64(i/rows)*width, p.y+float64(i%rows)*body.height(), p.shorten("• "+m, body, width-4), body)
	}
}
