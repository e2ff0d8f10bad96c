package docview

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// glyphs draws the signs of stances; each is made once a size.
type glyphs struct {
	side int
	made [UnsetStance + 1]*image.Alpha
}

// draw paints the sign of a stance with its upper left corner at (x, y), in a square of side.
func (g *glyphs) draw(dst surface, st Stance, x, y, side int, c color.RGBA) {
	if st == NoStance || st > UnsetStance || side <= 0 {
		return
	}
	if g.side != side {
		*g = glyphs{side: side}
	}
	if g.made[st] == nil {
		g.made[st] = newGlyph(st, side)
	}
	mask := g.made[st]
	for j := range side {
		for i := range side {
			if a := mask.AlphaAt(i, j).A; a > 0 {
				dst.share(x+i, y+j, c, uint32(a)*full/255)
			}
		}
	}
}

// pen draws on a square of ten units.
type pen struct {
	r vector.Rasterizer
	k float32 // pixels a unit
}

func newGlyph(st Stance, side int) *image.Alpha {
	p := &pen{k: float32(side) / 10}
	p.r.Reset(side, side)
	switch st {
	case Favor:
		p.polygon(5, 1.5, 9, 8.5, 1, 8.5)
	case Against:
		p.polygon(5, 8.5, 1, 1.5, 9, 1.5)
	case Mixed:
		p.polygon(5, 0.5, 9.5, 5, 0.5, 5)
		for _, l := range [...][4]float32{{0.7, 5, 5, 9.3}, {5, 9.3, 9.3, 5}} {
			p.stroke(l[0], l[1], l[2], l[3], 1.2)
		}
	case None:
		p.polygon(1, 4, 9, 4, 9, 6, 1, 6)
	case Unclear:
		p.question()
	case UnsetStance:
		for i := range 7 {
			p.arc(5, 5, 3.8, 1.2, float64(i)*2*math.Pi/7, float64(i)*2*math.Pi/7+0.48)
		}
	}
	mask := image.NewAlpha(image.Rect(0, 0, side, side))
	p.r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return mask
}

// question is a hook over a dot.
func (p *pen) question() {
	p.arc(5, 3.4, 2.4, 1.5, math.Pi, 2.35*math.Pi)
	p.stroke(6.15, 5.45, 5, 6.4, 1.5)
	p.stroke(5, 6.2, 5, 7.2, 1.5)
	p.arc(5, 9, 0.5, 1, 0, 2*math.Pi)
}

func (p *pen) polygon(xy ...float32) {
	p.r.MoveTo(xy[0]*p.k, xy[1]*p.k)
	for i := 2; i < len(xy); i += 2 {
		p.r.LineTo(xy[i]*p.k, xy[i+1]*p.k)
	}
	p.r.ClosePath()
}

// stroke draws a line of a width; it turns the same way as polygon's, so overlaps add up.
func (p *pen) stroke(x0, y0, x1, y1, width float32) {
	dx, dy := x1-x0, y1-y0
	if dx == 0 && dy == 0 {
		return
	}
	n := width / 2 / float32(math.Hypot(float64(dx), float64(dy)))
	ox, oy := -dy*n, dx*n
	p.polygon(x0-ox, y0-oy, x1-ox, y1-oy, x1+ox, y1+oy, x0+ox, y0+oy)
}

// arc draws part of a ring of a width around (cx, cy), from angle a to b, in steps.
func (p *pen) arc(cx, cy, radius, width float32, a, b float64) {
	steps := max(2, int((b-a)*6))
	at := func(i int, r float32) (x, y float32) {
		t := a + (b-a)*float64(i)/float64(steps)
		return cx + r*float32(math.Cos(t)), cy + r*float32(math.Sin(t))
	}
	for i := range steps {
		x0, y0 := at(i, radius-width/2)
		x1, y1 := at(i, radius+width/2)
		x2, y2 := at(i+1, radius+width/2)
		x3, y3 := at(i+1, radius-width/2)
		p.polygon(x0, y0, x1, y1, x2, y2, x3, y3)
	}
}
