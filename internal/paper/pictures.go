package paper

// Scene is what a picture shows.
type Scene string

// The scenes. Those from Power on are shown on the device in hand.
const (
	Power    Scene = "power"    // the button that switches the device on
	Internet Scene = "internet" // the sign that opens the web
	Address  Scene = "address"  // the bar that the address is typed in, and the Enter key
	Camera   Scene = "camera"   // the device's camera aimed at the square of dots
	TypeCode Scene = "code"     // the code in its field, and the button
	Allow    Scene = "allow"    // the question whether microphone and camera may be used
	Wait     Scene = "wait"     // a clock: waiting to be let in
	Together Scene = "together" // the group, in the room
	Come     Scene = "come"     // a house that one comes to
	Call     Scene = "call"     // a telephone receiver
)

// Scenes are all.
var Scenes = []Scene{Power, Internet, Address, Camera, TypeCode, Allow, Wait, Together, Come, Call}

// Picture is a scene as SVG, 160 wide and 120 high, with its words as its accessible name.
func Picture(scene Scene, device Device, alternative string) string {
	return pictureOf(scene, device).svg(alternative)
}

// area is the part of a drawing that is a screen.
type area struct{ x, y, w, h float64 }

// pictureOf draws a scene.
func pictureOf(scene Scene, device Device) *drawing {
	d := &drawing{width: 160, height: 120}
	switch scene {
	case Come:
		house(d)
		return d
	case Call:
		receiver(d)
		return d
	case Camera:
		camera(d, device)
		return d
	}
	screen := frame(d, device, scene == Power)
	switch scene {
	case Power:
		power(d, device)
	case Internet:
		icons(d, screen, device)
	case Address:
		addressBar(d, screen, device)
	case TypeCode:
		code(d, screen, device)
	case Allow:
		question(d, screen, device)
	case Wait:
		clock(d, screen)
	case Together:
		group(d, screen)
	}
	return d
}

// frame draws the device and says where its screen is.
func frame(d *drawing, device Device, off bool) area {
	glass := white
	if off {
		glass = brand
	}
	switch device {
	case Tablet:
		d.outlined(ink, ink, 2, rectangle(12, 10, 136, 100, 9))
		d.fill(glass, rectangle(21, 18, 118, 84, 2))
		return area{21, 18, 118, 84}
	case Phone:
		d.outlined(ink, ink, 2, rectangle(48, 3, 64, 114, 9))
		d.fill(glass, rectangle(52, 12, 56, 95, 2))
		return area{52, 12, 56, 95}
	}
	d.fill(hair, path{}.move(68, 90).line(92, 90).line(95, 101).line(65, 101).close())
	d.outlined(ink, ink, 2, rectangle(14, 5, 132, 86, 6))
	d.fill(glass, rectangle(20, 11, 120, 74, 2))
	d.outlined(sand, line, 2, rectangle(36, 104, 88, 12, 4))
	for i := range 9 {
		d.fill(line, rectangle(42+float64(i)*8.6, 108, 5, 4, 1))
	}
	return area{20, 11, 120, 74}
}

// ring calls the eye to a place.
func ring(d *drawing, x, y, r float64) { d.stroke(sun, 4, circle(x, y, r)) }

// pointer is the arrow of a mouse, or a finger, its tip at a place.
func pointer(d *drawing, device Device, x, y float64) {
	if device == Computer {
		d.outlined(white, ink, 2, path{}.move(x, y).line(x, y+21).line(x+5, y+16.5).line(x+8.5, y+24).
			line(x+12, y+22.3).line(x+8.6, y+15).line(x+15, y+15).close())
		return
	}
	d.outlined(sand, ink, 2, path{}.move(x-4, y+4).curve(x-4, y-1.5, x+4, y-1.5, x+4, y+4).line(x+4, y+17).
		line(x+14, y+19).curve(x+18, y+20, x+19, y+23, x+18, y+27).line(x+15, y+38).line(x-2, y+38).
		curve(x-6, y+33, x-9, y+29, x-11, y+25).curve(x-12, y+22, x-9, y+20, x-6, y+23).line(x-4, y+25).close())
}

// power is a dark screen with the sign for on, and a ring around the button.
func power(d *drawing, device Device) {
	x, y := 80.0, 48.0
	switch device {
	case Tablet:
		y = 60
		d.fill(sun, rectangle(120, 7, 14, 4, 2))
		ring(d, 127, 11, 9)
	case Phone:
		y = 58
		d.fill(sun, rectangle(110, 36, 4, 14, 2))
		ring(d, 112, 43, 12)
	default:
		d.fill(sun, circle(134, 88, 2.5))
		ring(d, 134, 88, 8)
	}
	d.stroke(white, 5, arc(x, y, 15, -55, 235))
	d.stroke(white, 5, path{}.move(x, y-20).line(x, y-4))
}

