package docview

import (
	"image"
	"math"
	"slices"

	"fyne.io/fyne/v2"
)

// curveReach is how near, in Fyne's pixels, the pointer is on a curve.
const curveReach = 5

// curveAt is the curve at a position; nil when there is none. Of several it is the one
// that bulges least, which lies within the others.
func (v *View) curveAt(at fyne.Position) (found *curve) {
	k := v.page.scale
	x, y := at.X*k, at.Y*k
	for i := range v.curves.shown {
		c := &v.curves.shown[i]
		if v.onWord(c, image.Pt(int(x), int(y))) || v.onLine(c, x, y) {
			if found == nil || c.level > found.level {
				found = c
			}
		}
	}
	return found
}

func (v *View) onWord(c *curve, p image.Point) bool {
	if c.word == nil {
		return false
	}
	return p.In(image.Rect(c.at.X-v.px(wordPad), c.at.Y-v.px(12), c.at.X+c.word.width+v.px(wordPad), c.at.Y+v.px(4)))
}

// onLine tells whether (x, y) is on a curve's line, or on its arrow at the view's edge,
// which is as large to the pointer as any button.
func (v *View) onLine(c *curve, x, y float32) bool {
	reach := curveReach * v.page.scale
	if top, bottom := c.extent(); y < float32(top)-reach || y > float32(bottom)+reach {
		return false
	}
	if c.edge != 0 && abs(x-float32(v.curveX(c))) <= 11*v.page.scale && abs(y-float32(c.hub)) <= 22*v.page.scale {
		return true
	}
	on := false
	v.path(c, func(x0, y0, x1, y1 float32) { on = on || distance(x, y, x0, y0, x1, y1) <= reach })
	return on
}

// distance is how far (x, y) is from a straight piece.
func distance(x, y, x0, y0, x1, y1 float32) float32 {
	dx, dy := x1-x0, y1-y0
	t := float32(0)
	if l := dx*dx + dy*dy; l > 0 {
		t = max(0, min(1, ((x-x0)*dx+(y-y0)*dy)/l))
	}
	return float32(math.Hypot(float64(x-x0-t*dx), float64(y-y0-t*dy)))
}

// pressCurve goes to a mark at the far end of the curve at a position, again to the next
// one: of the relations of the active mark, if the curve has any. It reports whether
// there is a curve.
func (v *View) pressCurve(at fyne.Position) bool {
	c := v.curveAt(at)
	if c == nil {
		return false
	}
	stops := v.stops(c)
	if len(stops) == 0 {
		return false
	}
	v.arrive(stops[(slices.Index(stops, v.marking.active)+1)%len(stops)])
	return true
}

// stops are the marks that a curve leads to, in the order of the text: those off screen,
// or, when it has its ends on screen, all of them.
func (v *View) stops(c *curve) (list []ID) {
	add := func(id ID) {
		if v.shows(id) && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	for i := range c.relations {
		for _, id := range []ID{c.relations[i].From, c.relations[i].To} {
			if m, ok := v.mark(id); ok && (c.edge == 0 || v.anchorOf(&m).off == c.edge) {
				add(id)
			}
		}
	}
	slices.SortStableFunc(list, v.compareMarks)
	if c.edge < 0 {
		slices.Reverse(list) // the nearest first
	}
	return list
}

// hoverCurve lets the curve under the pointer stand out, and tells of it when the pointer
// has rested on it; nil takes that back.
func (v *View) hoverCurve(c *curve, at fyne.Position) {
	k := &v.curves
	var id ID
	if c != nil {
		id = c.relations[0].ID
	}
	if id == k.hovered {
		return
	}
	k.hovered = id
	k.raster.Refresh()
	k.quiet()
	if c != nil {
		ids := make([]ID, len(c.relations))
		for i := range c.relations {
			ids[i] = c.relations[i].ID
		}
		k.waiting.set(v.clock, hoverTime, func() { k.tell(ids, at) })
	}
}

func (k *curves) tell(ids []ID, at fyne.Position) {
	k.told = len(ids) > 0
	if k.view.OnRelations != nil {
		k.view.OnRelations(ids, at)
	}
}

// quiet takes back what was told of a curve.
func (k *curves) quiet() {
	k.waiting.stop()
	if k.told {
		k.tell(nil, fyne.Position{})
	}
}
