package docview

import (
	"image"
	"image/color"
	"math"
	"slices"
	"sort"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
)

// ruler is the overview at the right: where marks, hits and the view are in the whole
// document. It is the only scroll bar. Its ticks are a picture that changes with the
// marks; the view's frame is an object that only moves.
type ruler struct {
	view   *View
	ground *canvas.Rectangle // behind the whole view
	raster *canvas.Raster
	frame  *canvas.Rectangle
	ticks  [rulerColumns]ticks
	known  text.Offset          // of marks that begin before it there are ticks
	more   timer                // until the next of them are fetched
	fresh  [rulerColumns][]tick // scratch
	rows   []text.Offset        // scratch: where each row of pixels begins in the text
	counts []int                // scratch
}

// rulerColumns is how many columns of ticks there are: of slot 1, of 2, and of the rest.
const rulerColumns = 3

// Lengths of the ruler in Fyne's pixels.
const (
	tickHeight  = 3
	activeTick  = 6
	tickWidth   = 3.5
	firstColumn = 2.5
	columnPitch = 4.5
	leastFrame  = 16
)

func (r *ruler) init(v *View) {
	r.view = v
	r.ground = canvas.NewRectangle(nil)
	r.frame = canvas.NewRectangle(nil)
	r.frame.CornerRadius, r.frame.StrokeWidth = 3, 1
	r.raster = canvas.NewRaster(func(w, h int) image.Image { return v.rulerPicture(w, h) })
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.colour(v.colours)
}

func (r *ruler) colour(p *palette) {
	r.ground.FillColor = p.paper
	r.frame.StrokeColor = p.border
	r.frame.FillColor = color.NRGBA{R: p.text.R, G: p.text.G, B: p.text.B, A: 18} // 7 %
}

// How many marks the ruler fetches at once: opening a text waits for the first of them,
// a frame for one of the others.
const (
	firstSlice = 200
	slice      = 1000
)

// sliceTime is how long the ruler lets others work between two slices.
const sliceTime = 5 * time.Millisecond

// load forgets all ticks and begins to fetch those of the view's source.
func (r *ruler) load() {
	r.more.stop()
	for c := range r.ticks {
		r.ticks[c].clear()
	}
	r.known = 0
	r.fetch()
}

// fetch takes the next ticks, and comes again until it has all: a text of very many marks
// is shown before.
func (r *ruler) fetch() {
	for end := r.view.text.Len() + 1; r.known < end; {
		most := slice
		if r.known == 0 {
			most = firstSlice
		}
		r.known = r.take(text.Span{Start: r.known, End: end}, most)
		if r.known < end && r.view.clock != nil {
			r.more.set(r.view.clock, sliceTime, func() { r.fetch(); r.repaint() })
			return
		}
	}
}

// reload takes the ticks of the marks that begin in s anew; what is not known yet is left.
func (r *ruler) reload(s text.Span) {
	if s.End = min(s.End, r.known); !s.Empty() {
		r.take(s, math.MaxInt)
	}
}

// take takes the ticks of the marks that begin in s, of about limit marks; it gives how
// far it came.
func (r *ruler) take(s text.Span, limit int) text.Offset {
	for c := range r.fresh {
		r.fresh[c] = r.fresh[c][:0]
	}
	for m := range r.view.source.Marks(s) {
		start := m.Hull().Start
		if limit--; limit < 0 && start > s.Start {
			s.End = start
			break
		}
		if len(m.Fragments) > 0 && !m.Style.Hidden && !m.Style.Dimmed && s.Contains(start) {
			c := columnOf(m.Style.Slot)
			r.fresh[c] = append(r.fresh[c], tick{start, int32(m.Style.Slot)})
		}
	}
	for c := range r.ticks {
		r.ticks[c].replace(s, r.fresh[c])
	}
	return s.End
}

func columnOf(slot int) int {
	if slot < 1 {
		return rulerColumns - 1
	}
	return min(slot, rulerColumns) - 1
}

// repaint has the ticks painted anew.
func (r *ruler) repaint() { r.raster.Refresh() }

// place puts the ruler's objects where they belong and appends them to objects.
func (r *ruler) place(objects []fyne.CanvasObject) []fyne.CanvasObject {
	size := r.view.Size()
	r.raster.Resize(fyne.NewSize(rulerWidth+wedgeWidth, size.Height))
	r.raster.Move(fyne.NewPos(size.Width-rulerWidth-wedgeWidth, 0))
	y, h := r.window()
	r.frame.Resize(fyne.NewSize(rulerWidth-3, h))
	r.frame.Move(fyne.NewPos(size.Width-rulerWidth+2, y))
	return append(objects, r.raster, r.frame)
}

// window is where the view's frame stands, in Fyne's pixels.
func (r *ruler) window() (y, height float32) {
	v := r.view
	all, room := v.paperHeight(), v.Size().Height
	seen := float64(v.page.columns.height)
	height = min(room-2, max(leastFrame, float32(seen/all)*room))
	if far := v.farthest(); far > 0 {
		y = float32(v.page.scroll/far) * (room - 2 - height)
	}
	return y + 1, height
}

// paperHeight is the height of all there is to scroll, in device pixels.
func (v *View) paperHeight() float64 {
	return max(1, float64(v.page.columns.height), float64(v.page.layout.Height()+v.px(topPad)+v.px(bottomPad)))
}

