package docview

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Lengths of curves in Fyne's pixels, and from how many relations on they are bundled.
const (
	curveWidth  = 1.5
	curveBulge  = 32 // how far the handles of a curve stand out that lies in no other; it comes three quarters of that
	curveStep   = 10 // how much less a curve within another one bulges: 22, then 12, so that they do not touch
	curveLevels = 3
	curveGap    = 5 // between a curve's end and the label
	dotRadius   = 2.5
	arrowLength = 6
	arrowHalf   = 4
	wordLeast   = 44 // how far apart ends must be for the type to be written between them
	wordPad     = 3
	bundled     = 3
)

// curves are the relations in the gutter: one picture over the rows, as high as what is
// drawn. It is painted anew when what it shows has changed, and else only moves.
type curves struct {
	view    *View
	raster  *canvas.Raster
	shown   []curve
	frame   image.Rectangle // of the picture, in device pixels of the view
	hovered ID              // a relation under the pointer
	told    bool            // OnRelations spoke of it
	waiting timer
	trail   trail
}

// curve is a line that stands for one or more relations: between two places, from one
// place to several, or to the view's edge. Lengths are device pixels of the view.
type curve struct {
	hub       int   // where all of it comes together
	edge      int   // -1, 1: that is the view's upper or lower edge; 0: it is a place
	into      bool  // an arrow points at the hub
	out       bool  // a dot stands at the hub
	tips      []tip // the other ends, from top to bottom
	level     int
	dimmed    bool
	relations []Relation
	loose     *image.Point // it ends there and not at its tip: it is being drawn; nil: it is drawn
	word      *word        // the type, or how many relations there are; nil: no room
	at        image.Point
}

// tip is an end of a curve.
type tip struct {
	y         int
	into, out bool
}

func (c *curves) init(v *View) {
	c.view = v
	c.raster = canvas.NewRaster(func(w, h int) image.Image { return v.curvePicture(w, h) })
	c.raster.ScaleMode = canvas.ImageScalePixels
	c.raster.Hide()
}

// forget drops what is shown: another document is.
func (c *curves) forget() {
	c.waiting.stop()
	c.shown, c.hovered, c.told, c.trail = nil, ID{}, false, trail{}
}

// refresh finds out what is to be drawn now.
func (c *curves) refresh() {
	v := c.view
	if v.page.layout == nil {
		return
	}
	before, at := c.shown, c.frame
	all := v.joints()
	loose, drawn := v.elastic()
	if c.shown = nil; len(all) == 0 && !drawn {
		c.raster.Hide()
		return
	}
	c.shown = v.bundle(all)
	v.level(c.shown)
	v.lettered(c.shown)
	if drawn {
		c.shown = append(c.shown, loose)
	}
	c.frame = v.curveFrame(c.shown)
	k := v.page.scale
	c.raster.Move(fyne.NewPos(float32(c.frame.Min.X)/k, float32(c.frame.Min.Y)/k))
	if size := fyne.NewSize(float32(c.frame.Dx())/k, float32(c.frame.Dy())/k); c.raster.Size() != size {
		c.raster.Resize(size)
	}
	if c.raster.Hidden || c.frame.Size() != at.Size() || !slices.EqualFunc(before, c.shown, func(a, b curve) bool { return a.looksLike(&b, c.frame.Min.Sub(at.Min)) }) {
		c.raster.Show()
		c.raster.Refresh()
	}
}

// looksLike tells whether b is a moved by d.
func (a *curve) looksLike(b *curve, d image.Point) bool {
	return a.hub+d.Y == b.hub && a.edge == b.edge && a.into == b.into && a.out == b.out && a.level == b.level &&
		a.dimmed == b.dimmed && a.word == b.word && (a.word == nil || a.at.Add(d) == b.at) &&
		slices.Equal(a.relations, b.relations) && a.loosely(d) == b.loosely(image.Point{}) &&
		slices.EqualFunc(a.tips, b.tips, func(p, q tip) bool { return p.y+d.Y == q.y && p.into == q.into && p.out == q.out })
}

// loosely is where a curve ends that is being drawn, moved by d; out of sight for others.
func (a *curve) loosely(d image.Point) image.Point {
	if a.loose == nil {
		return image.Pt(-1<<20, 0)
	}
	return a.loose.Add(d)
}

// foot is where curves end, beside the labels; outward is 1 where they bulge to the right.
func (v *View) foot() (x, outward int) {
	if c := &v.page.columns; c.mirrored {
		return c.labels + c.margin + v.px(curveGap-1), 1
	}
	return v.page.columns.labels - v.px(curveGap), -1
}

// bulge is how far the handles of a curve stand out.
func (v *View) bulge(c *curve) int { return v.px(float32(curveBulge - c.level*curveStep)) }

// curveX is where a curve bulges most.
func (v *View) curveX(c *curve) int {
	x, outward := v.foot()
	return x + outward*v.bulge(c)*3/4
}

// curveFrame is what a picture of the curves must hold.
func (v *View) curveFrame(list []curve) (all image.Rectangle) {
	for i := range list {
		c := &list[i]
		top, bottom := c.extent()
		pad := v.px(arrowLength)
		x0, x1 := v.curveX(c), v.curveX(c)
		if x, _ := v.foot(); x < x0 {
			x0 = x
		} else {
			x1 = x
		}
		if c.loose != nil {
			x0, x1 = min(x0, c.loose.X), max(x1, c.loose.X)
		}
		all = all.Union(image.Rect(x0-pad, top-pad, x1+pad, bottom+pad))
		if c.word != nil {
			all = all.Union(image.Rect(c.at.X-v.px(wordPad), c.at.Y-v.px(12), c.at.X+c.word.width+v.px(wordPad), c.at.Y+v.px(4)))
		}
	}
	return all.Intersect(image.Rect(0, 0, v.page.columns.width, v.page.columns.height))
}
