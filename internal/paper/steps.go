package paper

import "strconv"

// The measures of a step: its picture, the disc of its number, and what stands between it and the next.
const (
	pictureWidth = 41.0
	numberWidth  = 10.0
	leastGap     = 4.0
	mostGap      = 9.0
)

// steps are the gestures of joining, each with its picture; the first begins a page. What room the page has left, less
// what is to follow, goes between them.
func (s *sheetPrinter) steps(following float64) {
	c := s.content
	if len(c.Steps) == 0 {
		return
	}
	body := s.as(textSize, false, ink)
	s.next()
	s.y = s.paragraph(s.left, s.y, s.width(), c.StepsHeading, s.as(titleSize-5, true, brand))
	s.y = s.paragraph(s.left, s.y, s.width(), c.StepsLead, body) + 4
	spare := s.bottom - s.y - following
	for _, step := range c.Steps {
		spare -= s.stepHeight(step)
	}
	gap := min(max(spare/float64(len(c.Steps)), leastGap), mostGap)
	for i, step := range c.Steps {
		height := s.stepHeight(step)
		s.room(height)
		s.step(i+1, step)
		s.y += height + gap
	}
}

// beside is where the words of a step begin, and how wide they are.
func (s *sheetPrinter) beside() (x, width float64) {
	x = s.left + pictureWidth + 7
	return x, s.right - x
}

func (s *sheetPrinter) stepStyles() (title, body style) {
	return s.as(headingSize-1, true, ink), s.as(textSize, false, ink)
}

func (s *sheetPrinter) stepHeight(step Step) float64 {
	_, width := s.beside()
	title, body := s.stepStyles()
	heading := max(s.tall(step.Title, title, width-numberWidth-3)+1, numberWidth+0.5)
	return max(pictureWidth*0.75, heading+s.tall(step.Text, body, width))
}

// step is one gesture.
func (s *sheetPrinter) step(number int, step Step) {
	x, width := s.beside()
	title, body := s.stepStyles()
	pictureOf(step.Scene, s.content.Device).draw(s.pdf, s.left, s.y, pictureWidth)
	d := &drawing{width: numberWidth, height: numberWidth}
	d.fill(brand, circle(numberWidth/2, numberWidth/2, numberWidth/2))
	d.draw(s.pdf, x, s.y-0.5, numberWidth)
	digit := s.as(headingSize-1, true, white)
	s.centered(x, s.y+(numberWidth-1-digit.height())/2, numberWidth, strconv.Itoa(number), digit)
	y := s.paragraph(x+numberWidth+3, s.y, width-numberWidth-3, step.Title, title) + 1
	s.paragraph(x, max(y, s.y+numberWidth+0.5), width, step.Text, body)
}
