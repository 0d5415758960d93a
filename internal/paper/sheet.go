package paper

import (
	"fmt"
	"strconv"
	"strings"
)

// Sheets makes one PDF of the joining sheets of several people, A4 upright, each beginning on the front of a leaf: printed
// on both sides, no leaf has two people's.
func Sheets(words Words, language string, sheets []Sheet) ([]byte, error) {
	return printed(words, language, "sheet.document", sheets)
}

// leaf is what somebody is handed on paper.
type leaf interface {
	Content(words Words) (Content, error)
	foot() (name, phone string) // said at the foot of every page
}

// printed makes one PDF of leaves, whose subject is that sentence.
func printed[L leaf](words Words, language, subject string, leaves []L) ([]byte, error) {
	title, err := words.Text(subject)
	if err != nil {
		return nil, err
	}
	p, err := newPress("P", language, title)
	if err != nil {
		return nil, err
	}
	for i, l := range leaves {
		content, err := l.Content(words)
		if err != nil {
			return nil, err
		}
		if p.pdf.PageNo()%2 == 1 {
			p.pdf.AddPage()
		}
		s := &sheetPrinter{press: p, content: content, words: words, first: p.pdf.PageNo()}
		if err := s.print(l.foot()); err != nil {
			return nil, fmt.Errorf("leaf %d: %w", i+1, err)
		}
	}
	return p.bytes()
}

func (s Sheet) foot() (name, phone string) { return s.Name, s.Phone }

// sheetPrinter sets one sheet.
type sheetPrinter struct {
	*press
	content Content
	words   Words
	first   int // pages before this sheet
	footer  string
}

// The sizes of type of a sheet, in points.
const (
	textSize    = 16
	headingSize = 19
	titleSize   = 28
	codeSize    = 42
	phoneSize   = 26
)

// largePrint is how much larger everything is for whoever asked for it.
const largePrint = 1.25

func (s *sheetPrinter) print(name, phone string) error {
	c := s.content
	s.scale = 1
	if c.LargePrint {
		s.scale = largePrint
	}
	s.footer = strings.Trim(shown(s.faces, name)+" · "+phone, " ·")
	s.next()
	s.head()
	if err := s.codeCard(); err != nil {
		return err
	}
	s.lines(c.PlaceHeading, c.Place)
	s.dates()
	s.stuck()
	s.list(c.ReadyHeading, c.Ready)
	try := s.as(headingSize, true, brand).height() + 1 + s.tall(c.Try, s.as(textSize, false, ink), s.width())
	if s.y+try <= s.bottom { // What is to be done first comes first, unless it would cost a page.
		s.text(c.TryHeading, c.Try)
		s.steps(0)
		return nil
	}
	s.steps(try + 5)
	s.text(c.TryHeading, c.Try)
	return nil
}

// next begins a page of this sheet.
func (s *sheetPrinter) next() {
	s.page()
	number := s.pdf.PageNo() - s.first
	small := s.as(smallest, false, soft)
	end := strconv.Itoa(number)
	s.line(s.right-s.measure(end, small), s.bottom+3, end, small)
	s.line(s.left, s.bottom+3, s.shorten(s.footer, small, s.width()-15), small)
}

// room sees to it that so much fits the page.
func (s *sheetPrinter) room(height float64) {
	if s.y+height > s.bottom && s.y > top {
		s.next()
	}
}

// head is who the sheet is for, and of what.
func (s *sheetPrinter) head() {
	c := s.content
	small := s.as(textSize, false, soft)
	s.y = s.paragraph(s.left, s.y, s.width(), c.Organization, small)
	s.y = s.paragraph(s.left, s.y+1, s.width(), c.Title, s.as(titleSize, true, brand))
	if shown(s.faces, c.For) == shown(s.faces, s.blank()) {
		end := s.line(s.left, s.y+1, c.For, s.as(headingSize, true, ink))
		s.rule(end+2, s.y+8, s.left+110, s.y+8, 0.4, line)
		s.y += s.as(headingSize, true, ink).height() + 1
	} else {
		s.y = s.paragraph(s.left, s.y+1, s.width(), c.For, s.as(headingSize, true, ink))
	}
	s.y = s.paragraph(s.left, s.y+0.5, s.width(), c.Kind+" "+c.Lead, s.as(textSize, false, ink)) + 4
}

// blank is what stands before a name, alone.
func (s *sheetPrinter) blank() string {
	text, err := s.words.Text("sheet.for", "name", "")
	if err != nil {
		return ""
	}
	return text
}