// icons is a home screen, with the globe of the web called out.
func icons(d *drawing, s area, device Device) {
	d.fill(pale, rectangle(s.x, s.y, s.w, s.h, 2))
	columns, size := 4, 13.0
	if device == Phone {
		columns = 2
	}
	step := s.w / float64(columns)
	for row := range 2 {
		for column := range columns {
			x, y := s.x+step*(float64(column)+0.5), s.y+s.h*(0.28+0.4*float64(row))
			if row == 1 && column == columns/2-1 {
				globe(d, x, y, size*0.72)
				ring(d, x, y, size*1.15)
				defer pointer(d, device, x+4, y+5)
				continue
			}
			d.outlined(white, line, 1.5, rectangle(x-size/2, y-size/2, size, size, 3))
		}
	}
}

func globe(d *drawing, x, y, r float64) {
	d.outlined(white, brand, 2.2, circle(x, y, r))
	d.stroke(brand, 1.6, path{}.move(x-r, y).line(x+r, y))
	d.stroke(brand, 1.6, path{}.move(x, y-r).curve(x-r*0.8, y-r*0.5, x-r*0.8, y+r*0.5, x, y+r).curve(x+r*0.8, y+r*0.5, x+r*0.8, y-r*0.5, x, y-r))
}

// browser is the window of the web: a bar with the address in it. It says where the page below is.
func browser(d *drawing, s area) area {
	bar := 15.0
	d.fill(hair, rectangle(s.x, s.y, s.w, bar, 2))
	d.fill(white, rectangle(s.x+5, s.y+3.5, s.w-10, 8, 4))
	d.fill(line, rectangle(s.x+10, s.y+6.3, s.w*0.42, 2.4, 1))
	return area{s.x, s.y + bar, s.w, s.h - bar}
}

func addressBar(d *drawing, s area, device Device) {
	page := browser(d, s)
	d.outlined(white, sun, 4, rectangle(s.x+5, s.y+2, s.w-10, 12, 6))
	d.fill(brand, rectangle(s.x+12, s.y+6, s.w*0.48, 4, 2))
	d.stroke(ink, 1.6, path{}.move(s.x+16+s.w*0.48, s.y+4.5).line(s.x+16+s.w*0.48, s.y+11.5))
	words(d, area{page.x + 8, page.y + 12, page.w * 0.5, 0}, 3, hair)
	x, y := s.x+s.w-36, s.y+s.h-34
	if device == Phone {
		x, y = s.x+s.w-38, s.y+s.h-36
	}
	d.outlined(white, ink, 2.5, rectangle(x, y, 32, 28, 5))
	d.stroke(brand, 3.5, path{}.move(x+24, y+8).line(x+24, y+17).line(x+9, y+17))
	d.stroke(brand, 3.5, path{}.move(x+14, y+12).line(x+9, y+17).line(x+14, y+22))
}

// words are lines that stand for text.
func words(d *drawing, s area, lines int, c color) {
	for i := range lines {
		width := s.w
		if i == lines-1 {
			width *= 0.6
		}
		d.fill(c, rectangle(s.x, s.y+float64(i)*8, width, 3.4, 1.7))
	}
}

// code is the door: a field with four and four digits, and the button to press.
func code(d *drawing, s area, device Device) {
	page := browser(d, s)
	margin := page.w * 0.12
	x, w := page.x+margin, page.w-2*margin
	y := page.y + page.h*0.12
	d.fill(line, rectangle(x, y, w*0.6, 3.4, 1.7))
	d.outlined(white, ink, 2, rectangle(x, y+8, w, 15, 3))
	for i := range 8 {
		gap := 0.0
		if i > 3 {
			gap = w * 0.09
		}
		d.fill(brand, rectangle(x+w*0.06+float64(i)*w*0.1+gap, y+12, w*0.06, 7, 1.5))
	}
	button := y + 29
	d.fill(brand, rectangle(x, button, w*0.66, 15, 4))
	d.fill(white, rectangle(x+w*0.14, button+5.7, w*0.38, 3.6, 1.8))
	d.stroke(sun, 3.5, rectangle(x-3, button-3, w*0.66+6, 21, 6))
	pointer(d, device, x+w*0.6, button+9)
}

