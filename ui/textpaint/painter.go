package textpaint

import (
	"image"
	"image/color"
	"math"
	"sync"

	"parley/ui/textlayout"
)

// Painter paints lines. It keeps the glyphs it has drawn, up to a bound. It is safe for
// use by several goroutines, one at a time.
type Painter struct {
	mu    sync.Mutex
	atlas atlas
}

// New makes a painter of the glyphs of fonts.
func New(fonts *textlayout.Fonts) *Painter {
	return &Painter{atlas: atlas{fonts: fonts}}
}

// Fonts are the faces the painter draws with.
func (p *Painter) Fonts() *textlayout.Fonts { return p.atlas.fonts }

// DrawLine paints marks and the line's ink into dst, the left of the text column and the
// top of the line's box being at. It fills no ground of its own. What falls outside dst is cut.
func (p *Painter) DrawLine(dst *image.RGBA, ln *textlayout.Line, m Metrics, at image.Point, ink color.RGBA, marks []Mark) {
	for kind := Ground; kind < Caret; kind++ {
		drawMarks(dst, m, at, marks, kind)
	}
	p.Ink(dst, ln, image.Pt(at.X, at.Y+m.Baseline), ink)
	drawMarks(dst, m, at, marks, Caret)
}

func drawMarks(dst *image.RGBA, m Metrics, at image.Point, marks []Mark, kind Kind) {
	for i := range marks {
		k := &marks[i]
		if k.Kind != kind {
			continue
		}
		x0, x1 := at.X+round(k.X0), at.X+round(k.X1)
		switch kind {
		case Ground:
			fill(dst, x0, at.Y, x1, at.Y+m.Ground, k.Color)
		case Lane:
			drawLane(dst, m, k, x0, x1, at.Y)
		case Outline:
			b := m.frameOf(k, at.X, at.Y)
			b.stroke(dst, k.Color)
		case Caret:
			x0 -= m.Stroke / 2 // it stands between two letters
			fill(dst, x0, at.Y, x0+m.Stroke, at.Y+m.Ground, k.Color)
		}
	}
}

func drawLane(dst *image.RGBA, m Metrics, k *Mark, x0, x1, top int) {
	if k.Lane >= Lanes || int(k.Texture) >= len(dashes) {
		return
	}
	y := top + m.Lane + int(k.Lane)*m.Pitch
	d, c := dashes[k.Texture], k.Color
	if k.Texture == Between {
		c = Dim(c, 0.75)
		x0, x1 = x0+3*m.Unit, x1-3*m.Unit
	}
	dashed(dst, x0, y, x1, y+m.Stroke, d.on*m.Unit, d.off*m.Unit, c)
	if k.Left == Tick {
		fill(dst, x0, y-m.Rise, x0+m.Stroke, y+m.Stroke, c)
	}
	if k.Right == Tick {
		fill(dst, x1-m.Stroke, y-m.Rise, x1, y+m.Stroke, c)
	}
}

// Ink paints the glyphs of a line alone, origin being where its x counts from on the baseline.
func (p *Painter) Ink(dst *image.RGBA, ln *textlayout.Line, origin image.Point, ink color.RGBA) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range ln.Runs {
		p.run(dst, &ln.Runs[i], ln.Size, origin, ink)
	}
}

// InkRun paints one run of a line, for lines in several colours.
func (p *Painter) InkRun(dst *image.RGBA, r *textlayout.Run, size float32, origin image.Point, ink color.RGBA) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.run(dst, r, size, origin, ink)
}

// InkBounds is how far the ink of a line reaches above and below its baseline, in whole
// pixels. Stacked vowels may leave the line's box: who paints each line into an image of
// its own paints the neighbour's ink there, too.
func (p *Painter) InkBounds(ln *textlayout.Line) (above, below int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	k := glyphKey{size: sizeKey(ln.Size)}
	for i := range ln.Runs {
		glyphs := ln.Runs[i].Glyphs()
		for j := range glyphs {
			g := &glyphs[j]
			k.id, k.face = g.ID, g.Face
			d := p.atlas.get(k, *g)
			top := d.y - round(g.Y()*ln.Size)
			above, below = max(above, -top), max(below, top+d.h)
		}
	}
	return above, below
}

func sizeKey(size float32) uint16 { return uint16(min(size*16+0.5, math.MaxUint16)) }

func (p *Painter) run(dst *image.RGBA, r *textlayout.Run, size float32, origin image.Point, ink color.RGBA) {
	left, edge := float32(origin.X)+r.Origin, float32(origin.X)+r.X // the word may have begun lines ago
	if edge > float32(dst.Rect.Max.X)+size || edge+r.Width < float32(dst.Rect.Min.X)-size {
		return
	}
	k := glyphKey{size: sizeKey(size)}
	glyphs := r.Glyphs()
	for i := range glyphs {
		g := &glyphs[i]
		x := left + g.X()*size
		ix := int(math.Floor(float64(x)))
		k.id, k.face, k.phase = g.ID, g.Face, uint8((x-float32(ix))*phases)
		if g.Face == textlayout.Box {
			k.phase = 0
		}
		d := p.atlas.get(k, *g)
		y := origin.Y - round(g.Y()*size) + d.y
		switch {
		case d.mask != nil:
			d.blit(dst, ix+d.x, y, ink)
		case d.img != nil:
			d.paste(dst, ix+d.x, y)
		}
	}
}

// blit inks the mask with its upper left at x, y.
func (d *drawn) blit(dst *image.RGBA, x, y int, ink color.RGBA) {
	b := dst.Rect
	from, to := max(0, b.Min.X-x), min(d.w, b.Max.X-x)
	if from >= to {
		return
	}
	for j := max(0, b.Min.Y-y); j < min(d.h, b.Max.Y-y); j++ {
		row := d.mask[j*d.w+from : j*d.w+to]
		o := dst.PixOffset(x+from, y+j)
		blend(dst.Pix[o:o+4*len(row)], row, ink)
	}
}

// paste lays an image glyph on dst.
func (d *drawn) paste(dst *image.RGBA, x, y int) {
	for j := range d.h {
		for i := range d.w {
			c := d.img.RGBAAt(i, j)
			dot(dst, x+i, y+j, c, uint32(min(1, c.A))*255)
		}
	}
}
