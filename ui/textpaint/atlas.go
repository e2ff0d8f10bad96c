package textpaint

import (
	"image"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"parley/ui/textlayout"
)

// maxAtlas is how many bytes of glyphs a generation of the atlas holds; there are two.
const maxAtlas = 6 << 20

// phases is how finely glyphs are placed: quarters of a pixel.
const phases = 4

// glyphKey names a drawn glyph.
type glyphKey struct {
	id    uint32
	size  uint16 // sixteenths of a pixel to the em
	face  textlayout.FaceID
	phase uint8
}

// drawn is a glyph as pixels: mask for one to be inked, img for one with its own colours.
type drawn struct {
	x, y, w, h int // of the upper left pixel from the origin; y downwards
	mask       []uint8
	img        *image.RGBA
}

// atlas remembers drawn glyphs. When it is full the older half is forgotten.
type atlas struct {
	fonts      *textlayout.Fonts
	young, old map[glyphKey]*drawn
	bytes      int
	raster     vector.Rasterizer
}

func (a *atlas) get(k glyphKey, g textlayout.Glyph) *drawn {
	if d, ok := a.young[k]; ok {
		return d
	}
	d, ok := a.old[k]
	if !ok {
		d = a.draw(k, g)
	}
	a.bytes += 96 + len(d.mask)
	if d.img != nil {
		a.bytes += len(d.img.Pix)
	}
	if a.bytes > maxAtlas || a.young == nil {
		a.old, a.young, a.bytes = a.young, make(map[glyphKey]*drawn), 0
	}
	a.young[k] = d
	return d
}

func (a *atlas) draw(k glyphKey, g textlayout.Glyph) *drawn {
	size := float32(k.size) / 16
	if k.face == textlayout.Box {
		return codeBox(rune(k.id), size)
	}
	p := a.fonts.Picture(g)
	switch {
	case p.Image != nil:
		return scaled(p, size)
	case len(p.Outline) > 0:
		return a.rasterize(p.Outline, size, float32(k.phase)/phases)
	}
	return &drawn{}
}

// scaled draws an image glyph at size.
func scaled(p textlayout.Picture, size float32) *drawn {
	d := &drawn{
		x: round(p.Left * size), y: -round(p.Top * size),
		w: max(1, round(p.Width*size)), h: max(1, round(p.Height*size)),
	}
	d.img = image.NewRGBA(image.Rect(0, 0, d.w, d.h))
	draw.CatmullRom.Scale(d.img, d.img.Rect, p.Image, p.Image.Bounds(), draw.Src, nil)
	return d
}

// rasterize fills an outline, moved right by phase.
func (a *atlas) rasterize(outline []textlayout.Segment, size, phase float32) *drawn {
	x0, y0, x1, y1 := bounds(outline, size, phase)
	d := &drawn{x: x0, y: y0, w: x1 - x0, h: y1 - y0}
	if d.w <= 0 || d.h <= 0 || d.w > 1<<12 || d.h > 1<<12 {
		return &drawn{}
	}
	r := &a.raster
	r.Reset(d.w, d.h)
	at := func(p [2]float32) (float32, float32) {
		return p[0]*size + phase - float32(x0), -p[1]*size - float32(y0)
	}
	trace(r, outline, at)
	mask := image.NewAlpha(image.Rect(0, 0, d.w, d.h))
	r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	d.mask = mask.Pix
	return d
}

// trace walks an outline; open contours are closed.
func trace(r *vector.Rasterizer, outline []textlayout.Segment, at func([2]float32) (float32, float32)) {
	open := false
	for i := range outline {
		s := &outline[i]
		ax, ay := at(s.Points[0])
		switch s.Op {
		case textlayout.MoveTo:
			if open {
				r.ClosePath()
			}
			open = true
			r.MoveTo(ax, ay)
		case textlayout.LineTo:
			r.LineTo(ax, ay)
		case textlayout.QuadTo:
			bx, by := at(s.Points[1])
			r.QuadTo(ax, ay, bx, by)
		case textlayout.CubicTo:
			bx, by := at(s.Points[1])
			cx, cy := at(s.Points[2])
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	if open {
		r.ClosePath()
	}
}

// points is how many points a step has.
var points = [...]int{textlayout.MoveTo: 1, textlayout.LineTo: 1, textlayout.QuadTo: 2, textlayout.CubicTo: 3}

// bounds is the pixels that an outline can touch.
func bounds(outline []textlayout.Segment, size, phase float32) (x0, y0, x1, y1 int) {
	inf := float32(math.Inf(1))
	minX, minY, maxX, maxY := inf, inf, -inf, -inf
	for i := range outline {
		for _, p := range outline[i].Points[:points[outline[i].Op]] {
			minX, maxX = min(minX, p[0]), max(maxX, p[0])
			minY, maxY = min(minY, p[1]), max(maxY, p[1])
		}
	}
	floor := func(x float32) int { return int(math.Floor(float64(x))) }
	return floor(minX*size + phase), floor(-maxY * size), floor(maxX*size+phase) + 1, floor(-minY*size) + 1
}