// question is what the browser asks, with the answer to give called out.
func question(d *drawing, s area, device Device) {
	page := browser(d, s)
	words(d, area{page.x + 6, page.y + page.h - 18, page.w - 12, 0}, 2, sand)
	x, y, w, h := page.x+page.w*0.06, page.y+4, page.w*0.88, 42.0
	d.outlined(white, ink, 2, rectangle(x, y, w, h, 5))
	microphone(d, x+13, y+12)
	d.outlined(brand, brand, 1.5, rectangle(x+24, y+8, 10, 9, 2))
	d.fill(brand, path{}.move(x+35, y+11.5).line(x+40, y+8.5).line(x+40, y+16.5).line(x+35, y+13.5).close())
	button := y + h - 17
	half := w*0.5 - 9
	d.fill(brand, rectangle(x+6, button, half, 12, 4))
	d.fill(white, rectangle(x+6+half*0.2, button+4.4, half*0.6, 3.2, 1.6))
	d.outlined(white, line, 1.5, rectangle(x+w-6-half, button, half, 12, 4))
	d.fill(line, rectangle(x+w-6-half*0.8, button+4.4, half*0.6, 3.2, 1.6))
	d.stroke(sun, 3.5, rectangle(x+3, button-3, half+6, 18, 6))
	pointer(d, device, x+half*0.75, button+8)
}

func microphone(d *drawing, x, y float64) {
	d.fill(brand, rectangle(x-2.6, y-7, 5.2, 10, 2.6))
	d.stroke(brand, 1.6, arc(x, y-1, 5, 0, 180))
	d.stroke(brand, 1.6, path{}.move(x, y+4).line(x, y+7).move(x-3, y+7).line(x+3, y+7))
}

func clock(d *drawing, s area) {
	page := browser(d, s)
	x, y, r := page.x+page.w/2, page.y+page.h*0.42, min(page.h*0.3, page.w*0.3)
	d.outlined(pale, brand, 3, circle(x, y, r))
	d.stroke(ink, 3, path{}.move(x, y-r*0.62).line(x, y).line(x+r*0.42, y+r*0.24))
	d.fill(line, rectangle(x-page.w*0.26, page.y+page.h*0.84, page.w*0.52, 3.6, 1.8))
}

// group is four people, one of them speaking.
func group(d *drawing, s area) {
	columns, rows := 2, 2
	w, h := s.w/float64(columns), s.h/float64(rows)
	for i := range columns * rows {
		x, y := s.x+w*float64(i%columns)+2.5, s.y+h*float64(i/columns)+2.5
		back := pale
		if i%3 == 1 {
			back = sand
		}
		d.fill(back, rectangle(x, y, w-5, h-5, 3))
		cx, base := x+(w-5)/2, y+h-5
		r := min(w, h) * 0.15
		d.fill(brand, path{}.move(cx-r*2, base).curve(cx-r*2, base-r*2.2, cx+r*2, base-r*2.2, cx+r*2, base).close())
		d.fill(brand, circle(cx, base-r*2.5, r))
		if i == 0 {
			d.stroke(sun, 3.5, rectangle(x, y, w-5, h-5, 3))
		}
	}
}

func house(d *drawing) {
	d.outlined(white, ink, 2.5, path{}.move(34, 60).line(34, 112).line(126, 112).line(126, 60))
	d.outlined(brand, ink, 2.5, path{}.move(20, 62).line(80, 12).line(140, 62).close())
	d.outlined(sand, ink, 2.5, rectangle(68, 72, 26, 40, 2))
	d.fill(ink, circle(88, 93, 2))
	for _, x := range []float64{43, 102} {
		d.outlined(pale, ink, 2, rectangle(x, 72, 16, 18, 1))
	}
	d.stroke(sun, 5, path{}.move(81, 116).line(81, 98).move(73, 105).line(81, 97).line(89, 105))
}

func receiver(d *drawing) {
	d.outlined(brand, brand, 2, path{}.move(38, 26).curve(48, 14, 58, 16, 62, 28).line(66, 42).curve(68, 50, 62, 54, 56, 57).
		curve(62, 72, 74, 84, 90, 90).curve(94, 83, 98, 78, 106, 80).line(119, 84).curve(131, 88, 132, 98, 121, 107).
		curve(110, 116, 94, 114, 80, 106).curve(58, 93, 43, 76, 36, 56).curve(32, 43, 32, 34, 38, 26).close())
	d.stroke(sun, 5, arc(86, 56, 16, -80, -10))
	d.stroke(sun, 5, arc(86, 56, 30, -80, -10))
}
