package docview

import (
	"image"
	"image/color"

	"parley/ui/theme"
)

// surface is a picture being painted; what lies outside it is cut off.
type surface struct {
	*image.RGBA
	unit int // device pixels that stand for one
}

// full is the cover of what lets no ground through; see surface.share.
const full = 256

// fill paints [x0, x1) × [y0, y1).
func (s surface) fill(x0, y0, x1, y1 int, c color.RGBA) {
	r := image.Rect(x0, y0, x1, y1).Intersect(s.Rect)
	if x0 >= x1 || y0 >= y1 || r.Empty() {
		return
	}
	first := s.Pix[s.PixOffset(r.Min.X, r.Min.Y):][:4*r.Dx()]
	for i := 0; i < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, c.A
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(s.Pix[s.PixOffset(r.Min.X, y):], first)
	}
}

// share paints one pixel with c over what is there: cover of 256 parts are c.
func (s surface) share(x, y int, c color.RGBA, cover uint32) {
	if !(image.Point{X: x, Y: y}).In(s.Rect) {
		return
	}
	p := s.Pix[s.PixOffset(x, y):][:4]
	p[0], p[1], p[2] = mix(p[0], c.R, cover), mix(p[1], c.G, cover), mix(p[2], c.B, cover)
}

func mix(under, over uint8, cover uint32) uint8 {
	return uint8((uint32(under)*(full-cover) + uint32(over)*cover) / full)
}

// border paints the inside of a rectangle's edge, thick pixels wide.
func (s surface) border(x0, y0, x1, y1, thick int, c color.RGBA) {
	s.fill(x0, y0, x1, y0+thick, c)
	s.fill(x0, y1-thick, x1, y1, c)
	s.fill(x0, y0, x0+thick, y1, c)
	s.fill(x1-thick, y0, x1, y1, c)
}

// plate paints a rectangle whose corners are a little rounded.
func (s surface) plate(x0, y0, x1, y1, radius int, c color.RGBA) {
	for i := range radius {
		// how far the rounded edge lies inside, i rows from the corner's outer row
		in := radius - isqrt(radius*radius-(radius-i-1)*(radius-i-1))
		s.fill(x0+in, y0+i, x1-in, y0+i+1, c)
		s.fill(x0+in, y1-i-1, x1-in, y1-i, c)
	}
	s.fill(x0, y0+radius, x1, y1-radius, c)
}

func isqrt(n int) int {
	r := 0
	for (r+1)*(r+1) <= n {
		r++
	}
	return r
}

// bars is the rhythm, on and off, of the upright bars beside labels.
var bars = [...]struct{ on, off int }{theme.Solid: {1, 0}, theme.Dash: {5, 2}, theme.Dots: {2, 2}}

// bar paints an upright bar in the rhythm of a texture, or that of a suggestion.
func (s surface) bar(x, y0, y1, thick int, t theme.Texture, suggested bool, c color.RGBA) {
	d := bars[t]
	if suggested {
		d.on, d.off = 1, 3
	}
	for y := y0; y < y1; y += (d.on + d.off) * s.unit {
		s.fill(x, y, x+thick, min(y1, y+d.on*s.unit), c)
	}
}