// rulerPicture paints the ticks, in time proportional to the ruler's height.
func (v *View) rulerPicture(w, h int) image.Image {
	start := time.Now()
	s := v.surface(w, h)
	s.fill(0, 0, w, h, v.colours.paper)
	if v.page.layout != nil && v.page.columns.height > 0 && v.scaled(float32(w)/v.ruler.raster.Size().Width) {
		v.ruler.paint(s)
	}
	v.frame.Paint += time.Since(start)
	return s.RGBA
}

func (r *ruler) paint(s surface) {
	v, c, h := r.view, r.view.colours, s.Rect.Dy()
	left := v.px(wedgeWidth)
	s.fill(left, 0, s.Rect.Dx(), h, c.panel)
	s.fill(left, 0, left+s.unit, h, c.line)
	r.measure(h)
	for column := range r.ticks {
		x := left + v.px(firstColumn+float32(column)*columnPitch)
		if r.ticks[column].count*crowd > h {
			r.crowded(s, column, x)
		} else {
			r.single(s, column, x)
		}
	}
	r.found(s, left)
	r.active(s, left)
}

// crowd is how many pixels a mark must have of the ruler's height to be shown as one.
const crowd = 8

// single paints each mark of a column at its place.
func (r *ruler) single(s surface, column, x int) {
	v := r.view
	for y := 0; y < s.Rect.Dy(); y++ {
		t, ok := r.ticks[column].next(r.rows[y])
		if !ok {
			return
		}
		y = max(y, r.rowOf(t.start))
		s.fill(x, y, x+v.px(tickWidth), y+v.px(tickHeight), v.colours.slot(int(t.slot)).mark)
	}
}

// rowOf is the row of pixels in which o stands.
func (r *ruler) rowOf(o text.Offset) int {
	return max(0, sort.Search(len(r.rows), func(i int) bool { return r.rows[i] > o })-1)
}

// crowded paints a column of very many marks as cells, the fuller the stronger.
func (r *ruler) crowded(s surface, column, x int) {
	v, ticks, h := r.view, &r.ticks[column], s.Rect.Dy()
	pitch := v.px(tickHeight + 1)
	counts, most := r.counts[:0], 1
	for y, before := 0, 0; y < h; y += pitch {
		rank := ticks.rank(r.rows[min(h, y+pitch)])
		counts = append(counts, rank-before)
		most, before = max(most, rank-before), rank
	}
	r.counts = counts
	for k, n := range counts {
		if n == 0 {
			continue
		}
		t, _ := ticks.next(r.rows[k*pitch])
		colour, cover := v.colours.slot(int(t.slot)).mark, uint32(96+160*n/most)
		for y := k * pitch; y < min(h, k*pitch+v.px(tickHeight)); y++ {
			for i := range v.px(tickWidth) {
				s.share(x+i, y, colour, cover)
			}
		}
	}
}

// measure finds where in the text each row of pixels begins; nothing is shaped for that.
func (r *ruler) measure(h int) {
	v := r.view
	all := v.paperHeight()
	r.rows = slices.Grow(r.rows[:0], h+1)[:h+1]
	for y := range r.rows {
		r.rows[y] = v.page.layout.OffsetNear(int(float64(y)*all/float64(h)) - v.px(topPad))
	}
	r.rows[h] = v.text.Len() + 1
}

// found paints where a search found something.
func (r *ruler) found(s surface, left int) {
	v, hits := r.view, r.view.hits.all
	for y, i := 0, 0; y < s.Rect.Dy() && i < len(hits); y++ {
		if hits[i].Start < r.rows[y+1] {
			s.fill(left+v.px(1.5), y, left+v.px(rulerWidth-1), y+v.px(tickHeight), v.colours.warn)
			i += sort.Search(len(hits)-i, func(k int) bool { return hits[i+k].Start >= r.rows[y+1] })
		}
	}
}

// active paints the active mark's tick, higher than others, with a wedge outside.
func (r *ruler) active(s surface, left int) {
	v := r.view
	m, ok := v.mark(v.marking.active)
	if !ok {
		return
	}
	o := m.Fragments[0].Start
	y := r.rowOf(o)
	x := left + v.px(firstColumn+float32(columnOf(m.Style.Slot))*columnPitch)
	s.fill(x, y, x+v.px(tickWidth), y+v.px(activeTick), v.colours.slot(m.Style.Slot).mark)
	half := v.px(4)
	for i := range v.px(5) {
		reach := half * (v.px(5) - i) / v.px(5)
		tip := left - v.px(5) + i
		s.fill(tip, y+v.px(3)-reach, tip+1, y+v.px(3)+reach+1, v.colours.text)
	}
}

// rulerPress begins to scroll by the ruler at height y: within the frame it is held where
// it was taken, elsewhere its middle comes there first.
func (v *View) rulerPress(y float32) {
	top, height := v.ruler.window()
	v.press.grip = y - top
	if y < top || y > top+height {
		v.press.grip = height / 2
	}
	v.rulerDrag(y)
}

func (v *View) rulerDrag(y float32) {
	_, height := v.ruler.window()
	if room := v.Size().Height - 2 - height; room > 0 && v.page.layout != nil {
		v.logFrame()
		share := float64((y - v.press.grip - 1) / room)
		v.scrollTo(share * v.farthest())
		for range 8 { // the end is the end, also when it turns out to be further
			if share < 1 || v.page.scroll >= v.farthest() {
				break
			}
			v.scrollTo(v.farthest())
		}
	}
}
