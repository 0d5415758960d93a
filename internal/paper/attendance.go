package paper

import (
	"fmt"
	"strconv"
	"strings"
)

// AttendanceList is the facts of the list that people sign at one session (feuille d'émargement).
type AttendanceList struct {
	Title        string // of the series
	Module       string // what is taught that day; may be empty
	Organization string
	When         string // "mardi 12 janvier 2027, de 10 h à 11 h"
	Where        string // on one line
	Mediators    []string
	People       []Attendee
	Blank        int // empty rows at the end, for who comes unannounced
}

// Attendee is one row, or two where somebody comes with them: each signs.
type Attendee struct {
	Name, Companion string
	Remote          bool // followed from home: has no place to sign, was seen to have joined or not
	Joined          bool
	ByPhone         bool // followed on the telephone, without a page
}

// Attendance makes the list as PDF, A4 lying.
func Attendance(words Words, language string, list AttendanceList) ([]byte, error) {
	w := &phrases{words: words}
	p, err := newPress("L", language, w.say("paper.list.title"))
	if err != nil {
		return nil, err
	}
	a := &attendancePrinter{press: p, list: list, w: w, columns: []column{{"", 14}, {w.say("paper.list.name"), 105}, {w.say("paper.list.how"), 52}, {w.say("paper.list.signature"), 0}}}
	a.columns[3].width = p.width() - 14 - 105 - 52
	a.print()
	if w.err != nil {
		return nil, fmt.Errorf("attendance list: %w", w.err)
	}
	return p.bytes()
}

// column is one of a table.
type column struct {
	heading string
	width   float64
}

// attendancePrinter sets one list.
type attendancePrinter struct {
	*press
	list    AttendanceList
	w       *phrases
	columns []column
	rows    int
}

// rowHeight leaves room for a signature.
const rowHeight = 13.5

func (a *attendancePrinter) print() {
	a.begin()
	for _, person := range a.list.People {
		how, signature := a.w.say("paper.list.onsite"), ""
		switch {
		case person.ByPhone:
			how, signature = a.w.say("paper.list.byphone"), ""
		case person.Remote:
			how = a.w.say("paper.list.remote")
			if person.Joined {
				signature = a.w.say("paper.list.joined")
			}
		}
		for _, name := range []string{person.Name, person.Companion} {
			if name != "" {
				a.row(name, how, signature)
			}
		}
	}
	for range a.list.Blank {
		a.row("", "", "")
	}
	a.signatures()
}

// begin begins a page with what the list is of, and the headings of its columns.
func (a *attendancePrinter) begin() {
	a.page()
	body := a.as(15, false, ink)
	a.y = a.paragraph(a.left, a.y, a.width(), a.list.Organization, a.as(15, false, soft))
	title := a.as(21, true, brand)
	a.line(a.left, a.y, a.shorten(a.w.say("paper.list.title")+" – "+a.list.Title, title, a.width()), title)
	a.y += title.height()
	for _, text := range []string{a.list.When + joinedBy(" · ", a.list.Where), a.list.Module, a.mediators()} {
		if text != "" {
			a.line(a.left, a.y, a.shorten(text, body, a.width()), body)
			a.y += body.height()
		}
	}
	a.y += 3
	head := a.as(15, true, brand)
	a.card(a.left, a.y, a.width(), 9.5, pale, nil)
	x := a.left
	for _, c := range a.columns {
		a.line(x+2.5, a.y+1.4, c.heading, head)
		x += c.width
	}
	a.y += 10.5
	number := strconv.Itoa(a.pdf.PageNo())
	small := a.as(smallest, false, soft)
	a.line(a.right-a.measure(number, small), a.bottom+3, number, small)
}

func joinedBy(separator, text string) string {
	if text == "" {
		return ""
	}
	return separator + text
}

func (a *attendancePrinter) mediators() string {
	if len(a.list.Mediators) == 0 {
		return ""
	}
	return a.w.say("paper.list.mediators", "names", strings.Join(a.list.Mediators, ", "))
}

// row is one person's; a name that cannot be shown is left to be written by hand.
func (a *attendancePrinter) row(name, how, signature string) {
	if a.y+rowHeight > a.bottom {
		a.begin()
	}
	a.rows++
	body := a.as(16, false, ink)
	y := a.y + (rowHeight-body.height())/2
	x := a.left
	for i, text := range []string{strconv.Itoa(a.rows), name, how, signature} {
		width := a.columns[i].width - 5
		if i == 1 {
			a.name(x+2.5, width, shown(a.faces, text))
		} else {
			a.line(x+2.5, y, a.shorten(text, body, width), body)
		}
		if i > 0 {
			a.rule(x, a.y+1.5, x, a.y+rowHeight-1.5, 0.2, hair)
		}
		x += a.columns[i].width
	}
	a.y += rowHeight
	a.rule(a.left, a.y, a.right, a.y, 0.3, hair)
}

// name is on one line, or in smaller type on two.
func (a *attendancePrinter) name(x, width float64, name string) {
	s := a.as(16, true, ink)
	lines := a.fold(name, s, width)
	if len(lines) > 1 {
		s = a.as(smallest, true, ink)
		if lines = a.fold(name, s, width); len(lines) > 2 {
			lines = []string{lines[0], a.shorten(strings.Join(lines[1:], " "), s, width)}
		}
	}
	y := a.y + (rowHeight-float64(len(lines))*s.height())/2
	for i, l := range lines {
		a.line(x, y+float64(i)*s.height(), l, s)
	}
}

// signatures is where whoever ran the session signs.
func (a *attendancePrinter) signatures() {
	if a.y+24 > a.bottom {
		a.begin()
	}
	body := a.as(15, false, ink)
	a.y += 6
	end := a.line(a.left, a.y, a.w.say("paper.list.certified"), body)
	a.rule(end+4, a.y+7, min(end+110, a.right), a.y+7, 0.3, line)
}