// codeCard is the code, the address and the QR code.
func (s *sheetPrinter) codeCard() error {
	c := s.content
	if c.Code == "" {
		return nil
	}
	const pad, size = 6.0, 46.0
	label, hint := s.as(textSize, true, brand), s.as(smallest, false, ink)
	big, address := s.as(codeSize, true, ink), s.as(22, true, ink)
	width := s.width() - size - 3*pad
	for s.measure(c.Address, address) > width && address.size > smallest {
		address.size--
	}
	height := 2*pad + label.height() + big.height() + s.tall(c.CodeHint, hint, width) + 4 + label.height() + s.tall(c.Address, address, width)
	height = max(height, 2*pad+size+1+s.tall(c.LinkHint, hint, size))
	s.room(height)
	s.card(s.left, s.y, s.width(), height, pale, nil)
	x, y := s.left+pad, s.y+pad
	y = s.paragraph(x, y, width, c.CodeHeading, label)
	s.line(x, y, c.Code, big)
	y = s.paragraph(x, y+big.height(), width, c.CodeHint, hint) + 4
	y = s.paragraph(x, y, width, c.AddressHeading, label)
	s.paragraph(x, y, width, c.Address, address)
	right := s.right - pad - size
	s.card(right, s.y+pad, size, size, white, nil)
	if err := s.qr(right, s.y+pad, size, c.Link); err != nil {
		return err
	}
	s.paragraph(right, s.y+pad+size+1, size, c.LinkHint, hint)
	s.y += height + 5
	return nil
}

// heading sets a heading with so much room below it for what it is the heading of.
func (s *sheetPrinter) heading(text string, below float64) {
	h := s.as(headingSize, true, brand)
	s.room(s.tall(text, h, s.width()) + below)
	s.y = s.paragraph(s.left, s.y, s.width(), text, h) + 1
}

// lines is a heading and lines that stand as they are.
func (s *sheetPrinter) lines(heading string, lines []string) {
	if len(lines) == 0 {
		return
	}
	body := s.as(textSize, false, ink)
	s.heading(heading, float64(len(lines))*body.height())
	for _, l := range lines {
		s.y = s.paragraph(s.left, s.y, s.width(), l, body)
	}
	s.y += 4
}

// text is a heading and a paragraph.
func (s *sheetPrinter) text(heading, text string) {
	if text == "" {
		return
	}
	body := s.as(textSize, false, ink)
	s.heading(heading, s.tall(text, body, s.width()))
	s.y = s.paragraph(s.left, s.y, s.width(), text, body) + 4
}

// list is a heading and points.
func (s *sheetPrinter) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	body := s.as(textSize, false, ink)
	height := 0.0
	for _, item := range items {
		height += s.tall(item, body, s.width()-7)
	}
	s.heading(heading, height)
	for _, item := range items {
		s.point(s.left, s.y, body)
		s.y = s.paragraph(s.left+7, s.y, s.width()-7, item, body)
	}
	s.y += 4
}

// point is the mark before an item of a list, beside its first line.
func (s *sheetPrinter) point(x, y float64, body style) {
	d := &drawing{width: 3, height: 3}
	d.fill(brand, circle(1.5, 1.5, 1.5))
	d.draw(s.pdf, x+0.5, y+body.height()/2-1.5, 3)
}

// dates are in two columns where they fit, read downwards.
func (s *sheetPrinter) dates() {
	dates := s.content.Dates
	if len(dates) == 0 {
		return
	}
	body := s.as(textSize, false, ink)
	columns, gap := 2, 6.0
	width := (s.width() - gap) / 2
	for _, date := range dates {
		if s.measure(date, body)+7 > width || len(dates) < 4 {
			columns, width = 1, s.width()
			break
		}
	}
	rows := (len(dates) + columns - 1) / columns
	s.heading(s.content.DatesHeading, float64(min(rows, 4))*body.height())
	for done := 0; done < len(dates); {
		fits := max(1, min(rows, int((s.bottom-s.y)/body.height())))
		begin := s.y
		for column := range columns {
			for row := 0; row < fits && done < len(dates); row++ {
				x, y := s.left+float64(column)*(width+gap), begin+float64(row)*body.height()
				s.point(x, y, body)
				s.line(x+7, y, s.shorten(dates[done], body, width-7), body)
				done++
			}
		}
		s.y = begin + float64(fits)*body.height()
		if rows -= fits; done < len(dates) {
			s.next()
		}
	}
	s.y += 4
}

// stuck is the number to call, where it is found with one look.
func (s *sheetPrinter) stuck() {
	c := s.content
	if c.Phone == "" {
		return
	}
	const pad, picture = 6.0, 22.0
	heading, number, body := s.as(headingSize, true, ink), s.as(phoneSize, true, ink), s.as(textSize, false, ink)
	x := s.left + pad + picture + 3
	width := s.right - pad - x
	beside := s.measure(c.StuckHeading, heading)+4+s.measure(c.Phone, number) <= width
	height := 2*pad - 2 + number.height()
	if !beside {
		height += heading.height()
	}
	for _, text := range c.Stuck {
		height += s.tall(text, body, width)
	}
	s.room(height)
	s.card(s.left, s.y, s.width(), height, white, &sun)
	pictureOf(Call, Computer).draw(s.pdf, s.left+pad-2, s.y+(height-picture*0.75)/2, picture)
	y := s.y + pad - 1
	if beside {
		s.line(x, y+(number.height()-heading.height())*0.6, c.StuckHeading, heading)
		s.line(s.right-pad-s.measure(c.Phone, number), y, c.Phone, number)
	} else {
		s.line(x, y, c.StuckHeading, heading)
		y += heading.height()
		s.line(x, y, c.Phone, number)
	}
	y += number.height()
	for _, text := range c.Stuck {
		y = s.paragraph(x, y, width, text, body)
	}
	s.y += height + 5
}
