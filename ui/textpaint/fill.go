package textpaint

import (
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
