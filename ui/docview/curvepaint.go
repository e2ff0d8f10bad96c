package docview

import (
	"image"
	"image/color"
	"math"
	"slices"
	"time"
)

// curvePicture paints the relations; where none is it lets the text through.
func (v *View) curvePicture(w, h int) image.Image {
	start := time.Now()
	s := v.surface(w, h)
	s.fill(0, 0, w, h, color.RGBA{})
	if c := &v.curves; c.raster.Size().Width > 0 && v.scaled(float32(w)/c.raster.Size().Width) {
		v.paintCurves(s)
		for i := range c.shown {
			v.paintWord(s, &c.shown[i])
		}
	}
	v.frame.Paint += time.Since(start)
	return s.RGBA
}

// inks are the colours of curves: of those that a filter puts back, of all others, and of
// the one under the pointer, which is as dark as text.
func (v *View) inks() (dim, plain, hovered color.RGBA) {
	return blend(v.colours.paper, v.colours.text2, dimmed), v.colours.text2, v.colours.text
}

func (v *View) inkOf(c *curve) color.RGBA {
	dim, plain, hovered := v.inks()
	switch {
	case c.loose != nil, v.pull.begun && c.relations[0].ID == ID{}, v.curves.hovered != ID{} && c.has(v.curves.hovered):
		return hovered
	case c.dimmed:
		return dim
	}
	return plain
}

// blend is share of over on under.
func blend(under, over color.RGBA, share float32) color.RGBA {
	cover := uint32(share * full)
	return color.RGBA{R: mix(under.R, over.R, cover), G: mix(under.G, over.G, cover), B: mix(under.B, over.B, cover), A: 0xFF}
}

func (c *curve) has(relation ID) bool {
	return slices.ContainsFunc(c.relations, func(r Relation) bool { return r.ID == relation })
}

// paintCurves paints the lines, dots and arrows of all curves: those of one colour in one
// go, the darkest last.
func (v *View) paintCurves(s surface) {
	dim, plain, hovered := v.inks()
	for _, ink := range [...]color.RGBA{dim, plain, hovered} {
		p := &v.paint.quill
		p.k, p.empty = 1, true
		for i := range v.curves.shown {
			if c := &v.curves.shown[i]; v.inkOf(c) == ink {
				if p.empty {
					p.r.Reset(s.Rect.Dx(), s.Rect.Dy())
					p.empty = false
				}
				v.draw(&p.pen, c)
			}
		}
		if !p.empty {
			p.r.Draw(s.RGBA, s.Rect, image.NewUniform(ink), image.Point{})
		}
	}
}

// quill is a pen that is used again and again.
type quill struct {
	pen
	empty bool // nothing was drawn yet
}

// draw draws the lines, dots and arrows of a curve.
func (v *View) draw(p *pen, c *curve) {
	o, unit := v.curves.frame.Min, v.page.scale
	ox, oy := float32(o.X), float32(o.Y)
	v.path(c, func(x0, y0, x1, y1 float32) { p.stroke(x0-ox, y0-oy, x1-ox, y1-oy, curveWidth*unit) })
	x, outward := v.foot()
	end := func(y int, into, out bool) {
		if into {
			p.arrow(float32(x)-ox, float32(y)-oy, float32(-outward), 0, unit)
		} else if out {
			p.arc(float32(x)-ox, float32(y)-oy, dotRadius*unit/2, dotRadius*unit, 0, 2*math.Pi)
		}
	}
	if c.edge != 0 {
		p.arrow(float32(v.curveX(c))-ox, float32(c.hub)-oy, 0, float32(c.edge), unit)
	} else {
		end(c.hub, c.into, c.out)
	}
	for _, t := range c.tips {
		end(t.y, t.into, t.out)
	}
}

// paintWord writes the word of a curve on paper.
func (v *View) paintWord(s surface, c *curve) {
	if c.word == nil {
		return
	}
	at := c.at.Sub(v.curves.frame.Min)
	pad := v.px(wordPad)
	s.plate(at.X-pad, at.Y-v.px(12), at.X+c.word.width+pad, at.Y+v.px(4), v.px(3), v.colours.paper)
	p := &linePainting{View: v, surface: s}
	p.write(c.word, at.X, at.Y, v.inkOf(c))
}

// path tells a curve as straight pieces, in device pixels of the view. A single relation
// is a bow; others have a line that they share.
func (v *View) path(c *curve, piece func(x0, y0, x1, y1 float32)) {
	x, outward := v.foot()
	foot := func(into bool) float32 { // a line does not reach the tip of its arrow
		if into {
			return float32(x) + float32(outward)*arrowLength/2*v.page.scale
		}
		return float32(x)
	}
	hub := float32(c.hub)
	if c.loose != nil {
		out, at := float32(x+outward*v.bulge(c)), *c.loose
		cubic([4]float32{foot(false), out, float32(at.X), float32(at.X)}, [4]float32{hub, hub, float32(at.Y), float32(at.Y)}, piece)
		return
	}
	if len(c.tips) == 1 && c.edge == 0 {
		out, t := float32(x+outward*v.bulge(c)), c.tips[0]
		cubic([4]float32{foot(c.into), out, out, foot(t.into)}, [4]float32{hub, hub, float32(t.y), float32(t.y)}, piece)
		return
	}
	turn := float32(v.curveX(c))
	for _, t := range c.tips {
		y := float32(t.y)
		way := float32(1)
		if hub < y {
			way = -1
		}
		bend := way * min(abs(turn-float32(x)), abs(hub-y)/2)
		corner(foot(t.into), y, turn, y+bend, piece)
		if c.edge != 0 {
			piece(turn, y+bend, turn, hub-float32(c.edge)*arrowLength/2*v.page.scale)
			continue
		}
		piece(turn, y+bend, turn, hub-bend)
		corner(foot(c.into), hub, turn, hub-bend, piece)
	}
}

// corner goes from (x, y), sideways at first, to (turn, end), upright at last.
func corner(x, y, turn, end float32, piece func(x0, y0, x1, y1 float32)) {
	const round = 0.55 // of the way to the corner: near a quarter of a circle
	cubic([4]float32{x, x + (turn-x)*round, turn, turn}, [4]float32{y, y, end - (end-y)*round, end}, piece)
}

// cubic tells a Bézier curve in straight pieces.
func cubic(x, y [4]float32, piece func(x0, y0, x1, y1 float32)) {
	const steps = 20
	at := func(p [4]float32, t float32) float32 {
		u := 1 - t
		return u*u*u*p[0] + 3*u*u*t*p[1] + 3*u*t*t*p[2] + t*t*t*p[3]
	}
	x0, y0 := x[0], y[0]
	for i := 1; i <= steps; i++ {
		t := float32(i) / steps
		x1, y1 := at(x, t), at(y, t)
		piece(x0, y0, x1, y1)
		x0, y0 = x1, y1
	}
}

// arrow draws an arrow's head that points in a direction, its tip at (x, y).
func (p *pen) arrow(x, y, dx, dy, unit float32) {
	l, h := arrowLength*unit, arrowHalf*unit
	if dx < 0 || dy < 0 {
		h = -h // all shapes turn the same way
	}
	if dy != 0 {
		p.polygon(x, y, x-h, y-dy*l, x+h, y-dy*l)
		return
	}
	p.polygon(x, y, x-dx*l, y+h, x-dx*l, y-h)
}
