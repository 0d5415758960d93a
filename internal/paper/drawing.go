package paper

import (
	"fmt"
	"html"
	"math"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// color is red, green and blue.
type color struct{ r, g, b int }

// The colours of the pages (web/client/style/tokens.css); in grey they stay apart too.
var (
	ink   = color{0x1d, 0x25, 0x30}
	soft  = color{0x3f, 0x48, 0x56}
	white = color{0xff, 0xff, 0xff}
	brand = color{0x0e, 0x4a, 0x56}
	pale  = color{0xdc, 0xec, 0xec}
	sand  = color{0xf1, 0xe7, 0xd8}
	sun   = color{0xf2, 0xb8, 0x4b}
	line  = color{0x6f, 0x6a, 0x61}
	hair  = color{0xc9, 0xbc, 0xa8}
)

// drawing is a picture made of a few plain shapes, so that the same one goes into a page as SVG and onto paper: lines
// stay sharp at every size and nothing is loaded. Its units are its own, y goes down.
type drawing struct {
	width, height float64
	shapes        []shape
}

// shape is a closed or open path; width 0 is no line, a nil fill none.
type shape struct {
	fill   *color
	stroke *color
	width  float64
	path   []segment
}

// segment is one command of a path, in SVG's letters: M, L, C or Z, with one, one, three or no points.
type segment struct {
	command byte
	points  [3][2]float64
}

// path is a path under construction.
type path []segment

func (p path) move(x, y float64) path { return append(p, segment{'M', [3][2]float64{{x, y}}}) }
func (p path) line(x, y float64) path { return append(p, segment{'L', [3][2]float64{{x, y}}}) }
func (p path) curve(x1, y1, x2, y2, x, y float64) path {
	return append(p, segment{'C', [3][2]float64{{x1, y1}, {x2, y2}, {x, y}}})
}
func (p path) close() path { return append(p, segment{command: 'Z'}) }

// fill adds a filled shape.
func (d *drawing) fill(c color, p path) { d.shapes = append(d.shapes, shape{fill: &c, path: p}) }

// stroke adds a line.
func (d *drawing) stroke(c color, width float64, p path) {
	d.shapes = append(d.shapes, shape{stroke: &c, width: width, path: p})
}

// outlined adds a filled shape with a line around it.
func (d *drawing) outlined(fill, stroke color, width float64, p path) {
	d.shapes = append(d.shapes, shape{fill: &fill, stroke: &stroke, width: width, path: p})
}

// round is how far the handles of a cubic curve are for a quarter of a circle.
const round = 0.5523

// rectangle is one with round corners.
func rectangle(x, y, w, h, r float64) path {
	k := r * (1 - round)
	return path{}.move(x+r, y).line(x+w-r, y).curve(x+w-k, y, x+w, y+k, x+w, y+r).
		line(x+w, y+h-r).curve(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h).
		line(x+r, y+h).curve(x+k, y+h, x, y+h-k, x, y+h-r).
		line(x, y+r).curve(x, y+k, x+k, y, x+r, y).close()
}

// circle is a whole one.
func circle(x, y, r float64) path { return rectangle(x-r, y-r, 2*r, 2*r, r) }

// arc is a part of a circle, from an angle to another, in degrees clockwise from the right.
func arc(x, y, r, from, to float64) path {
	const steps = 24
	var p path
	for i := range steps + 1 {
		angle := (from + (to-from)*float64(i)/steps) * math.Pi / 180
		px, py := x+r*math.Cos(angle), y+r*math.Sin(angle)
		if i == 0 {
			p = p.move(px, py)
			continue
		}
		p = p.line(px, py)
	}
	return p
}

// svg is the drawing for a page; alternative says it in words.
func (d *drawing) svg(alternative string) string {
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img" aria-label="%s">`, d.width, d.height, html.EscapeString(alternative))
	for _, s := range d.shapes {
		out.WriteString(`<path fill="`)
		out.WriteString(hex(s.fill))
		if s.stroke != nil {
			fmt.Fprintf(&out, `" stroke="%s" stroke-width="%g" stroke-linecap="round" stroke-linejoin="round`, hex(s.stroke), s.width)
		}
		out.WriteString(`" d="`)
		for _, g := range s.path {
			out.WriteByte(g.command)
			for i := range g.count() {
				fmt.Fprintf(&out, "%.5g %.5g ", g.points[i][0], g.points[i][1])
			}
		}
		out.WriteString(`"/>`)
	}
	out.WriteString("</svg>")
	return out.String()
}

// count is how many points a command has.
func (g segment) count() int {
	switch g.command {
	case 'C':
		return 3
	case 'Z':
		return 0
	}
	return 1
}

func hex(c *color) string {
	if c == nil {
		return "none"
	}
	return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b)
}

// draw puts the drawing onto paper, its corner at x and y and so wide, in millimetres.
func (d *drawing) draw(pdf *fpdf.Fpdf, x, y, width float64) {
	scale := width / d.width
	at := func(p [2]float64) (float64, float64) { return x + p[0]*scale, y + p[1]*scale }
	pdf.SetLineCapStyle("round")
	pdf.SetLineJoinStyle("round")
	for _, s := range d.shapes {
		style := ""
		if s.fill != nil {
			pdf.SetFillColor(s.fill.r, s.fill.g, s.fill.b)
			style = "F"
		}
		if s.stroke != nil {
			pdf.SetDrawColor(s.stroke.r, s.stroke.g, s.stroke.b)
			pdf.SetLineWidth(s.width * scale)
			style += "D"
		}
		for _, g := range s.path {
			px, py := at(g.points[0])
			switch g.command {
			case 'M':
				pdf.MoveTo(px, py)
			case 'L':
				pdf.LineTo(px, py)
			case 'C':
				qx, qy := at(g.points[1])
				ex, ey := at(g.points[2])
				pdf.CurveBezierCubicTo(px, py, qx, qy, ex, ey)
			case 'Z':
				pdf.ClosePath()
			}
		}
		pdf.DrawPath(style)
	}
}
