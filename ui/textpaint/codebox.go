package textpaint

import "parley/ui/textlayout"

// digits are the hexadecimal digits, three pixels by five, a row in three bits from the top.
var digits = [16][5]uint8{
	{7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 3, 1, 7},
	{5, 5, 7, 1, 1}, {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 2, 2, 2},
	{7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}, {2, 5, 7, 5, 5}, {6, 5, 6, 5, 6},
	{7, 4, 4, 4, 7}, {6, 5, 5, 5, 6}, {7, 4, 6, 4, 7}, {7, 4, 6, 4, 4},
}

// codeBox draws the box for a character that no face has: its code point in two rows of
// two digits, or of three. Where there is no room for digits it stays empty.
func codeBox(r rune, size float32) *drawn {
	columns := 2
	if r > 0xFFFF {
		columns = 3
	}
	advance := round(textlayout.BoxAdvance(r) * size)
	d := &drawn{x: 1, w: max(3, advance-2), h: max(3, round(0.84*size))}
	if size >= 12 {
		d.h = max(d.h, 14) // room for two rows
	}
	d.y = -d.h + round(0.1*size)
	d.mask = make([]uint8, d.w*d.h)
	d.border()
	k := min((d.w-3)/(columns*4-1), (d.h-3)/11)
	if k < 1 {
		return d
	}
	left, top := (d.w-k*(columns*4-1))/2, (d.h-k*11)/2
	for i := range columns * 2 {
		digit := digits[r>>(4*(columns*2-1-i))&15]
		d.digit(digit, left+i%columns*4*k, top+i/columns*6*k, k)
	}
	return d
}

// border frames the box, fainter than ink.
func (d *drawn) border() {
	for y := range d.h {
		for x := range d.w {
			if x == 0 || y == 0 || x == d.w-1 || y == d.h-1 {
				d.mask[y*d.w+x] = 128
			}
		}
	}
}

func (d *drawn) digit(rows [5]uint8, left, top, k int) {
	for y := range 5 * k {
		for x := range 3 * k {
			if rows[y/k]>>(2-x/k)&1 == 1 {
				d.mask[(top+y)*d.w+left+x] = 255
			}
		}
	}
}
