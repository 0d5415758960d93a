package paper

// camera is the sheet with its square of dots, and the device that sees it.
func camera(d *drawing, device Device) {
	d.outlined(white, line, 2, rectangle(6, 14, 62, 92, 3))
	words(d, area{14, 24, 46, 0}, 2, hair)
	square(d, 17, 44, 40)
	words(d, area{14, 92, 30, 0}, 1, hair)
	x, y, w, h := 88.0, 8.0, 64.0, 104.0
	if device == Tablet {
		x, y, w, h = 78, 16, 78, 88
	}
	d.outlined(ink, ink, 2, rectangle(x, y, w, h, 8))
	d.fill(white, rectangle(x+5, y+8, w-10, h-16, 2))
	size := w * 0.5
	left, top := x+(w-size)/2, y+h*0.16
	square(d, left, top, size)
	for _, corner := range [][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		cx, cy := left+size/2+corner[0]*(size/2+5), top+size/2+corner[1]*(size/2+5)
		d.stroke(sun, 3.5, path{}.move(cx-corner[0]*8, cy).line(cx, cy).line(cx, cy-corner[1]*8))
	}
	d.outlined(pale, brand, 2, rectangle(x+9, y+h-32, w-18, 14, 7))
	d.fill(brand, rectangle(x+16, y+h-27, w-32, 4, 2))
	pointer(d, device, x+w-22, y+h-30)
}

// square stands for the QR code.
func square(d *drawing, x, y, size float64) {
	u := size / 9
	for _, at := range [][2]float64{{0, 0}, {6, 0}, {0, 6}} {
		d.stroke(ink, u, rectangle(x+at[0]*u+u/2, y+at[1]*u+u/2, 2*u, 2*u, 0))
	}
	for _, at := range [][2]float64{{4, 0}, {4, 2}, {3, 4}, {5, 4}, {7, 4}, {8, 5}, {0, 4}, {4, 6}, {6, 6}, {7, 7}, {5, 8}, {8, 8}, {4, 7}} {
		d.fill(ink, rectangle(x+at[0]*u, y+at[1]*u, u, u, 0))
	}
}
