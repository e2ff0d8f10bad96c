package docview

import (
	"cmp"
	"image"
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// Lengths of curves in Fyne's pixels, and from how many relations on they are bundled.
const (
	curveWidth  = 1.5
	curveBulge  = 32 // how far the handles of a curve stand out; it comes three quarters of that
	curveStep   = 10 // how much less a curve within another one bulges
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
	word      *word // the type, or how many relations there are; nil: no room
	at        image.Point
}

// tip is an end of a curve.
type tip struct {
	y         int
	into, out bool
}

// joint is a relation whose ends are known.
type joint struct {
	Relation
	from, to anchored
	dimmed   bool
}

// anchored is where a relation's end is: at a height of the view, or off it.
type anchored struct{ y, off int }

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
	if c.shown = nil; len(all) == 0 {
		c.raster.Hide()
		return
	}
	c.shown = v.bundle(all)
	v.level(c.shown)
	v.lettered(c.shown)
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
		slices.Equal(a.relations, b.relations) &&
		slices.EqualFunc(a.tips, b.tips, func(p, q tip) bool { return p.y+d.Y == q.y && p.into == q.into && p.out == q.out })
}

// joints are the relations with an end on screen.
func (v *View) joints() (list []joint) {
	src, ok := v.source.(Relating)
	rows := v.page.rows
	if !ok || len(rows) == 0 {
		return nil
	}
	seen := text.Span{Start: rows[0].line.Span.Start, End: rows[len(rows)-1].line.Span.End}
	for r := range src.Relations(seen) {
		from, ok := v.mark(r.From)
		to, ok2 := v.mark(r.To)
		if !ok || !ok2 || from.Style.Hidden || to.Style.Hidden || r.From == r.To {
			continue
		}
		j := joint{Relation: r, from: v.anchorOf(&from), to: v.anchorOf(&to), dimmed: from.Style.Dimmed || to.Style.Dimmed}
		if j.from.off == 0 || j.to.off == 0 {
			list = append(list, j)
		}
	}
	return list
}

// anchorOf is where a relation ends at a mark: beside its label, or where that would be.
func (v *View) anchorOf(m *Mark) anchored {
	rows, o := v.page.rows, m.Fragments[0].Start
	i, _ := slices.BinarySearchFunc(rows, o, func(r *row, o text.Offset) int { return cmp.Compare(r.line.Span.End, o+1) })
	if i == len(rows) {
		return anchored{off: 1}
	}
	r := rows[i]
	if r.line.Span.Start > o {
		if i > 0 {
			return anchored{y: v.viewY(r.line.Top)} // on a blank line between two rows
		}
		return anchored{off: -1}
	}
	tags := v.tagsOf(r)
	at := slices.Index(tags, m.ID)
	if at < 0 {
		at = min(len(tags), labelsEach-1)
	}
	y := v.viewY(r.line.Top) + v.tagTop() + at*v.px(labelPitch) + v.px(labelPitch)/2
	switch {
	case y < 0:
		return anchored{off: -1}
	case y > v.page.columns.height:
		return anchored{off: 1}
	}
	return anchored{y: y}
}

// tagsOf are the labels of a row. They are remembered until the row is painted anew.
func (v *View) tagsOf(r *row) []ID {
	if r.tags == nil {
		r.tags = []ID{}
		for _, t := range v.tags(&r.line, v.marksIn(r.line.Span, nil)) {
			r.tags = append(r.tags, t.mark.ID)
		}
	}
	return r.tags
}

// bundle makes curves of relations: those that leave the view by one edge are one, and
// so are three or more at one place.
func (v *View) bundle(all []joint) (list []curve) {
	ends := map[int]int{} // how many relations a place has
	var inside []joint
	for side := -1; side <= 1; side += 2 {
		out := slices.Collect(func(yield func(joint) bool) {
			for _, j := range all {
				if (j.from.off == side || j.to.off == side) && !yield(j) {
					return
				}
			}
		})
		if len(out) > 0 {
			y := 0
			if side > 0 {
				y = v.page.columns.height
			}
			list = append(list, gathered(y, side, out))
		}
	}
	for _, j := range all {
		if j.from.off == 0 && j.to.off == 0 {
			inside = append(inside, j)
			ends[j.from.y]++
			ends[j.to.y]++
		}
	}
	hubs := slices.SortedFunc(maps.Keys(ends), func(a, b int) int { return cmp.Or(cmp.Compare(ends[b], ends[a]), cmp.Compare(a, b)) })
	for _, y := range hubs {
		at := func(j joint) bool { return j.from.y == y || j.to.y == y }
		var here []joint
		for _, j := range inside {
			if at(j) {
				here = append(here, j)
			}
		}
		if len(here) >= bundled {
			list = append(list, gathered(y, 0, here))
			inside = slices.DeleteFunc(inside, at)
		}
	}
	for _, j := range inside {
		list = append(list, gathered(j.from.y, 0, []joint{j}))
	}
	return list
}

