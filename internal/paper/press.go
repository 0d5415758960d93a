package paper

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
	"github.com/skip2/go-qrcode"
	"golang.org/x/text/unicode/norm"
)

// smallest is the least size of type, in points: what is smaller is not read by whom it is for.
const smallest = 14

// millimetres of a point, and how far lines stand apart, in their size.
const (
	point   = 25.4 / 72
	leading = 1.3
)

// The margins; below the text stands a line with the page's number.
const (
	side = 16
	top  = 13
	foot = 17
)

// style is how text is set.
type style struct {
	size  float64 // points
	bold  bool
	color color
}

func (s style) weight() string {
	if s.bold {
		return "B"
	}
	return ""
}

// height is that of a line, in millimetres.
func (s style) height() float64 { return s.size * point * leading }

// press is a document under construction. Measures are in millimetres; y is the cursor, at the top of what comes next.
type press struct {
	pdf    *fpdf.Fpdf
	faces  []face
	known  map[int]bool // faces that the document has
	widths map[measured]float64
	y      float64
	left   float64
	right  float64 // where the text ends, from the left edge
	bottom float64
	scale  float64 // of every size of type
}

// newPress begins a document without pages; orientation is "P" or "L", subject goes into its properties.
func newPress(orientation, language, subject string) (*press, error) {
	all, err := faces()
	if err != nil {
		return nil, err
	}
	pdf := fpdf.New(orientation, "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetTitle(subject, true)
	pdf.SetLang(language)
	pdf.SetProducer("Coup de main", true)
	pdf.SetDisplayMode("fullpage", "single")
	width, height := pdf.GetPageSize()
	return &press{
		pdf: pdf, faces: all, known: map[int]bool{}, widths: map[measured]float64{}, left: side, right: width - side, bottom: height - foot, scale: 1,
	}, nil
}

// page begins a page.
func (p *press) page() {
	p.pdf.AddPage()
	p.y = top
}

// width is that of the text.
func (p *press) width() float64 { return p.right - p.left }

// bytes ends the document.
func (p *press) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("PDF: %w", err)
	}
	return out.Bytes(), nil
}

// as is a style at this document's scale, never below the smallest.
func (p *press) as(size float64, bold bool, c color) style {
	return style{max(size*p.scale, smallest), bold, c}
}

// use has the document set in a face and style.
func (p *press) use(face int, s style) {
	if !p.known[face] {
		p.faces[face].register(p.pdf)
		p.known[face] = true
	}
	p.pdf.SetFont(p.faces[face].name, s.weight(), s.size)
}

// measured is a line whose width is known: the sheets of a series say nearly the same.
type measured struct {
	text string
	size float64
	bold bool
}

// measure is how wide a line is.
func (p *press) measure(text string, s style) (width float64) {
	key := measured{text, s.size, s.bold}
	if known, ok := p.widths[key]; ok {
		return known
	}
	defer func() { p.widths[key] = width }()
	for _, r := range typeset(p.faces, text) {
		p.use(r.face, s)
		width += p.pdf.GetStringWidth(r.text)
	}
	return width
}

// line sets one line, its top at y, and says where it ends.
func (p *press) line(x, y float64, text string, s style) float64 {
	p.pdf.SetTextColor(s.color.r, s.color.g, s.color.b)
	baseline := y + s.size*point*(leading+0.72)/2
	for _, r := range typeset(p.faces, text) {
		p.use(r.face, s)
		p.pdf.Text(x, baseline, r.text)
		x += p.pdf.GetStringWidth(r.text)
	}
	return x
}

// centered sets one line in the middle of a width.
func (p *press) centered(x, y, width float64, text string, s style) {
	p.line(x+(width-p.measure(text, s))/2, y, text, s)
}

// fold breaks a text into lines of a width, at spaces; a word that is longer than a line is broken anywhere.
func (p *press) fold(text string, s style, width float64) []string {
	var lines []string
	current := ""
	for _, word := range strings.FieldsFunc(norm.NFC.String(text), func(r rune) bool { return r == ' ' || r == '\n' }) {
		if joined := strings.TrimSpace(current + " " + word); p.measure(joined, s) <= width {
			current = joined
			continue
		}
		if current != "" {
			lines = append(lines, current)
		}
		for p.measure(word, s) > width {
			head := p.head(word, s, width)
			lines, word = append(lines, head), word[len(head):]
		}
		current = word
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// head is as much of a word as fits a width, one letter at least.
func (p *press) head(word string, s style, width float64) string {
	_, end := utf8.DecodeRuneInString(word)
	for i := range word {
		if i > end && p.measure(word[:i], s) > width {
			break
		}
		end = max(end, i)
	}
	return word[:end]
}

// shorten is a text that fits one line of a width, an ellipsis in place of its end if need be.
func (p *press) shorten(text string, s style, width float64) string {
	if p.measure(text, s) <= width {
		return text
	}
	for runes := []rune(text); len(runes) > 0; runes = runes[:len(runes)-1] {
		if short := strings.TrimSpace(string(runes)) + "…"; p.measure(short, s) <= width {
			return short
		}
	}
	return ""
}

// paragraph sets a text in lines of a width and says where it ends.
func (p *press) paragraph(x, y, width float64, text string, s style) float64 {
	for _, l := range p.fold(text, s, width) {
		p.line(x, y, l, s)
		y += s.height()
	}
	return y
}

// tall is how high a paragraph would be.
func (p *press) tall(text string, s style, width float64) float64 {
	return float64(len(p.fold(text, s, width))) * s.height()
}

// card is a coloured ground with round corners.
func (p *press) card(x, y, w, h float64, fill color, edge *color) {
	d := &drawing{width: w, height: h}
	d.fill(fill, rectangle(0, 0, w, h, 4))
	if edge != nil {
		d.stroke(*edge, 0.9, rectangle(0.45, 0.45, w-0.9, h-0.9, 3.6))
	}
	d.draw(p.pdf, x, y, w)
}

// rule is a line to write on, or between things.
func (p *press) rule(x1, y1, x2, y2, width float64, c color) {
	p.pdf.SetDrawColor(c.r, c.g, c.b)
	p.pdf.SetLineWidth(width)
	p.pdf.Line(x1, y1, x2, y2)
}

// quiet is how many empty modules stand around a QR code (ISO/IEC 18004).
const quiet = 4

// qr draws a QR code, its quiet zone included.
func (p *press) qr(x, y, size float64, content string) error {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("QR code: %w", err)
	}
	code.DisableBorder = true
	modules := code.Bitmap()
	module := size / float64(len(modules)+2*quiet)
	p.pdf.SetFillColor(white.r, white.g, white.b)
	p.pdf.Rect(x, y, size, size, "F")
	p.pdf.SetFillColor(0, 0, 0)
	for row, line := range modules {
		for from := 0; from < len(line); from++ {
			to := from
			for to < len(line) && line[to] {
				to++
			}
			if to > from { // A row's neighbours are one bar: no hair line shows between them.
				p.pdf.Rect(x+float64(quiet+from)*module, y+float64(quiet+row)*module, float64(to-from)*module, module*1.02, "F")
				from = to
			}
		}
	}
	return nil
}
