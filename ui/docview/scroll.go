package docview

import (
	"math"

	"fyne.io/fyne/v2"

	"parley/annotate/text"
)

// Place is where a reader was: the line of Offset stands DY of Fyne's pixels below the
// view's upper edge. It outlives other widths, sizes and faces. The zero Place is the top.
type Place struct {
	Offset text.Offset
	DY     float32
}

// Place is where the reader is.
func (v *View) Place() Place { return Place{v.page.anchor.offset, v.page.anchor.dy} }

// SetPlace goes to a place; an offset outside the text counts as its nearer end.
func (v *View) SetPlace(at Place) {
	v.page.anchor = v.anchorAt(at)
	if v.page.layout == nil {
		return
	}
	v.page.scroll = v.bounded(v.anchored())
	v.update()
	v.takeAnchor()
}

func (v *View) anchorAt(at Place) anchor {
	if at == (Place{}) {
		return anchor{0, topPad}
	}
	return anchor{v.snap(at.Offset), at.DY}
}

// ScrollTo shows the line of o, a third below the view's upper edge, unless it is on
// screen already.
func (v *View) ScrollTo(o text.Offset) { v.reveal(text.Span{Start: o, End: o}) }

// wheel is how much further a turn of the wheel goes than Fyne says, whose notch is less
// than a line of text: two lines.
const wheel = 2.5

// Scrolled implements fyne.Scrollable.
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	v.scrollBy(-math.Round(float64(e.Scrolled.DY * wheel * v.page.scale)))
	v.hoverAgain()
}

// anchored is the scroll offset at which the anchor is where it says.
func (v *View) anchored() float64 {
	p := &v.page
	top := p.layout.Top(p.layout.LineOf(p.anchor.offset))
	return float64(top + v.px(topPad) - v.px(p.anchor.dy))
}

// bounded is y within the paper, on a whole pixel.
func (v *View) bounded(y float64) float64 {
	return math.Round(max(0, min(y, v.farthest())))
}

// farthest is the largest scroll offset.
func (v *View) farthest() float64 {
	if v.page.layout == nil {
		return 0
	}
	return max(0, float64(v.page.layout.Height()+v.px(topPad)+v.px(bottomPad)-v.page.columns.height))
}

// takeAnchor makes the first line that is whole in the view the anchor.
func (v *View) takeAnchor() {
	p := &v.page
	for _, r := range p.rows {
		if y := v.viewY(r.line.Top); y >= 0 || r == p.rows[len(p.rows)-1] {
			p.anchor = anchor{r.line.Span.Start, float32(y) / p.scale}
			return
		}
	}
}

// scrollBy moves the view over the paper by d device pixels. What comes into sight is
// made exact before, so that nothing in sight jumps.
func (v *View) scrollBy(d float64) {
	p := &v.page
	if p.layout == nil {
		return
	}
	v.logFrame()
	for range 16 {
		before := p.layout.Version()
		y := int(p.scroll+d) - v.px(topPad)
		p.layout.LineAt(y)
		p.layout.LineAt(y + p.columns.height)
		if before == p.layout.Version() {
			break
		}
		v.renumber()
		p.version = p.layout.Version()
		p.scroll = v.bounded(v.anchored())
	}
	v.scrollTo(p.scroll + d)
}

// scrollTo moves the view's upper edge to y on the paper.
func (v *View) scrollTo(y float64) {
	p := &v.page
	if y = v.bounded(y); y == p.scroll {
		return
	}
	p.scroll = y
	v.rest()
	v.update()
	v.takeAnchor()
}

// rest makes the line at the view's upper edge the anchor before the rows are known.
func (v *View) rest() {
	p := &v.page
	line := &v.paint.line
	for range 8 {
		before := p.layout.Version()
		p.layout.Line(p.layout.LineAt(v.paperY(0)), line)
		p.anchor = anchor{line.Span.Start, float32(v.viewY(line.Top)) / p.scale}
		if before == p.layout.Version() {
			break
		}
	}
	p.version = p.layout.Version()
	v.renumber()
}

// reveal scrolls until s is on screen: not at all, by a little when it is near, and
// else so that it begins a third below the view's upper edge.
func (v *View) reveal(s text.Span) {
	p := &v.page
	if p.layout == nil {
		return
	}
	first, last := v.lineBox(s.Start), v.lineBox(max(s.Start, s.End-1))
	height, room := p.columns.height, p.metrics.LineHeight
	top, bottom := v.viewY(first), v.viewY(last)+room
	if bottom-top > height-2*room {
		bottom = top + room
	}
	switch {
	case top >= 0 && bottom <= height:
	case top < 0 && top > -height/2:
		v.scrollBy(float64(top - room/2))
	case bottom > height && bottom < height+height/2:
		v.scrollBy(float64(bottom - height + room/2))
	default:
		v.page.anchor = anchor{s.Start, float32(height) / 3 / p.scale}
		p.scroll = v.bounded(v.anchored())
		v.update()
		v.takeAnchor()
	}
}

// lineBox is the upper edge, on the paper, of the line of o.
func (v *View) lineBox(o text.Offset) int { return v.page.layout.Top(v.page.layout.LineOf(o)) }