// gathered is the curve of relations that come together at a place.
func gathered(hub, edge int, all []joint) curve {
	c := curve{hub: hub, edge: edge, dimmed: true}
	for _, j := range all {
		c.relations = append(c.relations, j.Relation)
		c.dimmed = c.dimmed && j.dimmed
		atFrom := edge == 0 && j.from.y == hub || edge != 0 && j.from.off != 0
		t := tip{y: j.from.y, out: true}
		if atFrom {
			t = tip{y: j.to.y, into: true}
		}
		c.into, c.out = c.into || !atFrom, c.out || atFrom
		i, found := slices.BinarySearchFunc(c.tips, t.y, func(t tip, y int) int { return cmp.Compare(t.y, y) })
		if found {
			c.tips[i].into, c.tips[i].out = c.tips[i].into || t.into, c.tips[i].out || t.out
		} else {
			c.tips = slices.Insert(c.tips, i, t)
		}
	}
	return c
}

// extent is from where to where a curve reaches.
func (c *curve) extent() (top, bottom int) {
	return min(c.hub, c.tips[0].y), max(c.hub, c.tips[len(c.tips)-1].y)
}

// level lets curves that run beside each other bulge differently: the longest most.
func (v *View) level(list []curve) {
	length := func(c *curve) int { top, bottom := c.extent(); return bottom - top }
	slices.SortStableFunc(list, func(a, b curve) int { return cmp.Compare(length(&b), length(&a)) })
	for i := range list {
		var taken [curveLevels]bool
		top, bottom := list[i].extent()
		for k := range i {
			if t, b := list[k].extent(); t < bottom && top < b {
				taken[list[k].level] = true
			}
		}
		for list[i].level < curveLevels-1 && taken[list[i].level] {
			list[i].level++
		}
	}
}

// lettered gives each curve its word where there is room for it between text, labels and
// the words of longer ones.
func (v *View) lettered(list []curve) {
	var taken []image.Rectangle
	for i := range list {
		c := &list[i]
		name := c.relations[0].Type
		if n := len(c.relations); n >= bundled {
			name = strconv.Itoa(n)
		} else if n == 2 && c.relations[1].Type != name {
			name = ""
		}
		if top, bottom := c.extent(); name != "" && bottom-top >= v.px(wordLeast) {
			if box := v.writeOn(c, name, taken); !box.Empty() {
				taken = append(taken, box)
			}
		}
	}
}

// writeOn writes the word of a curve at its middle or, where it has no room there, above
// or below it; it is cut only if it is too wide everywhere. The answer is empty when
// there is no room at all.
func (v *View) writeOn(c *curve, name string, taken []image.Rectangle) image.Rectangle {
	top, bottom := c.extent()
	half := v.px(8)
	for _, whole := range []bool{true, false} {
		for _, off := range []int{0, v.px(17), -v.px(17), v.px(34), -v.px(34)} {
			y := (top+bottom)/2 + off
			if y < top+half || y > bottom-half {
				continue
			}
			box, w := v.wordBox(c, name, y, whole)
			if w == nil || slices.ContainsFunc(taken, box.Overlaps) {
				continue
			}
			c.word, c.at = w, image.Pt(box.Min.X+v.px(wordPad), box.Min.Y+v.px(12))
			return box
		}
	}
	return image.Rectangle{}
}

// wordBox is where the word of a curve has room at a height, whole or cut; nil when it
// has none.
func (v *View) wordBox(c *curve, name string, y int, whole bool) (image.Rectangle, *word) {
	y0, y1 := y-v.px(8), y+v.px(8)
	left, right := v.between(y0, y1)
	pad := v.px(wordPad)
	w := v.word(name, noteSize, textlayout.Sans)
	if room := right - left - 2*pad; w.width > room {
		if whole || room < v.px(24) {
			return image.Rectangle{}, nil
		}
		w = v.fitted(name, noteSize, room)
	}
	x := v.curveX(c) - w.width/2 - pad
	x = max(left, min(x, right-w.width-2*pad))
	return image.Rect(x, y0, x+w.width+2*pad, y1), w
}

// between is what is free between text and labels from one height to another.
func (v *View) between(y0, y1 int) (left, right int) {
	c := &v.page.columns
	apart := v.px(4)
	left, right = c.text+c.measure-v.px(gutterWidth), c.labels+c.margin
	if c.mirrored {
		left, right = c.labels, c.text+v.px(gutterWidth)
	}
	for _, r := range v.page.rows {
		top := v.viewY(r.line.Top)
		if top >= y1 || top+v.page.metrics.LineHeight <= y0 {
			continue
		}
		if c.mirrored {
			right = min(right, c.text+int(r.line.Left)-apart)
		} else {
			left = max(left, c.text+int(r.line.Right)+apart)
		}
		if len(v.tagsOf(r)) == 0 {
			continue
		}
		if foot, _ := v.foot(); c.mirrored { // what ends there stays free
			left = max(left, foot+v.px(arrowLength))
		} else {
			right = min(right, foot-v.px(arrowLength))
		}
	}
	return left, right
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
		all = all.Union(image.Rect(x0-pad, top-pad, x1+pad, bottom+pad))
		if c.word != nil {
			all = all.Union(image.Rect(c.at.X-v.px(wordPad), c.at.Y-v.px(12), c.at.X+c.word.width+v.px(wordPad), c.at.Y+v.px(4)))
		}
	}
	return all.Intersect(image.Rect(0, 0, v.page.columns.width, v.page.columns.height))
}
