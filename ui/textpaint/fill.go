package textpaint

import (
	"encoding/binary"
	"image"
	"image/color"
)

// over lays c on the pixel p with cover of 255.
func over(p []uint8, c color.RGBA, cover uint32) {
	if cover == 255 && c.A == 255 {
		p[0], p[1], p[2], p[3] = c.R, c.G, c.B, c.A
		return
	}
	inv := 255 - div255(uint32(c.A)*cover)
	p[0] = uint8(div255(uint32(c.R)*cover + uint32(p[0])*inv))
	p[1] = uint8(div255(uint32(c.G)*cover + uint32(p[1])*inv))
	p[2] = uint8(div255(uint32(c.B)*cover + uint32(p[2])*inv))
	p[3] = uint8(div255(uint32(c.A)*cover + uint32(p[3])*inv))
}

// blend lays ink on a row of pixels as mask covers them. Opaque ink, as letters have, goes
// two channels at a time: each in its half of a word, rounded as div255 does.
func blend(pix, mask []uint8, ink color.RGBA) {
	const odd, half = 0x00FF00FF, 0x00800080
	rb, ga := uint32(ink.R)|uint32(ink.B)<<16, uint32(ink.G)|uint32(ink.A)<<16
	for i, m := range mask {
		p := pix[4*i : 4*i+4 : 4*i+4]
		switch {
		case m == 0:
		case m == 255 || ink.A != 255:
			over(p, ink, uint32(m))
		default:
			cover, rest, under := uint32(m), 255-uint32(m), binary.LittleEndian.Uint32(p)
			x := rb*cover + under&odd*rest + half
			y := ga*cover + under>>8&odd*rest + half
			x = (x + x>>8&odd) >> 8 & odd
			y = (y + y>>8&odd) & (odd << 8)
			binary.LittleEndian.PutUint32(p, x|y)
		}
	}
}

// div255 is x/255, rounded, for x up to 255*255*2.
func div255(x uint32) uint32 { return (x + 128 + (x+128)>>8) >> 8 }

// fill lays c on the rectangle, cut to dst.
func fill(dst *image.RGBA, x0, y0, x1, y1 int, c color.RGBA) {
	b := dst.Rect
	x0, y0, x1, y1 = max(x0, b.Min.X), max(y0, b.Min.Y), min(x1, b.Max.X), min(y1, b.Max.Y)
	if x0 >= x1 || y0 >= y1 || c.A == 0 {
		return
	}
	if c.A == 255 {
		flood(dst, x0, y0, x1, y1, c)
		return
	}
	for y := y0; y < y1; y++ {
		i := dst.PixOffset(x0, y)
		row := dst.Pix[i : i+4*(x1-x0)]
		for ; len(row) >= 4; row = row[4:] {
			over(row[:4:4], c, 255)
		}
	}
}

// flood sets the rectangle, which lies in dst, to the opaque c: one row, copied to the rest.
func flood(dst *image.RGBA, x0, y0, x1, y1 int, c color.RGBA) {
	n := 4 * (x1 - x0)
	i := dst.PixOffset(x0, y0)
	first := dst.Pix[i : i+n]
	first[0], first[1], first[2], first[3] = c.R, c.G, c.B, c.A
	for done := 4; done < n; done *= 2 {
		copy(first[done:], first[:done])
	}
	for y := y0 + 1; y < y1; y++ {
		i += dst.Stride
		copy(dst.Pix[i:i+n], first)
	}
}

// dot lays c on one pixel with cover of 255.
func dot(dst *image.RGBA, x, y int, c color.RGBA, cover uint32) {
	if cover > 0 && (image.Point{X: x, Y: y}).In(dst.Rect) {
		i := dst.PixOffset(x, y)
		over(dst.Pix[i:i+4:i+4], c, cover)
	}
}

// dashed fills a horizontal bar in strokes of on pixels and gaps of off, begun at x0;
// the last stroke is cut.
func dashed(dst *image.RGBA, x0, y0, x1, y1, on, off int, c color.RGBA) {
	if off == 0 {
		fill(dst, x0, y0, x1, y1, c)
		return
	}
	x := x0
	if skip := dst.Rect.Min.X - x0; skip > 0 {
		x += skip / (on + off) * (on + off)
	}
	for ; x < min(x1, dst.Rect.Max.X); x += on + off {
		fill(dst, x, y0, min(x+on, x1), y1, c)
	}
}
